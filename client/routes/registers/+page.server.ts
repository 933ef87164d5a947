import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals, url }) => ({
	origin: url.origin,
	hasWitnesses: locals.page.policy !== undefined,
	registers: [
		{ kind: 'civic' as const, register: await locals.page.register('civic') },
		{ kind: 'ballot' as const, register: await locals.page.register('ballot') },
	],
});
