import assert from 'node:assert/strict';
import { suite } from 'uvu';
import { bytesToHex, concatBytes, utf8ToBytes } from '../../../crypto/bytes.ts';
import { encodeBundle, splitBundle } from '../../../crypto/register/bundle.ts';
import type { Hash } from '../../../crypto/register/merkle.ts';
import { EMPTY_ROOT, leafHash, rootOfLeaves } from '../../../crypto/register/merkle.ts';
import { verifyConsistency, verifyInclusion } from '../../../crypto/register/merkle-proof.ts';
import type { FetchFile } from '../../../crypto/register/tile-reader.ts';
import { TileReader } from '../../../crypto/register/tile-reader.ts';
import { nodeAt, tileNodes } from '../../../crypto/register/tile-nodes.ts';
import { accepted, codeOf, flipped } from './rejects.ts';
import type { SampleLog } from './sample-log.ts';
import { platformSha256, sampleLog, serve } from './sample-log.ts';

const test = suite('crypto/register/tile-reader');
const large = sampleLog(66_000); // tiles at three levels, full ones at two
const sizes = [1, 2, 255, 256, 257, 600, 66_000];
const logs = new Map(sizes.map((size) => [size, size === 66_000 ? large : sampleLog(size)]));
const options = { sha256: platformSha256 };
const open = (log: SampleLog, files = log.files) =>
	TileReader.open(log, serve(files).fetch, options);
const openLarge = async (changes: Record<string, Uint8Array | undefined>) => {
	const files = new Map(large.files);
	for (const [path, bytes] of Object.entries(changes))
		if (bytes === undefined) files.delete(path);
		else files.set(path, bytes);
	return open(large, files);
};

test('every entry is read, and its inclusion proof verifies', async () => {
	for (const log of logs.values()) {
		const reader = accepted(await open(log));
		for (const index of [0, 1, 254, 255, 256, 511, 65_535, 65_536, log.size - 1]) {
			if (index >= log.size) continue;
			const entry = accepted(await reader.readEntry(index));
			assert.equal(bytesToHex(entry), bytesToHex(utf8ToBytes(`entry ${index}`)));
			const proof = accepted(await reader.proveInclusion(index));
			const { size, root } = log;
			assert.ok(verifyInclusion({ index, size, root, proof, leaf: leafHash(entry) }).ok);
		}
	}
});

test('consistency proofs, prefix roots and prefix paths fit smaller logs', async () => {
	const reader = accepted(await open(large));
	for (const log of logs.values()) {
		const proof = accepted(await reader.proveConsistency(log.size));
		assert.ok(verifyConsistency(log, large, proof).ok);
		assert.equal(bytesToHex(accepted(await reader.readRoot(log.size))), bytesToHex(log.root));
		const path = accepted(await reader.readPrefixPath(log.size));
		assert.ok(path.length === proof.length || path.length === proof.length + 1);
	}
	assert.deepEqual(accepted(await reader.proveConsistency(0)), []);
	assert.deepEqual(accepted(await reader.readRoot(0)), EMPTY_ROOT);
});

test('the default SHA-256 reads the same', async () => {
	const reader = accepted(await TileReader.open(large, serve(large.files).fetch));
	assert.ok((await reader.readEntry(300)).ok);
});

test('an empty log opens and has nothing to read', async () => {
	const { fetch, asked } = serve(new Map());
	const reader = accepted(await TileReader.open({ size: 0, root: EMPTY_ROOT }, fetch));
	assert.deepEqual(asked, []);
	await assert.rejects(reader.readEntry(0), RangeError);
	const other = await TileReader.open({ size: 0, root: large.root }, fetch);
	assert.equal(codeOf(other), 'tile.root');
});

test('a changed bit in any partial tile is refused before anything is read', async () => {
	for (const path of ['tile/0/257.p/208', 'tile/1/001.p/1', 'tile/2/000.p/1'])
		for (const bit of [0, 100, 255]) {
			const bytes = large.files.get(path)!;
			assert.equal(codeOf(await openLarge({ [path]: flipped(bytes, bit) })), 'tile.root', path);
			const last = 8 * bytes.length - 1;
			assert.equal(codeOf(await openLarge({ [path]: flipped(bytes, last) })), 'tile.root');
		}
});

