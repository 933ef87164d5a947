/** Numbers by which registries know people, as they are written into an identity. */

const WEIGHTS = [-1, 5, 7, 9, 4, 6, 10, 5, 7];

/** Whether these are the ten digits of a РНОКПП (tax number), check digit included. */
export function isTaxNumber(digits: string): boolean {
	if (!/^\d{10}$/.test(digits)) return false;
	const sum = WEIGHTS.reduce((s, weight, i) => s + weight * Number(digits[i]), 0);
	return (((sum % 11) + 11) % 11) % 10 === Number(digits[9]);
}

/** Kinds of numbers, with what their numbers look like. */
const KINDS: Readonly<Record<string, (subject: string) => boolean>> = {
	'ua.rnokpp': isTaxNumber,
	'ua.unzr': (subject) => /^(?:19|20)\d{6}-\d{5}$/.test(subject),
	/** Of people who have no tax number: series and number of a booklet, or the number of a card. */
	'ua.passport': (subject) =>
		/^(?:[А-ЯІЇЄҐ]{2}\d{6}|\d{9})$/.test(writeNumber('ua.passport', subject)),
};

/** Latin letters that look like Cyrillic ones: registries and certificates mix them. */
const LATIN = 'ABCEHIKMOPTXY';
const CYRILLIC = 'АВСЕНІКМОРТХУ';

/** The one way in which a number is written into an identity. */
export function writeNumber(domain: string, subject: string): string {
	if (domain !== 'ua.passport') return subject;
	return subject
		.normalize('NFC')
		.toUpperCase()
		.replaceAll(/[\s№-]/g, '')
		.replaceAll(/[A-Z]/g, (letter) => CYRILLIC[LATIN.indexOf(letter)] ?? letter);
}

/** Whether a number can be one of its kind; kinds that are not known here are taken as they are. */
export const isPlausible = (domain: string, subject: string): boolean =>
	KINDS[domain]?.(subject) ?? subject.length > 0;
