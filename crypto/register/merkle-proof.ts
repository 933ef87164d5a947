/**
 * Inclusion and consistency proofs of RFC 9162 §2.1.3 and §2.1.4: which subtrees they consist of, making them from a
 * function that knows subtree hashes, and verifying them. Spec: SPEC §8.2.
 */
import { equalBytes } from '../bytes.ts';
import { sha256 as defaultSha256 } from '../hash.ts';
import type { Result } from '../result.ts';
import { ok, problem } from '../result.ts';
import type { Hash, Sha256, Subtree, SubtreeHash } from './merkle.ts';
import {
	EMPTY_ROOT,
	HASH_BYTES,
	foldSubtrees,
	isSize,
	nodeHash,
	splitPoint,
	subtreesOf,
} from './merkle.ts';

/** The leaves `[start, end)` under one node of a tree. */
export type LeafRange = { readonly start: number; readonly end: number };

/** A proof has at most one hash per level. */
export const MAX_PROOF_HASHES = 63;

/** The nodes of PATH(index, D[0:size]), sibling of the leaf first. @throws RangeError unless index < size. */
export function inclusionRanges(index: number, size: number): LeafRange[] {
	if (!isSize(index) || !isSize(size) || index >= size)
		throw new RangeError('the index lies outside the tree');
	const ranges: LeafRange[] = [];
	let start = 0;
	let end = size;
	while (end - start > 1) {
		const middle = start + splitPoint(end - start);
		if (index < middle) {
			ranges.push({ start: middle, end });
			end = middle;
		} else {
			ranges.push({ start, end: middle });
			start = middle;
		}
	}
	return ranges.reverse();
}

/**
 * The nodes under a tree of `newSize` leaves that determine both its root and the root of its first `oldSize` leaves.
 * The first begins the older tree; {@link consistencyRanges} leaves it out where the verifier knows it already.
 * @throws RangeError unless 0 < oldSize ≤ newSize
 */
export function prefixRanges(oldSize: number, newSize: number): LeafRange[] {
	if (!isSize(oldSize) || !isSize(newSize) || oldSize === 0 || oldSize > newSize)
		throw new RangeError('the older tree is empty or larger than the newer');
	const ranges: LeafRange[] = [];
	let start = 0;
	let end = newSize;
	while (oldSize !== end) {
		const middle = start + splitPoint(end - start);
		if (oldSize <= middle) {
			ranges.push({ start: middle, end });
			end = middle;
		} else {
			ranges.push({ start, end: middle });
			start = middle;
		}
	}
	ranges.push({ start, end });
	return ranges.reverse();
}

/** The nodes of PROOF(oldSize, D[0:newSize]). @throws RangeError unless 0 ≤ oldSize ≤ newSize. */
export function consistencyRanges(oldSize: number, newSize: number): LeafRange[] {
	if (oldSize === 0 && isSize(newSize)) return [];
	const ranges = prefixRanges(oldSize, newSize);
	return ranges[0]!.start === 0 ? ranges.slice(1) : ranges;
}

/** The perfect subtrees whose hashes a proof over these nodes needs. */
export const subtreesOfRanges = (ranges: readonly LeafRange[]): Subtree[] =>
	ranges.flatMap(({ start, end }) => subtreesOf(start, end));

/** The hash of each node, from the hashes of perfect subtrees. */
export const hashRanges = (
	ranges: readonly LeafRange[],
	subtreeHash: SubtreeHash,
	sha256: Sha256 = defaultSha256,
): Hash[] =>
	ranges.map(({ start, end }) => foldSubtrees(subtreesOf(start, end).map(subtreeHash), sha256));

/** Proves that the leaf at `index` is in the tree of `size` leaves. @throws RangeError unless index < size. */
export const proveInclusion = (
	index: number,
	size: number,
	subtreeHash: SubtreeHash,
	sha256: Sha256 = defaultSha256,
): Hash[] => hashRanges(inclusionRanges(index, size), subtreeHash, sha256);

/** Proves that the tree of `newSize` leaves extends that of `oldSize`. @throws RangeError unless oldSize ≤ newSize. */
export const proveConsistency = (
	oldSize: number,
	newSize: number,
	subtreeHash: SubtreeHash,
	sha256: Sha256 = defaultSha256,
): Hash[] => hashRanges(consistencyRanges(oldSize, newSize), subtreeHash, sha256);

export type InclusionClaim = {
	readonly index: number;
	readonly size: number;
	readonly leaf: Hash;
	readonly proof: readonly Hash[];
	readonly root: Hash;
};

