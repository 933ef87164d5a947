import { error } from '@sveltejs/kit';
import type { RollRequestView } from '../../../../../server/api/contract.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals, params: { id } }) => {
	const vote = await locals.page.vote(id);
	if (!vote) error(404);
	const { title, phase } = vote;
	const queue = await locals.page.call<RollRequestView[]>('get', '/votes/:id/roll-requests', {
		id,
	});
	return { id, title, phase, queue: queue.ok ? queue.value : undefined };
};
