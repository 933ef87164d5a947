/** After the close: members shuffle in turn, then decrypt; when enough have, the result is counted. Spec: SPEC §4.7–4.11, §5, §10.3. */
import { createHash } from 'node:crypto';
import { decodeText } from '../../crypto/codec.ts';
import {
	partialDecryptionCodec,
	verifyPartialDecryption,
} from '../../crypto/election/decryption.ts';
import type { Election } from '../../crypto/election/definition.ts';
import { hasShuffles, replaceShuffled } from '../../crypto/election/shuffle.ts';
import {
	strongDecryptionCodec,
	verifyStrongDecryption,
} from '../../crypto/election/strong-decryption.ts';
import { sizedTallyCodec, type EncryptedTally } from '../../crypto/election/tally.ts';
import { parseTrustees, type Trustees } from '../../crypto/election/trustees/trustees.ts';
import { sha256Hex } from '../../crypto/hash.ts';
import { encodeResult, parseManifest, type Manifest } from '../../crypto/verify/record.ts';
import { makeVoteResult } from '../../crypto/verify/vote-result.ts';
import { ApiError } from '../http/api-error.ts';
import type { Inside } from '../services.ts';
import { paperTexts, readBatch, requirePaperComplete } from '../paper/batches.ts';
import { writeArchive } from './archive.ts';
import { ballotsOf, countedOf, tokensOf } from './box.ts';
import { readDecryptions, type Decrypted, type Owned } from './decrypted.ts';
import { LARGE } from './limits.ts';
import { electionOf, requireStatement } from './open.ts';
import { mixedAfter, readTally } from '../work/tally-jobs.ts';
import {
	countOf,
	enterPhase,
	keepMessage,
	membersOf,
	messagesOf,
	requirePhase,
	type Vote,
} from './votes.ts';

/** What stands of a vote after its close, read once. */
export type Tallied = {
	readonly election: Election;
	readonly trustees: Trustees;
	readonly manifest: Manifest;
	readonly tally: EncryptedTally;
};

export function talliedOf(vote: Vote): Tallied {
	const trustees = parseTrustees(vote.trustees!);
	const manifest = parseManifest(vote.manifest!);
	if (!trustees.ok || !manifest.ok) throw new TypeError('the stored vote is damaged');
	return {
		election: electionOf(vote),
		trustees: trustees.value,
		manifest: manifest.value,
		tally: readTally(vote.tally!),
	};
}

const owned = (messages: readonly { member: number; text: string }[]): Owned[] =>
	messages.map(({ member, text }) => ({ owner: member, text }));

/** Shuffles in the order in which they were made: by place in the commission. */
export const shufflesOf = async (inside: Inside, vote: string): Promise<Owned[]> =>
	owned(await messagesOf(inside, inside.db, vote, 'shuffle'));

const decryptionsOf = async (inside: Inside, vote: string): Promise<Owned[]> =>
	owned(await messagesOf(inside, inside.db, vote, 'decryption'));

/** What members decrypt: the sums, and the last shuffle. */
export const toDecrypt = (
	{ election, tally }: Tallied,
	shuffles: readonly Owned[],
): EncryptedTally =>
	replaceShuffled(election, tally, mixedAfter(election, tally, shuffles.at(-1)?.text));

/** Who shuffles next of so many members; `undefined` when nothing is shuffled (any more). */
export const nextShuffler = (
	{ definition }: Election,
	members: number,
	shuffles: number,
): number | undefined => (hasShuffles(definition) && shuffles < members ? shuffles + 1 : undefined);

const turnOf = ({ election, trustees }: Tallied, shuffles: readonly Owned[]): number | undefined =>
	nextShuffler(election, trustees.owners.length, shuffles.length);

export type ShuffleMessage = { readonly shuffle: string; readonly statement: string };

/** A shuffle that holds, and the text of the one before, after which it does. */
export type CheckedShuffle = ShuffleMessage & { readonly last: string | undefined };

