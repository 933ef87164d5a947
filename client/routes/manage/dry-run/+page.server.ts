import type { PageServerLoad } from './$types';

export const load: PageServerLoad = ({ locals }) => ({ mapBy: locals.page.mapBy });
