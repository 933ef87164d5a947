import { parseUtf8, utf8ToBytes } from '../bytes.ts';
import { ProblemError } from '../result.ts';

/**
 * A text from outside as a well-formed string of at most `maxBytes` bytes of UTF-8.
 * @param area - first word of the codes `<area>.too-long` and `<area>.utf8`
 * @throws ProblemError
 */
export function readText(input: Uint8Array | string, maxBytes: number, area: string): string {
	if (input.length > maxBytes) throw tooLong(maxBytes, area);
	const text = typeof input === 'string' ? input : parseUtf8(input);
	if (text?.isWellFormed() !== true)
		throw new ProblemError(`${area}.utf8`, '', 'the text is not well-formed UTF-8');
	if (typeof input === 'string' && utf8ToBytes(input).length > maxBytes)
		throw tooLong(maxBytes, area);
	return text;
}

const tooLong = (maxBytes: number, area: string): ProblemError =>
	new ProblemError(`${area}.too-long`, '', `the text has more than ${maxBytes} bytes`);

const DECIMAL = /^(?:0|[1-9][0-9]{0,15})$/;

/** A whole number from 0 to 2^53 − 1 without sign or leading zeros; `undefined` for anything else. */
export function parseDecimal(text: string): number | undefined {
	const number = DECIMAL.test(text) ? Number(text) : NaN;
	return Number.isSafeInteger(number) ? number : undefined;
}
