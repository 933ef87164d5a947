/**
 * What the kernel offers; arguments are addresses in its memory. Numbers are 32 bytes, least significant first; affine points x, y;
 * extended points X, Y, Z, T. `room` is memory that a function may spoil, as much as its *Room tells.
 */
import { FIELD, fromBytes, power, toBytes } from './field.as';
import {
	addAffine,
	addPrepared,
	AFFINE,
	copyPoint,
	decompress,
	doubleTimes,
	isOnCurve,
	POINT,
	prepare,
	prepareAffine,
	readExtended,
	readPoint,
	setIdentity,
	TABLE_DIGITS,
	writeAffine,
	writeExtended,
} from './point.as';

export { decompress };
export { multiplySecret, multiplySecretRoom, multiplyTableSecret } from './secret.as';

const base = memory.data(40);

/** Writes x^(2^252 − 3). */
export function rootPower(out: usize, x: usize): void {
	fromBytes(base, x);
	power(base, base, false);
	toBytes(out, base);
}

/** The first free address. */
export function heapBase(): usize {
	return __heap_base;
}

/** Signed digit `i` of width `width` of a scalar, with the carry of the digits below it: see {@link recode}. */
// @ts-ignore: decorator
@inline
function window(scalar: usize, at: i32, width: i32): i32 {
	if (at >= 256) return 0;
	const byte = <usize>min(at >> 3, 24);
	const word = load<u64>(scalar + byte) >> (<u64>at - 8 * <u64>byte);
	return <i32>(word & ((<u64>1 << width) - 1));
}

/** Writes `count` signed digits of radix 2^width, −2^(width−1) ≤ d < 2^(width−1), 16 bits each, `stride` bytes apart. */
function recode(out: usize, stride: usize, scalar: usize, width: i32, count: i32): void {
	const half = 1 << (width - 1);
	let carry = 0;
	for (let i = 0; i < count; i++) {
		let digit = window(scalar, i * width, width) + carry;
		carry = digit >= half ? 1 : 0;
		digit -= carry << width;
		store<i16>(out + <usize>i * stride, <i16>digit);
	}
}

const prepared = memory.data(160);
const running = memory.data(160);
const total = memory.data(160);
const sum = memory.data(160);

/** out = Σ (i + 1)·buckets[i]. */
function sumBuckets(out: usize, buckets: usize, count: i32): void {
	setIdentity(running);
	setIdentity(out);
	for (let i = count - 1; i >= 0; i--) {
		prepare(prepared, buckets + <usize>i * POINT);
		addPrepared(running, running, prepared, false);
		prepare(prepared, running);
		addPrepared(out, out, prepared, false);
	}
}

/** Bytes that {@link multiScalar} needs beside its input. */
export function multiScalarRoom(count: i32, longWindows: i32, width: i32): usize {
	return <usize>count * (AFFINE + 2 * <usize>longWindows) + ((<usize>1 << (width - 1)) + 1) * POINT;
}

/**
 * Writes Σ s_i·P_i, extended, over `longCount` affine points with scalars of `longWindows` digits, then `shortCount` ones with `shortWindows` digits.
 */
export function multiScalar(
	out: usize,
	points: usize,
	scalars: usize,
	longCount: i32,
	longWindows: i32,
	shortCount: i32,
	shortWindows: i32,
	width: i32,
	room: usize,
): void {
	const count = longCount + shortCount;
	const digits = room + <usize>count * AFFINE;
	const buckets = digits + 2 * <usize>count * <usize>longWindows;
	const row: usize = 2 * <usize>count;
	for (let i = 0; i < count; i++) {
		prepareAffine(room + <usize>i * AFFINE, points + 64 * <usize>i);
		const windows = i < longCount ? longWindows : shortWindows;
		recode(digits + 2 * <usize>i, row, scalars + 32 * <usize>i, width, windows);
	}
	const bucketCount = 1 << (width - 1);
	setIdentity(total);
	for (let w = max(longWindows, shortWindows) - 1; w >= 0; w--) {
		doubleTimes(total, width);
		for (let b = 0; b < bucketCount; b++) setIdentity(buckets + <usize>b * POINT);
		const first = w < longWindows ? 0 : longCount;
		const end = w < shortWindows ? count : longCount;
		for (let i = first; i < end; i++) {
			const digit = <i32>load<i16>(digits + <usize>w * row + 2 * <usize>i);
			if (digit == 0) continue;
			const bucket = buckets + <usize>((digit < 0 ? -digit : digit) - 1) * POINT;
			addAffine(bucket, bucket, room + <usize>i * AFFINE, digit < 0);
		}
		sumBuckets(sum, buckets, bucketCount);
		prepare(prepared, sum);
		addPrepared(total, total, prepared, false);
	}
	writeExtended(out, total);
}

