import { error, fail, redirect } from '@sveltejs/kit';
import type { EditionPage, ProjectList } from '../../../../server/api/contract.ts';
import { loadFollows, sendFollow } from '../../../talk/follow.ts';
import type { Actions, PageServerLoad } from './$types';

const FILTERS = ['words', 'status', 'category', 'pot', 'page'] as const;

export const load: PageServerLoad = async ({ locals: { page }, params: { id }, url }) => {
	const edition = await page.call<EditionPage>('get', '/editions/:id', { id });
	if (!edition.ok) error(404);
	const filter: Record<string, string> = Object.fromEntries(
		FILTERS.flatMap((name) => {
			const value = url.searchParams.get(name) ?? '';
			return value === '' ? [] : [[name, value]];
		}),
	);
	const projects = await page.call<ProjectList>('get', '/editions/:id/projects', { id }, filter);
	// An address that somebody made up: the whole list.
	if (!projects.ok) redirect(303, `/budget/${id}`);
	const isMap = url.searchParams.get('view') === 'map';
	const isNarrowed = Object.keys(filter).some((name) => name !== 'page');
	const fitting =
		isMap && isNarrowed
			? await page.call<number[]>('get', '/editions/:id/numbers', { id }, filter)
			: undefined;
	return {
		edition: edition.value,
		list: projects.value,
		filter,
		number: Number(filter['page'] ?? 1),
		isMap,
		fitting: fitting?.ok ? fitting.value : undefined,
		mapBy: page.mapBy,
		follows: await loadFollows(page, id),
	};
};

export const actions = {
	begin: async ({ locals, params: { id } }) => {
		const begun = await locals.page.call<{ id: string }>('post', '/editions/:id/projects', { id });
		if (!begun.ok) return fail(begun.error.status, { refusal: begun.error });
		redirect(303, `/projects/${begun.value.id}/edit`);
	},
	follow: async ({ locals: { page }, params: { id }, request }) =>
		await sendFollow(page, id, await request.formData(), `/budget/${id}`),
} satisfies Actions;