/** The text of the shuffle after which it is a member's turn. @throws ApiError vote.phase */
async function requireTurn(
	inside: Inside,
	vote: Vote,
	member: number,
): Promise<string | undefined> {
	requirePhase(vote, 'closed');
	const members = await membersOf(inside, inside.db, vote.id);
	const shuffles = await shufflesOf(inside, vote.id);
	if (nextShuffler(electionOf(vote), members.length, shuffles.length) !== member)
		throw new ApiError('vote.phase');
	return shuffles.at(-1)?.text;
}

/** Checks a shuffle on another thread. That takes long, and so it is no part of a decision. @throws ApiError vote.phase, member.message */
export async function checkShuffle(
	inside: Inside,
	vote: Vote,
	member: number,
	message: ShuffleMessage,
): Promise<CheckedShuffle> {
	const { shuffle: text, statement } = message;
	const last = await requireTurn(inside, vote, member);
	requireStatement(vote, member, 'shuffle', sha256Hex(text), statement);
	const { election, tally } = vote;
	const holds = await inside.work('holdsShuffle', {
		election: election!,
		tally: tally!,
		last,
		text,
	});
	if (!holds) throw new ApiError('member.message', {}, { text: 'the shuffle does not hold' });
	return { ...message, last };
}

/** Takes a shuffle that was checked, if it still is what is expected. @throws ApiError vote.phase */
export async function takeShuffle(
	inside: Inside,
	vote: Vote,
	member: number,
	{ shuffle: text, statement, last }: CheckedShuffle,
): Promise<void> {
	if ((await requireTurn(inside, vote, member)) !== last) throw new ApiError('vote.phase');
	await say(inside, vote, member, { shuffle: text, 'shuffle-statement': statement });
	await register(inside, vote, 'shuffle', text);
}

export type DecryptionMessage = {
	readonly text: string;
	readonly strong: string;
	readonly statement: string;
};

/** Takes a partial decryption with both proofs; the one that completes the threshold gives the result. @throws ApiError vote.phase, paper.not-complete, member.message */
export async function takeDecryption(
	inside: Inside,
	vote: Vote,
	member: number,
	{ text, strong, statement }: DecryptionMessage,
): Promise<void> {
	requirePhase(vote, 'closed');
	const tallied = talliedOf(vote);
	const shuffles = await shufflesOf(inside, vote.id);
	if (turnOf(tallied, shuffles) !== undefined) throw new ApiError('vote.phase');
	await requirePaperComplete(inside, vote);
	requireStatement(vote, member, 'partial-decryption', sha256Hex(text), statement);
	const tally = toDecrypt(tallied, shuffles);
	if (!holds(tallied, member, tally, text, strong))
		throw new ApiError('member.message', {}, { text: 'a proof of the decryption does not hold' });
	await say(inside, vote, member, {
		decryption: text,
		'decryption-proof': strong,
		'decryption-statement': statement,
	});
	await register(inside, vote, 'partial-decryption', text);
	const decryptions = await decryptionsOf(inside, vote.id);
	if (decryptions.length >= vote.threshold) await count(inside, vote, tallied);
}

function holds(
	{ election: { fingerprint }, trustees }: Tallied,
	member: number,
	tally: EncryptedTally,
	text: string,
	strong: string,
): boolean {
	const partial = decodeText(partialDecryptionCodec, text, LARGE);
	const proof = decodeText(strongDecryptionCodec, strong);
	if (!partial.ok || !proof.ok) return false;
	const { key } = trustees.owners[member - 1]!;
	const factors = verifyPartialDecryption({ fingerprint, tally }, key, partial.value);
	if (!factors.ok) return false;
	const claim = { fingerprint, tally, owner: member, key: key.point, factors: factors.value };
	return verifyStrongDecryption(claim, proof.value);
}

