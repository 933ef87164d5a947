/** What people report, moderators decide, and authors appeal against. */
import { and, eq } from 'drizzle-orm';
import type { Reason } from '../../db/schema-civic.ts';
import type { CommentState } from '../../db/schema-talk.ts';
import { ApiError } from '../../http/api-error.ts';
import type { Inside } from '../../services.ts';
import { holdComment, isComment, type Comment, type CommentKey } from '../comment/comments.ts';
import { tellOfModeration } from '../notification/notify.ts';
import { actsOf, recordAct } from './acts.ts';
import { reasonsToRemove } from './reasons.ts';

const wrong = (field: string, code: string) => new ApiError('review.card', {}, { [field]: code });

/** Reasons of the list, by their words. @throws ApiError review.card */
async function pickReasons(inside: Inside, texts: readonly string[]): Promise<Reason[]> {
	const list = await reasonsToRemove(inside);
	return texts.map((text) => {
		const found = list.find((reason) => reason.text === text);
		if (!found) throw wrong('reasons', 'choose');
		return found;
	});
}

const change = async (
	{ db, store: { t } }: Inside,
	comment: Comment,
	fields: { readonly state?: CommentState; readonly waits: Comment['waits'] },
): Promise<void> => {
	await db.update(t.comments).set(fields).where(isComment(comment, t.comments));
};

/** Says that a comment breaks the rules. Who says it again changes nothing. @throws ApiError not-found, comment.*, review.card */
export async function report(
	inside: Inside,
	key: CommentKey,
	account: string,
	reason: string,
): Promise<void> {
	const { db, store, now } = inside;
	const comment = await holdComment(inside, key);
	if (comment.state !== 'shown') throw new ApiError('comment.gone');
	if (comment.account === account) throw new ApiError('comment.own');
	const [{ text }] = (await pickReasons(inside, [reason])) as [Reason];
	const { proposal, number } = key;
	const added = await db
		.insert(store.t.reports)
		.values({ proposal, number, account, reason: text, at: now(), isSettled: false })
		.onConflictDoNothing()
		.returning({ number: store.t.reports.number });
	if (added.length > 0) await change(inside, comment, { waits: 'report' });
}

export type CommentVerdict = {
	readonly verdict: 'keep' | 'remove';
	readonly reasons: readonly string[];
	/** To its author. */
	readonly text: string;
};

/** Keeps a comment, or removes it; nobody decides about their own. @throws ApiError not-found, comment.gone, review.* */
export async function decideComment(
	inside: Inside,
	key: CommentKey,
	actor: string,
	{ verdict, reasons: named, text }: CommentVerdict,
): Promise<void> {
	const comment = await holdComment(inside, key);
	if (comment.state !== 'shown') throw new ApiError('comment.gone');
	if (comment.account === actor) throw new ApiError('review.own');
	const reasons = verdict === 'remove' ? await pickReasons(inside, named) : [];
	if (verdict === 'remove' && reasons.length === 0) throw wrong('reasons', 'empty');
	await recordAct(inside, key, {
		act: verdict === 'remove' ? 'removed' : 'kept',
		...{ reasons, text, actor },
	});
	await settleReports(inside, key);
	await change(inside, comment, {
		waits: null,
		...(verdict === 'remove' ? { state: 'removed' } : {}),
	});
	if (verdict === 'remove') await tellOfModeration(inside, comment, 'comment-removed');
}

async function settleReports({ db, store: { t } }: Inside, key: CommentKey): Promise<void> {
	await db
		.update(t.reports)
		.set({ isSettled: true })
		.where(and(isComment(key, t.reports), eq(t.reports.isSettled, false)));
}

/** Asks once for another moderator. @throws ApiError not-found, comment.not-own, comment.no-appeal */
export async function appealRemoval(
	inside: Inside,
	key: CommentKey,
	account: string,
	text: string,
): Promise<void> {
	const comment = await holdComment(inside, key);
	if (comment.account !== account) throw new ApiError('comment.not-own');
	if ((await lastAct(inside, key)) !== 'removed') throw new ApiError('comment.no-appeal');
	await recordAct(inside, key, { act: 'appealed', reasons: [], text, actor: account });
	await change(inside, comment, { waits: 'appeal' });
}

const lastAct = async (inside: Inside, { proposal, number }: CommentKey) =>
	(await actsOf(inside, proposal, [number])).at(-1)?.act;

/** Answers an appeal; not who removed the comment. @throws ApiError not-found, comment.no-appeal, comment.second-person, review.own */
export async function decideRemovalAppeal(
	inside: Inside,
	key: CommentKey,
	actor: string,
	{ granted, text }: { readonly granted: boolean; readonly text: string },
): Promise<void> {
	const comment = await holdComment(inside, key);
	if (comment.account === actor) throw new ApiError('review.own');
	const acts = await actsOf(inside, key.proposal, [key.number]);
	if (acts.at(-1)?.act !== 'appealed') throw new ApiError('comment.no-appeal');
	if (acts.findLast(({ act }) => act === 'removed')?.actor === actor)
		throw new ApiError('comment.second-person');
	const act = granted ? 'restored' : 'appeal-refused';
	await recordAct(inside, key, { act, reasons: [], text, actor });
	await change(inside, comment, { waits: null, ...(granted ? { state: 'shown' } : {}) });
	await tellOfModeration(inside, comment, granted ? 'comment-restored' : 'comment-refused');
}
