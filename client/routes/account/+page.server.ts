import { fail, redirect } from '@sveltejs/kit';
import { textOf } from '../../budget/forms.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals, url }) => ({
	account: await locals.page.account(),
	isErased: url.searchParams.has('erased'),
});

export const actions = {
	erase: async ({ locals: { page }, request }) => {
		if (textOf(await request.formData(), 'sure') !== 'yes') return fail(400, { mustTick: true });
		const done = await page.call('post', '/me/erase', {}, { sure: true });
		if (!done.ok) return fail(done.error.status, { refusal: done.error });
		redirect(303, '/account?erased');
	},
} satisfies Actions;
