/**
 * The field of edwards25519 in ten signed limbs of 26 and 25 bits by turns (radix 2^25.5; Bernstein, Duif, Lange, Schwabe, Yang 2011),
 * each in four bytes of memory. A product takes operands that are sums of at most three products, and gives limbs below 1.01·2^25.
 * The operations of the field take the same steps whatever the values, but for {@link equals} and {@link isCanonical}.
 */

export const FIELD: usize = 40;

// @ts-ignore: decorator
@inline
function limb(f: usize, i: usize): i64 {
	return <i64>load<i32>(f + 4 * i);
}

// @ts-ignore: decorator
@inline
function put(h: usize, i: usize, value: i64): void {
	store<i32>(h + 4 * i, <i32>value);
}

/** h = f·g; they may be the same memory. */
export function multiply(h: usize, f: usize, g: usize): void {
	const f0 = limb(f, 0);
	const f1 = limb(f, 1);
	const f2 = limb(f, 2);
	const f3 = limb(f, 3);
	const f4 = limb(f, 4);
	const f5 = limb(f, 5);
	const f6 = limb(f, 6);
	const f7 = limb(f, 7);
	const f8 = limb(f, 8);
	const f9 = limb(f, 9);
	const g0 = limb(g, 0);
	const g1 = limb(g, 1);
	const g2 = limb(g, 2);
	const g3 = limb(g, 3);
	const g4 = limb(g, 4);
	const g5 = limb(g, 5);
	const g6 = limb(g, 6);
	const g7 = limb(g, 7);
	const g8 = limb(g, 8);
	const g9 = limb(g, 9);
	const f1x2 = f1 << 1;
	const f3x2 = f3 << 1;
	const f5x2 = f5 << 1;
	const f7x2 = f7 << 1;
	const f9x2 = f9 << 1;
	const g1x19 = g1 * 19;
	const g2x19 = g2 * 19;
	const g3x19 = g3 * 19;
	const g4x19 = g4 * 19;
	const g5x19 = g5 * 19;
	const g6x19 = g6 * 19;
	const g7x19 = g7 * 19;
	const g8x19 = g8 * 19;
	const g9x19 = g9 * 19;
	let h0 = f0 * g0 + f1x2 * g9x19 + f2 * g8x19 + f3x2 * g7x19 + f4 * g6x19 + f5x2 * g5x19 + f6 * g4x19 + f7x2 * g3x19 + f8 * g2x19 + f9x2 * g1x19;
	let h1 = f0 * g1 + f1 * g0 + f2 * g9x19 + f3 * g8x19 + f4 * g7x19 + f5 * g6x19 + f6 * g5x19 + f7 * g4x19 + f8 * g3x19 + f9 * g2x19;
	let h2 = f0 * g2 + f1x2 * g1 + f2 * g0 + f3x2 * g9x19 + f4 * g8x19 + f5x2 * g7x19 + f6 * g6x19 + f7x2 * g5x19 + f8 * g4x19 + f9x2 * g3x19;
	let h3 = f0 * g3 + f1 * g2 + f2 * g1 + f3 * g0 + f4 * g9x19 + f5 * g8x19 + f6 * g7x19 + f7 * g6x19 + f8 * g5x19 + f9 * g4x19;
	let h4 = f0 * g4 + f1x2 * g3 + f2 * g2 + f3x2 * g1 + f4 * g0 + f5x2 * g9x19 + f6 * g8x19 + f7x2 * g7x19 + f8 * g6x19 + f9x2 * g5x19;
	let h5 = f0 * g5 + f1 * g4 + f2 * g3 + f3 * g2 + f4 * g1 + f5 * g0 + f6 * g9x19 + f7 * g8x19 + f8 * g7x19 + f9 * g6x19;
	let h6 = f0 * g6 + f1x2 * g5 + f2 * g4 + f3x2 * g3 + f4 * g2 + f5x2 * g1 + f6 * g0 + f7x2 * g9x19 + f8 * g8x19 + f9x2 * g7x19;
	let h7 = f0 * g7 + f1 * g6 + f2 * g5 + f3 * g4 + f4 * g3 + f5 * g2 + f6 * g1 + f7 * g0 + f8 * g9x19 + f9 * g8x19;
	let h8 = f0 * g8 + f1x2 * g7 + f2 * g6 + f3x2 * g5 + f4 * g4 + f5x2 * g3 + f6 * g2 + f7x2 * g1 + f8 * g0 + f9x2 * g9x19;
	let h9 = f0 * g9 + f1 * g8 + f2 * g7 + f3 * g6 + f4 * g5 + f5 * g4 + f6 * g3 + f7 * g2 + f8 * g1 + f9 * g0;
	let c: i64 = (h0 + (<i64>1 << 25)) >> 26; h1 += c; h0 -= c << 26;
	c = (h4 + (<i64>1 << 25)) >> 26; h5 += c; h4 -= c << 26;
	c = (h1 + (<i64>1 << 24)) >> 25; h2 += c; h1 -= c << 25;
	c = (h5 + (<i64>1 << 24)) >> 25; h6 += c; h5 -= c << 25;
	c = (h2 + (<i64>1 << 25)) >> 26; h3 += c; h2 -= c << 26;
	c = (h6 + (<i64>1 << 25)) >> 26; h7 += c; h6 -= c << 26;
	c = (h3 + (<i64>1 << 24)) >> 25; h4 += c; h3 -= c << 25;
	c = (h7 + (<i64>1 << 24)) >> 25; h8 += c; h7 -= c << 25;
	c = (h4 + (<i64>1 << 25)) >> 26; h5 += c; h4 -= c << 26;
	c = (h8 + (<i64>1 << 25)) >> 26; h9 += c; h8 -= c << 26;
	c = (h9 + (<i64>1 << 24)) >> 25; h0 += c * 19; h9 -= c << 25;
	c = (h0 + (<i64>1 << 25)) >> 26; h1 += c; h0 -= c << 26;
	put(h, 0, h0);
	put(h, 1, h1);
	put(h, 2, h2);
	put(h, 3, h3);
	put(h, 4, h4);
	put(h, 5, h5);
	put(h, 6, h6);
	put(h, 7, h7);
	put(h, 8, h8);
	put(h, 9, h9);
}

