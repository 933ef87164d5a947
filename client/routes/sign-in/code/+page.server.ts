import { error } from '@sveltejs/kit';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = ({ locals, url }) => {
	if (!locals.page.hasMail) error(404);
	return { isBad: url.searchParams.get('bad') === 'code' };
};
