/** How many have signed, as a picture for other people's sites: no script, nothing that follows anybody. */
import { error } from '@sveltejs/kit';
import type { PetitionPage } from '../../../../../server/api/contract.ts';
import { drawCounter } from '../../../../petition/counter.ts';
import type { RequestHandler } from './$types';

export const GET: RequestHandler = async ({ locals: { page }, params: { petition }, url }) => {
	const found = await page.call<PetitionPage>('get', '/petitions/:petition', { petition });
	if (!found.ok || !found.value.collection) error(404);
	const language = url.searchParams.get('lang') === 'en' ? 'en' : 'uk';
	const { title, status, collection } = found.value;
	return new Response(drawCounter({ title, status, collection }, language), {
		headers: {
			'content-type': 'image/svg+xml',
			'cache-control': 'public, max-age=60',
			'cross-origin-resource-policy': 'cross-origin',
		},
	});
};
