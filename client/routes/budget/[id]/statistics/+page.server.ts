import { error } from '@sveltejs/kit';
import type { EditionPage, EditionStatistics } from '../../../../../server/api/contract.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals: { page }, params: { id } }) => {
	const edition = await page.call<EditionPage>('get', '/editions/:id', { id });
	const path = '/editions/:id/statistics';
	const counted = await page.call<EditionStatistics>('get', path, { id });
	if (!edition.ok || !counted.ok) error(404);
	return { id, title: edition.value.title, statistics: counted.value };
};
