/**
 * Reading a log from its tiles without trusting whoever serves them. Spec: SPEC §8.8.
 * The partial tiles at the right edge must hash to the root of the checkpoint; every other tile must hash to its entry
 * in the tile above, which was checked the same way. No hash is used, and no entry handed out, before that.
 * A checker that skips some of these comparisons lets a forged entry pass (CVE-2026-56865).
 */
import { equalBytes } from '../bytes.ts';
import { sha256 as defaultSha256 } from '../hash.ts';
import type { Result } from '../result.ts';
import { ProblemError, err, ok } from '../result.ts';
import { MAX_BUNDLE_BYTES, checkLeaves, splitBundle } from './bundle.ts';
import type { Hash, Sha256, Subtree, SubtreeHash } from './merkle.ts';
import { HASH_BYTES, foldSubtrees, isSize, subtreesOf } from './merkle.ts';
import type { LeafRange, TreeHead } from './merkle-proof.ts';
import {
	consistencyRanges,
	hashRanges,
	inclusionRanges,
	prefixRanges,
	subtreesOfRanges,
} from './merkle-proof.ts';
import type { TileNodes } from './tile-nodes.ts';
import { edgeHashes, nodeAt, placeOf, tileNodes } from './tile-nodes.ts';
import {
	TILE_HEIGHT,
	TILE_WIDTH,
	bundlePath,
	edgeTiles,
	tilePath,
	tileWidth,
} from './tile-path.ts';

/**
 * Fetches a file of the log by its path; `undefined` when there is none. A rejection (no network) passes through the
 * reader to its caller. The bytes must not change afterwards.
 */
export type FetchFile = (path: string) => Promise<Uint8Array | undefined>;

export type TileReaderOptions = {
	readonly sha256?: Sha256;
	/** How many full tiles stay in memory, 16 kB each. */
	readonly maxTiles?: number;
};

const DEFAULT_MAX_TILES = 1024;

/** Runs a reader's work and returns the {@link ProblemError} it ends in as a value. */
async function attemptAsync<T>(work: () => Promise<T>): Promise<Result<T>> {
	try {
		return ok(await work());
	} catch (e) {
		if (e instanceof ProblemError) return err(e.problem);
		throw e;
	}
}

/** An authenticated view of a log of one size. Made by {@link TileReader.open}. */
export class TileReader {
	readonly size: number;
	readonly root: Hash;
	readonly #fetch: FetchFile;
	readonly #sha256: Sha256;
	readonly #maxTiles: number;
	/** The partial tiles by level; together they hash to the root. */
	readonly #edges = new Map<number, TileNodes>();
	/** Full tiles that were authenticated or are on the way, least recently used first. */
	readonly #tiles = new Map<string, Promise<TileNodes>>();

	private constructor({ size, root }: TreeHead, fetch: FetchFile, options: TileReaderOptions) {
		this.size = size;
		this.root = root;
		this.#fetch = fetch;
		this.#sha256 = options.sha256 ?? defaultSha256;
		this.#maxTiles = options.maxTiles ?? DEFAULT_MAX_TILES;
	}