test('a changed bit in a full tile of any level is refused where the tile is needed', async () => {
	for (const [path, index, untouched] of [
		['tile/0/100', 25_700, 3],
		['tile/1/000', 25_700, 65_999],
	] as const)
		for (const bit of [0, 8191, 40_000, 65_535]) {
			const forged = flipped(large.files.get(path)!, bit);
			const reader = accepted(await openLarge({ [path]: forged }));
			for (const read of [reader.readEntry(index), reader.proveInclusion(index)]) {
				const result = await read;
				assert.equal(codeOf(result), 'tile.parent');
				assert.ok(!result.ok && result.error.place === path);
			}
			assert.ok((await reader.readEntry(untouched)).ok);
		}
});

test('an entry forged together with its leaf, and with the tile above, is refused', async () => {
	const index = 300;
	const bundle = splitBundle(large.files.get('tile/entries/001')!, 256, '');
	bundle[index % 256] = utf8ToBytes('forged');
	const leaves = concatBytes(...bundle.map((entry) => leafHash(entry)));
	const forgedLeaf = { 'tile/entries/001': encodeBundle(bundle), 'tile/0/001': leaves };
	const first = accepted(await openLarge(forgedLeaf));
	assert.equal(codeOf(await first.readEntry(index)), 'tile.parent');
	assert.equal(codeOf(await first.readBundle(1)), 'tile.parent');

	const level1 = Uint8Array.from(large.files.get('tile/1/000')!);
	level1.set(nodeAt(tileNodes(leaves), 8, 0), 32);
	const forgedLevel1 = { ...forgedLeaf, 'tile/1/000': level1 };
	const second = accepted(await openLarge(forgedLevel1));
	assert.equal(codeOf(await second.readEntry(index)), 'tile.parent');
	assert.equal(codeOf(await second.proveInclusion(index)), 'tile.parent');

	const level2: Hash = nodeAt(tileNodes(level1), 8, 0);
	const whole = await openLarge({ ...forgedLevel1, 'tile/2/000.p/1': level2 });
	assert.equal(codeOf(whole), 'tile.root');
});

test('a forged bundle is refused by its leaf, a malformed one by its form', async () => {
	const path = 'tile/entries/042';
	const bytes = large.files.get(path)!;
	const read = async (forged: Uint8Array | undefined) =>
		codeOf(await accepted(await openLarge({ [path]: forged })).readEntry(42 * 256 + 7));
	assert.equal(await read(flipped(bytes, 8 * 9)), 'bundle.leaf');
	assert.equal(await read(bytes.subarray(0, -1)), 'bundle.truncated');
	assert.equal(await read(concatBytes(bytes, new Uint8Array(2))), 'bundle.count');
	assert.equal(await read(new Uint8Array(0)), 'bundle.count');
	assert.equal(await read(new Uint8Array(256 * 65_537 + 1)), 'bundle.count');
	assert.equal(await read(large.files.get('tile/entries/043')), 'bundle.leaf');
	assert.equal(await read(undefined), 'tile.missing');
});

test('tiles of the wrong length or missing are refused', async () => {
	for (const path of ['tile/0/257.p/208', 'tile/2/000.p/1']) {
		const bytes = large.files.get(path)!;
		assert.equal(codeOf(await openLarge({ [path]: undefined })), 'tile.missing');
		assert.equal(codeOf(await openLarge({ [path]: bytes.subarray(32) })), 'tile.length');
		assert.equal(codeOf(await openLarge({ [path]: concatBytes(bytes, bytes) })), 'tile.length');
	}
	const path = 'tile/0/007';
	for (const [code, bytes] of [
		['tile.missing', undefined],
		['tile.length', large.files.get(path)!.subarray(1)],
		['tile.length', new Uint8Array(0)],
	] as const) {
		const reader = accepted(await openLarge({ [path]: bytes }));
		assert.equal(codeOf(await reader.readEntry(7 * 256)), code);
	}
});

