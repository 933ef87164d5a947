import { error } from '@sveltejs/kit';
import type { OwnAnswer, PollPage } from '../../../../server/api/contract.ts';
import { loadFollows, sendFollow } from '../../../talk/follow.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals: { page }, params: { poll } }) => {
	const found = await page.call<PollPage>('get', '/polls/:poll', { poll });
	if (!found.ok) error(404);
	const own = await page.call<OwnAnswer>('get', '/polls/:poll/answer', { poll });
	return {
		poll: found.value,
		given: own.ok ? own.value.given : undefined,
		follows: await loadFollows(page, poll),
	};
};

export const actions = {
	follow: async ({ locals: { page }, params: { poll }, request }) =>
		await sendFollow(page, poll, await request.formData(), `/polls/${poll}`),
} satisfies Actions;
