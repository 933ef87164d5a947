/** What a member computes on another thread: everything with its key, and the checks before its key is used. */
import { readOpenVote, type VoteTexts } from '../../crypto/booth/open-vote.ts';
import { canDecrypt, findToDecrypt, isAmongTrustees } from '../../crypto/commission/checks.ts';
import { openKeyFile, sealKeyFile, type KeyOwner } from '../../crypto/commission/key-file.ts';
import {
	decrypt,
	makeMemberSecret,
	shuffle,
	sign,
	takeStep,
	type MemberSecret,
	type WorkState,
} from '../../crypto/commission/work.ts';
import type { Election } from '../../crypto/election/definition.ts';
import type { Report as Verified } from '../../crypto/verify/report.ts';
import { readTextFile, type OpenFile } from '../../crypto/verify/source.ts';
import { MAX_FILE_BYTES } from '../../crypto/verify/record.ts';
import { verifyLiveRecord } from '../../crypto/verify/live.ts';
import type { Report } from '../crew.ts';
import { fetchedOnce, filesBelow } from '../observer/files-below.ts';

/** A member with its open key, and the vote that it works for. */
type Acting = {
	readonly state: WorkState;
	readonly secret: MemberSecret;
	readonly texts: VoteTexts;
};
/** `record`: the address of the record's folder. */
type ActingOn = Acting & { readonly record: string };

/** A message, the secret after it, and the secret as a file. */
export type Prepared = {
	readonly text: string;
	readonly secret: MemberSecret;
	readonly file: string;
};
export type Decryption = {
	readonly text: string;
	readonly strong: string;
	readonly statement: string;
};
export type Opinion = {
	readonly report: Verified;
	/** Whether nothing is missing but signatures of members. */
	readonly isSound: boolean;
	readonly result: string;
};

/** The vote's texts belong together, and the member's own key is in them. @throws Error `vote.not-sound`, `key.not-mine` */
function readOwnVote({ state, secret, texts }: Acting): Election {
	const vote = readOpenVote(texts);
	if (!vote.ok) throw new Error('vote.not-sound');
	if (!isAmongTrustees(state, secret, texts.trustees)) throw new Error('key.not-mine');
	return vote.value.election;
}

/** Verifies the record as far as it goes. */
async function verifySoFar(record: string, report: Report) {
	const openAnew = () => ({ open: fetchedOnce(filesBelow(record)) });
	const live = await verifyLiveRecord(openAnew, undefined, { onProgress: report });
	return { verified: live.report, open: live.source.open };
}

/** What is to be decrypted, from the archive that was just verified: never what the server says beside it. @throws Error `record.rejected` */
async function verifiedWork(
	{ record, ...acting }: ActingOn,
	report: Report,
): Promise<{ readonly state: WorkState; readonly election: Election }> {
	const election = readOwnVote(acting);
	const { verified, open } = await verifySoFar(record, report);
	if (verified.verdict === 'rejected') throw new Error('record.rejected');
	const archive = await open(`${election.definition.uuid}.bel`);
	const found = archive && (await findToDecrypt(archive));
	if (found?.election !== election.text) throw new Error('record.rejected');
	const { shuffle: _, ...state } = acting.state;
	const { tally, shuffle: last } = found;
	return { state: { ...state, tally, ...(last === undefined ? {} : { shuffle: last }) }, election };
}

async function readResult(open: OpenFile): Promise<string> {
	const result = await readTextFile({ open }, 'result.json', MAX_FILE_BYTES);
	if (!result.ok) throw new Error('record.rejected');
	return result.value;
}

export const TASKS = {
	makeKey: async ({ owner, passphrase }: { owner: KeyOwner; passphrase: string }) => {
		const secret = makeMemberSecret();
		return { secret, file: await sealKeyFile(owner, secret, passphrase) };
	},
	openKey: async ({
		owner,
		file,
		passphrase,
	}: {
		owner: KeyOwner;
		file: string;
		passphrase: string;
	}): Promise<MemberSecret> => {
		const opened = await openKeyFile(owner, file, passphrase);
		if (opened.ok) return opened.value;
		const { code } = opened.error;
		throw new Error(code.startsWith('key-file.') ? code : 'key-file.not-one');
	},
	/** The message of the step that is waited for, with the file to save before it is sent. */
	prepareStep: async ({
		state,
		secret,
		owner,
		passphrase,
	}: {
		state: WorkState;
		secret: MemberSecret;
		owner: KeyOwner;
		passphrase: string;
	}): Promise<Prepared> => {
		const taken = takeStep(state, secret);
		return { ...taken, file: await sealKeyFile(owner, taken.secret, passphrase) };
	},
	/** Opens a saved file and decrypts with it. @throws Error also `key-file.not-usable` */
	testKey: async ({
		key,
		...file
	}: {
		owner: KeyOwner;
		file: string;
		passphrase: string;
		key: string;
	}): Promise<true> => {
		const secret = await TASKS.openKey(file);
		if (secret.share === undefined || !canDecrypt(secret, key))
			throw new Error('key-file.not-usable');
		return true;
	},
	signManifest: (acting: Acting): string =>
		sign(acting.state, acting.secret, readOwnVote(acting), 'parameters', acting.texts.manifest),
	shuffle: async (acting: ActingOn, report: Report) => {
		const { state, election } = await verifiedWork(acting, report);
		report({ phase: 'shuffle', done: 0 });
		const text = shuffle(state, election);
		return { shuffle: text, statement: sign(state, acting.secret, election, 'shuffle', text) };
	},
	decrypt: async (acting: ActingOn, report: Report): Promise<Decryption> => {
		const { state, election } = await verifiedWork(acting, report);
		report({ phase: 'decrypt', done: 0 });
		const { text, strong } = decrypt(state, acting.secret, election);
		const statement = sign(state, acting.secret, election, 'partial-decryption', text);
		return { text, strong, statement };
	},
	/** Verifies the whole record and says whether it can be signed. */
	examine: async (record: string, report: Report): Promise<Opinion> => {
		const { verified, open } = await verifySoFar(record, report);
		const left = verified.findings.filter((f) => f.severity !== 'note' && f.check !== 'C2');
		const isSound = verified.verdict !== 'rejected' && left.length === 0;
		return { report: verified, isSound, result: await readResult(open) };
	},
	signResult: ({
		verdict,
		result,
		...acting
	}: Acting & { verdict: 'certified' | 'dissent'; result: string }): string =>
		sign(acting.state, acting.secret, readOwnVote(acting), verdict, result),
};
