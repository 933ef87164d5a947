export const LANGUAGES = ['uk', 'en'] as const;
export type Language = (typeof LANGUAGES)[number];
/** The same in every language; `{name}` stands for a value. */
export type Sentences = Readonly<Record<Language, string>>;
