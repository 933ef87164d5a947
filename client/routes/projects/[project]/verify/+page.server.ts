import { error } from '@sveltejs/kit';
import type { ProjectPage } from '../../../../../server/api/contract.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals: { page }, params: { project }, url }) => {
	const found = await page.call<ProjectPage>('get', '/projects/:project', { project });
	if (!found.ok || !found.value.support) error(404);
	const { id, title } = found.value;
	return { id, title, record: `${url.origin}/collections/${id}/` };
};
