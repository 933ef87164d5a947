import assert from 'node:assert/strict';
import fc from 'fast-check';
import { suite } from 'uvu';
import { bytesToHex, utf8ToBytes } from '../../../crypto/bytes.ts';
import { sha256 } from '../../../crypto/hash.ts';
import { attempt } from '../../../crypto/result.ts';
import { MAX_ENTRY_BYTES, encodeBundle, splitBundle } from '../../../crypto/register/bundle.ts';
import { MAX_SIZE } from '../../../crypto/register/merkle.ts';
import { bundlePath, edgeTiles, tilePath, tileWidth } from '../../../crypto/register/tile-path.ts';
import { TileWriter, logFiles, partialPaths } from '../../../crypto/register/tiles.ts';
import { accepted, codeOf, flipped } from './rejects.ts';
import { platformSha256, sampleLog } from './sample-log.ts';
import { entryOf, vectors } from './vectors.ts';

const test = suite('crypto/register/tiles');
const split = (bundle: Uint8Array, count: number) => attempt(() => splitBundle(bundle, count, ''));

test('paths are those of the vectors', () => {
	for (const { level, n, width, path } of vectors.tilePaths)
		assert.equal(tilePath(level, n, width), path);
	assert.equal(bundlePath(1234067, 17), 'tile/entries/x001/x234/067.p/17');
	assert.equal(bundlePath(0), 'tile/entries/000');
});

test('impossible tiles have no path', () => {
	for (const [level, index, width] of [
		[-1, 0, 1],
		[64, 0, 1],
		[0.5, 0, 1],
		[0, -1, 1],
		[0, 2 ** 53, 1],
		[0, 0, 0],
		[0, 0, 257],
	] as const)
		assert.throws(() => tilePath(level, index, width), RangeError);
});

test('tiles are those of the vectors', () => {
	for (const size of new Set(vectors.tiles.map((t) => t.size))) {
		const entries = Array.from({ length: size }, (_, i) => entryOf(i));
		const files = new Map([...logFiles(entries)].map((f) => [f.path, f.bytes]));
		const wanted = vectors.tiles.filter((t) => t.size === size);
		for (const { path, bytes, sha256: digest } of wanted) {
			assert.equal(files.get(path)?.length, bytes);
			assert.equal(bytesToHex(sha256(files.get(path)!)), digest);
		}
		const tiles = [...files.keys()].filter((path) => !path.startsWith('tile/entries/'));
		assert.deepEqual(tiles.sort(), wanted.map((t) => t.path).sort());
	}
});

test('a log of 70,000 entries has the tiles the layout asks for', () => {
	const { files } = sampleLog(70_000);
	const count = (pattern: RegExp) => [...files.keys()].filter((p) => pattern.test(p)).length;
	assert.equal(count(/^tile\/0\/\d+$/), 273);
	assert.equal(count(/^tile\/entries\/\d+$/), 273);
	assert.equal(count(/^tile\/1\/\d+$/), 1);
	for (const path of [
		'tile/0/273.p/112',
		'tile/entries/273.p/112',
		'tile/1/001.p/17',
		'tile/2/000.p/1',
	])
		assert.ok(files.has(path), path);
	assert.equal(files.size, 273 + 273 + 1 + 4);
});

test('widths and edges follow the size, up to 2^53 − 1', () => {
	assert.equal(tileWidth(70_000, 0, 272), 256);
	assert.equal(tileWidth(70_000, 0, 273), 112);
	assert.equal(tileWidth(70_000, 0, 274), 0);
	assert.equal(tileWidth(70_000, 1, 1), 17);
	assert.deepEqual(edgeTiles(0), []);
	assert.deepEqual(edgeTiles(256), [{ level: 1, index: 0, width: 1 }]);
	assert.deepEqual(
		edgeTiles(MAX_SIZE).map((t) => t.width),
		[255, 255, 255, 255, 255, 255, 31],
	);
});

test('full files come once and in order, whenever partial ones are asked for', () => {
	const writer = new TileWriter(platformSha256);
	const seen = new Set<string>();
	for (let i = 0; i < 1200; i++) {
		for (const { path } of writer.append(entryOf(i))) {
			assert.ok(!seen.has(path) && !path.includes('.p/'));
			seen.add(path);
		}
		assert.deepEqual(
			writer.partials().map((f) => f.path),
			partialPaths(i + 1),
		);
	}
	assert.equal(seen.size, 8);
	assert.deepEqual(writer.root(), sampleLogOf(1200).root());
});

