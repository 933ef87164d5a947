import type { LayoutServerLoad } from './$types';
import type { PageServices } from '../../server/api/contract.ts';

/** Notifications that the visitor has not read; `undefined` for who has none. */
async function countUnread(page: PageServices): Promise<number | undefined> {
	if (!page.me || page.me.assurance === 'low') return undefined;
	const found = await page.call<{ unread: number }>('get', '/me/unread', {});
	return found.ok ? found.value.unread : undefined;
}

export const load: LayoutServerLoad = async ({ locals, url }) => ({
	language: locals.language,
	theme: locals.theme,
	me: locals.page.me,
	unread: await countUnread(locals.page),
	isDemo: locals.page.isDemo,
	community: locals.page.community.name,
	path: url.pathname + url.search,
});
