import { fail, redirect, type RequestEvent } from '@sveltejs/kit';
import type { ReasonList, WaitingComment } from '../../../../server/api/contract.ts';
import { textOf } from '../../../budget/forms.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals: { page }, url }) => {
	const waiting = await page.call<WaitingComment[]>('get', '/moderation/comments', {});
	const list = await page.call<ReasonList>('get', '/moderation/reasons', {});
	return {
		waiting: waiting.ok ? waiting.value : undefined,
		reasons: list.ok ? list.value.reasons : [],
		isDone: url.searchParams.has('done'),
	};
};

type Event = Pick<RequestEvent, 'locals' | 'request'>;

/** @param bodyOf - what is sent of what the form says */
const sending =
	(path: string, bodyOf: (form: FormData) => object) =>
	async ({ locals: { page }, request }: Event) => {
		const form = await request.formData();
		const params = { project: textOf(form, 'project'), number: textOf(form, 'number') };
		const sent = await page.call('post', path, params, bodyOf(form));
		if (sent.ok) redirect(303, '/manage/moderation?done');
		const about = `${params.project} ${params.number}`;
		return fail(sent.error.status, { refusal: sent.error, about, text: textOf(form, 'text') });
	};

export const actions = {
	decide: sending('/projects/:project/comments/:number/moderation', (form) => ({
		verdict: textOf(form, 'verdict'),
		reasons: form.getAll('reasons').filter((value) => typeof value === 'string'),
		text: textOf(form, 'text'),
	})),
	appeal: sending('/projects/:project/comments/:number/appeal-decision', (form) => ({
		granted: textOf(form, 'granted') === 'yes',
		text: textOf(form, 'text'),
	})),
} satisfies Actions;
