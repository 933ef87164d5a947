import { fail } from '@sveltejs/kit';
import type { RulesDraftView } from '../../../../../server/api/contract.ts';
import { textOf } from '../../../../budget/forms.ts';
import { readRulesForm } from '../../../../petition/form.ts';
import type { Actions, PageServerLoad } from './$types';

const DRAFT = '/petition-rules/draft';

export const load: PageServerLoad = async ({ locals: { page } }) => {
	const rules = await page.call<RulesDraftView>('get', DRAFT, {});
	return { rules: rules.ok ? rules.value : undefined };
};

export const actions = {
	default: async ({ locals: { page }, request }) => {
		const form = await request.formData();
		const draft = readRulesForm(form);
		const reason = textOf(form, 'reason');
		const seen = textOf(form, 'seen');
		const saved = await page.call<{ version: string }>('put', DRAFT, {}, draft, seen);
		if (!saved.ok)
			return fail(saved.error.status, { draft, reason, refusal: saved.error, faults: undefined });
		if (textOf(form, 'do') !== 'publish') return { saved: true as const };
		const path = '/petition-rules/publication';
		const { version } = saved.value;
		const sent = await page.call<{ version: number }>('post', path, {}, { reason }, version);
		if (sent.ok) return { published: sent.value.version };
		const { error } = sent;
		const faults = error.code === 'petition.rules' ? error.fields : undefined;
		return fail(error.status, { draft, reason, refusal: error, faults });
	},
} satisfies Actions;
