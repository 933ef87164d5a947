import assert from 'node:assert/strict';
import { hash } from 'node:crypto';
import fc from 'fast-check';
import { suite } from 'uvu';
import { bytesToHex, utf8ToBytes } from '../../../crypto/bytes.ts';
import { sha256 } from '../../../crypto/hash.ts';
import type { Hash, Subtree } from '../../../crypto/register/merkle.ts';
import {
	EMPTY_ROOT,
	GrowingTree,
	MAX_SIZE,
	leafHash,
	nodeHash,
	rootOfLeaves,
	subtreesOf,
} from '../../../crypto/register/merkle.ts';
import { entryOf, vectors } from './vectors.ts';

const test = suite('crypto/register/merkle');
const leaves = Array.from({ length: 700 }, (_, i) => leafHash(entryOf(i)));

test('leaf hashes are those of the vectors', () => {
	for (const [i, expected] of vectors.leafHashes.entries())
		assert.equal(bytesToHex(leaves[i]!), expected);
});

test('roots of all sizes are those of the vectors, grown and from scratch', () => {
	const tree = new GrowingTree();
	const wanted = new Map(vectors.roots.map((r) => [r.size, r.root]));
	const largest = Math.max(...wanted.keys());
	const all: Hash[] = [];
	for (let size = 0; size <= largest; size++) {
		const expected = wanted.get(size);
		if (expected !== undefined) {
			assert.equal(bytesToHex(tree.root()), expected);
			assert.equal(bytesToHex(rootOfLeaves(all)), expected);
		}
		const leaf = leafHash(entryOf(size));
		tree.append(leaf);
		all.push(leaf);
	}
});

test('the seven entries of the RFC 6962 tests have their published roots', () => {
	const entries = ['', '00', '10', '2021', '3031', '40414243', '5051525354555657'];
	const hashes = entries.map((e) => leafHash(Uint8Array.from(Buffer.from(e, 'hex'))));
	assert.equal(
		bytesToHex(rootOfLeaves(hashes.slice(0, 1))),
		'6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d',
	);
	assert.equal(
		bytesToHex(rootOfLeaves(hashes.slice(0, 7))),
		'ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c',
	);
});

test('the root of a growing tree is the root from scratch, sizes 0 to 600', () => {
	const tree = new GrowingTree();
	for (let size = 0; size <= 600; size++) {
		assert.equal(tree.size, size);
		assert.deepEqual(tree.root(), rootOfLeaves(leaves.slice(0, size)));
		tree.append(leaves[size]!);
	}
});

test('the root of a growing tree is the root from scratch, random larger sizes', () => {
	fc.assert(
		fc.property(fc.integer({ min: 600, max: 6000 }), (size) => {
			const some = Array.from({ length: size }, (_, i) => leaves[(i * 7) % leaves.length]!);
			const tree = new GrowingTree();
			for (const leaf of some) tree.append(leaf);
			assert.deepEqual(tree.root(), rootOfLeaves(some));
		}),
		{ numRuns: 8, seed: 1 },
	);
});

test('a platform SHA-256 gives the same tree', () => {
	const platform = (bytes: Uint8Array) => hash('sha256', bytes, 'buffer');
	const tree = new GrowingTree(platform);
	for (let i = 0; i < 300; i++) tree.append(leafHash(entryOf(i), platform));
	assert.equal(bytesToHex(tree.root()), bytesToHex(rootOfLeaves(leaves.slice(0, 300))));
});

test('every completed subtree is announced once, with the root of its leaves', () => {
	const seen = new Map<string, Hash>();
	const tree = new GrowingTree();
	for (const leaf of leaves.slice(0, 100))
		tree.append(leaf, ({ level, index }: Subtree, h) => {
			assert.ok(!seen.has(`${level}/${index}`));
			seen.set(`${level}/${index}`, h);
		});
	for (let level = 0; 2 ** level <= 100; level++)
		for (let index = 0; (index + 1) * 2 ** level <= 100; index++)
			assert.deepEqual(
				seen.get(`${level}/${index}`),
				rootOfLeaves(leaves.slice(index * 2 ** level, (index + 1) * 2 ** level)),
			);
	assert.equal(seen.size, 100 + 50 + 25 + 12 + 6 + 3 + 1);
});

test('a tree continued from its right edge grows like the original', () => {
	const all = new GrowingTree();
	for (const leaf of leaves.slice(0, 333)) all.append(leaf);
	const edge = subtreesOf(0, 200).map(({ level, index }) =>
		rootOfLeaves(leaves.slice(index * 2 ** level, (index + 1) * 2 ** level)),
	);
	const continued = new GrowingTree(sha256, 200, edge);
	for (const leaf of leaves.slice(200, 333)) continued.append(leaf);
	assert.deepEqual(continued.root(), all.root());
	assert.throws(() => new GrowingTree(sha256, 201, edge), RangeError);
	assert.throws(() => new GrowingTree(sha256, -1, []), RangeError);
});

test('a tree near 2^53 leaves still adds up: no 32-bit arithmetic', () => {
	const h: Hash = sha256(utf8ToBytes('edge'));
	const edge = (size: number) => subtreesOf(0, size).map(() => h);
	const tree = new GrowingTree(sha256, MAX_SIZE - 1, edge(MAX_SIZE - 1));
	tree.append(h);
	assert.equal(tree.size, MAX_SIZE);
	assert.throws(() => tree.append(h), RangeError);
	const crossing = new GrowingTree(sha256, 2 ** 33 - 1, edge(2 ** 33 - 1));
	const completed: Subtree[] = [];
	crossing.append(h, (subtree) => completed.push(subtree));
	assert.deepEqual(completed[0], { level: 0, index: 2 ** 33 - 1 });
	assert.deepEqual(completed.at(-1), { level: 33, index: 0 });
	let root: Hash = h;
	for (let level = 0; level < 33; level++) root = nodeHash(h, root);
	assert.deepEqual(crossing.root(), root);
});

test('the empty tree has the hash of nothing as its root', () => {
	assert.equal(
		bytesToHex(EMPTY_ROOT),
		'e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855',
	);
	assert.deepEqual(new GrowingTree().root(), EMPTY_ROOT);
	assert.deepEqual(rootOfLeaves([]), EMPTY_ROOT);
});

test.run();
