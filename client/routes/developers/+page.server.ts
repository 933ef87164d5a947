import type { PageServerLoad } from './$types';

export const load: PageServerLoad = ({ locals, url }) => ({
	api: locals.page.api,
	registers: locals.page.registers,
	origin: url.origin,
});
