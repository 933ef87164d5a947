import { fail, redirect } from '@sveltejs/kit';
import type { PollWork } from '../../../../server/api/contract.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals: { page } }) => {
	const polls = await page.call<PollWork[]>('get', '/poll-drafts', {});
	return { polls: polls.ok ? polls.value : undefined };
};

export const actions = {
	default: async ({ locals: { page } }) => {
		const begun = await page.call<{ id: string }>('post', '/polls', {});
		if (!begun.ok) return fail(begun.error.status, { refusal: begun.error });
		redirect(303, `/manage/polls/${begun.value.id}`);
	},
} satisfies Actions;
