import type { PetitionRefusal } from '../../../../server/api/contract.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals: { page } }) => {
	const refusals = await page.call<PetitionRefusal[]>('get', '/petition-refusals', {});
	return { refusals: refusals.ok ? refusals.value : [] };
};
