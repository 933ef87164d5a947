import { error } from '@sveltejs/kit';
import type { MyPetition, OwnSignature, PetitionPage } from '../../../../server/api/contract.ts';
import { loadFollows, sendFollow } from '../../../talk/follow.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals: { page }, params: { petition }, url }) => {
	const found = await page.call<PetitionPage>('get', '/petitions/:petition', { petition });
	if (!found.ok) error(404);
	const own = await page.call<OwnSignature>('get', '/petitions/:petition/signature', { petition });
	const mine = page.me ? await page.call<MyPetition[]>('get', '/me/petitions', {}) : undefined;
	return {
		petition: found.value,
		own: own.ok ? own.value : undefined,
		isMine: mine?.ok === true && mine.value.some(({ id }) => id === petition),
		follows: await loadFollows(page, petition),
		origin: url.origin,
	};
};

export const actions = {
	follow: async ({ locals: { page }, params: { petition: id }, request }) =>
		await sendFollow(page, id, await request.formData(), `/petitions/${id}`),
} satisfies Actions;
