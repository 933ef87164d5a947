import { fail, redirect } from '@sveltejs/kit';
import type { ProjectToReview } from '../../../../../server/api/contract.ts';
import { textOf } from '../../../../budget/forms.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals: { page }, params: { project }, url }) => {
	const path = '/projects/:project/review';
	const found = await page.call<ProjectToReview>('get', path, { project });
	return {
		id: project,
		project: found.ok ? found.value : undefined,
		isDone: url.searchParams.has('done'),
	};
};

const allOf = (form: FormData, name: string): string[] =>
	form.getAll(name).filter((value) => typeof value === 'string');

const reasonsOf = (form: FormData): string[] => allOf(form, 'reasons');

const done = (project: string): never => redirect(303, `/projects/${project}/review?done`);

export const actions = {
	moderate: async ({ locals: { page }, params: { project }, request }) => {
		const form = await request.formData();
		const [reasons, text] = [reasonsOf(form), textOf(form, 'text')];
		const units = allOf(form, 'units');
		const body = { verdict: textOf(form, 'verdict'), reasons, text, units };
		const sent = await page.call(
			'post',
			'/projects/:project/moderation',
			{ project },
			body,
			textOf(form, 'seen'),
		);
		if (sent.ok) return done(project);
		const { error } = sent;
		const faults = error.code === 'review.card' ? error.fields : undefined;
		return fail(error.status, { moderation: { reasons, text }, refusal: error, faults });
	},
	review: async ({ locals: { page }, params: { project }, request }) => {
		const form = await request.formData();
		const path = '/projects/:project/review';
		const found = await page.call<ProjectToReview>('get', path, { project });
		if (!found.ok) return fail(found.error.status, { refusal: found.error });
		const checks = found.value.checklist.map((item, i) => ({
			item,
			answer: textOf(form, `checks.${i}.answer`),
			note: textOf(form, `checks.${i}.note`),
		}));
		const [unit, verdict] = [textOf(form, 'unit'), textOf(form, 'verdict')];
		const filled = { unit, checks, verdict, reasons: reasonsOf(form), text: textOf(form, 'text') };
		const body = {
			...filled,
			// What was left out is said by the server like any other mistake.
			checks: checks.filter(({ answer }) => answer !== ''),
			version: Number(textOf(form, 'version')),
		};
		if (verdict === '')
			return fail(400, { filled, refusal: undefined, faults: { verdict: 'choose' } });
		const sent = await page.call('post', '/projects/:project/reviews', { project }, body);
		if (sent.ok) return done(project);
		const { error } = sent;
		const faults = error.code === 'review.card' ? error.fields : undefined;
		return fail(error.status, { filled, refusal: error, faults });
	},
	appeal: async ({ locals: { page }, params: { project }, request }) => {
		const form = await request.formData();
		const decision = textOf(form, 'text');
		const body = { granted: textOf(form, 'granted') === 'yes', text: decision };
		const sent = await page.call('post', '/projects/:project/appeal-decision', { project }, body);
		if (sent.ok) return done(project);
		return fail(sent.error.status, { decision, refusal: sent.error });
	},
} satisfies Actions;
