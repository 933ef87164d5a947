import { fail } from '@sveltejs/kit';
import type { ModerationSummary, ReasonList } from '../../../server/api/contract.ts';
import { textOf } from '../../budget/forms.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals: { page } }) => {
	const list = await page.call<ReasonList>('get', '/moderation/reasons', {});
	const summary = await page.call<ModerationSummary>('get', '/moderation/summary', {});
	if (!list.ok || !summary.ok) throw new Error('what is public could not be read');
	return { list: list.value, summary: summary.value };
};

export const actions = {
	default: async ({ locals: { page }, request }) => {
		const form = await request.formData();
		const typed = textOf(form, 'reasons');
		const seen = textOf(form, 'seen');
		const saved = await page.call('put', '/moderation/reasons', {}, { reasons: typed }, seen);
		if (saved.ok) return { saved: true as const };
		const { error } = saved;
		const faults = error.code === 'moderation.reasons' ? error.fields : undefined;
		return fail(error.status, { typed, refusal: error, faults });
	},
} satisfies Actions;
