import assert from 'node:assert/strict';
import { hexToBytes } from '@noble/hashes/utils.js';
import fc from 'fast-check';
import { suite } from 'uvu';
import { bytesToHex } from '../../../crypto/bytes.ts';
import type { Hash, SubtreeHash } from '../../../crypto/register/merkle.ts';
import { EMPTY_ROOT, MAX_SIZE, leafHash, rootOfLeaves } from '../../../crypto/register/merkle.ts';
import {
	inclusionRanges,
	prefixRanges,
	proveConsistency,
	proveInclusion,
	rootsFromPrefixPath,
	hashRanges,
	verifyConsistency,
	verifyInclusion,
} from '../../../crypto/register/merkle-proof.ts';
import { codeOf, flipped } from './rejects.ts';
import { entryOf, vectors } from './vectors.ts';

const test = suite('crypto/register/merkle-proof');
const leaves = Array.from({ length: 600 }, (_, i) => leafHash(entryOf(i)));
const cache = new Map<string, Hash>();
const subtreeHash: SubtreeHash = ({ level, index }) => {
	const key = `${level}/${index}`;
	const width = 2 ** level;
	const hash = cache.get(key) ?? rootOfLeaves(leaves.slice(index * width, (index + 1) * width));
	cache.set(key, hash);
	return hash;
};
const rootAt = (size: number) => rootOfLeaves(leaves.slice(0, size));
const hex = (hashes: readonly Hash[]) => hashes.map(bytesToHex);

test('makes and accepts the inclusion proofs of the vectors', () => {
	assert.equal(vectors.inclusion.length, 283);
	for (const { index, size, proof } of vectors.inclusion) {
		assert.deepEqual(hex(proveInclusion(index, size, subtreeHash)), proof);
		const claim = { index, size, leaf: leaves[index]!, root: rootAt(size) };
		assert.ok(verifyInclusion({ ...claim, proof: proof.map(hexToBytes) }).ok);
	}
});

test('makes and accepts the consistency proofs of the vectors', () => {
	assert.equal(vectors.consistency.length, 406);
	for (const { old, size, proof } of vectors.consistency) {
		assert.deepEqual(hex(proveConsistency(old, size, subtreeHash)), proof);
		const [older, newer] = [old, size].map((n) => ({ size: n, root: rootAt(n) }));
		assert.ok(verifyConsistency(older!, newer!, proof.map(hexToBytes)).ok);
	}
});

test('any proof in any tree verifies, and no other index, size, leaf, hash or root does', () => {
	const sizes = fc.integer({ min: 1, max: 600 });
	fc.assert(
		fc.property(sizes, fc.nat(), fc.nat(), (size, a, b) => {
			const index = a % size;
			const claim = {
				index,
				size,
				leaf: leaves[index]!,
				proof: proveInclusion(index, size, subtreeHash),
				root: rootAt(size),
			};
			assert.ok(verifyInclusion(claim).ok);
			assert.equal(
				codeOf(verifyInclusion({ ...claim, leaf: flipped(claim.leaf, b) })),
				'merkle.root',
			);
			assert.equal(
				codeOf(verifyInclusion({ ...claim, root: flipped(claim.root, b) })),
				'merkle.root',
			);
			for (const [i, h] of claim.proof.entries())
				assert.equal(
					codeOf(verifyInclusion({ ...claim, proof: claim.proof.with(i, flipped(h, b)) })),
					'merkle.root',
				);
			const other = b % size;
			if (other !== index) assert.ok(!verifyInclusion({ ...claim, index: other }).ok);
		}),
		{ numRuns: 150, seed: 2 },
	);
});

test('any two prefixes are consistent, and no changed root or hash is', () => {
	const sizes = fc.integer({ min: 1, max: 600 });
	fc.assert(
		fc.property(sizes, sizes, fc.nat(), (a, b, bit) => {
			const older = { size: Math.min(a, b), root: rootAt(Math.min(a, b)) };
			const newer = { size: Math.max(a, b), root: rootAt(Math.max(a, b)) };
			const proof = proveConsistency(older.size, newer.size, subtreeHash);
			assert.ok(verifyConsistency(older, newer, proof).ok);
			const wrong = { ...newer, root: flipped(newer.root, bit) };
			assert.equal(codeOf(verifyConsistency(older, wrong, proof)), 'merkle.root');
			const wrongOld = { ...older, root: flipped(older.root, bit) };
			assert.match(codeOf(verifyConsistency(wrongOld, newer, proof)), /^merkle\.(old-)?root$/);
			for (const [i, h] of proof.entries())
				assert.match(
					codeOf(verifyConsistency(older, newer, proof.with(i, flipped(h, bit)))),
					/^merkle\.(old-)?root$/,
				);
		}),
		{ numRuns: 150, seed: 3 },
	);
});

