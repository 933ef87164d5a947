/** Comments as everybody reads them, and what the reader has to do with them. */
import { and, count, desc, eq, inArray, isNull } from 'drizzle-orm';
import type { CommentPage, CommentView, OwnComments } from '../../api/contract.ts';
import { ApiError } from '../../http/api-error.ts';
import type { Inside } from '../../services.ts';
import { requireProposal } from '../proposal/proposals.ts';
import { actsOf } from '../moderation/acts.ts';
import type { Comment } from './comments.ts';

/** Threads of one page. */
const PAGE = 20;

type Written = { readonly comment: Comment; readonly name: string };

/** @throws ApiError not-found */
async function requirePublished(inside: Inside, proposal: string): Promise<void> {
	if ((await requireProposal(inside, proposal)).version === 0) throw new ApiError('not-found');
}

/** A page of threads, the latest first, each with its answers in order. @throws ApiError not-found */
export async function listComments(
	inside: Inside,
	proposal: string,
	page: number,
): Promise<CommentPage> {
	const { db, store } = inside;
	const { comments, accounts } = store.t;
	await requirePublished(inside, proposal);
	const ofProposal = eq(comments.proposal, proposal);
	const isTop = and(ofProposal, isNull(comments.answers));
	const threads = await db
		.select({ number: comments.number })
		.from(comments)
		.where(isTop)
		.orderBy(desc(comments.number))
		.limit(PAGE)
		.offset((page - 1) * PAGE);
	const numbers = threads.map(({ number }) => number);
	const written: Written[] =
		numbers.length === 0
			? []
			: await db
					.select({ comment: comments, name: accounts.name })
					.from(comments)
					.innerJoin(accounts, eq(accounts.id, comments.account))
					.where(and(ofProposal, inArray(comments.thread, numbers)))
					.orderBy(comments.number);
	const views = await viewAll(inside, proposal, written);
	return {
		threads: numbers.map((number) => views.filter(({ thread }) => thread === number)),
		found: await db.$count(comments, ofProposal),
		pages: Math.max(1, Math.ceil((await db.$count(comments, isTop)) / PAGE)),
	};
}

async function viewAll(
	inside: Inside,
	proposal: string,
	written: readonly Written[],
): Promise<CommentView[]> {
	const numbers = written.map(({ comment }) => comment.number);
	if (numbers.length === 0) return [];
	const reactions = await countReactions(inside, proposal, numbers);
	const removed = written.flatMap(({ comment: c }) => (c.state === 'removed' ? [c.number] : []));
	const acts = removed.length === 0 ? [] : await actsOf(inside, proposal, removed);
	return written.map(({ comment, name }) => {
		const { number, thread, answers, text, isOfficial, state, at } = comment;
		const last = acts.findLast((act) => act.number === number && act.act === 'removed');
		return {
			...{ number, thread, isOfficial, state, at },
			...(answers === null ? {} : { answers }),
			// What was removed leaves a mark with the reason, and neither words nor name.
			...(state === 'shown' ? { text, name } : {}),
			...(last ? { reasons: [...last.reasons] } : {}),
			agree: reactions.get(`${number} agree`) ?? 0,
			disagree: reactions.get(`${number} disagree`) ?? 0,
		};
	});
}

async function countReactions(
	{ db, store: { t } }: Inside,
	proposal: string,
	numbers: readonly number[],
): Promise<ReadonlyMap<string, number>> {
	const { reactions } = t;
	const rows = await db
		.select({ number: reactions.number, reaction: reactions.reaction, people: count() })
		.from(reactions)
		.where(and(eq(reactions.proposal, proposal), inArray(reactions.number, [...numbers])))
		.groupBy(reactions.number, reactions.reaction);
	return new Map(rows.map(({ number, reaction, people }) => [`${number} ${reaction}`, people]));
}

/** Which comments on a proposal are the reader's own, with what was decided about them, and what they said of others. @throws ApiError not-found */
export async function listOwn(
	inside: Inside,
	proposal: string,
	account: string,
): Promise<OwnComments> {
	const { db, store } = inside;
	const { comments, reactions, reports } = store.t;
	await requirePublished(inside, proposal);
	const written = await db
		.select({ number: comments.number, state: comments.state })
		.from(comments)
		.where(and(eq(comments.proposal, proposal), eq(comments.account, account)));
	const removed = written.flatMap(({ number, state }) => (state === 'removed' ? [number] : []));
	const acts = removed.length === 0 ? [] : await actsOf(inside, proposal, removed);
	return {
		written: written.map(({ number }) => number),
		mayAppeal: removed.filter(
			(n) => acts.findLast(({ number }) => number === n)?.act === 'removed',
		),
		reactions: await db
			.select({ number: reactions.number, reaction: reactions.reaction })
			.from(reactions)
			.where(and(eq(reactions.proposal, proposal), eq(reactions.account, account))),
		reported: (
			await db
				.select({ number: reports.number })
				.from(reports)
				.where(and(eq(reports.proposal, proposal), eq(reports.account, account)))
		).map(({ number }) => number),
	};
}
