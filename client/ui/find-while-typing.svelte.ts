/** What the API finds for a text, asked anew when typing pauses. */
import { untrack } from 'svelte';
import { callApi } from '../api.ts';

const PAUSE_MS = 1200;
const LONGEST = 1000;

/**
 * @param text - what is typed @param path - below /api/v1; the text is sent as `text`
 * @param first - what was found when the page was made
 */
export function findWhileTyping<T>(
	text: () => string,
	path: () => string,
	first: () => readonly T[],
): { readonly found: readonly T[] } {
	let found = $state.raw(untrack(first));
	let asked = untrack(text);

	async function find(typed: string): Promise<void> {
		asked = typed;
		const query = encodeURIComponent(typed.slice(0, LONGEST));
		const address = `${path()}?text=${query}`;
		const answer = await callApi<T[]>('GET', address, undefined, { anonymous: true });
		if (answer.ok && typed === asked) found = answer.value;
	}

	$effect(() => {
		const typed = text();
		if (typed === asked) return;
		const timer = setTimeout(() => void find(typed), PAUSE_MS);
		return () => clearTimeout(timer);
	});
	return {
		get found() {
			return found;
		},
	};
}
