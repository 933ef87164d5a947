/** Calls of the API, with refusals as values that people understand. */
import type { Sentences } from '../crypto/sentences.ts';
import type { ProblemDocument } from '../server/api/contract.ts';

/** Why a call did not succeed. `no-connection` is our own: the server was not reached, and nothing is known of what it did. */
export type Refusal = {
	readonly code: string;
	readonly text: Sentences;
	/** What is wrong with which field, for developers. */
	readonly fields?: Readonly<Record<string, string>>;
};

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
	/** By which the server knows that the same thing is sent again. */
	readonly idempotencyKey?: string;
	/** The version that was read of what is changed. */
	readonly seen?: string;
};

/** @param path - below /api/v1 */
export async function callApi<T>(
	method: 'GET' | 'POST' | 'PUT' | 'DELETE',
	path: string,
	body?: unknown,
	{ anonymous = false, idempotencyKey, seen }: Options = {},
): Promise<Answer<T>> {
	try {
		const response = await fetch(`/api/v1${path}`, {
			method,
			credentials: anonymous ? 'omit' : 'same-origin',
			headers: {
				...(body === undefined ? {} : { 'Content-Type': 'application/json' }),
				...(idempotencyKey === undefined ? {} : { 'Idempotency-Key': idempotencyKey }),
				...(seen === undefined ? {} : { 'If-Match': `"${seen}"` }),
			},
			...(body === undefined ? {} : { body: JSON.stringify(body) }),
		});
		const value: unknown = await response.json();
		if (response.ok) return { ok: true, value: value as T };
		const { code, text, fields } = value as ProblemDocument;
		return { ok: false, error: { code, text, ...(fields ? { fields } : {}) } };
	} catch {
		return { ok: false, error: NO_CONNECTION };
	}
}
