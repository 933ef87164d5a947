import { randomBytes, type RandomBytes } from '../random.ts';

/** Digits and letters without 0, O, I and l: identifiers and codes that people may copy by hand. */
export const BASE58 = '123456789ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz';

/** `length` uniform characters; bytes from 232 on are thrown away, so that none is likelier. */
export function randomBase58(length: number, rng: RandomBytes = randomBytes): string {
	let text = '';
	while (text.length < length)
		for (const byte of rng(length)) {
			if (byte < 4 * 58 && text.length < length) text += BASE58[byte % 58]!;
		}
	return text;
}