/** h = f². */
export function square(h: usize, f: usize): void {
	const f0 = limb(f, 0);
	const f1 = limb(f, 1);
	const f2 = limb(f, 2);
	const f3 = limb(f, 3);
	const f4 = limb(f, 4);
	const f5 = limb(f, 5);
	const f6 = limb(f, 6);
	const f7 = limb(f, 7);
	const f8 = limb(f, 8);
	const f9 = limb(f, 9);
	const f0x2 = f0 * 2;
	const f1x2 = f1 * 2;
	const f1x4 = f1 * 4;
	const f2x2 = f2 * 2;
	const f3x2 = f3 * 2;
	const f3x4 = f3 * 4;
	const f4x2 = f4 * 2;
	const f5x19 = f5 * 19;
	const f5x2 = f5 * 2;
	const f5x4 = f5 * 4;
	const f6x19 = f6 * 19;
	const f6x2 = f6 * 2;
	const f7x19 = f7 * 19;
	const f7x2 = f7 * 2;
	const f7x4 = f7 * 4;
	const f8x19 = f8 * 19;
	const f8x2 = f8 * 2;
	const f9x19 = f9 * 19;
	const f9x2 = f9 * 2;
	let h0 = f0 * f0 + f1x4 * f9x19 + f2x2 * f8x19 + f3x4 * f7x19 + f4x2 * f6x19 + f5x2 * f5x19;
	let h1 = f0x2 * f1 + f2x2 * f9x19 + f3x2 * f8x19 + f4x2 * f7x19 + f5x2 * f6x19;
	let h2 = f0x2 * f2 + f1x2 * f1 + f3x4 * f9x19 + f4x2 * f8x19 + f5x4 * f7x19 + f6 * f6x19;
	let h3 = f0x2 * f3 + f1x2 * f2 + f4x2 * f9x19 + f5x2 * f8x19 + f6x2 * f7x19;
	let h4 = f0x2 * f4 + f1x4 * f3 + f2 * f2 + f5x4 * f9x19 + f6x2 * f8x19 + f7x2 * f7x19;
	let h5 = f0x2 * f5 + f1x2 * f4 + f2x2 * f3 + f6x2 * f9x19 + f7x2 * f8x19;
	let h6 = f0x2 * f6 + f1x4 * f5 + f2x2 * f4 + f3x2 * f3 + f7x4 * f9x19 + f8 * f8x19;
	let h7 = f0x2 * f7 + f1x2 * f6 + f2x2 * f5 + f3x2 * f4 + f8x2 * f9x19;
	let h8 = f0x2 * f8 + f1x4 * f7 + f2x2 * f6 + f3x4 * f5 + f4 * f4 + f9x2 * f9x19;
	let h9 = f0x2 * f9 + f1x2 * f8 + f2x2 * f7 + f3x2 * f6 + f4x2 * f5;
	let c: i64 = (h0 + (<i64>1 << 25)) >> 26; h1 += c; h0 -= c << 26;
	c = (h4 + (<i64>1 << 25)) >> 26; h5 += c; h4 -= c << 26;
	c = (h1 + (<i64>1 << 24)) >> 25; h2 += c; h1 -= c << 25;
	c = (h5 + (<i64>1 << 24)) >> 25; h6 += c; h5 -= c << 25;
	c = (h2 + (<i64>1 << 25)) >> 26; h3 += c; h2 -= c << 26;
	c = (h6 + (<i64>1 << 25)) >> 26; h7 += c; h6 -= c << 26;
	c = (h3 + (<i64>1 << 24)) >> 25; h4 += c; h3 -= c << 25;
	c = (h7 + (<i64>1 << 24)) >> 25; h8 += c; h7 -= c << 25;
	c = (h4 + (<i64>1 << 25)) >> 26; h5 += c; h4 -= c << 26;
	c = (h8 + (<i64>1 << 25)) >> 26; h9 += c; h8 -= c << 26;
	c = (h9 + (<i64>1 << 24)) >> 25; h0 += c * 19; h9 -= c << 25;
	c = (h0 + (<i64>1 << 25)) >> 26; h1 += c; h0 -= c << 26;
	put(h, 0, h0);
	put(h, 1, h1);
	put(h, 2, h2);
	put(h, 3, h3);
	put(h, 4, h4);
	put(h, 5, h5);
	put(h, 6, h6);
	put(h, 7, h7);
	put(h, 8, h8);
	put(h, 9, h9);
}

