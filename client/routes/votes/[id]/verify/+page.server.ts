import { error } from '@sveltejs/kit';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals, params, url }) => {
	const vote = await locals.page.vote(params.id);
	if (!vote) error(404);
	const { id, title, record, isRecordPending, phase } = vote;
	return { id, title, record, isRecordPending, phase, origin: url.origin };
};
