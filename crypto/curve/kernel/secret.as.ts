/**
 * Multiplication with secret scalars: neither a branch nor an address depends on the scalar. Fixed signed windows of four bits; the
 * multiple is chosen by reading all eight and keeping one under a mask (Bernstein, Duif, Lange, Schwabe, Yang 2011, §4).
 * Scalars are below 2^253, 32 bytes, least significant first.
 */
import { FIELD } from './field.as';
import {
	addAffine,
	addPrepared,
	AFFINE,
	doubleTimes,
	POINT,
	prepare,
	readExtended,
	setIdentity,
	TABLE_DIGITS,
	writeExtended,
} from './point.as';

const DIGITS: i32 = 64;
const MULTIPLES: i32 = 8;

const digits = memory.data(64);
const chosen = memory.data(160);
const result = memory.data(160);

/** Writes the digits of the scalar in radix 16, −8 ≤ d < 8, a byte each; the last one takes the last carry. */
function recode(scalar: usize): void {
	let carry: i32 = 0;
	for (let i = 0; i < DIGITS; i++) {
		const byte = <i32>load<u8>(scalar + <usize>(i >> 1));
		const digit = ((byte >> (4 * (i & 1))) & 15) + carry;
		carry = (digit + 8) >> 4;
		store<i8>(digits + <usize>i, <i8>(digit - (carry << 4)));
	}
}

/** Swaps f and g where mask is −1. */
// @ts-ignore: decorator
@inline
function swap(f: usize, g: usize, mask: i64): void {
	for (let i: usize = 0; i < FIELD; i += 8) {
		const difference = mask & (load<i64>(f + i) ^ load<i64>(g + i));
		store<i64>(f + i, load<i64>(f + i) ^ difference);
		store<i64>(g + i, load<i64>(g + i) ^ difference);
	}
}

/** f = −f where mask is −1. */
// @ts-ignore: decorator
@inline
function negate(f: usize, mask: i32): void {
	for (let i: usize = 0; i < FIELD; i += 4) store<i32>(f + i, (load<i32>(f + i) ^ mask) - mask);
}

/** −1 if the magnitude is d, else 0. */
// @ts-ignore: decorator
@inline
function isOne(magnitude: i32, d: i32): i64 {
	return <i64>((magnitude ^ d) - 1) >> 63;
}

// @ts-ignore: decorator
@inline
function addOne(at: usize, mask: i64): void {
	store<i64>(at, load<i64>(at) | (mask & 1));
}

/** Writes digit·P to `chosen`, from P, 2P, …, 8P prepared in `size` bytes each. */
// @ts-ignore: decorator
@inline
function choose(multiples: usize, size: usize, digit: i32): void {
	const sign = digit >> 31;
	const magnitude = (digit ^ sign) - sign;
	const m1 = isOne(magnitude, 1);
	const m2 = isOne(magnitude, 2);
	const m3 = isOne(magnitude, 3);
	const m4 = isOne(magnitude, 4);
	const m5 = isOne(magnitude, 5);
	const m6 = isOne(magnitude, 6);
	const m7 = isOne(magnitude, 7);
	const m8 = isOne(magnitude, 8);
	for (let i: usize = 0; i < size; i += 8) {
		const at = multiples + i;
		const low = (m1 & load<i64>(at)) | (m2 & load<i64>(at + size)) | (m3 & load<i64>(at + 2 * size)) | (m4 & load<i64>(at + 3 * size));
		const high = (m5 & load<i64>(at + 4 * size)) | (m6 & load<i64>(at + 5 * size)) | (m7 & load<i64>(at + 6 * size)) | (m8 & load<i64>(at + 7 * size));
		store<i64>(chosen + i, low | high);
	}
	const none = isOne(magnitude, 0);
	addOne(chosen, none);
	addOne(chosen + FIELD, none);
	if (size == POINT) addOne(chosen + 3 * FIELD, none);
	swap(chosen, chosen + FIELD, <i64>sign);
	negate(chosen + 2 * FIELD, sign);
}

/** Leaves nothing of the scalar behind. */
function wipe(scalar: usize): void {
	memory.fill(scalar, 0, 32);
	memory.fill(digits, 0, DIGITS);
	memory.fill(chosen, 0, POINT);
}

// @ts-ignore: decorator
@inline
function digitAt(i: i32): i32 {
	return <i32>load<i8>(digits + <usize>i);
}

/** Bytes that {@link multiplySecret} needs beside its input. */
export function multiplySecretRoom(): usize {
	return <usize>MULTIPLES * POINT;
}

/** Writes s·P, extended, for an extended point, and wipes the scalar. */
export function multiplySecret(out: usize, point: usize, scalar: usize, room: usize): void {
	readExtended(result, point);
	for (let d = 0; d < MULTIPLES; d++) {
		prepare(room + <usize>d * POINT, result);
		addPrepared(result, result, room, false);
	}
	recode(scalar);
	setIdentity(result);
	for (let i = DIGITS - 1; i >= 0; i--) {
		doubleTimes(result, 4);
		choose(room, POINT, digitAt(i));
		addPrepared(result, result, chosen, false);
	}
	writeExtended(out, result);
	wipe(scalar);
}

/** Writes s·P, extended, by the table of P, whose rows are its multiples by powers of 256, and wipes the scalar. */
export function multiplyTableSecret(out: usize, table: usize, scalar: usize): void {
	recode(scalar);
	setIdentity(result);
	for (let odd = 1; odd >= 0; odd--) {
		for (let i = odd; i < DIGITS; i += 2) {
			choose(table + <usize>(i >> 1) * <usize>TABLE_DIGITS * AFFINE, AFFINE, digitAt(i));
			addAffine(result, result, chosen, false);
		}
		if (odd == 1) doubleTimes(result, 4);
	}
	writeExtended(out, result);
	wipe(scalar);
}
