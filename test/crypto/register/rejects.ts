import type { Result } from '../../../crypto/result.ts';

/** The code of a rejection; `accepted` when there was none. */
export const codeOf = (result: Result<unknown>): string =>
	result.ok ? 'accepted' : result.error.code;

/** The value of an accepted result. @throws Error with the code of a rejection. */
export function accepted<T>(result: Result<T>): T {
	if (!result.ok) throw new Error(`${result.error.code} ${result.error.place}`);
	return result.value;
}

/** A copy with one bit changed; `bit` counts modulo the length. */
export function flipped(bytes: Uint8Array, bit: number): Uint8Array {
	const copy = Uint8Array.from(bytes);
	const at = bit % (8 * bytes.length);
	copy[Math.floor(at / 8)]! ^= 1 << (at % 8);
	return copy;
}
