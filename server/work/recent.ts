/** As many are remembered: the votes that are open at a time. */
const KEPT = 8;

/** Remembers what was made of the texts that were asked for last. */
export function recentOf<T>(make: (text: string) => T): (text: string) => T {
	const kept = new Map<string, T>();
	return (text) => {
		const value = kept.has(text) ? kept.get(text)! : make(text);
		kept.delete(text);
		kept.set(text, value);
		if (kept.size > KEPT) kept.delete(kept.keys().next().value!);
		return value;
	};
}
