import type { EditionSummary, PetitionList, PollSummary } from '../../server/api/contract.ts';
import type { PageServerLoad } from './$types';

/** Of those that are signed now: the others are a press away. */
const MOST_PETITIONS = 4;

export const load: PageServerLoad = async ({ locals }) => {
	const editions = await locals.page.call<EditionSummary[]>('get', '/editions', {});
	const petitions = await locals.page.call<PetitionList>(
		'get',
		'/petitions',
		{},
		{ status: 'collecting', order: 'signed' },
	);
	const polls = await locals.page.call<PollSummary[]>('get', '/polls', {});
	return {
		polls: polls.ok ? polls.value.filter(({ phase }) => phase !== 'closed') : [],
		petitions: petitions.ok ? petitions.value.petitions.slice(0, MOST_PETITIONS) : [],
		votes: await locals.page.votes(),
		editions: editions.ok ? editions.value.filter(({ phase }) => phase !== 'closed') : [],
		now: Math.floor(Date.now() / 1000),
	};
};
