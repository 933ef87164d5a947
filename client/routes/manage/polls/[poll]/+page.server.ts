import { fail } from '@sveltejs/kit';
import type { PollDraftView } from '../../../../../server/api/contract.ts';
import { textOf } from '../../../../budget/forms.ts';
import { readPollForm } from '../../../../poll/form.ts';
import type { Actions, PageServerLoad } from './$types';

const DRAFT = '/polls/:poll/draft';

export const load: PageServerLoad = async ({ locals: { page }, params: { poll } }) => {
	const found = await page.call<PollDraftView>('get', DRAFT, { poll });
	return { id: poll, poll: found.ok ? found.value : undefined };
};

export const actions = {
	default: async ({ locals: { page }, params: { poll }, request }) => {
		const form = await request.formData();
		const draft = readPollForm(form);
		const reason = textOf(form, 'reason');
		const seen = textOf(form, 'seen');
		const saved = await page.call<{ version: string }>('put', DRAFT, { poll }, draft, seen);
		if (!saved.ok)
			return fail(saved.error.status, { draft, reason, refusal: saved.error, faults: undefined });
		if (textOf(form, 'do') !== 'publish') return { saved: true as const };
		const { version } = saved.value;
		const sent = await page.call('post', '/polls/:poll/publish', { poll }, { reason }, version);
		if (sent.ok) return { published: true as const };
		const { error } = sent;
		const faults = error.code === 'poll.terms' ? error.fields : undefined;
		return fail(error.status, { draft, reason, refusal: error, faults });
	},
} satisfies Actions;
