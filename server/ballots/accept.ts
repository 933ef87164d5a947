/**
 * Accepts a ballot: token, proofs and signature are verified, then it is stored, then it is acknowledged. Nothing here knows a person.
 * Spec: SPEC §3.10, §7.4, §8.13.
 */
import { and, eq, sql } from 'drizzle-orm';
import { bytesToHex, utf8ToBytes } from '../../crypto/bytes.ts';
import { ballotHash, parseBallot } from '../../crypto/election/ballot.ts';
import { parseElection } from '../../crypto/election/definition.ts';
import { makeAcknowledgement } from '../../crypto/register/acknowledgement.ts';
import { parseCheckpoint } from '../../crypto/register/checkpoint.ts';
import { makeCommitment } from '../../crypto/register/commitment.ts';
import { parseNote } from '../../crypto/register/note.ts';
import { parseElement } from '../../crypto/token/group.ts';
import type { Accepted } from '../api/contract.ts';
import { requireOpen } from '../electorate/issue.ts';
import { openShares } from '../electorate/shares.ts';
import { ApiError } from '../http/api-error.ts';
import { decide, type Services } from '../services.ts';
import { issuersText } from '../work/jobs.ts';
import { requireVote, type Vote } from '../votes/votes.ts';

export type CastRequest = { readonly ballot: string; readonly element: string };

/** The same ballot may come twice: the answer to the first may have been lost. @throws ApiError ballot.invalid, token.invalid, vote.not-open, vote.closed */
export async function acceptBallot(
	services: Services,
	voteId: string,
	{ ballot, element }: CastRequest,
): Promise<Accepted> {
	const { store, now } = services;
	const vote = await requireVote(services, store.db, voteId);
	requireOpen(vote, now());
	const credential = credentialOf(vote, ballot);
	const hash = ballotHash(ballot);
	if (!(await isStored(services, voteId, hash))) {
		await requireToken(services, vote, credential, element);
		const hints = await services.work('checkBallot', { election: vote.election!, text: ballot });
		if (!hints) throw new ApiError('ballot.invalid');
		await keep(services, voteId, { ballot, hash, credential, element, hints });
	}
	return { ballot: hash, acknowledgement: await acknowledge(services, voteId, hash) };
}

function credentialOf(vote: Vote, text: string): string {
	const election = parseElection(vote.election!);
	const ballot = election.ok ? parseBallot(election.value, text) : election;
	if (!ballot.ok)
		throw new ApiError('ballot.invalid', {}, { [ballot.error.place]: ballot.error.code });
	return ballot.value.credential;
}

async function isStored(
	{ store: { db, t } }: Services,
	vote: string,
	hash: string,
): Promise<boolean> {
	const [found] = await db
		.select({ hash: t.ballots.hash })
		.from(t.ballots)
		.where(and(eq(t.ballots.vote, vote), eq(t.ballots.hash, hash)));
	return found !== undefined;
}

/** A token is checked once; afterwards its element is known. */
async function requireToken(
	{ store: { db, t }, keys, work }: Services,
	vote: Vote,
	credential: string,
	element: string,
): Promise<void> {
	if (!parseElement(element)) throw new ApiError('token.invalid');
	const [known] = await db
		.select()
		.from(t.tokens)
		.where(and(eq(t.tokens.vote, vote.id), eq(t.tokens.credential, credential)));
	const isGood =
		known === undefined
			? await work('checkToken', {
					uuid: vote.id,
					issuers: issuersText(vote.id, vote.issuer),
					shares: openShares(keys, vote.id, vote.issuerShares),
					credential,
					element,
				})
			: known.element === element;
	if (!isGood) throw new ApiError('token.invalid');
}

type Checked = {
	readonly ballot: string;
	readonly hash: string;
	readonly credential: string;
	readonly element: string;
	readonly hints: Uint8Array;
};

/** Stores ballot and token in one decision; of ballots of one credential the later replaces the earlier. */
async function keep(services: Services, vote: string, checked: Checked): Promise<void> {
	const { ballot, hash, credential, element, hints } = checked;
	const { t } = services.store;
	const { c, opening } = makeCommitment('ballot', utf8ToBytes(ballot));
	await decide(services, async (inside) => {
		// The box may have closed while the proofs were checked.
		requireOpen(await requireVote(inside, inside.db, vote), services.now());
		await inside.db.insert(t.tokens).values({ vote, credential, element }).onConflictDoNothing();
		const [last] = await inside.db
			.select({ revision: sql`coalesce(max(${t.ballots.revision}), 0)`.mapWith(Number) })
			.from(t.ballots)
			.where(and(eq(t.ballots.vote, vote), eq(t.ballots.credential, credential)));
		await inside.db
			.insert(t.ballots)
			.values({
				vote,
				hash,
				credential,
				text: ballot,
				hints: Buffer.from(hints),
				commitment: c,
				opening: bytesToHex(opening.r),
				revision: last!.revision + 1,
			})
			.onConflictDoNothing({ target: [t.ballots.vote, t.ballots.hash] });
	});
}

/** A promise that the ballot will be in the register: whoever holds it can prove that it was broken. */
async function acknowledge({ box, keys }: Services, vote: string, ballot: string): Promise<string> {
	const note = parseNote((await box.head()).checkpoint);
	const checkpoint = note.ok ? parseCheckpoint(note.value.text) : note;
	if (!checkpoint.ok) throw new TypeError(checkpoint.error.message);
	const { size, root } = checkpoint.value;
	return makeAcknowledgement({ vote, ballot, size, root }, keys.ballot);
}
