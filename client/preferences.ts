/** What a visitor may choose; kept in cookies that say nothing about the person. */
import type { Language } from '../crypto/sentences.ts';

export type Theme = 'system' | 'light' | 'dark';

export const readLanguage = (value: string | undefined): Language => (value === 'en' ? 'en' : 'uk');

export const readTheme = (value: string | undefined): Theme =>
	value === 'light' || value === 'dark' ? value : 'system';
