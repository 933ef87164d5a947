/** Where the tiles and entry bundles of a log lie. Spec: SPEC §8.7, c2sp.org/tlog-tiles v0.1.0. */
import { isSize } from './merkle.ts';

/** A full tile holds 256 hashes, a full bundle 256 entries. */
export const TILE_WIDTH = 256;
/** Each level of tiles spans this many levels of the tree. */
export const TILE_HEIGHT = 8;

/** Digits in groups of three, all groups but the last with an x: 1234067 → x001/x234/067. */
function numberPath(n: number): string {
	if (!isSize(n)) throw new RangeError('not the number of a tile');
	let path = String(n % 1000).padStart(3, '0');
	for (let rest = Math.floor(n / 1000); rest > 0; rest = Math.floor(rest / 1000))
		path = `x${String(rest % 1000).padStart(3, '0')}/${path}`;
	return path;
}

function widthPath(width: number): string {
	if (!Number.isInteger(width) || width < 1 || width > TILE_WIDTH)
		throw new RangeError('a tile has 1 to 256 hashes');
	return width === TILE_WIDTH ? '' : `.p/${width}`;
}

/** The tile with the first `width` hashes of number `index` at tile level `level`. @throws RangeError */
export function tilePath(level: number, index: number, width = TILE_WIDTH): string {
	if (!Number.isInteger(level) || level < 0 || level > 63)
		throw new RangeError('a tile level is 0 to 63');
	return `tile/${level}/${numberPath(index)}${widthPath(width)}`;
}

/** The bundle with the first `width` entries of number `index`. @throws RangeError */
export const bundlePath = (index: number, width = TILE_WIDTH): string =>
	`tile/entries/${numberPath(index)}${widthPath(width)}`;

/** How many hashes a tree of `size` leaves has at a tile level. */
export const hashesAtLevel = (size: number, level: number): number =>
	Math.floor(size / TILE_WIDTH ** level);

/** How many hashes tile `index` of a level has in a tree of `size` leaves: 0 (none such) to 256. */
export const tileWidth = (size: number, level: number, index: number): number =>
	Math.max(0, Math.min(TILE_WIDTH, hashesAtLevel(size, level) - index * TILE_WIDTH));

export type EdgeTile = { readonly level: number; readonly index: number; readonly width: number };

/** The partial tiles at the right edge of a tree, lowest level first; together they hold all that determines its root. */
export function edgeTiles(size: number): EdgeTile[] {
	const tiles: EdgeTile[] = [];
	for (let level = 0, count = size; count > 0; level++, count = hashesAtLevel(size, level)) {
		const width = count % TILE_WIDTH;
		if (width > 0) tiles.push({ level, index: (count - width) / TILE_WIDTH, width });
	}
	return tiles;
}
