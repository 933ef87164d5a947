/**
 * Points of edwards25519 in extended coordinates (Hisil, Wong, Carter, Dawson 2008) with the complete addition of a = −1.
 * A point is X, Y, Z, T; a prepared second operand is Y+X, Y−X, 2d·T and, unless Z = 1, Z.
 */
import { add, copy, equals, FIELD, fromBytes, isCanonical, multiply, power, setSmall, square, squareDouble, subtract, toBytes } from './field.as';

export const POINT: usize = 4 * FIELD;
/** Prepared from affine coordinates. */
export const AFFINE: usize = 3 * FIELD;
/** Multiples 1, 2, … of a power of the base that a row of its table holds. */
export const TABLE_DIGITS: i32 = 128;

const t0 = memory.data(40);
const t1 = memory.data(40);
const t2 = memory.data(40);
const t3 = memory.data(40);
const t4 = memory.data(40);

/** d and 2d of the curve, √−1: constants of RFC 8032 §5.1, least significant byte first. */
const D_BYTES = memory.data<u8>([
	0xa3, 0x78, 0x59, 0x13, 0xca, 0x4d, 0xeb, 0x75, 0xab, 0xd8, 0x41, 0x41, 0x4d, 0x0a, 0x70, 0x00, 0x98, 0xe8, 0x79, 0x77,
	0x79, 0x40, 0xc7, 0x8c, 0x73, 0xfe, 0x6f, 0x2b, 0xee, 0x6c, 0x03, 0x52,
]);
const SQRT_MINUS_1_BYTES = memory.data<u8>([
	0xb0, 0xa0, 0x0e, 0x4a, 0x27, 0x1b, 0xee, 0xc4, 0x78, 0xe4, 0x2f, 0xad, 0x06, 0x18, 0x43, 0x2f, 0xa7, 0xd7, 0xfb, 0x3d,
	0x99, 0x00, 0x4d, 0x2b, 0x0b, 0xdf, 0xc1, 0x4f, 0x80, 0x24, 0x83, 0x2b,
]);
const D = memory.data(40);
const D2 = memory.data(40);
const SQRT_MINUS_1 = memory.data(40);
const ONE = memory.data(40);
fromBytes(D, D_BYTES);
fromBytes(SQRT_MINUS_1, SQRT_MINUS_1_BYTES);
setSmall(ONE, 1);
add(t0, D, D);
multiply(D2, t0, ONE);

export function setIdentity(p: usize): void {
	setSmall(p, 0);
	setSmall(p + FIELD, 1);
	setSmall(p + 2 * FIELD, 1);
	setSmall(p + 3 * FIELD, 0);
}

export function copyPoint(p: usize, q: usize): void {
	memory.copy(p, q, POINT);
}

/** From X:Y:Z:T = (E, H, G, F) to E·F, G·H, F·G, E·H. */
// @ts-ignore: decorator
@inline
function complete(p: usize, E: usize, H: usize, G: usize, F: usize): void {
	multiply(p, E, F);
	multiply(p + FIELD, H, G);
	multiply(p + 2 * FIELD, G, F);
	multiply(p + 3 * FIELD, E, H);
}

/** p = 2^times·p. T is made by the last doubling alone: a doubling does not read it. */
export function doubleTimes(p: usize, times: i32): void {
	for (let i = 1; i <= times; i++) {
		square(t0, p);
		square(t1, p + FIELD);
		squareDouble(t2, p + 2 * FIELD);
		add(t3, p, p + FIELD);
		square(t4, t3);
		add(t3, t1, t0); // H = B + A
		subtract(t1, t1, t0); // G = B − A
		subtract(t0, t4, t3); // E = (X+Y)² − H
		subtract(t2, t2, t1); // F = 2Z² − G
		multiply(p, t0, t2);
		multiply(p + FIELD, t3, t1);
		multiply(p + 2 * FIELD, t1, t2);
		if (i == times) multiply(p + 3 * FIELD, t0, t3);
	}
}

/** Prepares q, any coordinates: Y+X, Y−X, 2d·T, Z. */
export function prepare(c: usize, q: usize): void {
	add(c, q + FIELD, q);
	subtract(c + FIELD, q + FIELD, q);
	multiply(c + 2 * FIELD, q + 3 * FIELD, D2);
	copy(c + 3 * FIELD, q + 2 * FIELD);
}

// @ts-ignore: decorator
@inline
function combine(p: usize, q: usize, plus: usize, minus: usize, T2d: usize, negative: bool): void {
	subtract(t0, q + FIELD, q);
	multiply(t1, t0, negative ? plus : minus); // A
	add(t0, q + FIELD, q);
	multiply(t2, t0, negative ? minus : plus); // B
	multiply(t3, T2d, q + 3 * FIELD); // C; t4 holds D = 2·Z1·Z2
	subtract(t0, t2, t1); // E
	add(t1, t2, t1); // H
	if (negative) {
		subtract(t2, t4, t3);
		add(t3, t4, t3);
	} else {
		add(t2, t4, t3);
		subtract(t3, t4, t3);
	}
	complete(p, t0, t1, t2, t3); // G = D + C, F = D − C
}