/** h = 2·f². */
export function squareDouble(h: usize, f: usize): void {
	const f0 = limb(f, 0);
	const f1 = limb(f, 1);
	const f2 = limb(f, 2);
	const f3 = limb(f, 3);
	const f4 = limb(f, 4);
	const f5 = limb(f, 5);
	const f6 = limb(f, 6);
	const f7 = limb(f, 7);
	const f8 = limb(f, 8);
	const f9 = limb(f, 9);
	const f0x2 = f0 * 2;
	const f1x2 = f1 * 2;
	const f1x4 = f1 * 4;
	const f2x2 = f2 * 2;
	const f3x2 = f3 * 2;
	const f3x4 = f3 * 4;
	const f4x2 = f4 * 2;
	const f5x19 = f5 * 19;
	const f5x2 = f5 * 2;
	const f5x4 = f5 * 4;
	const f6x19 = f6 * 19;
	const f6x2 = f6 * 2;
	const f7x19 = f7 * 19;
	const f7x2 = f7 * 2;
	const f7x4 = f7 * 4;
	const f8x19 = f8 * 19;
	const f8x2 = f8 * 2;
	const f9x19 = f9 * 19;
	const f9x2 = f9 * 2;
	let h0 = (f0 * f0 + f1x4 * f9x19 + f2x2 * f8x19 + f3x4 * f7x19 + f4x2 * f6x19 + f5x2 * f5x19) << 1;
	let h1 = (f0x2 * f1 + f2x2 * f9x19 + f3x2 * f8x19 + f4x2 * f7x19 + f5x2 * f6x19) << 1;
	let h2 = (f0x2 * f2 + f1x2 * f1 + f3x4 * f9x19 + f4x2 * f8x19 + f5x4 * f7x19 + f6 * f6x19) << 1;
	let h3 = (f0x2 * f3 + f1x2 * f2 + f4x2 * f9x19 + f5x2 * f8x19 + f6x2 * f7x19) << 1;
	let h4 = (f0x2 * f4 + f1x4 * f3 + f2 * f2 + f5x4 * f9x19 + f6x2 * f8x19 + f7x2 * f7x19) << 1;
	let h5 = (f0x2 * f5 + f1x2 * f4 + f2x2 * f3 + f6x2 * f9x19 + f7x2 * f8x19) << 1;
	let h6 = (f0x2 * f6 + f1x4 * f5 + f2x2 * f4 + f3x2 * f3 + f7x4 * f9x19 + f8 * f8x19) << 1;
	let h7 = (f0x2 * f7 + f1x2 * f6 + f2x2 * f5 + f3x2 * f4 + f8x2 * f9x19) << 1;
	let h8 = (f0x2 * f8 + f1x4 * f7 + f2x2 * f6 + f3x4 * f5 + f4 * f4 + f9x2 * f9x19) << 1;
	let h9 = (f0x2 * f9 + f1x2 * f8 + f2x2 * f7 + f3x2 * f6 + f4x2 * f5) << 1;
	let c: i64 = (h0 + (<i64>1 << 25)) >> 26; h1 += c; h0 -= c << 26;
	c = (h4 + (<i64>1 << 25)) >> 26; h5 += c; h4 -= c << 26;
	c = (h1 + (<i64>1 << 24)) >> 25; h2 += c; h1 -= c << 25;
	c = (h5 + (<i64>1 << 24)) >> 25; h6 += c; h5 -= c << 25;
	c = (h2 + (<i64>1 << 25)) >> 26; h3 += c; h2 -= c << 26;
	c = (h6 + (<i64>1 << 25)) >> 26; h7 += c; h6 -= c << 26;
	c = (h3 + (<i64>1 << 24)) >> 25; h4 += c; h3 -= c << 25;
	c = (h7 + (<i64>1 << 24)) >> 25; h8 += c; h7 -= c << 25;
	c = (h4 + (<i64>1 << 25)) >> 26; h5 += c; h4 -= c << 26;
	c = (h8 + (<i64>1 << 25)) >> 26; h9 += c; h8 -= c << 26;
	c = (h9 + (<i64>1 << 24)) >> 25; h0 += c * 19; h9 -= c << 25;
	c = (h0 + (<i64>1 << 25)) >> 26; h1 += c; h0 -= c << 26;
	put(h, 0, h0);
	put(h, 1, h1);
	put(h, 2, h2);
	put(h, 3, h3);
	put(h, 4, h4);
	put(h, 5, h5);
	put(h, 6, h6);
	put(h, 7, h7);
	put(h, 8, h8);
	put(h, 9, h9);
}

