import type { PollSummary } from '../../../server/api/contract.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals: { page } }) => {
	const polls = await page.call<PollSummary[]>('get', '/polls', {});
	return { polls: polls.ok ? polls.value : [] };
};
