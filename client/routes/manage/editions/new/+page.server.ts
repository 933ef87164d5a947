import { fail, redirect } from '@sveltejs/kit';
import { readEditionForm } from '../../../../budget/forms.ts';
import { TEMPLATES } from '../../../../budget/templates.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = ({ url }) => {
	const asked = url.searchParams.get('template');
	return { template: TEMPLATES.find((name) => name === asked) };
};

export const actions = {
	default: async ({ locals, request }) => {
		const draft = readEditionForm(await request.formData());
		const begun = await locals.page.call<{ id: string }>('post', '/editions', {}, draft);
		if (!begun.ok) return fail(begun.error.status, { draft, refusal: begun.error });
		redirect(303, `/manage/editions/${begun.value.id}`);
	},
} satisfies Actions;
