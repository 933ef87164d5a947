/**
 * The Merkle tree of RFC 9162 §2.1: hashes, subtrees, and a tree that grows at its right edge. Spec: SPEC §8.1.
 * Sizes and indices reach 2^53 − 1, so arithmetic is on whole numbers, never on 32-bit words.
 */
import { sha256 as defaultSha256 } from '../hash.ts';

/** 32 bytes of SHA-256. */
export type Hash = Uint8Array;
/** SHA-256 of some bytes. The server passes the platform's, which is faster; the default is noble's. */
export type Sha256 = (bytes: Uint8Array) => Uint8Array;
/** The perfect subtree over the leaves `[index · 2^level, (index + 1) · 2^level)`. */
export type Subtree = { readonly level: number; readonly index: number };
/** Looks up the hash of a perfect subtree. */
export type SubtreeHash = (subtree: Subtree) => Hash;

export const HASH_BYTES = 32;
export const MAX_SIZE = Number.MAX_SAFE_INTEGER;
/** MTH({}) = SHA-256 of nothing. */
export const EMPTY_ROOT: Hash = defaultSha256(new Uint8Array(0));

/** Whether a number can be the size of a tree. */
export const isSize = (n: number): boolean => Number.isSafeInteger(n) && n >= 0;

/** SHA-256(0x00 ‖ entry); the entry without any length prefix. */
export function leafHash(entry: Uint8Array, sha256: Sha256 = defaultSha256): Hash {
	const message = new Uint8Array(entry.length + 1);
	message.set(entry, 1);
	return sha256(message);
}

// One buffer for all nodes: hashing is synchronous, and a fresh allocation a node costs a tenth of the hash.
const pair = new Uint8Array(1 + 2 * HASH_BYTES);
pair[0] = 1;

/** SHA-256(0x01 ‖ left ‖ right). */
export function nodeHash(left: Hash, right: Hash, sha256: Sha256 = defaultSha256): Hash {
	pair.set(left, 1);
	pair.set(right, 1 + HASH_BYTES);
	return sha256(pair);
}

/** The largest power of two below `n`, where a tree of `n > 1` leaves splits. */
export function splitPoint(n: number): number {
	let k = 1;
	while (k * 2 < n) k *= 2;
	return k;
}

/** MTH of a list of leaf hashes, straight from its definition. */
export function rootOfLeaves(leaves: readonly Hash[], sha256: Sha256 = defaultSha256): Hash {
	const subroot = (start: number, end: number): Hash => {
		if (end - start === 1) return leaves[start]!;
		const middle = start + splitPoint(end - start);
		return nodeHash(subroot(start, middle), subroot(middle, end), sha256);
	};
	return leaves.length === 0 ? EMPTY_ROOT : subroot(0, leaves.length);
}

/**
 * The perfect subtrees that make up the leaves `[start, end)`, largest and leftmost first.
 * `start` must be a multiple of the power of two at or above `end − start`, as it is for every node of a tree.
 */
export function subtreesOf(start: number, end: number): Subtree[] {
	const subtrees: Subtree[] = [];
	let at = start;
	for (let level = 52; level >= 0; level--) {
		const width = 2 ** level;
		if (end - at < width) continue;
		subtrees.push({ level, index: at / width });
		at += width;
	}
	return subtrees;
}

/** The root over perfect subtrees given largest first: folds them from the right. */
export function foldSubtrees(hashes: readonly Hash[], sha256: Sha256 = defaultSha256): Hash {
	if (hashes.length === 0) return EMPTY_ROOT;
	return hashes.reduceRight((right, left) => nodeHash(left, right, sha256));
}

/**
 * A tree of which only the right edge is kept: the roots of its perfect subtrees, at most 53.
 * An append costs one hash on average, a root at most 52.
 */
export class GrowingTree {
	readonly #sha256: Sha256;
	readonly #edge: Hash[];
	#size: number;

	/**
	 * @param edge - the hashes of `subtreesOf(0, size)` when an earlier tree is continued
	 * @throws RangeError if the edge does not fit the size
	 */
	constructor(sha256: Sha256 = defaultSha256, size = 0, edge: readonly Hash[] = []) {
		if (!isSize(size) || subtreesOf(0, size).length !== edge.length)
			throw new RangeError('the right edge does not fit the size of the tree');
		this.#sha256 = sha256;
		this.#size = size;
		this.#edge = [...edge];
	}

	get size(): number {
		return this.#size;
	}

	/**
	 * Adds a leaf hash.
	 * @param completed - told of every perfect subtree that this leaf completes, smallest first, beginning with the leaf
	 * @throws RangeError beyond 2^53 − 1 leaves
	 */
	append(leaf: Hash, completed?: (subtree: Subtree, hash: Hash) => void): void {
		if (this.#size === MAX_SIZE) throw new RangeError('the tree is full');
		let hash = leaf;
		let index = this.#size;
		completed?.({ level: 0, index }, hash);
		for (let level = 1; index % 2 === 1; level++) {
			hash = nodeHash(this.#edge.pop()!, hash, this.#sha256);
			index = (index - 1) / 2;
			completed?.({ level, index }, hash);
		}
		this.#edge.push(hash);
		this.#size++;
	}

	root(): Hash {
		return foldSubtrees(this.#edge, this.#sha256);
	}
}
