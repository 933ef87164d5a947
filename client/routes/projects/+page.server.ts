import type { MyProject } from '../../../server/api/contract.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals }) => {
	const mine = await locals.page.call<MyProject[]>('get', '/me/projects', {});
	return { projects: mine.ok ? mine.value : undefined };
};
