import { error } from '@sveltejs/kit';
import { parseManifest } from '../../../../../crypto/verify/record.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals, params }) => {
	const vote = await locals.page.vote(params.id);
	if (!vote?.manifest) error(404);
	const manifest = parseManifest(vote.manifest);
	if (!manifest.ok) error(500);
	const { id, title } = vote;
	const { policy } = locals.page;
	return { id, title, registerKey: manifest.value.registers.ballot, policy };
};
