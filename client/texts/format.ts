/** Numbers, money and dates as people of the language write them. Amounts are decimal texts and stay exact. */
import type { Language } from '../../crypto/sentences.ts';

const LOCALES: Readonly<Record<Language, string>> = { uk: 'uk-UA', en: 'en-GB' };
const ZONE = 'Europe/Kyiv';

/** Forms for one, few and many; English has no few. */
export type Forms = { readonly one: string; readonly few?: string; readonly many: string };

const rules = {
	uk: new Intl.PluralRules('uk'),
	en: new Intl.PluralRules('en'),
} as const;

/** `5 голосів`: the number with its noun. */
export function plural(language: Language, count: number, { one, few, many }: Forms): string {
	const form = rules[language].select(count);
	const noun = form === 'one' ? one : form === 'few' ? (few ?? many) : many;
	return `${formatNumber(language, count)}\u00a0${noun}`;
}

export const formatNumber = (language: Language, value: number | bigint): string =>
	new Intl.NumberFormat(LOCALES[language]).format(value);

/** @param amount - a decimal such as `12500.50`; kopecks are shown where there are any */
export function formatMoney(language: Language, amount: string, currency: string): string {
	const hasCents = /\.\d*[1-9]/.test(amount);
	return new Intl.NumberFormat(LOCALES[language], {
		...(/^[A-Z]{3}$/.test(currency) ? { style: 'currency', currency } : {}),
		minimumFractionDigits: hasCents ? 2 : 0,
		maximumFractionDigits: hasCents ? 2 : 0,
	}).format(amount as Intl.StringNumericLiteral);
}

/** @param at - POSIX seconds */
export const formatDate = (language: Language, at: number): string =>
	new Intl.DateTimeFormat(LOCALES[language], { dateStyle: 'long', timeZone: ZONE }).format(
		at * 1000,
	);

/** @param at - POSIX seconds */
export const formatDateTime = (language: Language, at: number): string =>
	new Intl.DateTimeFormat(LOCALES[language], {
		dateStyle: 'long',
		timeStyle: 'short',
		timeZone: ZONE,
	}).format(at * 1000);
