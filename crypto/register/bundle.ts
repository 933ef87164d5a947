/** Bundles of entries: for each a 16-bit length, most significant byte first, and its bytes. Spec: SPEC §8.7. */
import { equalBytes } from '../bytes.ts';
import { ProblemError } from '../result.ts';
import type { Hash, Sha256 } from './merkle.ts';
import { leafHash } from './merkle.ts';
import { TILE_WIDTH } from './tile-path.ts';

export const MAX_ENTRY_BYTES = 65_535;
export const MAX_BUNDLE_BYTES = TILE_WIDTH * (2 + MAX_ENTRY_BYTES);

/** @throws RangeError if an entry is longer than 65,535 bytes or there are not 1 to 256 of them. */
export function encodeBundle(entries: readonly Uint8Array[]): Uint8Array {
	if (entries.length === 0 || entries.length > TILE_WIDTH)
		throw new RangeError('a bundle has 1 to 256 entries');
	if (entries.some((entry) => entry.length > MAX_ENTRY_BYTES))
		throw new RangeError(`an entry has at most ${MAX_ENTRY_BYTES} bytes`);
	const bundle = new Uint8Array(entries.reduce((sum, entry) => sum + 2 + entry.length, 0));
	const view = new DataView(bundle.buffer);
	let at = 0;
	for (const entry of entries) {
		view.setUint16(at, entry.length);
		bundle.set(entry, at + 2);
		at += 2 + entry.length;
	}
	return bundle;
}

/**
 * Splits a bundle into its entries (views of the same memory).
 * @param count - how many entries it must have
 * @param path - of the file, for the problem's place
 * @throws ProblemError bundle.truncated, bundle.count
 */
export function splitBundle(bundle: Uint8Array, count: number, path: string): Uint8Array[] {
	const entries: Uint8Array[] = [];
	for (let at = 0; at < bundle.length;) {
		if (entries.length === count)
			throw new ProblemError('bundle.count', path, `more than ${count} entries`);
		const start = at + 2;
		const end = start + (bundle[at]! << 8) + (bundle[at + 1] ?? 0);
		if (end > bundle.length)
			throw new ProblemError(
				'bundle.truncated',
				path,
				`the bundle ends in entry ${entries.length}`,
			);
		entries.push(bundle.subarray(start, end));
		at = end;
	}
	if (entries.length < count)
		throw new ProblemError('bundle.count', path, `${entries.length} entries instead of ${count}`);
	return entries;
}

/** Compares entries with the leaf hashes they must have. @throws ProblemError bundle.leaf, naming the file */
export function checkLeaves(
	entries: readonly Uint8Array[],
	leaves: readonly Hash[],
	path: string,
	sha256: Sha256,
): void {
	for (const [i, entry] of entries.entries())
		if (!equalBytes(leafHash(entry, sha256), leaves[i]!))
			throw new ProblemError('bundle.leaf', path, `entry ${i} of the bundle is not its leaf's`);
}
