import type { JournalEntry } from '../../../../server/api/contract.ts';
import type { PageServerLoad } from './$types';

type Journal = { readonly acts: readonly JournalEntry[]; readonly pages: number };

export const load: PageServerLoad = async ({ locals: { page }, url }) => {
	const number = Number(url.searchParams.get('page') ?? '1') || 1;
	const found = await page.call<Journal>('get', '/journal', {}, { page: String(number) });
	return { journal: found.ok ? found.value : undefined, number };
};
