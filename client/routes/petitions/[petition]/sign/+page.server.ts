import { error, fail, redirect } from '@sveltejs/kit';
import type { OwnSignature, PetitionPage } from '../../../../../server/api/contract.ts';
import type { Actions, PageServerLoad } from './$types';

const SIGNATURE = '/petitions/:petition/signature';

export const load: PageServerLoad = async ({ locals: { page }, params: { petition } }) => {
	const found = await page.call<PetitionPage>('get', '/petitions/:petition', { petition });
	if (!found.ok) error(404);
	const own = await page.call<OwnSignature>('get', SIGNATURE, { petition });
	return { petition: found.value, own: own.ok ? own.value : undefined };
};

export const actions = {
	sign: async ({ locals: { page }, params: { petition } }) => {
		const signed = await page.call('post', SIGNATURE, { petition });
		if (signed.ok) redirect(303, `/petitions/${petition}/sign`);
		return fail(signed.error.status, { refusal: signed.error });
	},
	takeBack: async ({ locals: { page }, params: { petition } }) => {
		const done = await page.call('delete', SIGNATURE, { petition });
		if (done.ok) redirect(303, `/petitions/${petition}`);
		return fail(done.error.status, { refusal: done.error });
	},
} satisfies Actions;
