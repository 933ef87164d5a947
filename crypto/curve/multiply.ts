/**
 * Scalar multiplication in variable time, for public scalars and points only. Scalars are in [0, 2^256).
 */
import {
	add,
	addCached,
	cache,
	double,
	doubleTimes,
	fromAffine,
	subtractCached,
	toAffine,
	ZERO,
	type Cached,
	type Extended,
} from './point.ts';

/**
 * Signed digits of a scalar in radix 2^width, least significant first: s = Σ d_i·2^(width·i), −2^(width−1) ≤ d_i < 2^(width−1),
 * with one digit more for the last carry.
 */
export function signedDigits(scalar: bigint, width: number, bits: number): Int32Array {
	const digits = new Int32Array(Math.ceil(bits / width) + 1);
	const half = 2 ** (width - 1);
	const words = toWords(scalar, bits);
	let carry = 0;
	for (let i = 0; i < digits.length; i++) {
		let digit = window(words, i * width, width) + carry;
		carry = digit >= half ? 1 : 0;
		if (carry) digit -= 2 * half;
		digits[i] = digit;
	}
	return digits;
}

/** The scalar as 16-bit words, least significant first, with two zero words on top. */
function toWords(scalar: bigint, bits: number): Uint16Array {
	const count = Math.ceil(bits / 16);
	const words = new Uint16Array(count + 3);
	const hex = scalar.toString(16).padStart(4 * count, '0');
	for (let i = 0; i < count; i++)
		words[i] = parseInt(hex.slice(hex.length - 4 * (i + 1), hex.length - 4 * i), 16);
	return words;
}

/** `width` ≤ 16 bits of the words from bit `at`. */
function window(words: Uint16Array, at: number, width: number): number {
	const index = at >>> 4;
	if (index >= words.length - 1) return 0;
	return ((words[index]! + words[index + 1]! * 65536) >>> (at & 15)) & (2 ** width - 1);
}

/** Σ index·bucket for buckets 1, 2, …, with two additions a bucket. */
function sumBuckets(buckets: readonly (Extended | undefined)[]): Extended {
	let running: Extended | undefined;
	let sum: Extended | undefined;
	for (let i = buckets.length - 1; i >= 1; i--) {
		const bucket = buckets[i];
		if (bucket) running = running ? add(running, bucket) : bucket;
		if (running) sum = sum ? add(sum, running) : running;
	}
	return sum ?? ZERO;
}

const SHARED_WIDTH = 4;
const SCALAR_BITS = 256;

/**
 * s·P for several scalars s and one point P: the doublings are done once and shared (Yao 1976). With one scalar it costs about
 * what a windowed multiplication costs; each further scalar a third of that.
 */
export function multiplyOneByMany(point: Extended, scalars: readonly bigint[]): Extended[] {
	const digits = scalars.map((s) => signedDigits(s, SHARED_WIDTH, SCALAR_BITS));
	const buckets = scalars.map(() => new Array<Extended | undefined>(2 ** (SHARED_WIDTH - 1) + 1));
	let power = point;
	for (let i = 0; i < digits[0]!.length; i++) {
		if (i > 0) power = doubleTimes(power, SHARED_WIDTH);
		const cached = cache(power);
		for (let k = 0; k < scalars.length; k++) addDigit(buckets[k]!, digits[k]![i]!, cached);
	}
	return buckets.map(sumBuckets);
}

function addDigit(buckets: (Extended | undefined)[], digit: number, point: Cached): void {
	if (digit > 0) buckets[digit] = addCached(buckets[digit] ?? ZERO, point);
	else if (digit < 0) buckets[-digit] = subtractCached(buckets[-digit] ?? ZERO, point);
}

const TABLE_WIDTH = 8;

/** A point that is multiplied often; its multiples 2^(8i)·d·P, for every window i and digit 1 ≤ d ≤ 128, are made at first use. */
export class Table {
	readonly point: Extended;
	#rows: readonly (readonly Cached[])[] | undefined;

	constructor(point: Extended) {
		this.point = point;
	}

	/** About 4,500 additions the first time. */
	rows(): readonly (readonly Cached[])[] {
		return (this.#rows ??= makeRows(this.point));
	}
}

function makeRows(point: Extended): Cached[][] {
	const rows: Extended[][] = [];
	let power = point;
	for (let i = 0; i <= SCALAR_BITS / TABLE_WIDTH; i++) {
		const step = cache(power);
		const row = [power];
		for (let d = 2; d <= 2 ** (TABLE_WIDTH - 1); d++) row.push(addCached(row[d - 2]!, step));
		rows.push(row);
		power = double(row.at(-1)!);
	}
	const affine = toAffine(rows.flat());
	const width = rows[0]!.length;
	return rows.map((row, i) => row.map((_, d) => cache(fromAffine(affine[i * width + d]!))));
}

/** start + s·P by the table of P. */
export function addTableMultiple(start: Extended, table: Table, scalar: bigint): Extended {
	const digits = signedDigits(scalar, TABLE_WIDTH, SCALAR_BITS);
	const rows = table.rows();
	let sum = start;
	for (let i = 0; i < digits.length; i++) {
		const digit = digits[i]!;
		if (digit > 0) sum = addCached(sum, rows[i]![digit - 1]!);
		else if (digit < 0) sum = subtractCached(sum, rows[i]![-digit - 1]!);
	}
	return sum;
}

/** Points with scalars below 2^bits. */
export type Terms = {
	readonly points: readonly Extended[];
	readonly scalars: readonly bigint[];
	readonly bits: number;
};

/** Digits of a scalar of so many bits, with one more for the last carry. */
export const windows = (bits: number, width: number): number => Math.ceil(bits / width) + 1;

/**
 * The window that costs the least: an addition for each digit, and about two and a half for each bucket. Signed digits of a single
 * bit do not end: 1 = −1 + 2 = −1 − 2 + 4 …, so that it has at least two.
 */
export function bestWidth(sums: readonly Terms[]): number {
	const longest = Math.max(...sums.map((s) => s.bits));
	let best = 2;
	let least = Infinity;
	for (let width = 2; width <= 15; width++) {
		const digits = sums.reduce((n, s) => n + s.points.length * windows(s.bits, width), 0);
		const cost = digits + 2.5 * 2 ** (width - 1) * windows(longest, width);
		if (cost < least) [best, least] = [width, cost];
	}
	return best;
}

/**
 * Σ s_i·P_i over all terms by Pippenger's bucket method with signed digits. Short scalars take part in the low windows only, and
 * share their buckets with the long ones.
 */
export function multiScalar(sums: readonly Terms[]): Extended {
	const width = bestWidth(sums);
	const prepared = sums.map(({ points, scalars, bits }) => {
		if (points.length !== scalars.length) throw new RangeError('as many scalars as points');
		const digits = scalars.map((s) => signedDigits(s, width, bits));
		return { cached: points.map(cache), digits, windows: windows(bits, width) };
	});
	let sum = ZERO;
	for (let window = Math.max(...prepared.map((p) => p.windows)) - 1; window >= 0; window--) {
		sum = doubleTimes(sum, width);
		const buckets = new Array<Extended | undefined>(2 ** (width - 1) + 1);
		for (const { cached, digits, windows } of prepared)
			if (window < windows)
				for (let i = 0; i < cached.length; i++) addDigit(buckets, digits[i]![window]!, cached[i]!);
		sum = add(sum, sumBuckets(buckets));
	}
	return sum;
}
