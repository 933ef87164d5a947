import { error, fail, redirect } from '@sveltejs/kit';
import type { OwnSignature, ProjectPage } from '../../../../../server/api/contract.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals: { page }, params: { project } }) => {
	const found = await page.call<ProjectPage>('get', '/projects/:project', { project });
	if (!found.ok || !found.value.support) error(404);
	const { id, number, title, summary, support } = found.value;
	const own = await page.call<OwnSignature>('get', '/projects/:project/signature', { project });
	return { project: { id, number, title, summary }, support, own: own.ok ? own.value : undefined };
};

export const actions = {
	default: async ({ locals: { page }, params: { project } }) => {
		const signed = await page.call('post', '/projects/:project/signature', { project });
		if (signed.ok) redirect(303, `/projects/${project}/sign`);
		return fail(signed.error.status, { refusal: signed.error });
	},
} satisfies Actions;
