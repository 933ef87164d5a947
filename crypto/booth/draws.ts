/** Everything that a ballot's encryption draws, from one seed, so that an audit can draw it again. Spec: SPEC §3.25. */
import { shake256 } from '@noble/hashes/sha3.js';
import { concatBytes, utf8ToBytes } from '../bytes.ts';
import type { RandomBytes } from '../random.ts';

export const SEED_BYTES = 32;
const DOMAIN = utf8ToBytes('viche/ballot-draws/v1|');

/** The draws of a seed, always the same ones in the same order: SHAKE256 of domain and seed. @throws RangeError for another length */
export function drawsOf(seed: Uint8Array): RandomBytes {
	if (seed.length !== SEED_BYTES) throw new RangeError('a seed has 32 bytes');
	const stream = shake256.create().update(concatBytes(DOMAIN, seed));
	return (length) => stream.xof(length);
}
