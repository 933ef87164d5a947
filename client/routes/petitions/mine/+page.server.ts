import type { MyPetition } from '../../../../server/api/contract.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals: { page } }) => {
	const mine = await page.call<MyPetition[]>('get', '/me/petitions', {});
	return { mine: mine.ok ? mine.value : undefined };
};