/** p = q + c or q − c for a prepared c. */
export function addPrepared(p: usize, q: usize, c: usize, negative: bool): void {
	multiply(t0, q + 2 * FIELD, c + 3 * FIELD);
	add(t4, t0, t0);
	combine(p, q, c, c + FIELD, c + 2 * FIELD, negative);
}

/** p = q + c or q − c for a c prepared from affine coordinates. */
export function addAffine(p: usize, q: usize, c: usize, negative: bool): void {
	add(t4, q + 2 * FIELD, q + 2 * FIELD);
	combine(p, q, c, c + FIELD, c + 2 * FIELD, negative);
}

/** Reads affine coordinates x, y, 32 bytes each. */
export function readPoint(p: usize, bytes: usize): void {
	fromBytes(p, bytes);
	fromBytes(p + FIELD, bytes + 32);
	setSmall(p + 2 * FIELD, 1);
	multiply(p + 3 * FIELD, p, p + FIELD);
}

/** Reads extended coordinates X, Y, Z, T, 32 bytes each. */
export function readExtended(p: usize, bytes: usize): void {
	for (let i: usize = 0; i < 4; i++) fromBytes(p + i * FIELD, bytes + 32 * i);
}

/** Writes extended coordinates, canonical. */
export function writeExtended(bytes: usize, p: usize): void {
	for (let i: usize = 0; i < 4; i++) toBytes(bytes + 32 * i, p + i * FIELD);
}

/** Prepares a point given by affine coordinates: Y+X, Y−X, 2d·T. */
export function prepareAffine(c: usize, bytes: usize): void {
	const x = t0;
	const y = t1;
	fromBytes(x, bytes);
	fromBytes(y, bytes + 32);
	add(t3, y, x);
	multiply(c, t3, ONE);
	subtract(t3, y, x);
	multiply(c + FIELD, t3, ONE);
	multiply(t3, x, y);
	multiply(c + 2 * FIELD, t3, D2);
}

/** Writes the affine coordinates of `count` points as x, y, 32 bytes each. `products` has room for a field element for each. */
export function writeAffine(out: usize, points: usize, count: i32, products: usize): void {
	const running = t0;
	setSmall(running, 1);
	for (let i = 0; i < count; i++) {
		copy(products + <usize>i * FIELD, running);
		multiply(running, running, points + <usize>i * POINT + 2 * FIELD);
	}
	power(running, running, true);
	for (let i = count - 1; i >= 0; i--) {
		const p = points + <usize>i * POINT;
		multiply(t1, running, products + <usize>i * FIELD);
		multiply(running, running, p + 2 * FIELD);
		multiply(t2, p, t1);
		toBytes(out + 64 * <usize>i, t2);
		multiply(t2, p + FIELD, t1);
		toBytes(out + 64 * <usize>i + 32, t2);
	}
}

/** Whether canonical x, y (32 bytes each) satisfy −x² + y² = 1 + d·x²·y². */
export function isOnCurve(bytes: usize): bool {
	if (!isCanonical(bytes) || !isCanonical(bytes + 32)) return false;
	fromBytes(t0, bytes);
	fromBytes(t1, bytes + 32);
	square(t0, t0);
	square(t1, t1);
	multiply(t2, t0, t1);
	multiply(t2, t2, D);
	add(t2, t2, ONE);
	subtract(t1, t1, t0);
	multiply(t1, t1, ONE);
	multiply(t2, t2, ONE);
	return equals(t1, t2);
}

/**
 * x for a canonical y (32 bytes) and a parity, RFC 8032 §5.1.3; false if there is none. −0 is none.
 */
export function decompress(x: usize, y: usize, odd: bool): bool {
	if (!isCanonical(y)) return false;
	fromBytes(t0, y);
	square(t0, t0);
	multiply(t1, t0, D);
	subtract(t0, t0, ONE);
	multiply(t0, t0, ONE); // u = y² − 1
	add(t1, t1, ONE);
	multiply(t1, t1, ONE); // v = d·y² + 1
	square(t2, t1);
	multiply(t2, t2, t1); // v³
	square(t3, t2);
	multiply(t3, t3, t1);
	multiply(t3, t3, t0); // u·v⁷
	power(t3, t3, false);
	multiply(t3, t3, t2);
	multiply(t3, t3, t0); // u·v³·(u·v⁷)^((p−5)/8)
	square(t2, t3);
	multiply(t2, t2, t1); // v·x²
	if (!equals(t2, t0)) {
		subtract(t1, ONE, ONE);
		subtract(t1, t1, t0);
		multiply(t1, t1, ONE); // −u
		if (!equals(t2, t1)) return false;
		multiply(t3, t3, SQRT_MINUS_1);
	}
	toBytes(x, t3);
	const isOdd = (load<u8>(x) & 1) == 1;
	if (isOdd == odd) return true;
	subtract(t2, ONE, ONE);
	subtract(t2, t2, t3);
	multiply(t2, t2, ONE);
	toBytes(x, t2);
	return (load<u8>(x) & 1) == <u8>odd;
}
