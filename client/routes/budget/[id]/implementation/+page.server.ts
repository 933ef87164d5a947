import { error } from '@sveltejs/kit';
import type { Implementation } from '../../../../../server/api/contract.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals: { page }, params: { id } }) => {
	const found = await page.call<Implementation>('get', '/editions/:id/implementation', { id });
	if (!found.ok) error(404);
	return { implementation: found.value };
};