/** h = f + g, without carries. */
export function add(h: usize, f: usize, g: usize): void {
	for (let i: usize = 0; i < FIELD; i += 4) store<i32>(h + i, load<i32>(f + i) + load<i32>(g + i));
}

/** h = f − g, without carries. */
export function subtract(h: usize, f: usize, g: usize): void {
	for (let i: usize = 0; i < FIELD; i += 4) store<i32>(h + i, load<i32>(f + i) - load<i32>(g + i));
}

export function copy(h: usize, f: usize): void {
	memory.copy(h, f, FIELD);
}

/** h = a number below 2^25. */
export function setSmall(h: usize, value: i32): void {
	memory.fill(h, 0, FIELD);
	store<i32>(h, value);
}

/** h = f squared `times` times, at least once. */
export function squareTimes(h: usize, f: usize, times: i32): void {
	square(h, f);
	for (let i = 1; i < times; i++) square(h, h);
}

/** Reads 32 bytes, least significant first; the top bit is ignored. The value may be p or above. */
export function fromBytes(h: usize, bytes: usize): void {
	for (let i = 0; i < 10; i++) {
		const bit = (51 * i + 1) >> 1; // 0, 26, 51, 77, …
		const width = i & 1 ? 25 : 26;
		const at = <usize>min(bit >> 3, 24);
		const word = load<u64>(bytes + at) >> (<u64>bit - 8 * <u64>at);
		store<i32>(h + 4 * <usize>i, <i32>(word & ((<u64>1 << width) - 1)));
	}
	carry(h);
}

