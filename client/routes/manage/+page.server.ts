import type { EditionDraftView, VoteWork } from '../../../server/api/contract.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals }) => {
	const work = await locals.page.call<VoteWork[]>('get', '/staff/votes', {});
	const editions = await locals.page.call<EditionDraftView[]>('get', '/staff/editions', {});
	return {
		votes: work.ok ? work.value : undefined,
		editions: editions.ok ? editions.value : [],
	};
};
