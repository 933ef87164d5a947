/** What people are told, in both languages at once. */

export const LANGUAGES = ['uk', 'en'] as const;
export type Language = (typeof LANGUAGES)[number];
/** The same in every language; `{name}` stands for a value. */
export type Sentences = Readonly<Record<Language, string>>;
/** What stands for `{name}` in a sentence: alike in every language, or not. */
export type Values = Readonly<Record<string, string | number | Sentences>>;

/** The sentences with values filled in; what has no value is left as it is. */
export function fillSentences({ uk, en }: Sentences, values: Values): Sentences {
	const fill = (text: string, language: Language) =>
		text.replace(/\{(\w+)\}/g, (whole, name: string) => {
			const value = Object.hasOwn(values, name) ? values[name]! : whole;
			return typeof value === 'object' ? value[language] : String(value);
		});
	return { uk: fill(uk, 'uk'), en: fill(en, 'en') };
}
