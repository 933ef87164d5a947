import { error } from '@sveltejs/kit';
import type { PageServerLoad } from './$types';

/** Only where there is something to choose from: without mail the server leads to the provider at once. */
export const load: PageServerLoad = ({ locals, url }) => {
	if (!locals.page.hasMail) error(404);
	return {
		// The server leads back to paths of its own only, whatever is asked for.
		returnTo: url.searchParams.get('return') ?? '/',
		isBad: url.searchParams.get('bad') === 'address',
	};
};
