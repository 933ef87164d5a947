import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals }) => ({ votes: await locals.page.votes() });
