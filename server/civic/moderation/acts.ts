/** What was decided about comments: told in order, never rewritten. */
import { and, eq, inArray } from 'drizzle-orm';
import type { Schema } from '../../db/schema.ts';
import type { Inside } from '../../services.ts';
import { isComment, type CommentKey } from '../comment/comments.ts';

export type Act = Schema['moderations']['$inferSelect'];

/** The acts about some comments of a proposal, in order. */
export const actsOf = async (
	{ db, store: { t } }: Inside,
	proposal: string,
	numbers: readonly number[],
): Promise<Act[]> =>
	await db
		.select()
		.from(t.moderations)
		.where(and(eq(t.moderations.proposal, proposal), inArray(t.moderations.number, [...numbers])))
		.orderBy(t.moderations.number, t.moderations.position);

/** The caller holds the comment. */
export async function recordAct(
	{ db, store: { t }, now }: Inside,
	{ proposal, number }: CommentKey,
	act: Pick<Act, 'act' | 'reasons' | 'text' | 'actor'>,
): Promise<void> {
	const position =
		(await db.$count(t.moderations, isComment({ proposal, number }, t.moderations))) + 1;
	await db.insert(t.moderations).values({ proposal, number, position, at: now(), ...act });
}
