import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals }) => ({
	account: await locals.page.account(),
});
