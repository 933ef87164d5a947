/** Places of projects on a flat picture: Web Mercator, as the pieces of the operator's map have it. For people only, so in doubles. */
import type { Pot } from '../../crypto/budget/pot.ts';

const TILE = 256;
const CLOSEST = 16;
/** Of the picture, in its own units; it is drawn as wide as the page allows. */
const WIDTH = 480;
const HEIGHT = 360;
const MARGIN = 28;
const EQUATOR_METRES = 40_075_017;

export type Spot = { readonly project: number; readonly x: number; readonly y: number };
export type Picture = {
	readonly spots: readonly Spot[];
	/** As `viewBox` of SVG has it. */
	readonly box: readonly [x: number, y: number, width: number, height: number];
	readonly tiles: readonly {
		readonly path: string;
		readonly x: number;
		readonly y: number;
	}[];
	/** A length that is round, and how long it is in the picture. */
	readonly scale: { readonly metres: number; readonly length: number };
};

type World = { readonly x: number; readonly y: number; readonly lat: number };

/** From 0 to 1, from the west and the north. */
function toWorld(lat: number, lon: number): World {
	const phi = (lat * Math.PI) / 180;
	const y = (1 - Math.log(Math.tan(phi) + 1 / Math.cos(phi)) / Math.PI) / 2;
	return { x: (lon + 180) / 360, y, lat };
}

/** @param hasTiles - pieces of a map come in whole zooms only. @returns `undefined` where no project has a point */
export function pictureOf({ projects }: Pot, hasTiles: boolean): Picture | undefined {
	const places = projects.flatMap(({ place }, project) =>
		place?.lat === undefined || place.lon === undefined
			? []
			: [{ project, ...toWorld(Number(place.lat), Number(place.lon)) }],
	);
	if (places.length === 0) return undefined;
	const [west, east] = rangeOf(places.map(({ x }) => x));
	const [north, south] = rangeOf(places.map(({ y }) => y));
	const closest = Math.min(
		CLOSEST,
		zoomFor(east - west, WIDTH - 2 * MARGIN),
		zoomFor(south - north, HEIGHT - 2 * MARGIN),
	);
	const zoom = hasTiles ? Math.floor(closest) : closest;
	const size = TILE * 2 ** zoom;
	const round = (value: number) => Math.round(value * 10) / 10;
	const left = Math.round(((west + east) / 2) * size - WIDTH / 2);
	const top = Math.round(((north + south) / 2) * size - HEIGHT / 2);
	return {
		spots: places.map(({ project, x, y }) => ({
			project,
			x: round(x * size - left),
			y: round(y * size - top),
		})),
		box: [0, 0, WIDTH, HEIGHT],
		tiles: hasTiles ? tilesIn(zoom, left, top) : [],
		scale: scaleOf(size, places[0]!.lat),
	};
}

const rangeOf = (values: readonly number[]): [number, number] => [
	values.reduce((a, b) => Math.min(a, b)),
	values.reduce((a, b) => Math.max(a, b)),
];

const zoomFor = (part: number, pixels: number): number =>
	part === 0 ? CLOSEST : Math.max(0, Math.log2(pixels / part / TILE));

function tilesIn(zoom: number, left: number, top: number): Picture['tiles'] {
	const columns = range(Math.floor(left / TILE), Math.floor((left + WIDTH) / TILE));
	const rows = range(Math.floor(top / TILE), Math.floor((top + HEIGHT) / TILE));
	const isThere = (n: number) => n >= 0 && n < 2 ** zoom;
	return rows.filter(isThere).flatMap((y) =>
		columns.filter(isThere).map((x) => ({
			path: `/tiles/${zoom}/${x}/${y}`,
			x: x * TILE - left,
			y: y * TILE - top,
		})),
	);
}

const range = (from: number, to: number): number[] =>
	Array.from({ length: to - from + 1 }, (_, i) => from + i);

function scaleOf(size: number, lat: number): Picture['scale'] {
	const metresPerUnit = (EQUATOR_METRES * Math.cos((lat * Math.PI) / 180)) / size;
	const most = 120 * metresPerUnit;
	const power = 10 ** Math.floor(Math.log10(most));
	const metres = [5, 2, 1].map((n) => n * power).find((n) => n <= most)!;
	return { metres, length: Math.round(metres / metresPerUnit) };
}
