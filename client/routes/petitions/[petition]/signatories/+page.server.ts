import { error } from '@sveltejs/kit';
import type { PetitionPage, SignatoryList } from '../../../../../server/api/contract.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals: { page }, params: { petition }, url }) => {
	const found = await page.call<PetitionPage>('get', '/petitions/:petition', { petition });
	const after = url.searchParams.get('after') ?? '-1';
	const path = '/petitions/:petition/signatories';
	const list = await page.call<SignatoryList>('get', path, { petition }, { after });
	if (!found.ok || !list.ok) error(404);
	const { id, number, title, collection } = found.value;
	return { petition: { id, number, title, collection }, list: list.value, isFirst: after === '-1' };
};
