/** What lies in the ballot box of a vote. */
import { and, asc, eq, isNotNull } from 'drizzle-orm';
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
