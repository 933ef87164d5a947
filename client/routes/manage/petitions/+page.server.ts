import type { PetitionSummary } from '../../../../server/api/contract.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals: { page } }) => {
	const queue = await page.call<PetitionSummary[]>('get', '/petition-queue', {});
	return { queue: queue.ok ? queue.value : undefined };
};