test('a full tile is cut where the partial one is gone', async () => {
	const small = logs.get(257)!;
	const grown = new Map([...large.files].filter(([path]) => !path.includes('.p/')));
	grown.set('tile/1/000.p/1', small.files.get('tile/1/000.p/1')!);
	const reader = accepted(await open(small, grown));
	assert.ok((await reader.readEntry(256)).ok);
	assert.equal(accepted(await reader.readBundle(1)).length, 1);
	const forged = flipped(grown.get('tile/0/001')!, 5);
	assert.equal(codeOf(await open(small, new Map(grown).set('tile/0/001', forged))), 'tile.root');
	const beyond = flipped(grown.get('tile/0/001')!, 8 * 32);
	assert.ok((await open(small, new Map(grown).set('tile/0/001', beyond))).ok);
});

test('a whole other log under the checkpoint is refused', async () => {
	const other = sampleLog(600, 300);
	assert.equal(codeOf(await open(logs.get(600)!, other.files)), 'tile.root');
	const wrongSize = { ...logs.get(600)!, size: 599 };
	assert.equal(codeOf(await open(wrongSize)), 'tile.missing');
	const impossible = { ...large, size: NaN };
	assert.equal(codeOf(await open(impossible)), 'merkle.size');
});

test('tiles are fetched once while they fit, and again after a failure', async () => {
	const { fetch, asked } = serve(large.files);
	const reader = accepted(await TileReader.open(large, fetch, { ...options, maxTiles: 2 }));
	asked.length = 0;
	await Promise.all([reader.proveInclusion(0), reader.proveInclusion(1)]);
	assert.deepEqual(asked, ['tile/1/000', 'tile/0/000']);
	await reader.proveInclusion(256);
	await reader.proveInclusion(512);
	assert.deepEqual(asked.slice(2), ['tile/0/001', 'tile/0/002']);
	await reader.proveInclusion(0);
	assert.deepEqual(asked.slice(4), ['tile/0/000']);

	let fails = true;
	const flaky: FetchFile = (path) =>
		Promise.resolve(fails && path === 'tile/0/005' ? undefined : large.files.get(path));
	const retrying = accepted(await TileReader.open(large, flaky, options));
	assert.equal(codeOf(await retrying.readEntry(1280)), 'tile.missing');
	fails = false;
	assert.ok((await retrying.readEntry(1280)).ok);
});

test('a fetch that rejects, and an index outside, are for the caller', async () => {
	const offline = new Error('offline');
	await assert.rejects(
		TileReader.open(large, () => Promise.reject(offline)),
		offline,
	);
	const reader = accepted(await open(large));
	for (const index of [-1, 66_000, 0.5, NaN]) {
		await assert.rejects(reader.readEntry(index), RangeError);
		await assert.rejects(reader.proveInclusion(index), RangeError);
	}
	for (const index of [258, -1, NaN]) await assert.rejects(reader.readBundle(index), RangeError);
	const nodes = tileNodes(new Uint8Array(96));
	assert.throws(() => nodeAt(nodes, 0, 3), RangeError);
	assert.throws(() => nodeAt(nodes, 2, 0), RangeError);
	await assert.rejects(reader.proveConsistency(66_001), RangeError);
	assert.throws(() => reader.readRoot(66_001), RangeError);
});

test('reads of a small log agree with its entries one by one', async () => {
	const log = logs.get(600)!;
	const reader = accepted(await open(log));
	const leaves: Hash[] = [];
	for (let bundle = 0; bundle < 3; bundle++)
		for (const entry of accepted(await reader.readBundle(bundle))) leaves.push(leafHash(entry));
	assert.deepEqual(rootOfLeaves(leaves), rootOfLeaves(leaves.slice(0, 600)));
	assert.equal(bytesToHex(rootOfLeaves(leaves)), bytesToHex(log.root));
});

test.run();
