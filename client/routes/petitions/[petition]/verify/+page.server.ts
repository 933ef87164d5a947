import { error } from '@sveltejs/kit';
import type { PetitionPage } from '../../../../../server/api/contract.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals: { page }, params: { petition }, url }) => {
	const found = await page.call<PetitionPage>('get', '/petitions/:petition', { petition });
	if (!found.ok || !found.value.collection) error(404);
	const { id, title } = found.value;
	return { id, title, record: `${url.origin}/collections/${id}/` };
};
