import { error } from '@sveltejs/kit';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals, params }) => {
	const vote = await locals.page.vote(params.id);
	if (!vote) error(404);
	return { vote, mapBy: locals.page.mapBy };
};
