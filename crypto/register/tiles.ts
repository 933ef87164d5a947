/** Writing a log as tiles: the files that a growing tree consists of. Spec: SPEC §8.7. */
import { concatBytes } from '../bytes.ts';
import { sha256 as defaultSha256 } from '../hash.ts';
import type { Result } from '../result.ts';
import { ProblemError, attempt } from '../result.ts';
import { MAX_ENTRY_BYTES, checkLeaves, encodeBundle, splitBundle } from './bundle.ts';
import type { Hash, Sha256 } from './merkle.ts';
import { GrowingTree, HASH_BYTES, isSize, leafHash } from './merkle.ts';
import { edgeHashes, nodeAt, tileNodes } from './tile-nodes.ts';
import type { EdgeTile } from './tile-path.ts';
import { TILE_HEIGHT, TILE_WIDTH, bundlePath, edgeTiles, tilePath } from './tile-path.ts';

/** A file of a log, its path relative to the log's address. */
export type TileFile = { readonly path: string; readonly bytes: Uint8Array };

/**
 * A log that is being written: the tree's right edge, the hashes of its unfinished tiles and the entries of its
 * unfinished bundle. Full files come out of `append` once and never change; partial files belong to a published size.
 */
export class TileWriter {
	readonly #sha256: Sha256;
	#tree: GrowingTree;
	/** At each tile level the hashes that no full tile holds yet. */
	readonly #open: Hash[][] = [];
	#entries: Uint8Array[] = [];

	constructor(sha256: Sha256 = defaultSha256) {
		this.#sha256 = sha256;
		this.#tree = new GrowingTree(sha256);
	}

	get size(): number {
		return this.#tree.size;
	}

	root(): Hash {
		return this.#tree.root();
	}

	/**
	 * Adds an entry.
	 * @returns the full tiles and the full bundle that it completes, mostly none
	 * @throws RangeError if the entry has more than 65,535 bytes
	 */
	append(entry: Uint8Array): TileFile[] {
		if (entry.length > MAX_ENTRY_BYTES)
			throw new RangeError(`an entry has at most ${MAX_ENTRY_BYTES} bytes`);
		const files: TileFile[] = [];
		this.#entries.push(entry);
		this.#tree.append(leafHash(entry, this.#sha256), ({ level, index }, hash) => {
			if (level % TILE_HEIGHT !== 0) return;
			const tileLevel = level / TILE_HEIGHT;
			const hashes = (this.#open[tileLevel] ??= []);
			hashes.push(hash);
			if (hashes.length < TILE_WIDTH) return;
			const number = (index + 1) / TILE_WIDTH - 1;
			if (tileLevel === 0) {
				files.push({ path: bundlePath(number), bytes: encodeBundle(this.#entries) });
				this.#entries = [];
			}
			files.push({ path: tilePath(tileLevel, number), bytes: concatBytes(...hashes) });
			this.#open[tileLevel] = [];
		});
		return files;
	}

	/** The partial bundle and tiles that a checkpoint of the present size needs beside the full ones. */
	partials(): TileFile[] {
		return edgeTiles(this.size).flatMap(({ level, index, width }) => {
			const tile = {
				path: tilePath(level, index, width),
				bytes: concatBytes(...this.#open[level]!),
			};
			return level > 0
				? [tile]
				: [{ path: bundlePath(index, width), bytes: encodeBundle(this.#entries) }, tile];
		});
	}

	/**
	 * Continues a log of `size` entries from the partial files of that size, {@link partialPaths}; the caller compares
	 * `root()` with the checkpoint. Codes: tile.missing, tile.length, bundle.*.
	 * @throws RangeError if the size is impossible
	 */
	static resume(
		size: number,
		files: ReadonlyMap<string, Uint8Array>,
		sha256: Sha256 = defaultSha256,
	): Result<TileWriter> {
		if (!isSize(size)) throw new RangeError('not the size of a log');
		return attempt(() => {
			const edges = edgeTiles(size);
			const nodes = new Map(
				edges.map((edge) => [edge.level, tileNodes(readEdgeTile(edge, files), sha256)]),
			);
			const writer = new TileWriter(sha256);
			writer.#tree = new GrowingTree(sha256, size, edgeHashes(size, nodes));
			for (const { level, width } of edges)
				writer.#open[level] = Array.from({ length: width }, (_, i) =>
					nodeAt(nodes.get(level)!, 0, i),
				);
			if (edges[0]?.level === 0)
				writer.#entries = readEdgeEntries(edges[0], files, writer.#open[0]!, sha256);
			return writer;
		});
	}
}

/** The partial files of a log of `size` entries: what {@link TileWriter.resume} needs. */
export const partialPaths = (size: number): string[] =>
	edgeTiles(size).flatMap(({ level, index, width }) => [
		...(level === 0 ? [bundlePath(index, width)] : []),
		tilePath(level, index, width),
	]);

/** All files of a log with these entries, but for its checkpoint. @throws RangeError as {@link TileWriter.append} */
export function* logFiles(
	entries: Iterable<Uint8Array>,
	sha256: Sha256 = defaultSha256,
): Generator<TileFile, TileWriter> {
	const writer = new TileWriter(sha256);
	for (const entry of entries) yield* writer.append(entry);
	yield* writer.partials();
	return writer;
}

function readFile(path: string, files: ReadonlyMap<string, Uint8Array>): Uint8Array {
	const bytes = files.get(path);
	if (bytes === undefined) throw new ProblemError('tile.missing', path, 'the file is missing');
	return bytes;
}

function readEdgeTile(
	{ level, index, width }: EdgeTile,
	files: ReadonlyMap<string, Uint8Array>,
): Uint8Array {
	const path = tilePath(level, index, width);
	const bytes = readFile(path, files);
	if (bytes.length !== width * HASH_BYTES)
		throw new ProblemError('tile.length', path, `not ${width} hashes`);
	return bytes;
}

function readEdgeEntries(
	{ index, width }: EdgeTile,
	files: ReadonlyMap<string, Uint8Array>,
	leaves: readonly Hash[],
	sha256: Sha256,
): Uint8Array[] {
	const path = bundlePath(index, width);
	const entries = splitBundle(readFile(path, files), width, path);
	checkLeaves(entries, leaves, path, sha256);
	return entries;
}
