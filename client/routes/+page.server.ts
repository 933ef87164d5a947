import type { EditionSummary } from '../../server/api/contract.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals }) => {
	const editions = await locals.page.call<EditionSummary[]>('get', '/editions', {});
	return {
		votes: await locals.page.votes(),
		editions: editions.ok ? editions.value.filter(({ phase }) => phase !== 'closed') : [],
		now: Math.floor(Date.now() / 1000),
	};
};
