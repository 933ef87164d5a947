/** Numbers, money and dates as people of the language write them, on pages and on paper. Amounts are decimal texts and stay exact. */
import { fromKyivDate } from './kyiv-time.ts';
import type { Language } from './sentences.ts';

const LOCALES: Readonly<Record<Language, string>> = { uk: 'uk-UA', en: 'en-GB' };
const ZONE = 'Europe/Kyiv';

/** One of each language: to make a formatter takes longer than to format a page with it. */
const inEach = <T>(make: (locale: string) => T): Readonly<Record<Language, T>> => ({
	uk: make(LOCALES.uk),
	en: make(LOCALES.en),
});
const numbers = (places: number) =>
	inEach(
		(locale) =>
			new Intl.NumberFormat(locale, {
				minimumFractionDigits: places,
				maximumFractionDigits: places,
			}),
	);
const PLAIN = inEach((locale) => new Intl.NumberFormat(locale));
const WHOLE = numbers(0);
const WITH_KOPECKS = numbers(2);
const DATE = inEach(
	(locale) => new Intl.DateTimeFormat(locale, { dateStyle: 'long', timeZone: ZONE }),
);
const DATE_AND_TIME = inEach(
	(locale) =>
		new Intl.DateTimeFormat(locale, { dateStyle: 'long', timeStyle: 'short', timeZone: ZONE }),
);

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
	PLAIN[language].format(value);

/** `18,3 %`: a part of a whole, rounded for people; of nothing it is 0. */
export const formatShare = (language: Language, part: number, whole: number): string =>
	new Intl.NumberFormat(LOCALES[language], { style: 'percent', maximumFractionDigits: 1 }).format(
		whole === 0 ? 0 : part / whole,
	);

/**
 * Put together here, since browsers and Node differ on what stands for a hryvnia.
 * @param amount - a decimal such as `12500.50`; kopecks are shown where there are any
 */
export function formatMoney(language: Language, amount: string, currency: string): string {
	const formats = /\.\d*[1-9]/.test(amount) ? WITH_KOPECKS : WHOLE;
	const number = formats[language].format(amount as Intl.StringNumericLiteral);
	if (currency === '') return number;
	if (language === 'en') return `${currency}\u00a0${number}`;
	return `${number}\u00a0${currency === 'UAH' ? 'грн' : currency}`;
}

/** @param at - POSIX seconds */
export const formatDate = (language: Language, at: number): string =>
	DATE[language].format(at * 1000);

/** @param at - POSIX seconds */
export const formatDateTime = (language: Language, at: number): string =>
	DATE_AND_TIME[language].format(at * 1000);

/** @param day - `2027-05-01` */
export const formatDay = (language: Language, day: string): string =>
	formatDate(language, fromKyivDate(day) ?? 0);