async function say(
	inside: Inside,
	vote: Vote,
	member: number,
	texts: Readonly<Record<string, string>>,
): Promise<void> {
	for (const [step, text] of Object.entries(texts))
		await keepMessage(inside, { vote: vote.id, step, member, text });
}

/** Enters a step of the tally in the civic register. */
async function register(
	{ civic, db, now }: Inside,
	{ id: object, closed }: Vote,
	part: string,
	text: string,
): Promise<void> {
	// A clock that was set back makes no step older than the close: nobody would believe the record.
	const at = Math.max(now(), closed!.at);
	await civic.append(db, [{ type: 'tally', object, part, hash: sha256Hex(text), at }]);
}

/** The numbers, as the members' decryptions give them. */
function decryptedOf(
	vote: Vote,
	tallied: Tallied,
	shuffles: readonly Owned[],
	decryptions: readonly Owned[],
	counted: number,
): Decrypted {
	const { election, trustees } = tallied;
	const tally = toDecrypt(tallied, shuffles);
	const read = readDecryptions(election, trustees, tally, decryptions, counted);
	if (!read.ok) throw new TypeError(`${vote.id}: ${read.error.message}`);
	return read.value;
}

/**
 * The archive as far as the tally has come: to the shuffles, or, once enough have decrypted, to the numbers.
 * @param isTaken - which shuffles and decryptions it takes, by their texts
 */
export async function archiveOf(
	inside: Inside,
	vote: Vote,
	tallied: Tallied,
	isTaken: (text: string) => boolean = () => true,
): Promise<{ readonly archive: Uint8Array; readonly decrypted?: Decrypted }> {
	const shuffles = (await shufflesOf(inside, vote.id)).filter(({ text }) => isTaken(text));
	const all = (await decryptionsOf(inside, vote.id)).filter(({ text }) => isTaken(text));
	const ballots = await ballotsOf(inside, vote.id);
	const decryptions = all.length < vote.threshold ? [] : all;
	const decrypted =
		decryptions.length === 0
			? undefined
			: decryptedOf(vote, tallied, shuffles, decryptions, countedOf(ballots).length);
	const sized = decodeText(sizedTallyCodec, vote.sizedTally!);
	if (!sized.ok) throw new TypeError(sized.error.message);
	const archive = writeArchive({
		at: vote.closed!.at,
		election: vote.election!,
		trustees: vote.trustees!,
		credentials: (await tokensOf(inside, vote.id)).map((t) => t.credential),
		ballots: ballots.map((b) => b.text),
		tally: { text: vote.tally!, sized: sized.value },
		shuffles,
		isShuffled: turnOf(tallied, shuffles) === undefined,
		decryptions,
		...(decrypted ? { decrypted: decrypted.decrypted } : {}),
	});
	return { archive, ...(decrypted ? { decrypted } : {}) };
}

async function count(inside: Inside, vote: Vote, tallied: Tallied): Promise<void> {
	const { archive, decrypted } = await archiveOf(inside, vote, tallied);
	if (!decrypted) throw new TypeError(`${vote.id}: too few have decrypted`);
	const ballots = await ballotsOf(inside, vote.id);
	const paper = (await paperTexts(inside, vote.id)).map(readBatch);
	const { t } = inside.store;
	const { size, root } = vote.closed!;
	const result = makeVoteResult({
		manifest: tallied.manifest,
		...decrypted,
		paper,
		archive: createHash('sha256').update(archive).digest('hex'),
		ballotRegister: { size, root },
		cast: ballots.length,
		counted: countedOf(ballots).length,
		issued: await countOf(inside.db, t.issuances, vote.id),
	});
	if (!result.ok) throw new TypeError(`${vote.id}: ${result.error.message}`);
	const text = encodeResult(result.value);
	const analysis = await inside.work('analyze', {
		manifest: tallied.manifest,
		...decrypted,
		paper,
		result: result.value,
	});
	await register(inside, vote, 'result', text);
	await enterPhase(inside, vote.id, 'closed', 'tallied', { result: text, analysis });
}
