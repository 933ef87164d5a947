import { fail } from '@sveltejs/kit';
import type { CalendarView } from '../../../server/api/contract.ts';
import { textOf } from '../../budget/forms.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals: { page } }) => {
	const calendar = await page.call<CalendarView>('get', '/calendar', {});
	if (!calendar.ok) throw new Error('what is public could not be read');
	return { calendar: calendar.value };
};

export const actions = {
	default: async ({ locals: { page }, request }) => {
		const form = await request.formData();
		const typed = {
			martialLaw: textOf(form, 'martialLaw') === 'yes',
			holidays: textOf(form, 'holidays'),
			moved: textOf(form, 'moved'),
		};
		const saved = await page.call('put', '/calendar', {}, typed, textOf(form, 'seen'));
		if (saved.ok) return { saved: true as const };
		const { error } = saved;
		const faults = error.code === 'calendar' ? error.fields : undefined;
		return fail(error.status, { typed, refusal: error, faults });
	},
} satisfies Actions;
