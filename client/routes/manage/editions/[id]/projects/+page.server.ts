import { error, fail, redirect } from '@sveltejs/kit';
import type { EditionPage, ProjectSummary } from '../../../../../../server/api/contract.ts';
import { textOf } from '../../../../../budget/forms.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals: { page }, params: { id }, url }) => {
	const edition = await page.call<EditionPage>('get', '/editions/:id', { id });
	if (!edition.ok) error(404);
	const queue = await page.call<ProjectSummary[]>('get', '/editions/:id/queue', { id });
	return {
		edition: edition.value,
		queue: queue.ok ? queue.value : undefined,
		isDone: url.searchParams.has('done'),
	};
};

const count = (form: FormData, name: string): number => Number(textOf(form, name) || '0');
const done = (id: string): never => redirect(303, `/manage/editions/${id}/projects?done`);

export const actions = {
	admit: async ({ locals: { page }, params: { id }, request }) => {
		const form = await request.formData();
		const wishes = [...form].flatMap(([name, value]) => {
			const project = /^wish\.(\w+)$/.exec(name)?.[1];
			return project === undefined ? [] : [{ project, wish: value }];
		});
		const chosen = (wish: string) => wishes.filter((w) => w.wish === wish).map((w) => w.project);
		const body = {
			minute: {
				number: textOf(form, 'number'),
				date: textOf(form, 'date'),
				for: count(form, 'for'),
				against: count(form, 'against'),
				abstained: count(form, 'abstained'),
			},
			admitted: chosen('admit'),
			rejected: chosen('reject').map((project) => ({
				project,
				reasons: [textOf(form, `reason.${project}`)].filter((reason) => reason !== ''),
				text: textOf(form, `text.${project}`),
			})),
		};
		const sent = await page.call('post', '/editions/:id/admission', { id }, body);
		if (sent.ok) return done(id);
		return fail(sent.error.status, { refusal: sent.error, typed: body });
	},
	draw: async ({ locals: { page }, params: { id } }) => {
		const sent = await page.call('post', '/editions/:id/lot', { id });
		return sent.ok ? done(id) : fail(sent.error.status, { refusal: sent.error });
	},
	vote: async ({ locals: { page }, params: { id } }) => {
		const made = await page.call<{ vote: string }>('post', '/editions/:id/vote', { id });
		if (!made.ok) return fail(made.error.status, { refusal: made.error });
		redirect(303, `/manage/${made.value.vote}`);
	},
} satisfies Actions;
