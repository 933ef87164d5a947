/** Following a project or an edition, as their pages load it and send to it. */
import { fail, redirect } from '@sveltejs/kit';
import type { PageServices } from '../../server/api/contract.ts';
import { textOf } from '../budget/forms.ts';

/** `undefined` for who cannot follow anything. */
export async function loadFollows(page: PageServices, id: string): Promise<boolean | undefined> {
	if (!page.me) return undefined;
	const found = await page.call<{ follows: boolean }>('get', '/me/follows/:id', { id });
	return found.ok ? found.value.follows : undefined;
}

export async function sendFollow(page: PageServices, id: string, form: FormData, back: string) {
	const follows = textOf(form, 'follows') === 'yes';
	const sent = await page.call('put', '/me/follows/:id', { id }, { follows });
	if (sent.ok) redirect(303, back);
	return fail(sent.error.status, { refusal: sent.error });
}
