import type { PageServerLoad } from './$types';

export const load: PageServerLoad = ({ url }) => ({ why: url.searchParams.get('why') ?? '' });
