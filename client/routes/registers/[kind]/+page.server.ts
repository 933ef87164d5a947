import { SCHEMAS, type Entry } from '../../../../crypto/register/entry-schema.ts';
import { readRegisterName } from '../../../observer/register-name.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals, params, url }) => {
	const kind = readRegisterName(params.kind);
	const wish = (name: string) => url.searchParams.get(name) || undefined;
	const before = /^\d{1,15}$/.exec(wish('before') ?? '')?.[0];
	const filter = {
		vote: wish('vote'),
		type: wish('type'),
		before: before === undefined ? undefined : Number(before),
	};
	const list = await locals.page.entries(kind, filter);
	const types = Object.keys(SCHEMAS[kind]) as Entry['type'][];
	return { kind, filter, list, types, votes: await locals.page.votes() };
};
