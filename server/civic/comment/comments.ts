/** What people say about proposals: threads of comments, reactions, and what becomes of them. */
import { and, count, eq, gt, sql, type Column } from 'drizzle-orm';
import type { Schema } from '../../db/schema.ts';
import type { Reaction } from '../../db/schema-talk.ts';
import { ApiError } from '../../http/api-error.ts';
import type { Inside } from '../../services.ts';
import { FieldReader } from '../fields.ts';
import { tellOfComment } from '../notification/notify.ts';
import { holdProposal } from '../proposal/proposals.ts';

export type Comment = Schema['comments']['$inferSelect'];
/** Names a comment. */
export type CommentKey = { readonly proposal: string; readonly number: number };

const LONGEST = 2000;
/** So many comments may one person write in so many seconds. */
const MOST = 10;
const WITHIN = 600;

/** That a row is a comment's, or about it. */
export const isComment = (
	{ proposal, number }: CommentKey,
	t: { readonly proposal: Column; readonly number: Column },
) => and(eq(t.proposal, proposal), eq(t.number, number));

/** @throws ApiError not-found */
export async function requireComment(
	{ db, store: { t } }: Inside,
	key: CommentKey,
): Promise<Comment> {
	const [found] = await db.select().from(t.comments).where(isComment(key, t.comments));
	if (!found) throw new ApiError('not-found');
	return found;
}

/** The same, which nobody else changes until this decision ends. @throws ApiError not-found */
export async function holdComment({ db, store: { t } }: Inside, key: CommentKey): Promise<Comment> {
	const [held] = await db
		.update(t.comments)
		.set({ number: key.number })
		.where(isComment(key, t.comments))
		.returning();
	if (!held) throw new ApiError('not-found');
	return held;
}

export type Said = {
	readonly text: string;
	/** The number of the comment that it answers. */
	readonly answers?: number | undefined;
	readonly isOfficial: boolean;
};

/** Says something about a published proposal. @throws ApiError not-found, comment.text, comment.gone, comment.too-many */
export async function writeComment(
	inside: Inside,
	proposal: string,
	account: string,
	{ text: typed, answers, isOfficial }: Said,
): Promise<Comment> {
	const { db, store, now } = inside;
	const { comments } = store.t;
	const read = new FieldReader();
	const text = read.text('text', typed, 2, LONGEST);
	read.require('comment.text');
	// Who holds the proposal gives the numbers.
	if ((await holdProposal(inside, proposal)).version === 0) throw new ApiError('not-found');
	const answered =
		answers === undefined ? undefined : await requireComment(inside, { proposal, number: answers });
	if (answered && answered.state !== 'shown') throw new ApiError('comment.gone');
	await requirePatience(inside, account);
	const [last] = await db
		.select({ number: sql`coalesce(max(${comments.number}), 0)`.mapWith(Number) })
		.from(comments)
		.where(eq(comments.proposal, proposal));
	const number = last!.number + 1;
	const comment: Comment = {
		...{ proposal, number, account, text, isOfficial },
		thread: answered?.thread ?? number,
		answers: answers ?? null,
		...{ state: 'shown', waits: null, at: now() },
	};
	await db.insert(comments).values(comment);
	await tellOfComment(inside, comment, answered?.account);
	return comment;
}

/** @throws ApiError comment.too-many */
async function requirePatience({ db, store: { t }, now }: Inside, account: string): Promise<void> {
	const [lately] = await db
		.select({ written: count() })
		.from(t.comments)
		.where(and(eq(t.comments.account, account), gt(t.comments.at, now() - WITHIN)));
	if (lately!.written >= MOST) throw new ApiError('comment.too-many');
}

/** Takes one's own comment back: its words are gone, its place stays. @throws ApiError not-found, comment.not-own */
export async function withdrawComment(
	inside: Inside,
	key: CommentKey,
	account: string,
): Promise<void> {
	const { db, store } = inside;
	const { comments } = store.t;
	const comment = await holdComment(inside, key);
	if (comment.account !== account) throw new ApiError('comment.not-own');
	if (comment.state !== 'shown') throw new ApiError('comment.gone');
	await db
		.update(comments)
		.set({ state: 'withdrawn', text: '', waits: null })
		.where(isComment(key, comments));
}

/** Says what somebody thinks of a comment; `undefined` takes it back. @throws ApiError not-found, comment.own, comment.gone */
export async function react(
	inside: Inside,
	key: CommentKey,
	account: string,
	reaction: Reaction | undefined,
): Promise<void> {
	const { db, store } = inside;
	const { reactions } = store.t;
	const comment = await requireComment(inside, key);
	if (comment.state !== 'shown') throw new ApiError('comment.gone');
	if (comment.account === account) throw new ApiError('comment.own');
	if (reaction === undefined)
		await db
			.delete(reactions)
			.where(and(isComment(key, reactions), eq(reactions.account, account)));
	else
		await db
			.insert(reactions)
			.values({ ...pick(key), account, reaction })
			.onConflictDoUpdate({
				target: [reactions.proposal, reactions.number, reactions.account],
				set: { reaction },
			});
}

const pick = ({ proposal, number }: CommentKey): CommentKey => ({ proposal, number });
