import { error } from '@sveltejs/kit';
import type { VersionView } from '../../../../../../server/api/contract.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals: { page }, params: { project, version } }) => {
	const read = async (number: string) => {
		const path = '/projects/:project/versions/:version';
		const found = await page.call<VersionView>('get', path, { project, version: number });
		return found.ok ? found.value : undefined;
	};
	const now = await read(version);
	if (!now) error(404);
	return {
		id: project,
		now,
		before: now.version > 1 ? await read(String(now.version - 1)) : undefined,
	};
};
