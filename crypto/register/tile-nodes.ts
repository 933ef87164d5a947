/** The subtrees inside a tile, computed once from its hashes. Spec: SPEC §8.7. */
import { sha256 as defaultSha256 } from '../hash.ts';
import type { Hash, Sha256, Subtree } from './merkle.ts';
import { HASH_BYTES, nodeHash, subtreesOf } from './merkle.ts';
import { TILE_HEIGHT } from './tile-path.ts';

/** Row `k` holds, one after the other, the hashes of the perfect subtrees of height `k` over the tile's hashes. */
export type TileNodes = readonly Uint8Array[];

/** In which tile a subtree's hash is, in which row, and at which place of it. */
export type TilePlace = {
	readonly tileLevel: number;
	readonly tileIndex: number;
	readonly row: number;
	readonly position: number;
};

export function placeOf({ level, index }: Subtree): TilePlace {
	const tileLevel = Math.floor(level / TILE_HEIGHT);
	const row = level % TILE_HEIGHT;
	const rowWidth = 2 ** (TILE_HEIGHT - row);
	const position = index % rowWidth;
	return { tileLevel, tileIndex: (index - position) / rowWidth, row, position };
}

/** All rows over a tile's bytes, up to nine; a partial tile has fewer and shorter ones. */
export function tileNodes(bytes: Uint8Array, sha256: Sha256 = defaultSha256): TileNodes {
	const rows = [bytes];
	for (let below = bytes; below.length >= 2 * HASH_BYTES; below = rows.at(-1)!) {
		const row = new Uint8Array(Math.floor(below.length / (2 * HASH_BYTES)) * HASH_BYTES);
		for (let i = 0; i < row.length; i += HASH_BYTES)
			row.set(nodeHash(hashAt(below, 2 * i), hashAt(below, 2 * i + HASH_BYTES), sha256), i);
		rows.push(row);
	}
	return rows;
}

const hashAt = (row: Uint8Array, offset: number): Hash => row.subarray(offset, offset + HASH_BYTES);

/** The hash at a place of a tile (a view). @throws RangeError if the tile is too narrow for it. */
export function nodeAt(nodes: TileNodes, row: number, position: number): Hash {
	const hash = hashAt(nodes[row] ?? new Uint8Array(0), position * HASH_BYTES);
	if (hash.length !== HASH_BYTES) throw new RangeError('no such node in the tile');
	return hash;
}

/** The hashes of the largest perfect subtrees of a tree, from the nodes of its {@link edgeTiles} by level. */
export const edgeHashes = (size: number, edges: ReadonlyMap<number, TileNodes>): Hash[] =>
	subtreesOf(0, size).map((subtree) => {
		const { tileLevel, row, position } = placeOf(subtree);
		return nodeAt(edges.get(tileLevel)!, row, position);
	});
