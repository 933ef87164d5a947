/**
 * belenios-tool 3.0, one function per command, texts and archives in, texts and archives out. Archives are the bytes of
 * a `.bel`; `lines` are what `archive add-event` takes. A command that fails throws; a verification returns a verdict.
 */
import { readFile, readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { cutAfterSetup, payloadsOf, uuidOf } from './archive.ts';
import { type Files, type Output, peer, run, withFolder } from './run-peer.ts';

export type Verdict = { accepted: true } | { accepted: false; reason: string };
export type ArchiveVerdict = {
	accepted: boolean;
	election: Verdict;
	ballots: Verdict[];
	/** Absent while the archive records no tally. */
	tally?: Verdict;
};
export type EventType =
	| 'Ballot'
	| 'EndBallots'
	| 'EncryptedTally'
	| 'Shuffle'
	| 'EndShuffles'
	| 'PartialDecryption'
	| 'Result';
export type Keys = { publicKeys: readonly string[]; threshold?: string };
export type Voter = { login: string; weight?: number };

const GROUP = ['--group', 'Ed25519'];

const tool = (cwd: string, args: readonly string[], input = ''): Promise<Output> =>
	run(peer('belenios-tool'), args, { cwd, input });

async function command(dir: string, args: readonly string[], input?: string): Promise<string> {
	const { code, stdout, stderr } = await tool(dir, args, input);
	if (code !== 0) throw new Error(`belenios-tool ${args.join(' ')}: ${stderr}`);
	return stdout;
}

const lines = (text: string): string[] => text.split('\n').filter((line) => line !== '');
const archiveFile = (bel: Uint8Array): Files => ({ [`${uuidOf(bel)}.bel`]: bel });
const onArchive = (bel: Uint8Array, args: readonly string[], files: Files = {}) =>
	withFolder({ ...archiveFile(bel), ...files }, async (dir) => lines(await command(dir, args)));

async function fileEndingIn(dir: string, suffix: string): Promise<string> {
	const name = (await readdir(dir)).find((n) => n.endsWith(suffix));
	if (name === undefined) throw new Error(`belenios-tool wrote no *${suffix}`);
	return readFile(join(dir, name), 'utf8');
}

/** Only the tool's own words count: a tool that could not start or was called wrongly has given no verdict. */
function refusal({ code, stderr }: Output): Verdict {
	const reason = /^belenios-tool: (.*)/m.exec(stderr)?.[1];
	if (code === 0 || reason === undefined || stderr.includes('Usage: '))
		throw new Error(`belenios-tool gave no verdict: ${stderr}`);
	return { accepted: false, reason: reason.replace(/ in ballot .*/s, '') };
}

const verdict = (output: Output, acceptance: string): Verdict =>
	output.code === 0 && output.stderr.includes(acceptance) ? { accepted: true } : refusal(output);

export const version = (): Promise<string> =>
	withFolder({}, async (dir) => (await command(dir, ['--version'])).trim());

/** `election verify`. Its acceptance says nothing about the ballots: see {@link verifyArchive}. */
export const verifyElection = (bel: Uint8Array): Promise<Verdict> =>
	withFolder(archiveFile(bel), async (dir) =>
		verdict(await tool(dir, ['election', 'verify']), 'all checks passed'),
	);

/** `election verify-ballot`. @param bel - an archive that holds only the Setup, for an answer about this ballot alone */
export const verifyBallot = (bel: Uint8Array, ballot: string): Promise<Verdict> =>
	withFolder({ ...archiveFile(bel), 'ballot.json': ballot }, async (dir) =>
		verdict(
			await tool(dir, ['election', 'verify-ballot', '--ballot', 'ballot.json']),
			'ballot is valid',
		),
	);

/** Does the tool compute the tally that the archive records last? Version 3.0 never compares them by itself. */
export const verifyTally = (bel: Uint8Array): Promise<Verdict> =>
	withFolder(archiveFile(bel), async (dir) => {
		const output = await tool(dir, ['election', 'compute-encrypted-tally']);
		if (output.code !== 0) return refusal(output);
		return lines(output.stdout)[1] === payloadsOf(bel, 'EncryptedTally').at(-1)
			? { accepted: true }
			: { accepted: false, reason: 'the tool computes another tally' };
	});

/** All that this version can say about an archive: `verify`, `verify-ballot` for each ballot on its own, the tally. */
export async function verifyArchive(bel: Uint8Array): Promise<ArchiveVerdict> {
	const setup = cutAfterSetup(bel);
	const tallied = payloadsOf(bel, 'EncryptedTally').length > 0;
	const [election, tally, ...ballots] = await Promise.all([
		verifyElection(bel),
		tallied ? verifyTally(bel) : undefined,
		...payloadsOf(bel, 'Ballot').map((ballot) => verifyBallot(setup, ballot)),
	]);
	const all = [election, ...(tally ? [tally] : []), ...ballots];
	return {
		accepted: all.every((v) => v.accepted),
		election,
		ballots,
		...(tally ? { tally } : {}),
	};
}

/** `election verify-diff`: is `newer` a valid update of `older`? */
export const verifyUpdate = (older: Uint8Array, newer: Uint8Array): Promise<Verdict> =>
	withFolder(archiveFile(older), (dir1) =>
		withFolder(archiveFile(newer), async (dir2) =>
			verdict(
				await tool(dir1, ['election', 'verify-diff', '--dir1', dir1, '--dir2', dir2]),
				'all checks passed',
			),
		),
	);

export const generateUuid = (): Promise<string> =>
	withFolder({}, async (dir) => (await command(dir, ['setup', 'generate-token'])).trim());

/** A Single trustee's key: both texts as the tool writes them into files. */
export const generateTrusteeKey = (): Promise<{ privateKey: string; publicKey: string }> =>
	withFolder({}, async (dir) => {
		await command(dir, ['setup', 'generate-trustee-key', ...GROUP]);
		return {
			privateKey: await fileEndingIn(dir, '.privkey'),
			publicKey: (await fileEndingIn(dir, '.pubkey')).trim(),
		};
	});

/** Private credentials by login, and the text of public_creds.json. */
export function generateCredentials(
	uuid: string,
	voters: readonly Voter[],
): Promise<{ privateCredentials: Record<string, string>; publicCredentials: string }> {
	const file = voters.map(
		({ login, weight }) =>
			`${login}@example.org,${login}${weight === undefined ? '' : `,${weight}`}\n`,
	);
	return withFolder({ 'voters.txt': file.join('') }, async (dir) => {
		const source = ['--uuid', uuid, '--file', 'voters.txt'];
		await command(dir, ['setup', 'generate-credentials', ...GROUP, ...source]);
		return {
			privateCredentials: JSON.parse(await fileEndingIn(dir, '.privcreds')) as Record<
				string,
				string
			>,
			publicCredentials: await fileEndingIn(dir, '.pubcreds'),
		};
	});
}

/** The public credential that belongs to a private one. */
export const derivePublicCredential = (uuid: string, privateCredential: string): Promise<string> =>
	withFolder({}, async (dir) => {
		const source = ['--uuid', uuid, '--derive', privateCredential];
		return (await command(dir, ['setup', 'generate-credentials', ...GROUP, ...source])).trim();
	});

const keyFiles = ({ publicKeys, threshold }: Keys): Files => ({
	'public_keys.jsons': publicKeys.map((key) => key + '\n').join(''),
	...(threshold === undefined ? {} : { 'threshold.json': threshold }),
});

/** The text of trustees.json. */
export const makeTrustees = (keys: Keys): Promise<string> =>
	withFolder(keyFiles(keys), async (dir) => {
		await command(dir, ['setup', 'make-trustees']);
		return readFile(join(dir, 'trustees.json'), 'utf8');
	});

/** The text of election.json. @param template - name, description, questions, administrator, credential_authority */
export const makeElection = (uuid: string, template: object, trustees: string): Promise<string> => {
	const files = { 'trustees.json': trustees, 'template.json': JSON.stringify(template) };
	return withFolder(files, async (dir) => {
		const source = ['--uuid', uuid, '--template', 'template.json'];
		await command(dir, ['setup', 'make-election', ...GROUP, ...source]);
		return readFile(join(dir, 'election.json'), 'utf8');
	});
};

/** `archive init`: an archive that holds only the Setup. */
export const initArchive = (setup: {
	uuid: string;
	election: string;
	trustees: string;
	publicCredentials: string;
}): Promise<Uint8Array> =>
	withFolder(
		{
			'election.json': setup.election,
			'trustees.json': setup.trustees,
			'public_creds.json': setup.publicCredentials,
		},
		async (dir) => {
			await command(dir, ['archive', 'init']);
			return readFile(join(dir, `${setup.uuid}.bel`));
		},
	);

/** `archive add-event`: the archive with one event more. */
export const addEvent = (
	bel: Uint8Array,
	type: EventType,
	payload: readonly string[] = [],
): Promise<Uint8Array> =>
	withFolder(archiveFile(bel), async (dir) => {
		const input = payload.map((line) => line + '\n').join('');
		await command(dir, ['archive', 'add-event', '--type', type], input);
		return readFile(join(dir, `${uuidOf(bel)}.bel`));
	});

/** A ballot's text. @param choice - per question: 0/1 per answer, ranks for NonHomomorphic, lists of 0/1 for Lists */
export async function generateBallot(
	bel: Uint8Array,
	privateCredential: string,
	choice: readonly unknown[],
): Promise<string> {
	const args = ['election', 'generate-ballot', '--privcred', 'credential', '--choice', 'choice'];
	const files = { credential: privateCredential, choice: JSON.stringify(choice) };
	return (await onArchive(bel, args, files))[0]!;
}

export const computeEncryptedTally = (bel: Uint8Array): Promise<string[]> =>
	onArchive(bel, ['election', 'compute-encrypted-tally']);

export const shuffle = (bel: Uint8Array, trustee: number): Promise<string[]> =>
	onArchive(bel, ['election', 'shuffle', '--trustee-id', String(trustee)]);

export const decrypt = (
	bel: Uint8Array,
	trustee: number,
	privateKey: string,
): Promise<string[]> => {
	const args = ['election', 'decrypt', '--privkey', 'key', '--trustee-id', String(trustee)];
	return onArchive(bel, args, { key: privateKey });
};

/** @param key - the trustee's seed, @param decryptionKey - the `private_key` of its step 5 */
export const decryptThreshold = (
	bel: Uint8Array,
	trustee: number,
	key: string,
	decryptionKey: string,
): Promise<string[]> => {
	const source = ['--key', 'key', '--decryption-key', 'dkey', '--trustee-id', String(trustee)];
	return onArchive(bel, ['election', 'decrypt-threshold', ...source], { key, dkey: decryptionKey });
};

export const computeResult = (bel: Uint8Array): Promise<string[]> =>
	onArchive(bel, ['election', 'compute-result']);
