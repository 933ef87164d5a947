import { fail, redirect } from '@sveltejs/kit';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals: { page }, params: { code } }) => {
	const found = await page.call<{ title: string }>('get', '/invitations/:code', { code });
	return { code, title: found.ok ? found.value.title : undefined };
};

export const actions = {
	default: async ({ locals: { page }, params: { code } }) => {
		const path = '/invitations/:code/accept';
		const joined = await page.call<{ project: string }>('post', path, { code });
		if (!joined.ok) return fail(joined.error.status, { refusal: joined.error });
		redirect(303, `/projects/${joined.value.project}/edit`);
	},
} satisfies Actions;
