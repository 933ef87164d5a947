import { fail, redirect } from '@sveltejs/kit';
import type { PetitionList, PetitionRulesPage } from '../../../server/api/contract.ts';
import { loadFollows, sendFollow } from '../../talk/follow.ts';
import type { Actions, PageServerLoad } from './$types';

const FILTERS = ['words', 'status', 'topic', 'order', 'page'] as const;
/** Who follows it hears of every new petition. */
const SERVICE = 'petitions';

export const load: PageServerLoad = async ({ locals: { page }, url }) => {
	const filter: Record<string, string> = Object.fromEntries(
		FILTERS.flatMap((name) => {
			const value = url.searchParams.get(name) ?? '';
			return value === '' ? [] : [[name, value]];
		}),
	);
	const list = await page.call<PetitionList>('get', '/petitions', {}, filter);
	const rules = await page.call<PetitionRulesPage>('get', '/petition-rules', {});
	// An address that somebody made up: the whole list.
	if (!list.ok || !rules.ok) redirect(303, '/petitions');
	return {
		list: list.value,
		rules: rules.value,
		filter,
		number: Number(filter['page'] ?? 1),
		follows: await loadFollows(page, SERVICE),
	};
};

export const actions = {
	begin: async ({ locals }) => {
		const begun = await locals.page.call<{ id: string }>('post', '/petitions', {});
		if (!begun.ok) return fail(begun.error.status, { refusal: begun.error });
		redirect(303, `/petitions/${begun.value.id}/edit`);
	},
	follow: async ({ locals: { page }, request }) =>
		await sendFollow(page, SERVICE, await request.formData(), '/petitions'),
} satisfies Actions;
