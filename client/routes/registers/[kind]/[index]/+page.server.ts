import { error } from '@sveltejs/kit';
import { readRegisterName } from '../../../../observer/register-name.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals, params }) => {
	const kind = readRegisterName(params.kind);
	const { index } = params;
	if (!/^\d{1,15}$/.test(index)) error(404);
	const found = await locals.page.entry(kind, Number(index));
	if (!found) error(404);
	const { size } = await locals.page.register(kind);
	return { kind, size, ...found };
};
