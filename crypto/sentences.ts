/** What people are told, in both languages at once. */

export const LANGUAGES = ['uk', 'en'] as const;
export type Language = (typeof LANGUAGES)[number];
/** The same in every language; `{name}` stands for a value. */
export type Sentences = Readonly<Record<Language, string>>;
/** What stands for `{name}` in a sentence. */
export type Values = Readonly<Record<string, string | number>>;

/** The sentences with values filled in; what has no value is left as it is. */
export function fillSentences({ uk, en }: Sentences, values: Values): Sentences {
	const fill = (text: string) =>
		text.replace(/\{(\w+)\}/g, (whole, name: string) =>
			Object.hasOwn(values, name) ? String(values[name]) : whole,
		);
	return { uk: fill(uk), en: fill(en) };
}
