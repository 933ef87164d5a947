import { error, fail, redirect } from '@sveltejs/kit';
import type { OwnAnswer, PollPage } from '../../../../../server/api/contract.ts';
import { findAnswerSpoil } from '../../../../../crypto/poll/poll.ts';
import { textOf } from '../../../../budget/forms.ts';
import { parseAnswer, readAnswer } from '../../../../poll/answer-form.ts';
import type { Actions, PageServerLoad } from './$types';

const ANSWER = '/polls/:poll/answer';

export const load: PageServerLoad = async ({ locals: { page }, params: { poll } }) => {
	const found = await page.call<PollPage>('get', '/polls/:poll', { poll });
	if (!found.ok) error(404);
	const own = await page.call<OwnAnswer>('get', ANSWER, { poll });
	return { poll: found.value, own: own.ok ? own.value : undefined };
};

export const actions = {
	/** What is chosen is shown once more before it is sent. */
	review: async ({ locals: { page }, params: { poll }, request }) => {
		const found = await page.call<PollPage>('get', '/polls/:poll', { poll });
		if (!found.ok) error(404);
		const { questions } = found.value.poll;
		const answer = readAnswer(questions, await request.formData());
		const spoil = findAnswerSpoil({ questions }, answer);
		if (spoil !== undefined) return fail(400, { answer, spoil });
		return { answer, isToReview: true as const };
	},
	change: async ({ request }) => ({
		answer: parseAnswer(textOf(await request.formData(), 'answer')),
	}),
	send: async ({ locals: { page }, params: { poll }, request }) => {
		const answer = parseAnswer(textOf(await request.formData(), 'answer'));
		const sent = await page.call('post', ANSWER, { poll }, { answer: answer ?? [] });
		if (sent.ok) redirect(303, `/polls/${poll}`);
		return fail(sent.error.status, { answer, refusal: sent.error });
	},
} satisfies Actions;
