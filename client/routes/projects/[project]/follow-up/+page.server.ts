import { fail, redirect } from '@sveltejs/kit';
import type { ProjectToFollowUp, ReportDraft } from '../../../../../server/api/contract.ts';
import { rowsOf, textOf } from '../../../../budget/forms.ts';
import { readFile } from '../../../../ui/read-file.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals: { page }, params: { project } }) => {
	const path = '/projects/:project/follow-up';
	const found = await page.call<ProjectToFollowUp>('get', path, { project });
	return {
		id: project,
		project: found.ok ? found.value : undefined,
		why: found.ok || found.error.status !== 409 ? undefined : found.error,
	};
};

const readReport = (form: FormData): ReportDraft => ({
	progress: textOf(form, 'progress'),
	unit: textOf(form, 'unit'),
	contractor: textOf(form, 'contractor'),
	planned: textOf(form, 'planned'),
	spent: textOf(form, 'spent'),
	due: textOf(form, 'due'),
	milestones: rowsOf(form, 'milestones', (at) => ({
		title: at('title'),
		due: at('due'),
		done: at('done'),
	})),
	links: rowsOf(form, 'links', (at) => ({ kind: at('kind'), title: at('title'), url: at('url') })),
	text: textOf(form, 'text'),
});

export const actions = {
	publish: async ({ locals: { page }, params, request }) => {
		const form = await request.formData();
		const draft = readReport(form);
		const seen = textOf(form, 'seen');
		const path = '/projects/:project/follow-ups';
		const sent = await page.call('post', path, params, draft, seen);
		if (sent.ok) redirect(303, `/projects/${params.project}#follow-up`);
		const { error } = sent;
		const faults = error.code === 'follow-up.content' ? error.fields : undefined;
		return fail(error.status, { draft, refusal: error, faults });
	},
	attach: async ({ locals: { page }, params, request }) => {
		const form = await request.formData();
		const draft = readReport(form);
		const alt = textOf(form, 'alt');
		const body = await readFile(form, alt);
		const path = '/projects/:project/follow-up/files';
		const sent = body && (await page.call('post', path, params, body));
		if (sent && !sent.ok) return fail(sent.error.status, { draft, fileRefusal: sent.error, alt });
		return { draft };
	},
	detach: async ({ locals: { page }, params, request }) => {
		const form = await request.formData();
		const draft = readReport(form);
		const about = { ...params, number: textOf(form, 'file-number') };
		const gone = await page.call('delete', '/projects/:project/follow-up/files/:number', about);
		if (!gone.ok) return fail(gone.error.status, { draft, fileRefusal: gone.error });
		return { draft };
	},
} satisfies Actions;