/** Brings limbs back to their size, keeping the value mod p. */
function carry(h: usize): void {
	for (let round = 0; round < 2; round++) {
		for (let i: usize = 0; i < 10; i++) {
			const width: i64 = i & 1 ? 25 : 26;
			const value = limb(h, i);
			const c = (value + (<i64>1 << (width - 1))) >> width;
			put(h, i, value - (c << width));
			if (i < 9) put(h, i + 1, limb(h, i + 1) + c);
			else put(h, 0, limb(h, 0) + 19 * c);
		}
	}
}

/** Writes the canonical value as 32 bytes, least significant first. */
export function toBytes(bytes: usize, f: usize): void {
	let q: i64 = (19 * limb(f, 9) + (<i64>1 << 24)) >> 25;
	for (let i: usize = 0; i < 10; i++) q = (limb(f, i) + q) >> (i & 1 ? 25 : 26);
	memory.fill(bytes, 0, 32);
	let c: i64 = 19 * q;
	let bit = 0;
	let word: u64 = 0;
	let held = 0;
	for (let i: usize = 0; i < 10; i++) {
		const width = i & 1 ? 25 : 26;
		const value = limb(f, i) + c;
		c = value >> width;
		word |= (<u64>(value - (c << width))) << held;
		for (held += width; held >= 8; held -= 8) {
			store<u8>(bytes + <usize>(bit >> 3), <u8>word);
			word >>= 8;
			bit += 8;
		}
	}
	store<u8>(bytes + <usize>(bit >> 3), <u8>word);
}

const scratch = memory.data(12 * 40);

/** h = f^(2^252 − 3); with `inverting`, h = f^(p − 2). */
export function power(h: usize, f: usize, inverting: bool): void {
	const x2 = scratch;
	const x9 = scratch + FIELD;
	const x11 = scratch + 2 * FIELD;
	const b5 = scratch + 3 * FIELD;
	const b10 = scratch + 4 * FIELD;
	const b50 = scratch + 5 * FIELD;
	const t = scratch + 6 * FIELD;
	const x = scratch + 7 * FIELD;
	const b100 = scratch + 8 * FIELD;
	copy(x, f);
	square(x2, x);
	squareTimes(t, x2, 2);
	multiply(x9, t, x);
	multiply(x11, x9, x2);
	square(t, x11);
	multiply(b5, t, x9);
	squareTimes(t, b5, 5);
	multiply(b10, t, b5);
	squareTimes(t, b10, 10);
	multiply(b50, t, b10); // 2^20 − 1
	squareTimes(t, b50, 20);
	multiply(t, t, b50); // 2^40 − 1
	squareTimes(t, t, 10);
	multiply(b50, t, b10);
	squareTimes(t, b50, 50);
	multiply(b100, t, b50);
	squareTimes(t, b100, 100);
	multiply(t, t, b100); // 2^200 − 1
	squareTimes(t, t, 50);
	multiply(t, t, b50); // 2^250 − 1
	squareTimes(t, t, inverting ? 5 : 2);
	multiply(h, t, inverting ? x11 : x);
}

const left = memory.data(32);
const right = memory.data(32);

export function equals(f: usize, g: usize): bool {
	toBytes(left, f);
	toBytes(right, g);
	return memory.compare(left, right, 32) == 0;
}

/** Whether the 32 bytes are a canonical value below p. */
export function isCanonical(bytes: usize): bool {
	if (load<u64>(bytes, 24) != 0x7fffffffffffffff) return load<u64>(bytes, 24) < 0x7fffffffffffffff;
	if (load<u64>(bytes, 16) != u64.MAX_VALUE || load<u64>(bytes, 8) != u64.MAX_VALUE) return true;
	return load<u64>(bytes) < u64.MAX_VALUE - 18;
}
