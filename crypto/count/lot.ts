import { compareBytes, concatBytes, utf8ToBytes } from '../bytes.ts';
import { sha256 } from '../hash.ts';

const DOMAIN = utf8ToBytes('viche/lot/v1\0');

/** The seed of a lot: public bytes that nobody could choose, e.g. the root of the closed ballot register (32 bytes). */
export type LotSeed = Uint8Array;

/**
 * Puts ids into an order that everybody can recompute from the seed and nobody could choose before the seed was known.
 * Spec: SPEC §9.2. Key of an id: SHA-256("viche/lot/v1" ‖ 0x00 ‖ SHA-256(seed) ‖ id), ids sorted by key ascending.
 * The order of two ids does not depend on which others take part.
 * @throws RangeError if an id is given twice.
 */
export function drawLot(seed: LotSeed, ids: readonly string[]): string[] {
	if (new Set(ids).size !== ids.length) throw new RangeError('an id takes part in a lot once');
	const prefix = concatBytes(DOMAIN, sha256(seed));
	return ids
		.map((id) => ({ id, key: sha256(concatBytes(prefix, utf8ToBytes(id))) }))
		.sort((a, b) => compareBytes(a.key, b.key))
		.map(({ id }) => id);
}