test('a proof of the wrong length is rejected by its length', () => {
	const claim = { index: 5, size: 600, leaf: leaves[5]!, root: rootAt(600) };
	const proof = proveInclusion(5, 600, subtreeHash);
	for (const wrong of [
		proof.slice(1),
		[...proof, EMPTY_ROOT],
		[],
		Array<Hash>(64).fill(EMPTY_ROOT),
	])
		assert.equal(codeOf(verifyInclusion({ ...claim, proof: wrong })), 'merkle.proof-length');
	const [older, newer] = [
		{ size: 300, root: rootAt(300) },
		{ size: 600, root: rootAt(600) },
	];
	const extension = proveConsistency(300, 600, subtreeHash);
	const overlong = [...extension, EMPTY_ROOT];
	for (const wrong of [extension.slice(0, -1), overlong, [], Array<Hash>(64).fill(EMPTY_ROOT)])
		assert.equal(codeOf(verifyConsistency(older, newer, wrong)), 'merkle.proof-length');
	assert.equal(codeOf(verifyConsistency(older, older, [EMPTY_ROOT])), 'merkle.proof-length');
});

test('the empty tree is consistent with every tree, but only under its own root', () => {
	const newer = { size: 9, root: rootAt(9) };
	assert.ok(verifyConsistency({ size: 0, root: EMPTY_ROOT }, newer, []).ok);
	assert.equal(
		codeOf(verifyConsistency({ size: 0, root: leaves[0]! }, newer, [])),
		'merkle.old-root',
	);
	assert.deepEqual(proveConsistency(0, 9, subtreeHash), []);
});

test('impossible numbers and hashes are findings, not crashes', () => {
	const claim = { index: 0, size: 1, leaf: leaves[0]!, proof: [], root: rootAt(1) };
	assert.ok(verifyInclusion(claim).ok);
	for (const index of [-1, 1, 0.5, NaN, Infinity, 2 ** 60])
		assert.equal(codeOf(verifyInclusion({ ...claim, index })), 'merkle.index');
	for (const size of [0, -1, NaN, 2 ** 53])
		assert.equal(codeOf(verifyInclusion({ ...claim, size })), 'merkle.index');
	const short = new Uint8Array(31);
	assert.equal(codeOf(verifyInclusion({ ...claim, leaf: short })), 'merkle.hash');
	assert.equal(codeOf(verifyInclusion({ ...claim, root: short })), 'merkle.hash');
	assert.equal(codeOf(verifyInclusion({ ...claim, size: 2, proof: [short] })), 'merkle.hash');
	const head = { size: 1, root: rootAt(1) };
	assert.equal(codeOf(verifyConsistency({ ...head, size: 2 }, head, [])), 'merkle.size');
	assert.equal(codeOf(verifyConsistency(head, { ...head, size: NaN }, [])), 'merkle.size');
	assert.equal(codeOf(verifyConsistency({ ...head, root: short }, head, [])), 'merkle.hash');
	assert.throws(() => proveInclusion(1, 1, subtreeHash), RangeError);
	assert.throws(() => proveConsistency(2, 1, subtreeHash), RangeError);
	assert.throws(() => prefixRanges(0, 1), RangeError);
});

test('a path to a prefix determines both roots', () => {
	for (const [older, newer] of [
		[1, 2],
		[256, 600],
		[300, 600],
		[512, 513],
		[599, 600],
	] as const) {
		const path = hashRanges(prefixRanges(older, newer), subtreeHash);
		assert.deepEqual(rootsFromPrefixPath(older, newer, path), {
			oldRoot: rootAt(older),
			newRoot: rootAt(newer),
		});
		assert.equal(rootsFromPrefixPath(older, newer, path.slice(0, -1)), undefined);
		assert.equal(rootsFromPrefixPath(older, newer, [...path, EMPTY_ROOT]), undefined);
	}
	assert.equal(rootsFromPrefixPath(1, 2, []), undefined);
});

test('in a tree of 2^53 − 1 equal leaves a proof at every kind of place verifies', () => {
	const levels: Hash[] = [leaves[0]!];
	const equal: SubtreeHash = ({ level }) => {
		for (let l = levels.length; l <= level; l++)
			levels.push(rootOfLeaves([levels[l - 1]!, levels[l - 1]!]));
		return levels[level]!;
	};
	const rootOf = (size: number) => hashRanges([{ start: 0, end: size }], equal)[0]!;
	for (const size of [2 ** 32 + 1, 2 ** 40, MAX_SIZE])
		for (const index of [0, 2 ** 31, 2 ** 32, size - 1]) {
			assert.ok(inclusionRanges(index, size).length <= 53);
			const claim = { index, size, leaf: leaves[0]!, root: rootOf(size) };
			assert.ok(verifyInclusion({ ...claim, proof: proveInclusion(index, size, equal) }).ok);
		}
	for (const oldSize of [1, 2 ** 31 + 1, 2 ** 32, MAX_SIZE - 1]) {
		const older = { size: oldSize, root: rootOf(oldSize) };
		const newer = { size: MAX_SIZE, root: rootOf(MAX_SIZE) };
		assert.ok(verifyConsistency(older, newer, proveConsistency(oldSize, MAX_SIZE, equal)).ok);
	}
});

test.run();
