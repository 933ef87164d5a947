import { fail, redirect, type RequestEvent } from '@sveltejs/kit';
import type { Inbox, MailSettings } from '../../../server/api/contract.ts';
import { textOf } from '../../budget/forms.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals: { page }, url }) => {
	const asked = url.searchParams.get('page') ?? '1';
	const number = /^\d{1,4}$/.test(asked) ? Math.max(1, Number(asked)) : 1;
	const inbox = await page.call<Inbox>('get', '/me/notifications', {}, { page: number });
	const mail = await page.call<MailSettings>('get', '/me/mail', {});
	return {
		number,
		inbox: inbox.ok ? inbox.value : undefined,
		mail: mail.ok ? mail.value : undefined,
		isSaved: url.searchParams.has('saved'),
	};
};

type Event = Pick<RequestEvent, 'locals' | 'request'>;

/** @param bodyOf - what is sent of what the form says */
const sending =
	(
		method: 'post' | 'put' | 'delete',
		path: string,
		bodyOf: (form: FormData, language: string) => object,
	) =>
	async ({ locals: { page, language }, request }: Event) => {
		const form = await request.formData();
		const sent = await page.call(method, path, {}, bodyOf(form, language));
		if (sent.ok) redirect(303, '/notifications?saved');
		return fail(sent.error.status, { refusal: sent.error, address: textOf(form, 'address') });
	};

export const actions = {
	read: sending('post', '/me/notifications/read', (form) => ({
		until: Number(textOf(form, 'until')),
	})),
	mail: sending('put', '/me/mail', (form, language) => ({
		address: textOf(form, 'address'),
		frequency: textOf(form, 'frequency'),
		language,
	})),
	confirm: sending('post', '/me/mail/confirm', (form) => ({ code: textOf(form, 'code') })),
	frequency: sending('put', '/me/mail/frequency', (form) => ({
		frequency: textOf(form, 'frequency'),
	})),
	forget: sending('delete', '/me/mail', () => ({})),
} satisfies Actions;
