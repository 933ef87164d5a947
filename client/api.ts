/** Calls of the API, with refusals as values that people understand. */
import type { Sentences } from '../crypto/sentences.ts';
import type { ProblemDocument } from '../server/api/contract.ts';

/** Why a call did not succeed. `no-connection` is our own: the server was not reached, and nothing is known of what it did. */
export type Refusal = { readonly code: string; readonly text: Sentences };

export type Answer<T> =
	{ readonly ok: true; readonly value: T } | { readonly ok: false; readonly error: Refusal };

const NO_CONNECTION: Refusal = {
	code: 'no-connection',
	text: {
		uk: 'Немає зв’язку із сервером. Перевірте інтернет і спробуйте ще раз.',
		en: 'The server cannot be reached. Check your connection and try again.',
	},
};

type Options = {
	/** Without the cookie, so that nothing says who is asking. */
	readonly anonymous?: boolean;
};

/** @param path - below /api/v1 */
export async function callApi<T>(
	method: 'GET' | 'POST' | 'PUT',
	path: string,
	body?: unknown,
	{ anonymous = false }: Options = {},
): Promise<Answer<T>> {
	try {
		const response = await fetch(`/api/v1${path}`, {
			method,
			credentials: anonymous ? 'omit' : 'same-origin',
			...(body === undefined
				? {}
				: { headers: { 'Content-Type': 'application/json' }, body: JSON.stringify(body) }),
		});
		const value: unknown = await response.json();
		if (response.ok) return { ok: true, value: value as T };
		const { code, text } = value as ProblemDocument;
		return { ok: false, error: { code, text } };
	} catch {
		return { ok: false, error: NO_CONNECTION };
	}
}
