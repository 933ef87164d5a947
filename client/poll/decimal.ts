import type { Exact } from '../../crypto/count/outcome.ts';
import type { Language } from '../../crypto/sentences.ts';

/** An exact number to be read by people: two decimals, rounded down, none where there are none. */
export function sayExact(language: Language, value: Exact): string {
	const [numerator = '0', denominator = '1'] = value.split('/');
	if (!/^-?\d+$/.test(numerator)) return value;
	const hundredths = (BigInt(numerator) * 100n) / BigInt(denominator);
	return (Number(hundredths) / 100).toLocaleString(language === 'uk' ? 'uk-UA' : 'en-GB', {
		maximumFractionDigits: 2,
	});
}
