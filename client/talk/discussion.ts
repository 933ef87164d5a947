/** The discussion of a project, as its page loads it and sends to it. */
import { fail, redirect, type ActionFailure } from '@sveltejs/kit';
import type {
	CommentPage,
	OwnComments,
	PageServices,
	ProblemDocument,
	Reason,
	ReasonList,
} from '../../server/api/contract.ts';
import { textOf } from '../budget/forms.ts';

const FORMS = ['answer', 'report', 'appeal'] as const;

export type Discussion = {
	readonly comments: CommentPage;
	/** `undefined` for who may not write. */
	readonly own: OwnComments | undefined;
	/** Of the threads. */
	readonly page: number;
	/** A form that was asked for, about this comment. */
	readonly asked: { readonly what: (typeof FORMS)[number]; readonly number: number } | undefined;
	/** Why comments are removed. */
	readonly reasons: readonly Reason[];
};

/** What was not done, with what was typed. */
export type DiscussionForm = { readonly refusal: ProblemDocument; readonly text: string };

type Where = { readonly page: PageServices; readonly project: string };

const numberOf = (text: string | null | undefined): number | undefined =>
	/^\d{1,9}$/.test(text ?? '') ? Number(text) : undefined;

/** @param search - of the page's address @returns nothing where there is no such project */
export async function loadDiscussion(
	{ page, project }: Where,
	search: URLSearchParams,
): Promise<Discussion | undefined> {
	const params = { project };
	const number = numberOf(search.get('comments')) ?? 1;
	const path = '/projects/:project/comments';
	const comments = await page.call<CommentPage>('get', path, params, { page: number });
	if (!comments.ok) return undefined;
	const own = page.me
		? await page.call<OwnComments>('get', '/projects/:project/comments/mine', params)
		: undefined;
	const list = await page.call<ReasonList>('get', '/moderation/reasons', {});
	const asked = FORMS.flatMap((what) => {
		const about = numberOf(search.get(what));
		return about === undefined ? [] : [{ what, number: about }];
	})[0];
	return {
		comments: comments.value,
		own: own?.ok ? own.value : undefined,
		page: number,
		asked,
		reasons: list.ok ? list.value.reasons : [],
	};
}

export type DiscussionAction = 'comment' | 'react' | 'withdraw' | 'report' | 'appeal';

/** Sends what a form of the discussion says, and shows the comment that it is about. */
export async function sendToDiscussion(
	{ page, project }: Where,
	action: DiscussionAction,
	form: FormData,
): Promise<ActionFailure<{ readonly discussion: DiscussionForm }>> {
	const text = textOf(form, 'text');
	const number = numberOf(textOf(form, 'number'));
	const about = { project, number: String(number) };
	const path = `/projects/:project/comments/:number/${action === 'react' ? 'reaction' : action}`;
	const reaction = textOf(form, 'reaction');
	const sent =
		action === 'comment'
			? await page.call<{ number: number }>(
					'post',
					'/projects/:project/comments',
					{ project },
					{
						text,
						isOfficial: textOf(form, 'official') === 'yes',
						...(number === undefined ? {} : { answers: number }),
					},
				)
			: action === 'react'
				? await page.call('put', path, about, reaction === '' ? {} : { reaction })
				: await page.call('post', path, about, bodyOf(action, form, text));
	if (!sent.ok) return fail(sent.error.status, { discussion: { refusal: sent.error, text } });
	const written = action === 'comment' ? (sent.value as { number: number }).number : number;
	// A new thread stands on the first page.
	const shown = action === 'comment' && number === undefined ? '1' : textOf(form, 'page');
	redirect(303, `/projects/${project}?comments=${numberOf(shown) ?? 1}#comment-${written}`);
}

function bodyOf(action: DiscussionAction, form: FormData, text: string): object {
	if (action === 'report') return { reason: textOf(form, 'reason') };
	return action === 'appeal' ? { text } : {};
}