const SHARED_WIDTH: i32 = 4;
const SHARED_WINDOWS: i32 = 65;
const SHARED_BUCKETS: i32 = 8;


export function oneByManyRoom(count: i32): usize {
	return <usize>count * (<usize>SHARED_BUCKETS * POINT + 2 * <usize>SHARED_WINDOWS);
}

/** Writes s_k·P, extended, for one extended point and `count` scalars, sharing the doublings. */
export function multiplyOneByMany(out: usize, point: usize, scalars: usize, count: i32, room: usize): void {
	const digits = room + <usize>count * <usize>SHARED_BUCKETS * POINT;
	for (let k = 0; k < count; k++) {
		recode(digits + 2 * <usize>k, 2 * <usize>count, scalars + 32 * <usize>k, SHARED_WIDTH, SHARED_WINDOWS);
		for (let b = 0; b < SHARED_BUCKETS; b++) setIdentity(room + <usize>(k * SHARED_BUCKETS + b) * POINT);
	}
	readExtended(total, point);
	for (let w = 0; w < SHARED_WINDOWS; w++) {
		if (w > 0) doubleTimes(total, SHARED_WIDTH);
		prepare(prepared, total);
		for (let k = 0; k < count; k++) {
			const digit = <i32>load<i16>(digits + 2 * <usize>(w * count + k));
			if (digit == 0) continue;
			const b = (digit < 0 ? -digit : digit) - 1;
			const bucket = room + <usize>(k * SHARED_BUCKETS + b) * POINT;
			addPrepared(bucket, bucket, prepared, digit < 0);
		}
	}
	for (let k = 0; k < count; k++) {
		sumBuckets(sum, room + <usize>(k * SHARED_BUCKETS) * POINT, SHARED_BUCKETS);
		writeExtended(out + 128 * <usize>k, sum);
	}
}

const TABLE_WIDTH: i32 = 8;
const TABLE_ROWS: i32 = 33;

export function tableSize(): usize {
	return <usize>(TABLE_ROWS * TABLE_DIGITS) * AFFINE;
}

/** Bytes that {@link makeTable} needs beside the table. */
export function tableRoom(): usize {
	return <usize>(TABLE_ROWS * TABLE_DIGITS) * (POINT + FIELD + 64);
}

/** The multiples d·2^(8i)·P, 1 ≤ d ≤ 128. */
export function makeTable(table: usize, point: usize, room: usize): void {
	const count = TABLE_ROWS * TABLE_DIGITS;
	const products = room + <usize>count * POINT;
	const affine = products + <usize>count * FIELD;
	readPoint(total, point);
	for (let i = 0; i < TABLE_ROWS; i++) {
		const row = room + <usize>(i * TABLE_DIGITS) * POINT;
		copyPoint(row, total);
		prepare(prepared, total);
		for (let d = 1; d < TABLE_DIGITS; d++)
			addPrepared(row + <usize>d * POINT, row + <usize>(d - 1) * POINT, prepared, false);
		copyPoint(total, row + <usize>(TABLE_DIGITS - 1) * POINT);
		doubleTimes(total, 1);
	}
	writeAffine(affine, room, count, products);
	for (let i = 0; i < count; i++) prepareAffine(table + <usize>i * AFFINE, affine + 64 * <usize>i);
}

const digitsOfOne = memory.data(128);

/** Adds s·P to an extended point by the table of P. */
export function addTableMultiple(point: usize, table: usize, scalar: usize): void {
	readExtended(sum, point);
	recode(digitsOfOne, 2, scalar, TABLE_WIDTH, TABLE_ROWS);
	for (let i = 0; i < TABLE_ROWS; i++) {
		const digit = <i32>load<i16>(digitsOfOne + 2 * <usize>i);
		if (digit == 0) continue;
		const d = (digit < 0 ? -digit : digit) - 1;
		addAffine(sum, sum, table + <usize>(i * TABLE_DIGITS + d) * AFFINE, digit < 0);
	}
	writeExtended(point, sum);
}

/** Writes the sum of `count` affine points, extended. */
export function sumAffine(out: usize, points: usize, count: i32): void {
	setIdentity(total);
	for (let i = 0; i < count; i++) {
		prepareAffine(prepared, points + 64 * <usize>i);
		addAffine(total, total, prepared, false);
	}
	writeExtended(out, total);
}

/** Writes 8·P, affine, for `count` affine points; false if one of them is not on the curve. */
export function clearCofactors(out: usize, points: usize, count: i32, room: usize): bool {
	for (let i = 0; i < count; i++) {
		const at = points + 64 * <usize>i;
		if (!isOnCurve(at)) return false;
		const p = room + <usize>i * POINT;
		readPoint(p, at);
		doubleTimes(p, 3);
	}
	writeAffine(out, room, count, room + <usize>count * POINT);
	return true;
}

export function clearCofactorsRoom(count: i32): usize {
	return <usize>count * (POINT + FIELD);
}
