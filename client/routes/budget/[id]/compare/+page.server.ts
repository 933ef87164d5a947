import { error } from '@sveltejs/kit';
import type { EditionPage, ProjectPage } from '../../../../../server/api/contract.ts';
import type { PageServerLoad } from './$types';

const MOST = 4;

export const load: PageServerLoad = async ({ locals: { page }, params: { id }, url }) => {
	const edition = await page.call<EditionPage>('get', '/editions/:id', { id });
	if (!edition.ok) error(404);
	const ids = [...new Set(url.searchParams.getAll('p'))].slice(0, MOST);
	const found = await Promise.all(
		ids.map((project) => page.call<ProjectPage>('get', '/projects/:project', { project })),
	);
	const projects = found.flatMap((one) =>
		one.ok && one.value.edition.id === id ? [one.value] : [],
	);
	return { edition: edition.value, projects };
};
