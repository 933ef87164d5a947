/** A ballot's hash as twelve words that can be read aloud, to find the ballot by. Spec: SPEC §3.26. */
import { bytesToHex, concatBytes, parseHex, utf8ToBytes } from '../bytes.ts';
import { sha256 } from '../hash.ts';
import { ok, problem, type Result } from '../result.ts';
import type { Language } from '../sentences.ts';
import { EN_WORDS } from './words/en.ts';
import { UK_WORDS } from './words/uk.ts';

export const CODE_WORDS: Readonly<Record<Language, readonly string[]>> = {
	uk: UK_WORDS,
	en: EN_WORDS,
};

const HASH_BYTES = 11;
/** Hex digits of a ballot's hash that its words carry. */
export const HASH_DIGITS = 2 * HASH_BYTES;
const DOMAIN = utf8ToBytes('viche/code-words/v1|');

const checkByte = (bytes: Uint8Array): number => sha256(concatBytes(DOMAIN, bytes))[0]!;

/**
 * @param hash - of the ballot, 64 hex digits
 * @throws RangeError for another form
 */
export function codeWords(hash: string, language: Language): readonly string[] {
	const bytes = parseHex(hash);
	if (bytes?.length !== 32) throw new RangeError('expected a hash of 32 bytes in hex');
	const carried = bytes.subarray(0, HASH_BYTES);
	return [...carried, checkByte(carried)].map((byte) => CODE_WORDS[language][byte]!);
}

/**
 * Reads words of either language, whatever stands between them.
 * Codes: `words.{unknown,number,check}`; the place of an unknown word is the word.
 * @returns the first {@link HASH_DIGITS} hex digits of the hash
 */
export function readCodeWords(text: string): Result<string> {
	const words =
		text
			.normalize('NFC')
			.toLocaleLowerCase('uk')
			.match(/\p{L}+/gu) ?? [];
	const bytes: number[] = [];
	for (const word of words) {
		const byte = Math.max(UK_WORDS.indexOf(word), EN_WORDS.indexOf(word));
		if (byte < 0) return problem('words.unknown', word.slice(0, 40), 'not a code word');
		bytes.push(byte);
	}
	if (bytes.length !== HASH_BYTES + 1)
		return problem('words.number', '', `${bytes.length} words instead of ${HASH_BYTES + 1}`);
	const carried = Uint8Array.from(bytes.slice(0, HASH_BYTES));
	if (bytes[HASH_BYTES] !== checkByte(carried))
		return problem('words.check', '', 'these words do not belong together');
	return ok(bytesToHex(carried));
}
