import { randomBytes as platformRandomBytes } from '@noble/hashes/utils.js';

/** A source of `length` uniformly random bytes. Tests pass a recorded one; everything else leaves the default. */
export type RandomBytes = (length: number) => Uint8Array;

/** As many as Web Cryptography gives at a time. */
const AT_ONCE = 65_536;

/** The only source of randomness: the platform's CSPRNG. */
export const randomBytes: RandomBytes = (length) => {
	const bytes = new Uint8Array(length);
	for (let at = 0; at < length; at += AT_ONCE)
		bytes.set(platformRandomBytes(Math.min(AT_ONCE, length - at)), at);
	return bytes;
};
