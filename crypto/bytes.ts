import { bytesToHex, concatBytes, hexToBytes, utf8ToBytes } from '@noble/hashes/utils.js';

export { bytesToHex, concatBytes, utf8ToBytes };

const LOWER_HEX = /^(?:[0-9a-f]{2})*$/;
const decoder = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });

/** Decodes lower-case hex; `undefined` for anything else (upper case is another spelling of the same bytes). */
export function parseHex(text: string): Uint8Array | undefined {
	return LOWER_HEX.test(text) ? hexToBytes(text) : undefined;
}

/** Decodes UTF-8 strictly; `undefined` when the bytes are not well formed. */
export function parseUtf8(bytes: Uint8Array): string | undefined {
	try {
		return decoder.decode(bytes);
	} catch {
		return undefined;
	}
}

/** Standard alphabet (`+` and `/`) with padding. */
export function bytesToBase64(bytes: Uint8Array): string {
	let binary = '';
	for (let i = 0; i < bytes.length; i += 0x2000)
		binary += String.fromCharCode(...bytes.subarray(i, i + 0x2000));
	return btoa(binary);
}

/** Standard alphabet without padding, as the Belenios protocol writes hashes. */
export const bytesToBase64Unpadded = (bytes: Uint8Array): string =>
	bytesToBase64(bytes).replace(/=+$/, '');

/** Decodes padded base64 in its only canonical spelling; `undefined` for every other spelling of the same bytes. */
export function parseBase64(text: string): Uint8Array | undefined {
	let binary: string;
	try {
		binary = atob(text);
	} catch {
		return undefined;
	}
	const bytes = Uint8Array.from(binary, (c) => c.charCodeAt(0));
	return bytesToBase64(bytes) === text ? bytes : undefined;
}

/** Compares without leaving early, for values an attacker may probe by time. Lengths are public. */
export function equalBytes(a: Uint8Array, b: Uint8Array): boolean {
	if (a.length !== b.length) return false;
	let difference = 0;
	for (let i = 0; i < a.length; i++) difference |= a[i]! ^ b[i]!;
	return difference === 0;
}

/** Lexicographic order of bytes; negative, zero or positive as `Array.prototype.sort` wants it. */
export function compareBytes(a: Uint8Array, b: Uint8Array): number {
	const length = Math.min(a.length, b.length);
	for (let i = 0; i < length; i++) if (a[i] !== b[i]) return a[i]! - b[i]!;
	return a.length - b.length;
}

/** The bytes as one unsigned number, most significant byte first. */
export const bytesToBigIntBE = (bytes: Uint8Array): bigint =>
	bytes.length === 0 ? 0n : BigInt('0x' + bytesToHex(bytes));

/** The bytes as one unsigned number, least significant byte first. */
export const bytesToBigIntLE = (bytes: Uint8Array): bigint =>
	bytesToBigIntBE(Uint8Array.from(bytes).reverse());

/** `length` bytes, least significant first. @throws RangeError if the number does not fit. */
export function bigIntToBytesLE(value: bigint, length: number): Uint8Array {
	if (value < 0n || value >> BigInt(8 * length) !== 0n)
		throw new RangeError(`number does not fit into ${length} bytes`);
	return hexToBytes(value.toString(16).padStart(2 * length, '0')).reverse();
}
