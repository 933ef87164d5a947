import { randomBytes as platformRandomBytes } from '@noble/hashes/utils.js';

/** A source of `length` uniformly random bytes. Tests pass a recorded one; everything else leaves the default. */
export type RandomBytes = (length: number) => Uint8Array;

/** The only source of randomness: the platform's CSPRNG. */
export const randomBytes: RandomBytes = platformRandomBytes;