const sampleLogOf = (size: number): TileWriter => {
	const writer = new TileWriter(platformSha256);
	for (let i = 0; i < size; i++) writer.append(entryOf(i));
	return writer;
};

test('a writer resumed from partial files goes on like the first', () => {
	for (const size of [0, 1, 255, 256, 257, 511, 600, 65_536, 65_795]) {
		const first = sampleLogOf(size);
		const files = new Map(first.partials().map((f) => [f.path, f.bytes]));
		const second = accepted(TileWriter.resume(size, files, platformSha256));
		assert.equal(second.size, size);
		assert.equal(bytesToHex(second.root()), bytesToHex(first.root()));
		for (let i = size; i < size + 300; i++)
			assert.deepEqual(second.append(entryOf(i)), first.append(entryOf(i)));
		assert.deepEqual(second.partials(), first.partials());
		assert.equal(bytesToHex(second.root()), bytesToHex(first.root()));
	}
});

test('a writer does not resume from missing, cut or contradicting files', () => {
	const size = 600;
	const partials = sampleLogOf(size).partials();
	const resume = (path: string, bytes?: Uint8Array) => {
		const files = new Map(partials.map((f) => [f.path, f.bytes]));
		if (bytes === undefined) files.delete(path);
		else files.set(path, bytes);
		return TileWriter.resume(size, files);
	};
	const [bundle, tile] = partials as [(typeof partials)[0], (typeof partials)[0]];
	assert.equal(bundle.path, 'tile/entries/002.p/88');
	for (const { path, bytes } of partials) {
		assert.equal(codeOf(resume(path)), 'tile.missing');
		const cut = codeOf(resume(path, bytes.subarray(1)));
		assert.match(cut, path === bundle.path ? /^bundle\./ : /^tile\.length$/);
	}
	assert.equal(codeOf(resume(bundle.path, flipped(bundle.bytes, 8 * 5))), 'bundle.leaf');
	assert.equal(codeOf(resume(tile.path, flipped(tile.bytes, 999))), 'bundle.leaf');
	const upper = partials[2]!;
	const other = accepted(resume(upper.path, flipped(upper.bytes, 9)));
	assert.notEqual(bytesToHex(other.root()), bytesToHex(sampleLogOf(size).root()));
	assert.throws(() => TileWriter.resume(-1, new Map()), RangeError);
});

test('an entry of 65,535 bytes is taken, one more byte is not', () => {
	const longest = new Uint8Array(MAX_ENTRY_BYTES).fill(65);
	const bundle = encodeBundle([longest, new Uint8Array(0)]);
	assert.deepEqual(accepted(split(bundle, 2)), [longest, new Uint8Array(0)]);
	const tooLong = new Uint8Array(MAX_ENTRY_BYTES + 1);
	assert.throws(() => encodeBundle([tooLong]), RangeError);
	const writer = new TileWriter();
	writer.append(longest);
	assert.throws(() => writer.append(tooLong), RangeError);
	assert.equal(writer.size, 1);
	assert.throws(() => encodeBundle([]), RangeError);
	assert.throws(() => encodeBundle(Array(257).fill(longest.subarray(0, 1))), RangeError);
});

test('bundles of any entries split into the same entries', () => {
	fc.assert(
		fc.property(fc.array(fc.uint8Array({ maxLength: 600 }), { minLength: 1 }), (entries) => {
			const split_ = accepted(split(encodeBundle(entries), entries.length));
			assert.deepEqual(split_.map(bytesToHex), entries.map(bytesToHex));
		}),
		{ numRuns: 100, seed: 7 },
	);
});

test('cut, lengthened and arbitrary bundles are rejected', () => {
	const bundle = encodeBundle(['a', 'bc', ''].map(utf8ToBytes));
	assert.equal(codeOf(split(bundle, 2)), 'bundle.count');
	assert.equal(codeOf(split(bundle, 4)), 'bundle.count');
	assert.equal(codeOf(split(bundle.subarray(0, 6), 3)), 'bundle.truncated');
	assert.equal(codeOf(split(bundle.subarray(0, 8), 3)), 'bundle.truncated');
	assert.equal(codeOf(split(bundle.subarray(0, 7), 3)), 'bundle.count');
	fc.assert(
		fc.property(fc.uint8Array(), fc.nat(300), (bytes, count) => {
			assert.match(codeOf(split(bytes, count)), /^(accepted|bundle\.(count|truncated))$/);
		}),
		{ numRuns: 300, seed: 8 },
	);
});

test.run();
