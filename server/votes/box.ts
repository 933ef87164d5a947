/** What lies in the ballot box of a vote. */
import { and, asc, eq, inArray, isNotNull } from 'drizzle-orm';
import type { Schema } from '../db/schema.ts';
import type { Inside } from '../services.ts';

export type Ballot = Schema['ballots']['$inferSelect'];

/** Published ballots in the order of the register. */
export const ballotsOf = async ({ db, store: { t } }: Inside, vote: string): Promise<Ballot[]> =>
	await db
		.select()
		.from(t.ballots)
		.where(and(eq(t.ballots.vote, vote), isNotNull(t.ballots.number)))
		.orderBy(asc(t.ballots.number));

/** The hashes of the ballots that count: published, and the last of their credentials. */
export async function countedHashes({ db, store: { t } }: Inside, vote: string): Promise<string[]> {
	const published = await db
		.select({ hash: t.ballots.hash, credential: t.ballots.credential })
		.from(t.ballots)
		.where(and(eq(t.ballots.vote, vote), isNotNull(t.ballots.number)))
		.orderBy(asc(t.ballots.number));
	return [...new Map(published.map((b) => [b.credential, b.hash])).values()];
}

/** The texts of some ballots, in any order. */
export async function textsOf(
	{ db, store: { t } }: Inside,
	vote: string,
	hashes: readonly string[],
): Promise<string[]> {
	const rows = await db
		.select({ text: t.ballots.text })
		.from(t.ballots)
		.where(and(eq(t.ballots.vote, vote), inArray(t.ballots.hash, [...hashes])));
	return rows.map(({ text }) => text);
}

/** The last ballot of every credential. */
export const countedOf = (ballots: readonly Ballot[]): Ballot[] => [
	...new Map(ballots.map((b) => [b.credential, b])).values(),
];

/** Redeemed tokens in the order of their credentials. */
export async function tokensOf(
	{ db, store: { t } }: Inside,
	vote: string,
): Promise<{ credential: string; element: string }[]> {
	const rows = await db
		.select({ credential: t.tokens.credential, element: t.tokens.element })
		.from(t.tokens)
		.where(eq(t.tokens.vote, vote));
	// Sorted here: engines differ in how they compare texts.
	return rows.sort((a, b) => (a.credential < b.credential ? -1 : 1));
}