	/**
	 * Opens the log of a checkpoint that was verified already. Fetches and authenticates the right edge, at most seven
	 * tiles. Codes: tile.missing, tile.length, tile.root (the edge does not hash to the checkpoint's root).
	 */
	static open(
		head: TreeHead,
		fetch: FetchFile,
		options: TileReaderOptions = {},
	): Promise<Result<TileReader>> {
		return attemptAsync(async () => {
			if (!isSize(head.size)) throw new ProblemError('merkle.size', '', 'not the size of a log');
			const reader = new TileReader(head, fetch, options);
			for (const { level, index } of edgeTiles(head.size))
				reader.#edges.set(level, await reader.#fetchTile(level, index));
			const root = foldSubtrees(edgeHashes(head.size, reader.#edges), reader.#sha256);
			if (!equalBytes(root, head.root))
				throw new ProblemError('tile.root', '', 'the partial tiles lead to another root');
			return reader;
		});
	}

	/**
	 * The entries of bundle `index`, each compared with its authenticated leaf.
	 * Codes: tile.missing, tile.length, tile.parent, bundle.*. @throws RangeError if there is no such bundle
	 */
	readBundle(index: number): Promise<Result<Uint8Array[]>> {
		return attemptAsync(() => this.#bundle(index));
	}

	/** One entry. Codes as {@link readBundle}. @throws RangeError unless index < size */
	readEntry(index: number): Promise<Result<Uint8Array>> {
		return attemptAsync(async () => {
			if (!isSize(index) || index >= this.size)
				throw new RangeError('the entry lies outside the log');
			const position = index % TILE_WIDTH;
			return (await this.#bundle((index - position) / TILE_WIDTH))[position]!;
		});
	}

	/** Proves inclusion of an entry under this checkpoint. Codes: tile.*. @throws RangeError unless index < size */
	proveInclusion(index: number): Promise<Result<Hash[]>> {
		return attemptAsync(() => this.#hashRanges(inclusionRanges(index, this.size)));
	}

	/** Proves that this checkpoint extends one of `oldSize`. Codes: tile.*. @throws RangeError unless oldSize ≤ size */
	proveConsistency(oldSize: number): Promise<Result<Hash[]>> {
		return attemptAsync(() => this.#hashRanges(consistencyRanges(oldSize, this.size)));
	}

	/**
	 * The nodes that determine, under this checkpoint, the root of the first `oldSize` entries: evidence of a fork when
	 * a signed checkpoint says another. Codes: tile.*. @throws RangeError unless 0 < oldSize ≤ size
	 */
	readPrefixPath(oldSize: number): Promise<Result<Hash[]>> {
		return attemptAsync(() => this.#hashRanges(prefixRanges(oldSize, this.size)));
	}

	/** The root of the first `size` entries under this checkpoint. Codes: tile.*. @throws RangeError beyond its size */
	readRoot(size: number): Promise<Result<Hash>> {
		if (!isSize(size) || size > this.size) throw new RangeError('the log is not that large');
		return attemptAsync(async () => {
			const subtrees = subtreesOf(0, size);
			const subtreeHash = await this.#subtreeHashes(subtrees);
			return foldSubtrees(subtrees.map(subtreeHash), this.#sha256);
		});
	}

	async #hashRanges(ranges: readonly LeafRange[]): Promise<Hash[]> {
		const subtreeHash = await this.#subtreeHashes(subtreesOfRanges(ranges));
		return hashRanges(ranges, subtreeHash, this.#sha256);
	}

	async #subtreeHashes(subtrees: readonly Subtree[]): Promise<SubtreeHash> {
		const tiles = new Map<string, TileNodes>();
		for (const { tileLevel, tileIndex } of subtrees.map(placeOf)) {
			const path = tilePath(tileLevel, tileIndex);
			if (!tiles.has(path)) tiles.set(path, await this.#tile(tileLevel, tileIndex));
		}
		return (subtree) => {
			const { tileLevel, tileIndex, row, position } = placeOf(subtree);
			return nodeAt(tiles.get(tilePath(tileLevel, tileIndex))!, row, position);
		};
	}

	/** A tile that was authenticated, now or before. */
	#tile(level: number, index: number): Promise<TileNodes> {
		const width = tileWidth(this.size, level, index);
		if (width < TILE_WIDTH) return Promise.resolve(this.#edges.get(level)!);
		const path = tilePath(level, index);
		const known = this.#tiles.get(path);
		const tile = known ?? this.#authenticatedTile(level, index);
		this.#tiles.delete(path);
		this.#tiles.set(path, tile);
		if (known === undefined) {
			tile.catch(() => this.#tiles.delete(path));
			if (this.#tiles.size > this.#maxTiles) this.#tiles.delete(this.#tiles.keys().next().value!);
		}
		return tile;
	}

	async #authenticatedTile(level: number, index: number): Promise<TileNodes> {
		const place = placeOf({ level: TILE_HEIGHT * (level + 1), index });
		const parent = await this.#tile(place.tileLevel, place.tileIndex);
		const nodes = await this.#fetchTile(level, index);
		if (!equalBytes(nodeAt(nodes, TILE_HEIGHT, 0), nodeAt(parent, place.row, place.position)))
			throw new ProblemError(
				'tile.parent',
				tilePath(level, index),
				'the tile does not hash to its entry in the tile above',
			);
		return nodes;
	}

	/** A tile as it is served, of the right length and nothing more. */
	async #fetchTile(level: number, index: number): Promise<TileNodes> {
		const width = tileWidth(this.size, level, index);
		const pathOf = (w: number) => tilePath(level, index, w);
		const { bytes, path, served } = await this.#fetchCut(pathOf, width);
		if (bytes.length !== served * HASH_BYTES)
			throw new ProblemError('tile.length', path, `not ${served} hashes`);
		return tileNodes(bytes.subarray(0, width * HASH_BYTES), this.#sha256);
	}

	async #bundle(index: number): Promise<Uint8Array[]> {
		const width = isSize(index) ? tileWidth(this.size, 0, index) : 0;
		if (width === 0) throw new RangeError('the bundle lies outside the log');
		const leaves = await this.#tile(0, index);
		const { bytes, path, served } = await this.#fetchCut((w) => bundlePath(index, w), width);
		if (bytes.length > MAX_BUNDLE_BYTES)
			throw new ProblemError('bundle.count', path, 'longer than any bundle');
		const entries = splitBundle(bytes, served, path).slice(0, width);
		const leafHashes = Array.from({ length: width }, (_, i) => nodeAt(leaves, 0, i));
		checkLeaves(entries, leafHashes, path, this.#sha256);
		return entries;
	}

	/** A partial file, or the full one when the log has grown and dropped the partial; `served` says which it is. */
	async #fetchCut(
		pathOf: (width: number) => string,
		width: number,
	): Promise<{ bytes: Uint8Array; path: string; served: number }> {
		for (const served of width < TILE_WIDTH ? [width, TILE_WIDTH] : [TILE_WIDTH]) {
			const path = pathOf(served);
			const bytes = await this.#fetch(path);
			if (bytes !== undefined) return { bytes, path, served };
		}
		throw new ProblemError('tile.missing', pathOf(width), 'the file is missing');
	}
}
