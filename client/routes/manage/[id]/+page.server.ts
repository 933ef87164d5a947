import { error } from '@sveltejs/kit';
import type { DraftView, StaffMember } from '../../../../server/api/contract.ts';
import type { PageServerLoad } from './$types';

/** The draft and whom it can seat are there for the secretary, while it is one. */
export const load: PageServerLoad = async ({ locals, params: { id } }) => {
	const vote = await locals.page.vote(id);
	if (!vote) error(404);
	if (vote.phase !== 'draft') return { vote, draft: undefined, staff: [] };
	const draft = await locals.page.call<DraftView>('get', '/votes/:id/draft', { id });
	const staff = await locals.page.call<StaffMember[]>('get', '/staff', {});
	return {
		vote,
		draft: draft.ok ? draft.value : undefined,
		staff: staff.ok ? staff.value : [],
	};
};
