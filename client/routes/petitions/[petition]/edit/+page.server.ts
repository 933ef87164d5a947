import { fail, redirect, type RequestEvent } from '@sveltejs/kit';
import type { OwnPetition, PetitionSummary } from '../../../../../server/api/contract.ts';
import { textOf } from '../../../../budget/forms.ts';
import { readPetitionForm } from '../../../../petition/form.ts';
import type { Actions, PageServerLoad } from './$types';

const DRAFT = '/petitions/:petition/draft';

export const load: PageServerLoad = async ({ locals: { page }, params: { petition }, url }) => {
	const own = await page.call<OwnPetition>('get', DRAFT, { petition });
	if (!own.ok) return { id: petition, own: undefined, similar: [], isSubmitted: false };
	const { title, essence } = own.value.draft;
	const text = `${title} ${essence}`.slice(0, 1000);
	const similar = await page.call<PetitionSummary[]>('get', '/similar-petitions', {}, { text });
	return {
		id: petition,
		own: own.value,
		similar: similar.ok ? similar.value : [],
		isSubmitted: url.searchParams.has('submitted'),
	};
};

type Event = Pick<RequestEvent, 'locals'> & { readonly params: { readonly petition: string } };

/** Keeps what is typed, in the place of what was read. */
async function save({ locals: { page }, params: { petition } }: Event, form: FormData) {
	const draft = readPetitionForm(form);
	const read = textOf(form, 'seen');
	const saved = await page.call<{ version: string }>('put', DRAFT, { petition }, draft, read);
	if (saved.ok) return { ok: true as const, draft, seen: saved.value.version };
	const { error } = saved;
	const present =
		error.code === 'request.outdated'
			? await page.call<OwnPetition>('get', DRAFT, { petition })
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
		const { petition } = event.params;
		const agreed = textOf(form, 'agreed') === 'yes';
		const path = '/petitions/:petition/submit';
		const sent = await event.locals.page.call('post', path, { petition }, { agreed }, seen);
		if (sent.ok) redirect(303, `/petitions/${petition}/edit?submitted`);
		const { error } = sent;
		const faults = error.code === 'petition.content' ? error.fields : undefined;
		return fail(error.status, { draft, seen, refusal: error, faults });
	},
	withdraw: async ({ locals: { page }, params: { petition } }) => {
		const done = await page.call('post', '/petitions/:petition/withdraw', { petition });
		if (!done.ok) return fail(done.error.status, { stopped: done.error });
		redirect(303, '/petitions/mine');
	},
} satisfies Actions;
