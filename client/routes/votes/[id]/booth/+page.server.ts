import { error } from '@sveltejs/kit';
import type { PageServerLoad } from './$types';

/** Only the frame and the public texts: nothing that the voter does reaches the server but sealed. */
export const load: PageServerLoad = async ({ locals, params }) => {
	const vote = await locals.page.vote(params.id);
	if (!vote) error(404);
	const { mapBy, policy } = locals.page;
	return { vote, mapBy, policy };
};
