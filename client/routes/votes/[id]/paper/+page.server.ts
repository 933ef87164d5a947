import { error, fail } from '@sveltejs/kit';
import type { PaperView } from '../../../../../server/api/contract.ts';
import { textOf } from '../../../../budget/forms.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals: { page }, params: { id } }) => {
	const vote = await page.vote(id);
	if (!vote) error(404);
	const paper = await page.call<PaperView>('get', '/votes/:id/paper', { id });
	const { title, phase, pots, isPaper } = vote;
	return { vote: { id, title, phase, pots, isPaper }, paper: paper.ok ? paper.value : undefined };
};

export const actions = {
	handOut: async ({ locals: { page }, params: { id }, request }) => {
		const form = await request.formData();
		const typed = { domain: textOf(form, 'domain'), number: textOf(form, 'number') };
		if (typed.number.trim() === '') return fail(400, { typed, isEmpty: true });
		const handed = await page.call('post', '/votes/:id/paper/forms', { id }, typed);
		if (handed.ok) return { isGiven: true, typed: { domain: typed.domain, number: '' } };
		return fail(handed.error.status, { typed, refusal: handed.error });
	},
} satisfies Actions;
