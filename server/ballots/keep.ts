/** Stores checked ballots and their tokens in one decision; of ballots of one credential the later replaces the earlier. */
import { and, eq, inArray, sql } from 'drizzle-orm';
import { insertAll } from '../db/insert-all.ts';
import type { Db } from '../db/store.ts';
import { requireOpen } from '../electorate/issue.ts';
import { decide, type Inside, type ServicesWithoutQueues } from '../services.ts';
import { requireVote } from '../votes/votes.ts';
import type { CastText, CheckedCast } from '../work/check-casts.ts';

export type CheckedBallot = CastText & CheckedCast & { readonly hash: string };

/** Durable when it resolves. Those that are stored already are left as they are. @throws ApiError vote.not-open, vote.closed */
export const keepBallots = (
	services: ServicesWithoutQueues,
	vote: string,
	checked: readonly CheckedBallot[],
): Promise<void> =>
	decide(services, async (inside) => {
		const { db, store, box, now } = inside;
		const { t } = store;
		// Who closes the vote takes the register too: either the close sees these ballots, or they see the close.
		await box.lock(db);
		requireOpen(await requireVote(inside, db, vote), now());
		const stored = await storedOf(inside, db, vote, checked);
		const fresh = [...new Map(checked.map((ballot) => [ballot.hash, ballot])).values()].filter(
			({ hash }) => !stored.has(hash),
		);
		if (fresh.length === 0) return;
		await insertAll(
			db,
			t.tokens,
			fresh.map(({ credential, element }) => ({ vote, credential, element })),
			'existing',
		);
		await insertAll(db, t.ballots, await rowsOf(inside, vote, fresh));
	});

/** Which of these are stored. */
export async function storedOf(
	{ store: { t } }: ServicesWithoutQueues,
	db: Db,
	vote: string,
	casts: readonly { readonly hash: string }[],
): Promise<Set<string>> {
	const hashes = casts.map(({ hash }) => hash);
	const found = await db
		.select({ hash: t.ballots.hash })
		.from(t.ballots)
		.where(and(eq(t.ballots.vote, vote), inArray(t.ballots.hash, hashes)));
	return new Set(found.map(({ hash }) => hash));
}

async function rowsOf(inside: Inside, vote: string, ballots: readonly CheckedBallot[]) {
	const credentials = ballots.map(({ credential }) => credential);
	const revisions = await lastRevisions(inside, vote, credentials);
	return ballots.map(({ ballot, hash, credential, hints, commitment, opening }) => {
		const revision = (revisions.get(credential) ?? 0) + 1;
		revisions.set(credential, revision);
		return {
			vote,
			hash,
			credential,
			text: ballot,
			hints: Buffer.from(hints),
			commitment,
			opening,
			revision,
		};
	});
}

async function lastRevisions(
	{ db, store: { t } }: Inside,
	vote: string,
	credentials: readonly string[],
): Promise<Map<string, number>> {
	const rows = await db
		.select({
			credential: t.ballots.credential,
			last: sql`max(${t.ballots.revision})`.mapWith(Number),
		})
		.from(t.ballots)
		.where(and(eq(t.ballots.vote, vote), inArray(t.ballots.credential, [...credentials])))
		.groupBy(t.ballots.credential);
	return new Map(rows.map(({ credential, last }) => [credential, last]));
}
