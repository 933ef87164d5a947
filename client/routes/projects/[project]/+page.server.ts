import { error, type RequestEvent } from '@sveltejs/kit';
import type { OwnProject, OwnSignature, ProjectPage } from '../../../../server/api/contract.ts';
import { loadFollows, sendFollow } from '../../../talk/follow.ts';
import {
	loadDiscussion,
	sendToDiscussion,
	type DiscussionAction,
} from '../../../talk/discussion.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals: { page }, params: { project }, url }) => {
	const found = await page.call<ProjectPage>('get', '/projects/:project', { project });
	if (!found.ok) error(404);
	const own =
		page.me && (await page.call<OwnProject>('get', '/projects/:project/draft', { project }));
	const signature =
		page.me && found.value.support
			? await page.call<OwnSignature>('get', '/projects/:project/signature', { project })
			: undefined;
	const discussion = await loadDiscussion({ page, project }, url.searchParams);
	if (!discussion) error(404);
	return {
		project: found.value,
		isOwn: own?.ok ?? false,
		signature: signature?.ok ? signature.value : undefined,
		discussion,
		follows: await loadFollows(page, project),
	};
};

type Event = Pick<RequestEvent, 'locals' | 'request'> & {
	readonly params: { readonly project: string };
};
const discuss =
	(action: DiscussionAction) =>
	async ({ locals: { page }, params: { project }, request }: Event) =>
		await sendToDiscussion({ page, project }, action, await request.formData());

export const actions = {
	comment: discuss('comment'),
	react: discuss('react'),
	withdraw: discuss('withdraw'),
	report: discuss('report'),
	appeal: discuss('appeal'),
	follow: async ({ locals: { page }, params: { project }, request }) =>
		await sendFollow(page, project, await request.formData(), `/projects/${project}`),
} satisfies Actions;
