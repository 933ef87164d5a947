/**
 * Publishes accepted ballots: all that wait enter the register together, in an order drawn anew, so that their order says nothing about
 * when they were cast; ballots of one credential stay in their order, for the last one counts. Spec: SPEC §10.4.
 */
import { randomBytes } from 'node:crypto';
import { and, eq, isNull, sql } from 'drizzle-orm';
import { sha256Hex } from '../../crypto/hash.ts';
import type { Inside } from '../services.ts';

/** What is known of a ballot that waits. */
export type WaitingBallot = {
	readonly hash: string;
	readonly credential: string;
	readonly commitment: string;
	readonly revision: number;
};

/** Places that one statement sets. */
const AT_ONCE = 1000;

/** Spent tokens are named in the register by this hash. */
export const nullifierOf = (vote: string, credential: string): string =>
	sha256Hex(`viche/token-spent/v1|${vote}|${credential}`);

/** @param least - where fewer wait, they go on waiting @returns how many ballots were published */
export async function publishBallots(inside: Inside, vote: string, least = 1): Promise<number> {
	const { db, store, box } = inside;
	const { t } = store;
	await box.lock(db);
	const waiting = await db
		.select({
			hash: t.ballots.hash,
			credential: t.ballots.credential,
			commitment: t.ballots.commitment,
			revision: t.ballots.revision,
		})
		.from(t.ballots)
		.where(and(eq(t.ballots.vote, vote), isNull(t.ballots.number)));
	if (waiting.length < Math.max(least, 1)) return 0;
	const order = drawOrder(waiting);
	const first = await box.append(
		db,
		order.map(({ hash, credential, commitment }) => ({
			type: 'ballot' as const,
			object: vote,
			ballot: hash,
			nullifier: nullifierOf(vote, credential),
			c: commitment,
		})),
	);
	await setNumbers(inside, vote, order, first);
	return order.length;
}

async function setNumbers(
	{ db, store: { t } }: Inside,
	vote: string,
	order: readonly WaitingBallot[],
	first: number,
): Promise<void> {
	for (let at = 0; at < order.length; at += AT_ONCE) {
		const places = order
			.slice(at, at + AT_ONCE)
			.map(({ hash }, i) => sql`(${hash}, cast(${first + at + i} as bigint))`);
		// Both engines name the columns of a list of values so.
		await db
			.update(t.ballots)
			.set({ number: sql`places.column2` })
			.from(sql`(values ${sql.join(places, sql`, `)}) as places`)
			.where(and(eq(t.ballots.vote, vote), sql`${t.ballots.hash} = places.column1`));
	}
}

/** A random order in which the revisions of each credential ascend: places are drawn, then each credential's ballots fill its own. */
export function drawOrder(ballots: readonly WaitingBallot[]): WaitingBallot[] {
	const drawn = ballots
		.map((ballot) => ({ ballot, lot: randomBytes(16).toString('hex') }))
		.sort((a, b) => (a.lot < b.lot ? -1 : 1))
		.map(({ ballot }) => ballot);
	const queues = new Map<string, WaitingBallot[]>();
	for (const ballot of ballots.toSorted((a, b) => a.revision - b.revision))
		queues.set(ballot.credential, [...(queues.get(ballot.credential) ?? []), ballot]);
	return drawn.map(({ credential }) => queues.get(credential)!.shift()!);
}
