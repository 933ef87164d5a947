import { error, fail, redirect } from '@sveltejs/kit';
import type { RollPlace } from '../../../../../server/api/contract.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals, params: { id } }) => {
	const vote = await locals.page.vote(id);
	// Nobody asks about the roll of a draft.
	if (!vote || vote.phase === 'draft') error(404);
	const { title, phase } = vote;
	const place = await locals.page.call<RollPlace>('get', '/votes/:id/roll-request', { id });
	return { id, title, phase, place: place.ok ? place.value : undefined };
};

export const actions = {
	ask: async ({ locals, params: { id }, request }) => {
		const written = (await request.formData()).get('reason');
		const reason = typeof written === 'string' ? written : '';
		const sent = await locals.page.call('post', '/votes/:id/roll-requests', { id }, { reason });
		// What was written comes back with the refusal.
		if (!sent.ok) return fail(sent.error.status, { reason, refusal: sent.error });
		redirect(303, `/votes/${id}/roll-request`);
	},
	withdraw: async ({ locals, params: { id } }) => {
		const gone = await locals.page.call('delete', '/votes/:id/roll-request', { id });
		if (!gone.ok) return fail(gone.error.status, { reason: '', refusal: gone.error });
		redirect(303, `/votes/${id}/roll-request`);
	},
} satisfies Actions;
