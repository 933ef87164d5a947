/** What a booth computes on another thread: everything with keys and proofs. */
import { encodeOpening, verifyOpening } from '../../crypto/booth/audit.ts';
import { SEED_BYTES } from '../../crypto/booth/draws.ts';
import { readOpenVote, type OpenVote, type VoteTexts } from '../../crypto/booth/open-vote.ts';
import { checkReceipt, prepareToSeal, sealBallot } from '../../crypto/booth/seal.ts';
import { receiveToken, requestToken } from '../../crypto/booth/token.ts';
import type { PotBallot } from '../../crypto/budget/ballot.ts';
import { bytesToHex, parseHex } from '../../crypto/bytes.ts';
import { ballotHash } from '../../crypto/election/ballot.ts';
import { isCode } from '../../crypto/election/credential.ts';
import { asSecret } from '../../crypto/group.ts';
import { randomBytes } from '../../crypto/random.ts';
import { openAcknowledgement } from '../../crypto/register/acknowledgement.ts';
import { parseVerifierKey } from '../../crypto/register/verifier-key.ts';
import type { Result } from '../../crypto/result.ts';
import type { KeptToken, Receipt, Sealed } from './kept.ts';

/** @throws Error with a stable code as its message */
function must<T>(result: Result<T, unknown>, code: string): T {
	if (result.ok) return result.value;
	throw new Error(code);
}

/** The vote of this booth, read once: its key keeps the tables that it was prepared with. */
let known: { readonly texts: VoteTexts; readonly vote: OpenVote } | undefined;

function read(texts: VoteTexts): OpenVote {
	if (!known || TEXTS.some((name) => known!.texts[name] !== texts[name]))
		known = { texts, vote: must(readOpenVote(texts), 'vote.not-sound') };
	return known.vote;
}
const TEXTS = ['election', 'manifest', 'trustees'] as const;

/** A token as it is kept: `blind` in decimal. */
function makeRequest({ uuid, code }: { uuid: string; code?: string }): KeptToken {
	if (code !== undefined && !isCode(code)) throw new Error('code.not-one');
	const made = requestToken(uuid, code);
	return { code: made.code, request: made.request, blind: String(made.blind) };
}

export const TASKS = {
	/** Whether the texts of the vote belong together. Makes ready to encrypt while the voter is still choosing. */
	checkVote: (texts: VoteTexts): true => {
		prepareToSeal(read(texts).election);
		return true;
	},
	requestToken: makeRequest,
	receiveToken: ({
		texts,
		kept,
		answer,
	}: {
		texts: VoteTexts;
		kept: KeptToken;
		answer: string;
	}) => {
		const { manifest } = read(texts);
		const wish = { code: kept.code, request: kept.request, blind: asSecret(BigInt(kept.blind)) };
		return must(receiveToken(manifest.uuid, manifest.issuer, wish, answer), 'token.not-sound');
	},
	seal: ({
		texts,
		filled,
		code,
	}: {
		texts: VoteTexts;
		filled: readonly PotBallot[];
		code: string;
	}): Sealed & { readonly seed: string } => {
		const { election, manifest } = read(texts);
		const seed = randomBytes(SEED_BYTES);
		const sealed = sealBallot(election, manifest.pots, filled, code, seed);
		return { ...sealed, hash: ballotHash(sealed.ballot), seed: bytesToHex(seed) };
	},
	/** Opens a sealed ballot, by the way that any other device would go. */
	open: ({
		texts,
		...opening
	}: {
		texts: VoteTexts;
		ballot: string;
		filled: readonly PotBallot[];
		seed: string;
	}) => {
		const { election, manifest } = read(texts);
		const file = encodeOpening(opening);
		return { file, holds: verifyOpening(election, manifest.pots, file).ok };
	},
	checkAcknowledgement: ({
		texts,
		hash,
		acknowledgement,
	}: {
		texts: VoteTexts;
		hash: string;
		acknowledgement: string;
	}): true => {
		const { manifest } = read(texts);
		const key = must(parseVerifierKey(manifest.registers.ballot), 'vote.not-sound');
		const opened = must(openAcknowledgement(acknowledgement, key), 'acknowledgement.not-sound');
		if (opened.vote !== manifest.uuid || opened.ballot !== hash)
			throw new Error('acknowledgement.not-sound');
		return true;
	},
	/** `policy`: whose witnesses must have cosigned. @returns the number of the entry in the register, and who cosigned */
	checkReceipt: ({
		registerKey,
		vote,
		receipt,
		policy,
	}: {
		registerKey: string;
		vote: string;
		receipt: Receipt;
		policy: string | undefined;
	}): { index: number; witnesses: readonly string[] } => {
		if (parseHex(receipt.ballot)?.length !== 32) throw new Error('receipt.not-sound');
		const checked = checkReceipt(registerKey, vote, receipt.ballot, receipt, policy);
		return must(checked, 'receipt.not-sound');
	},
};
