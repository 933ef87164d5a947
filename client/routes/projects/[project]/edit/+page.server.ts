import { fail, redirect, type RequestEvent } from '@sveltejs/kit';
import type { OwnProject, ProjectSummary } from '../../../../../server/api/contract.ts';
import { readProjectForm, textOf, withBlank } from '../../../../budget/forms.ts';
import { readFile } from '../../../../ui/read-file.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals: { page }, params: { project } }) => {
	const own = await page.call<OwnProject>('get', '/projects/:project/draft', { project });
	const { mapBy } = page;
	if (!own.ok) return { id: project, own: undefined, similar: [], mapBy };
	const { draft, edition } = own.value;
	const text = `${draft.title} ${draft.summary}`.slice(0, 2000);
	const path = '/editions/:id/similar';
	const found = await page.call<ProjectSummary[]>('get', path, { id: edition.id }, { text });
	return { id: project, own: own.value, similar: found.ok ? found.value : [], mapBy };
};

type Event = Pick<RequestEvent, 'locals'> & { readonly params: { readonly project: string } };
const BLANK = { name: '', price: '', quantity: '' };

/** Keeps what is typed, in the place of what was read. */
async function save({ locals: { page }, params: { project } }: Event, form: FormData) {
	const typed = readProjectForm(form);
	const draft = { ...typed, items: withBlank(typed.items, BLANK, 0) };
	const path = '/projects/:project/draft';
	const read = textOf(form, 'seen');
	const saved = await page.call<{ version: string }>('put', path, { project }, draft, read);
	if (saved.ok) return { ok: true as const, draft, seen: saved.value.version };
	const { error } = saved;
	const present =
		error.code === 'request.outdated'
			? await page.call<OwnProject>('get', path, { project })
			: undefined;
	// What is saved next replaces knowingly what is shown now.
	const left = present?.ok
		? { draft, seen: present.value.version, theirs: present.value.draft }
		: { draft, seen: read };
	return { ok: false as const, failure: fail(error.status, { ...left, refusal: error }) };
}

export const actions = {
	save: async (event) => {
		const saved = await save(event, await event.request.formData());
		return saved.ok ? { saved: true as const } : saved.failure;
	},
	submit: async (event) => {
		const form = await event.request.formData();
		const saved = await save(event, form);
		if (!saved.ok) return saved.failure;
		const { draft, seen } = saved;
		const { page } = event.locals;
		const { project } = event.params;
		const agreed = textOf(form, 'agreed') === 'yes';
		const path = '/projects/:project/submit';
		const sent = await page.call('post', path, { project }, { agreed }, seen);
		if (sent.ok) redirect(303, `/projects/${project}/edit?submitted`);
		const { error } = sent;
		const faults = error.code === 'project.content' ? error.fields : undefined;
		return fail(error.status, { draft, seen, refusal: error, faults });
	},
	attach: async (event) => {
		const form = await event.request.formData();
		const saved = await save(event, form);
		if (!saved.ok) return saved.failure;
		const { page } = event.locals;
		const alt = textOf(form, 'alt');
		const body = await readFile(form, alt);
		const path = '/projects/:project/files';
		const sent = body && (await page.call('post', path, event.params, body));
		// What was typed has been kept: what follows is in the place of that.
		const { seen } = saved;
		if (sent && !sent.ok) return fail(sent.error.status, { fileRefusal: sent.error, alt, seen });
		return { saved: true as const };
	},
	detach: async (event) => {
		const form = await event.request.formData();
		const saved = await save(event, form);
		if (!saved.ok) return saved.failure;
		const { page } = event.locals;
		const params = { ...event.params, number: textOf(form, 'file-number') };
		const gone = await page.call('delete', '/projects/:project/files/:number', params);
		const { seen } = saved;
		if (!gone.ok) return fail(gone.error.status, { fileRefusal: gone.error, seen });
		return { saved: true as const };
	},
	invite: async ({ locals: { page }, params: { project } }) => {
		const path = '/projects/:project/invitations';
		const made = await page.call<{ code: string }>('post', path, { project });
		if (!made.ok) return fail(made.error.status, { stopped: made.error });
		return { code: made.value.code };
	},
	withdraw: async ({ locals: { page }, params: { project }, request }) => {
		const text = textOf(await request.formData(), 'text');
		const done = await page.call('post', '/projects/:project/withdraw', { project }, { text });
		if (!done.ok) return fail(done.error.status, { stopped: done.error });
		redirect(303, `/projects/${project}/edit`);
	},
	offerMerge: async ({ locals: { page }, params: { project }, request }) => {
		const form = await request.formData();
		const typed = { into: textOf(form, 'into'), text: textOf(form, 'text') };
		const body = { ...typed, into: Number(typed.into) };
		const sent = await page.call('put', '/projects/:project/merge', { project }, body);
		if (!sent.ok) return fail(sent.error.status, { merge: { ...typed, refusal: sent.error } });
		redirect(303, `/projects/${project}/edit`);
	},
	takeMergeBack: async ({ locals: { page }, params: { project } }) => {
		const done = await page.call('delete', '/projects/:project/merge', { project });
		if (!done.ok) return fail(done.error.status, { stopped: done.error });
		redirect(303, `/projects/${project}/edit`);
	},
	acceptMerge: async ({ locals: { page }, params: { project }, request }) => {
		const from = textOf(await request.formData(), 'from');
		const path = '/projects/:project/merges/:from/accept';
		const done = await page.call('post', path, { project, from });
		if (!done.ok) return fail(done.error.status, { stopped: done.error });
		redirect(303, `/projects/${project}/edit`);
	},
	refuseMerge: async ({ locals: { page }, params: { project }, request }) => {
		const from = textOf(await request.formData(), 'from');
		const done = await page.call('delete', '/projects/:project/merges/:from', { project, from });
		if (!done.ok) return fail(done.error.status, { stopped: done.error });
		redirect(303, `/projects/${project}/edit`);
	},
	appeal: async ({ locals: { page }, params: { project }, request }) => {
		const text = textOf(await request.formData(), 'text');
		const done = await page.call('post', '/projects/:project/appeal', { project }, { text });
		if (!done.ok) return fail(done.error.status, { stopped: done.error, appealText: text });
		redirect(303, `/projects/${project}/edit`);
	},
} satisfies Actions;
