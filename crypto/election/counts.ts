/** From decrypted points r·G to the counts r. Spec: SPEC §4.11; Shanks 1971. */
import { add, equalPoints, G, IDENTITY, negate, normalize, type Point } from '../group.ts';

/** Counts are searched up to here: more would take minutes. */
export const MAX_COUNT = 1n << 40n;
const MAX_BABY_STEPS = 1 << 18;
const CHUNK = 1024;

/**
 * For every point r·G the r in [0, max]; `undefined` where there is none, which means that the decryption is wrong. Time and memory
 * grow with the square root of max; small counts are found first.
 * @throws RangeError unless 0 ≤ max ≤ 2^40.
 */
export function findCounts(points: readonly Point[], max: bigint): (bigint | undefined)[] {
	if (max < 0n || max > MAX_COUNT) throw new RangeError(`counts from 0 to ${MAX_COUNT}`);
	const steps = babySteps(max, points.length);
	const table = makeTable(steps);
	const width = BigInt(2 * steps + 1);
	const stride = negate(G.multiplyPublic(width));
	const counts = points.map((): bigint | undefined => undefined);
	let open = points.map((p, i) => ({ i, at: add(p, negate(G.multiplyPublic(BigInt(steps)))) }));
	for (let from = 0n; from <= max && open.length > 0; from += width * BigInt(CHUNK)) {
		const giants = Number(min((max - from) / width + 1n, BigInt(CHUNK)));
		open = open.filter((search) => {
			const walked = walk(search.at, stride, giants + 1);
			search.at = walked.pop()!;
			const found = lookUp(table, normalize(walked), from, width, BigInt(steps));
			counts[search.i] = found.find((r) => r >= 0n && r <= max && isCount(points[search.i]!, r));
			return counts[search.i] === undefined;
		});
	}
	return counts;
}

/** Whether r·G is the point and r lies in [0, max]: how a published count is checked. */
export const checkCount = (point: Point, count: bigint, max: bigint): boolean =>
	count >= 0n && count <= max && isCount(point, count);

const isCount = (point: Point, count: bigint): boolean =>
	equalPoints(point, G.multiplyPublic(count));

const min = (a: bigint, b: bigint): bigint => (a < b ? a : b);

/** About as many baby steps as giant steps over all points. */
const babySteps = (max: bigint, points: number): number =>
	Math.min(MAX_BABY_STEPS, Math.ceil(Math.sqrt((Number(max) + 1) * Math.max(points, 1) * 0.5)));

/** 52 bits of y: the same for P and −P, so that one entry serves both; chance hits are checked. */
const key = ({ Y }: Point): number => Number(BigInt.asUintN(52, Y));

/** The keys of 0·G to steps·G. */
function makeTable(steps: number): Map<number, bigint> {
	const table = new Map<number, bigint>();
	let at = IDENTITY;
	for (let start = 0; start <= steps; start += CHUNK) {
		const length = Math.min(CHUNK, steps - start + 1);
		const walked = walk(at, G.point, length + 1);
		at = walked.pop()!;
		normalize(walked).forEach((p, i) => table.set(key(p), BigInt(start + i)));
	}
	return table;
}

/** start, start + step, …: `length` points. */
function walk(start: Point, step: Point, length: number): Point[] {
	const points = [start];
	while (points.length < length) points.push(add(points.at(-1)!, step));
	return points;
}

/** The counts that points may stand for, giant step by giant step: each is 0 to `steps` away from the middle of its interval. */
const lookUp = (
	table: ReadonlyMap<number, bigint>,
	giants: readonly Point[],
	from: bigint,
	width: bigint,
	steps: bigint,
): bigint[] =>
	giants.flatMap((giant, q) => {
		const distance = table.get(key(giant));
		if (distance === undefined) return [];
		const middle = from + BigInt(q) * width + steps;
		return [middle + distance, middle - distance];
	});
