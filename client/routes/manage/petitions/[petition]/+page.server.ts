import { fail, redirect, type RequestEvent } from '@sveltejs/kit';
import type { PetitionToHandle } from '../../../../../server/api/contract.ts';
import { textOf } from '../../../../budget/forms.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals: { page }, params: { petition }, url }) => {
	const path = '/petitions/:petition/handling';
	const found = await page.call<PetitionToHandle>('get', path, { petition });
	return {
		id: petition,
		petition: found.ok ? found.value : undefined,
		isDone: url.searchParams.has('done'),
	};
};

type Event = Pick<RequestEvent, 'locals' | 'request'> & {
	readonly params: { readonly petition: string };
};

/** Sends what is said in a step; what was typed stays when it is refused. */
async function send(
	{ locals: { page }, params: { petition } }: Event,
	step: string,
	body: { readonly text: string; readonly reasons?: readonly string[]; readonly signedBy?: string },
	seen?: string,
) {
	const sent = await page.call('post', `/petitions/:petition/${step}`, { petition }, body, seen);
	if (sent.ok) redirect(303, `/manage/petitions/${petition}?done`);
	const { error } = sent;
	const { text, reasons = [], signedBy = '' } = body;
	const typed = { step, text, reasons: [...reasons], signedBy };
	return fail(error.status, { typed, refusal: error, faults: error.fields ?? {} });
}

const say = (step: string) => async (event: Event) =>
	send(event, step, { text: textOf(await event.request.formData(), 'text') });

export const actions = {
	check: async (event) => {
		const form = await event.request.formData();
		const reasons = form.getAll('reasons').filter((value) => typeof value === 'string');
		const body = { verdict: textOf(form, 'verdict'), reasons, text: textOf(form, 'text') };
		return send(event, 'check', body, textOf(form, 'seen'));
	},
	announce: say('announcement'),
	hearing: say('hearing'),
	heard: say('hearing-end'),
	decide: async (event) => {
		const form = await event.request.formData();
		const [text, signedBy] = [textOf(form, 'text'), textOf(form, 'signedBy')];
		return send(event, 'decision', { ...{ verdict: textOf(form, 'verdict') }, text, signedBy });
	},
	answer: async (event) => {
		const form = await event.request.formData();
		const [text, signedBy] = [textOf(form, 'text'), textOf(form, 'signedBy')];
		return send(event, 'answer', { text, signedBy });
	},
} satisfies Actions;
