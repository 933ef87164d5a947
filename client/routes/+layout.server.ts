import type { LayoutServerLoad } from './$types';

export const load: LayoutServerLoad = ({ locals, url }) => ({
	language: locals.language,
	theme: locals.theme,
	me: locals.page.me,
	isDemo: locals.page.isDemo,
	community: locals.page.community.name,
	path: url.pathname + url.search,
});
