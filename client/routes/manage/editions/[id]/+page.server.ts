import { fail, type RequestEvent } from '@sveltejs/kit';
import type { CalendarView, EditionDraftView } from '../../../../../server/api/contract.ts';
import { readEditionForm, textOf } from '../../../../budget/forms.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals, params: { id } }) => {
	const found = await locals.page.call<EditionDraftView>('get', '/editions/:id/draft', { id });
	const calendar = await locals.page.call<CalendarView>('get', '/calendar', {});
	if (!calendar.ok) throw new Error('what is public could not be read');
	return { id, edition: found.ok ? found.value : undefined, calendar: calendar.value };
};

type Event = Pick<RequestEvent, 'locals'> & { readonly params: { readonly id: string } };

/** Keeps what is typed, in the place of what was read. */
async function save({ locals, params: { id } }: Event, form: FormData) {
	const draft = readEditionForm(form);
	const { page } = locals;
	const saved = await page.call('put', '/editions/:id/draft', { id }, draft, textOf(form, 'seen'));
	const present = await page.call<EditionDraftView>('get', '/editions/:id/draft', { id });
	// What is saved next replaces knowingly what is shown now.
	const seen = present.ok ? present.value.version : textOf(form, 'seen');
	const reason = textOf(form, 'reason');
	if (saved.ok) return { ok: true as const, draft, seen, reason };
	const isOutdated = saved.error.code === 'request.outdated' && present.ok;
	return {
		ok: false as const,
		error: saved.error,
		left: { draft, seen, reason, ...(isOutdated ? { theirs: present.value.draft } : {}) },
	};
}

export const actions = {
	save: async (event) => {
		const saved = await save(event, await event.request.formData());
		if (!saved.ok) return fail(saved.error.status, { ...saved.left, refusal: saved.error });
		return { saved: true as const };
	},
	publish: async (event) => {
		const saved = await save(event, await event.request.formData());
		if (!saved.ok) return fail(saved.error.status, { ...saved.left, refusal: saved.error });
		const { draft, seen, reason } = saved;
		const { id } = event.params;
		const { page } = event.locals;
		const published = await page.call('post', '/editions/:id/publish', { id }, { reason }, seen);
		if (published.ok) return { published: true as const };
		const { error } = published;
		return fail(error.status, { draft, seen, reason, refusal: error, faults: error.fields });
	},
} satisfies Actions;
