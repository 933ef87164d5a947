import { error } from '@sveltejs/kit';
import type { PollPage } from '../../../../../server/api/contract.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals: { page }, params: { poll }, url }) => {
	const found = await page.call<PollPage>('get', '/polls/:poll', { poll });
	if (!found.ok || !found.value.result) error(404);
	const { id, title } = found.value;
	return { id, title, record: `${url.origin}/poll-records/${id}/` };
};
