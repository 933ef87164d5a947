import { error } from '@sveltejs/kit';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals: { page }, params: { id }, url }) => {
	const vote = await page.vote(id);
	if (!vote?.isPaper) error(404);
	const { title, pots, closes } = vote;
	return { vote: { id, title, pots, closes }, isLarge: url.searchParams.get('size') === 'large' };
};
