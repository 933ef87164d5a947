/**
 * Accepts ballots that arrived together: tokens, proofs and signatures are verified on other threads, then all are stored in one
 * decision, then each is acknowledged. Every ballot gets its own answer. Nothing here knows a person.
 * Spec: SPEC §3.10, §7.4, §8.13.
 */
import { createHash } from 'node:crypto';
import { makeAcknowledgement } from '../../crypto/register/acknowledgement.ts';
import type { TreeHead } from '../../crypto/register/merkle-proof.ts';
import { err, ok, type Result } from '../../crypto/result.ts';
import type { Accepted } from '../api/contract.ts';
import { requireOpen } from '../electorate/issue.ts';
import { openShares } from '../electorate/shares.ts';
import { ApiError } from '../http/api-error.ts';
import { nativeSign } from '../register/native-ed25519.ts';
import type { Services, ServicesWithoutQueues } from '../services.ts';
import { requireVote, type Vote } from '../votes/votes.ts';
import type { CastText, CheckedCast } from '../work/check-casts.ts';
import { answerByGroup } from '../work/batcher.ts';
import { keepBallots, storedOf } from './keep.ts';

/** A ballot that is cast; `hash` is the name under which it is stored and published. */
export type Cast = CastText & { readonly vote: string; readonly hash: string };

/**
 * Accepts a ballot, together with others that arrive now. The same ballot may come twice: the answer to the first may have been lost.
 * @throws ApiError ballot.invalid, token.invalid, vote.not-open, vote.closed, request.busy
 */
export const acceptBallot = ({ queues }: Services, cast: Cast): Promise<Accepted> =>
	queues.casts.add(cast);

/** The same for ballots of any votes, an answer each. */
export const acceptBallots = (
	services: ServicesWithoutQueues,
	casts: readonly Cast[],
): Promise<Result<Accepted, unknown>[]> =>
	answerByGroup(
		casts,
		({ vote }) => vote,
		(vote, some) => acceptInVote(services, vote, some),
	);

async function acceptInVote(
	services: ServicesWithoutQueues,
	voteId: string,
	casts: readonly Cast[],
): Promise<Result<Accepted, unknown>[]> {
	const { store, box, now } = services;
	const vote = await requireVote(services, store.db, voteId);
	requireOpen(vote, now());
	// What an acknowledgement says of the register is how it stood before the ballot was taken.
	const tree = await box.publishedTree();
	const stored = await storedOf(services, store.db, voteId, casts);
	const fresh = casts.filter(({ hash }) => !stored.has(hash));
	const verdicts = await checkAll(services, vote, fresh);
	const good = fresh.flatMap((cast, i) => {
		const verdict = verdicts[i]!;
		return verdict.ok ? [{ ...cast, ...verdict.value }] : [];
	});
	if (good.length > 0) await keepBallots(services, voteId, good);
	const refused = new Map(
		fresh.flatMap((cast, i) => {
			const verdict = verdicts[i]!;
			return verdict.ok ? [] : [[cast, verdict]];
		}),
	);
	return casts.map(
		(cast) => refused.get(cast) ?? ok(acknowledge(services, voteId, cast.hash, tree)),
	);
}

/** As `ballotHash`, by the platform. */
export const hashOf = (text: string): string => createHash('sha256').update(text).digest('hex');

async function checkAll(
	{ work, keys }: ServicesWithoutQueues,
	vote: Vote,
	casts: readonly Cast[],
): Promise<Result<CheckedCast, ApiError>[]> {
	if (casts.length === 0) return [];
	const verdicts = await work('checkCasts', {
		election: vote.election!,
		shares: openShares(keys, vote.id, vote.issuerShares),
		casts: casts.map(({ ballot, element, hints }) => ({ ballot, element, hints })),
	});
	return verdicts.map((verdict) =>
		verdict.ok ? verdict : err(new ApiError(verdict.error.code, {}, verdict.error.fields)),
	);
}

/** A promise that the ballot will be in the register: whoever holds it can prove that it was broken. */
function acknowledge(
	{ keys }: ServicesWithoutQueues,
	vote: string,
	ballot: string,
	{ size, root }: TreeHead,
): Accepted {
	const statement = { vote, ballot, size, root };
	return { ballot, acknowledgement: makeAcknowledgement(statement, keys.ballot, nativeSign) };
}