const badHash = (hashes: readonly Hash[]): boolean => hashes.some((h) => h.length !== HASH_BYTES);
const wrongLength = problem('merkle.proof-length', '', 'the proof does not fit the tree size');

/** Verifies an inclusion proof by RFC 9162 §2.1.3.2. Codes: merkle.index, .hash, .proof-length, .root. */
export function verifyInclusion(
	{ index, size, leaf, proof, root }: InclusionClaim,
	sha256: Sha256 = defaultSha256,
): Result<undefined> {
	if (!isSize(index) || !isSize(size) || index >= size)
		return problem('merkle.index', '', 'the index lies outside the tree');
	if (proof.length > MAX_PROOF_HASHES) return wrongLength;
	if (badHash([leaf, root, ...proof])) return problem('merkle.hash', '', 'a hash has 32 bytes');
	let fn = index;
	let sn = size - 1;
	let hash = leaf;
	for (const sibling of proof) {
		if (sn === 0) return wrongLength;
		if (fn % 2 === 1 || fn === sn) {
			hash = nodeHash(sibling, hash, sha256);
			while (fn % 2 === 0 && fn !== 0) [fn, sn] = [half(fn), half(sn)];
		} else hash = nodeHash(hash, sibling, sha256);
		[fn, sn] = [half(fn), half(sn)];
	}
	if (sn !== 0) return wrongLength;
	return equalBytes(hash, root)
		? ok(undefined)
		: problem('merkle.root', '', 'the proof leads to another root');
}

const half = (n: number): number => Math.floor(n / 2);

/**
 * The roots of the first `oldSize` and of all `newSize` leaves as the nodes of {@link prefixRanges} determine them;
 * `undefined` when there are too few or too many nodes. Requires 0 < oldSize ≤ newSize. RFC 9162 §2.1.4.2.
 */
export function rootsFromPrefixPath(
	oldSize: number,
	newSize: number,
	path: readonly Hash[],
	sha256: Sha256 = defaultSha256,
): { readonly oldRoot: Hash; readonly newRoot: Hash } | undefined {
	const [first, ...rest] = path;
	if (first === undefined) return undefined;
	let fn = oldSize - 1;
	let sn = newSize - 1;
	while (fn % 2 === 1) [fn, sn] = [half(fn), half(sn)];
	let oldRoot = first;
	let newRoot = first;
	for (const hash of rest) {
		if (sn === 0) return undefined;
		if (fn % 2 === 1 || fn === sn) {
			oldRoot = nodeHash(hash, oldRoot, sha256);
			newRoot = nodeHash(hash, newRoot, sha256);
			while (fn % 2 === 0 && fn !== 0) [fn, sn] = [half(fn), half(sn)];
		} else newRoot = nodeHash(newRoot, hash, sha256);
		[fn, sn] = [half(fn), half(sn)];
	}
	return sn === 0 ? { oldRoot, newRoot } : undefined;
}

/** A tree as a checkpoint states it. */
export type TreeHead = { readonly size: number; readonly root: Hash };

/**
 * Verifies that the newer tree extends the older, by RFC 9162 §2.1.4.2.
 * Codes: merkle.size, .hash, .proof-length, .old-root, .root.
 */
export function verifyConsistency(
	older: TreeHead,
	newer: TreeHead,
	proof: readonly Hash[],
	sha256: Sha256 = defaultSha256,
): Result<undefined> {
	if (!isSize(older.size) || !isSize(newer.size) || older.size > newer.size)
		return problem('merkle.size', '', 'the older tree is larger than the newer');
	if (proof.length > MAX_PROOF_HASHES) return wrongLength;
	if (badHash([older.root, newer.root, ...proof]))
		return problem('merkle.hash', '', 'a hash has 32 bytes');
	const otherOldRoot = problem('merkle.old-root', '', 'the proof leads to another older root');
	const otherRoot = problem('merkle.root', '', 'the proof leads to another newer root');
	if (older.size === 0 || older.size === newer.size) {
		if (proof.length > 0) return wrongLength;
		if (older.size === 0) return equalBytes(older.root, EMPTY_ROOT) ? ok(undefined) : otherOldRoot;
		return equalBytes(older.root, newer.root) ? ok(undefined) : otherRoot;
	}
	const startsAtZero = prefixRanges(older.size, newer.size)[0]!.start === 0;
	const path = startsAtZero ? [older.root, ...proof] : proof;
	const roots = rootsFromPrefixPath(older.size, newer.size, path, sha256);
	if (roots === undefined) return wrongLength;
	if (!equalBytes(roots.newRoot, newer.root)) return otherRoot;
	return equalBytes(roots.oldRoot, older.root) ? ok(undefined) : otherOldRoot;
}
