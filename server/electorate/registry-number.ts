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
};

/** Whether a number can be one of its kind; kinds that are not known here are taken as they are. */
export const isPlausible = (domain: string, subject: string): boolean =>
	KINDS[domain]?.(subject) ?? subject.length > 0;
