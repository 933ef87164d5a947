/** The language of the page, and the texts of a part of the interface in it. */
import { getContext, setContext } from 'svelte';
import type { Language } from '../../crypto/sentences.ts';

const KEY = Symbol('language');

/** Said once, by the root layout; another language is another page. */
export const setLanguage = (language: Language): void => {
	setContext(KEY, language);
};

export const getLanguage = (): Language => getContext<Language>(KEY);

/** The same texts in both languages. */
export type Catalogue<T> = Readonly<Record<Language, T>>;

export const getTexts = <T>(catalogue: Catalogue<T>): T => catalogue[getLanguage()];
