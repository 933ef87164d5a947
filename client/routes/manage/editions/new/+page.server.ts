import { fail, redirect } from '@sveltejs/kit';
import { readEditionForm } from '../../../../budget/forms.ts';
import type { Actions } from './$types';

export const actions = {
	default: async ({ locals, request }) => {
		const draft = readEditionForm(await request.formData());
		const begun = await locals.page.call<{ id: string }>('post', '/editions', {}, draft);
		if (!begun.ok) return fail(begun.error.status, { draft, refusal: begun.error });
		redirect(303, `/manage/editions/${begun.value.id}`);
	},
} satisfies Actions;
