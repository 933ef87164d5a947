/** The votes of the community and how far each has come. */
import { and, eq, sql } from 'drizzle-orm';
import { ApiError } from '../http/api-error.ts';
import type { Phase, Schema } from '../db/schema.ts';
import type { Db } from '../db/store.ts';
import type { Inside, ServicesWithoutQueues } from '../services.ts';

export type Vote = Schema['votes']['$inferSelect'];
export type Member = Schema['members']['$inferSelect'];

/** @throws ApiError not-found */
export async function requireVote(
	{ store: { t } }: ServicesWithoutQueues,
	db: Db,
	id: string,
): Promise<Vote> {
	const [vote] = await db.select().from(t.votes).where(eq(t.votes.id, id));
	if (!vote) throw new ApiError('not-found');
	return vote;
}

/**
 * The vote, which nobody else changes until this decision ends: whoever decides about the same vote waits here. Its row is the lock on
 * every engine.
 * @throws ApiError not-found
 */
export async function holdVote({ store: { t }, db }: Inside, id: string): Promise<Vote> {
	const [vote] = await db.update(t.votes).set({ id }).where(eq(t.votes.id, id)).returning();
	if (!vote) throw new ApiError('not-found');
	return vote;
}

/** @throws ApiError vote.phase unless the vote is in one of these */
export function requirePhase({ phase }: Pick<Vote, 'phase'>, ...phases: readonly Phase[]): void {
	if (!phases.includes(phase)) throw new ApiError('vote.phase');
}

/** A draft is not there for the public. @throws ApiError not-found */
export function requirePublic({ phase }: Pick<Vote, 'phase'>): void {
	if (phase === 'draft') throw new ApiError('not-found');
}

/** Moves a vote on. @throws ApiError vote.phase when somebody else already did */
export async function enterPhase(
	{ store: { t }, db }: Inside,
	id: string,
	from: Phase,
	to: Phase,
	fixed: Partial<Vote> = {},
): Promise<void> {
	const moved = await db
		.update(t.votes)
		.set({ ...fixed, phase: to })
		.where(and(eq(t.votes.id, id), eq(t.votes.phase, from)))
		.returning({ id: t.votes.id });
	if (moved.length === 0) throw new ApiError('vote.phase');
}

/** The commission of a vote, in order. */
export const membersOf = async (
	{ store: { t } }: ServicesWithoutQueues,
	db: Db,
	vote: string,
): Promise<Member[]> =>
	await db.select().from(t.members).where(eq(t.members.vote, vote)).orderBy(t.members.member);

/** The number of the member that an account is, if it is one. */
export async function findMember(
	{ store: { t } }: ServicesWithoutQueues,
	db: Db,
	vote: string,
	account: string,
): Promise<number | undefined> {
	const [found] = await db
		.select({ member: t.members.member })
		.from(t.members)
		.where(and(eq(t.members.vote, vote), eq(t.members.account, account)));
	return found?.member;
}

/** The same of who must be one. @throws ApiError member.not-one */
export async function requireMember(...where: Parameters<typeof findMember>): Promise<number> {
	const member = await findMember(...where);
	if (member === undefined) throw new ApiError('member.not-one');
	return member;
}

/** What members said at a step, in their order. */
export async function messagesOf(
	{ store: { t } }: ServicesWithoutQueues,
	db: Db,
	vote: string,
	step: string,
): Promise<{ readonly member: number; readonly text: string }[]> {
	return await db
		.select({ member: t.messages.member, text: t.messages.text })
		.from(t.messages)
		.where(and(eq(t.messages.vote, vote), eq(t.messages.step, step)))
		.orderBy(t.messages.member);
}

/** Keeps what a member said. @throws ApiError member.said when they already did */
export async function keepMessage(
	{ store: { t, isDuplicate }, db, now }: Inside,
	message: {
		readonly vote: string;
		readonly step: string;
		readonly member: number;
		readonly text: string;
	},
): Promise<void> {
	const [said] = await db
		.select({ member: t.messages.member })
		.from(t.messages)
		.where(
			and(
				eq(t.messages.vote, message.vote),
				eq(t.messages.step, message.step),
				eq(t.messages.member, message.member),
			),
		);
	if (said) throw new ApiError('member.said');
	try {
		await db.insert(t.messages).values({ ...message, at: now() });
	} catch (e) {
		if (isDuplicate(e)) throw new ApiError('member.said');
		throw e;
	}
}

/** How many rows of a table belong to a vote. */
export const countOf = (
	db: Db,
	table: Schema['roll'] | Schema['issuances'] | Schema['ballots'] | Schema['tokens'],
	vote: string,
): Promise<number> => Promise.resolve(db.$count(table, sql`${table.vote} = ${vote}`));
