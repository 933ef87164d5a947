import { error } from '@sveltejs/kit';
import type { OwnProject, ProjectPage } from '../../../../server/api/contract.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals: { page }, params: { project } }) => {
	const found = await page.call<ProjectPage>('get', '/projects/:project', { project });
	if (!found.ok) error(404);
	const own =
		page.me && (await page.call<OwnProject>('get', '/projects/:project/draft', { project }));
	return { project: found.value, isOwn: own?.ok ?? false };
};
