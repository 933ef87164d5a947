/** What waits for moderators, and what they have done, in numbers for everybody. */
import { and, count, desc, eq, gte, inArray, isNotNull, or } from 'drizzle-orm';
import type { ModerationSummary, WaitingComment } from '../../api/contract.ts';
import { toKyivDate } from '../../../crypto/kyiv-time.ts';
import type { Inside } from '../../services.ts';
import { isComment } from '../comment/comments.ts';
import { actsOf } from './acts.ts';

/** Comments of one page of the queue. */
const PAGE = 50;
const YEAR = 366 * 86_400;

/** Reported comments and appeals, those that were written first before the others. */
export async function listWaiting(inside: Inside, account: string): Promise<WaitingComment[]> {
	const { db, store } = inside;
	const { comments, accounts, proposals, reports } = store.t;
	const rows = await db
		.select({ comment: comments, name: accounts.name, card: proposals.card })
		.from(comments)
		.innerJoin(accounts, eq(accounts.id, comments.account))
		.innerJoin(proposals, eq(proposals.id, comments.proposal))
		.where(isNotNull(comments.waits))
		.orderBy(comments.at, comments.proposal, comments.number)
		.limit(PAGE);
	if (rows.length === 0) return [];
	const reported = await db
		.select({
			proposal: reports.proposal,
			number: reports.number,
			reason: reports.reason,
			people: count(),
		})
		.from(reports)
		.where(
			and(
				eq(reports.isSettled, false),
				or(...rows.map(({ comment }) => isComment(comment, reports))),
			),
		)
		.groupBy(reports.proposal, reports.number, reports.reason);
	return await Promise.all(
		rows.map(async ({ comment, name, card }): Promise<WaitingComment> => {
			const { proposal, number, text, at, waits } = comment;
			const acts = await actsOf(inside, proposal, [number]);
			return {
				...{ project: proposal, title: card!.title, number, name, text, at, waits: waits! },
				reports: reported
					.filter((r) => r.proposal === proposal && r.number === number)
					.map(({ reason, people }) => ({ reason, people })),
				acts: acts.map((act) => ({
					...{ act: act.act, text: act.text, at: act.at },
					reasons: [...act.reasons],
				})),
				isOwn: comment.account === account,
				// Two persons see to it that nothing is removed for no reason.
				isOwnRemoval: acts.findLast(({ act }) => act === 'removed')?.actor === account,
			};
		}),
	);
}

/** What moderators did in the last year, month by month, the latest first: numbers alone. */
export async function summarise(inside: Inside): Promise<ModerationSummary> {
	const { db, store, now } = inside;
	const { moderations, comments } = store.t;
	const acts = await db
		.select({ act: moderations.act, at: moderations.at, reasons: moderations.reasons })
		.from(moderations)
		.where(gte(moderations.at, now() - YEAR))
		.orderBy(desc(moderations.at));
	const months = new Map<string, Map<string, number>>();
	const reasons = new Map<string, number>();
	for (const { act, at, reasons: given } of acts) {
		const month = toKyivDate(at).slice(0, 7);
		const counts = months.get(month) ?? new Map<string, number>();
		months.set(month, counts.set(act, (counts.get(act) ?? 0) + 1));
		for (const { text } of given) reasons.set(text, (reasons.get(text) ?? 0) + 1);
	}
	return {
		comments: await db.$count(comments),
		waiting: await db.$count(comments, inArray(comments.waits, ['report', 'appeal'])),
		months: [...months].map(([month, counts]) => ({
			month,
			kept: counts.get('kept') ?? 0,
			removed: counts.get('removed') ?? 0,
			appealed: counts.get('appealed') ?? 0,
			restored: counts.get('restored') ?? 0,
		})),
		reasons: [...reasons].sort(([, a], [, b]) => b - a).map(([text, times]) => ({ text, times })),
	};
}
