/**
 * Publishes accepted ballots: all that wait enter the register together, in an order drawn anew, so that their order says nothing about
 * when they were cast; ballots of one credential stay in their order, for the last one counts. Spec: SPEC §10.4.
 */
import { randomBytes } from 'node:crypto';
import { and, eq, isNull } from 'drizzle-orm';
import { sha256Hex } from '../../crypto/hash.ts';
import type { Schema } from '../db/schema.ts';
import type { Inside } from '../services.ts';

type Ballot = Schema['ballots']['$inferSelect'];

/** Spent tokens are named in the register by this hash. */
export const nullifierOf = (vote: string, credential: string): string =>
	sha256Hex(`viche/token-spent/v1|${vote}|${credential}`);

/** @returns how many ballots were published */
export async function publishBallots(
	{ db, store: { t }, box }: Inside,
	vote: string,
): Promise<number> {
	const waiting = await db
		.select()
		.from(t.ballots)
		.where(and(eq(t.ballots.vote, vote), isNull(t.ballots.number)));
	if (waiting.length === 0) return 0;
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
	for (const [i, { hash }] of order.entries())
		await db
			.update(t.ballots)
			.set({ number: first + i })
			.where(and(eq(t.ballots.vote, vote), eq(t.ballots.hash, hash)));
	return order.length;
}

/** A random order in which the revisions of each credential ascend: places are drawn, then each credential's ballots fill its own. */
export function drawOrder(ballots: readonly Ballot[]): Ballot[] {
	const drawn = ballots
		.map((ballot) => ({ ballot, lot: randomBytes(16).toString('hex') }))
		.sort((a, b) => (a.lot < b.lot ? -1 : 1))
		.map(({ ballot }) => ballot);
	const queues = new Map<string, Ballot[]>();
	for (const ballot of ballots.toSorted((a, b) => a.revision - b.revision))
		queues.set(ballot.credential, [...(queues.get(ballot.credential) ?? []), ballot]);
	return drawn.map(({ credential }) => queues.get(credential)!.shift()!);
}
