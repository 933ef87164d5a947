/**
 * The field of edwards25519, p = 2^255 − 19, for public values only: BigInt arithmetic takes time that depends on its operands.
 * Values are kept lazily reduced: any integer congruent to the element, below 2^258 in absolute value.
 */

export const P = (1n << 255n) - 19n;
const MASK = (1n << 256n) - 1n;
/** √−1, the one with even representative (RFC 8032 §5.1.3). */
export const SQRT_MINUS_1 =
	19681161376707505956807079304988542015446066515923890162744021073123829784752n;
/** The constant d of the curve −x² + y² = 1 + d·x²·y² (RFC 8032 §5.1). */
export const D = 37095705934669439343138083508754565189542113879843219016388785533085940283555n;

/** Halves a product of two lazily reduced values to below 2^266: good enough for one more product, which must be folded whole. */
export const foldOnce = (z: bigint): bigint => (z & MASK) + 38n * (z >> 256n);

/** Brings a product of values below 2^268 back to a lazily reduced value: 2^256 ≡ 38, and a word boundary is the cheaper cut. */
export function fold(z: bigint): bigint {
	z = (z & MASK) + 38n * (z >> 256n);
	return (z & MASK) + 38n * (z >> 256n);
}

/** The canonical representative in [0, p). */
export function canonical(z: bigint): bigint {
	const r = fold(z) % P;
	return r < 0n ? r + P : r;
}

function squareTimes(x: bigint, times: number): bigint {
	for (let i = 0; i < times; i++) x = fold(x * x);
	return x;
}

/** x^(2^252 − 3), and x^(2^250 − 1) and x^11 on the way: the addition chain of RFC 8032's reference exponentiations. */
function chain(x: bigint): { power252Minus3: bigint; power250Minus1: bigint; power11: bigint } {
	const x2 = fold(x * x);
	const x9 = fold(x * squareTimes(x2, 2));
	const x11 = fold(x9 * x2);
	const b5 = fold(fold(x11 * x11) * x9);
	const b10 = fold(squareTimes(b5, 5) * b5);
	const b20 = fold(squareTimes(b10, 10) * b10);
	const b40 = fold(squareTimes(b20, 20) * b20);
	const b50 = fold(squareTimes(b40, 10) * b10);
	const b100 = fold(squareTimes(b50, 50) * b50);
	const b200 = fold(squareTimes(b100, 100) * b100);
	const b250 = fold(squareTimes(b200, 50) * b50);
	return { power252Minus3: fold(squareTimes(b250, 2) * x), power250Minus1: b250, power11: x11 };
}

/** x^(2^252 − 3) = x^((p−5)/8): the root of what has one. */
export const rootPower = (x: bigint): bigint => chain(x).power252Minus3;

/** x⁻¹, and 0 for 0. */
export function invert(x: bigint): bigint {
	const { power250Minus1, power11 } = chain(x);
	return fold(squareTimes(power250Minus1, 5) * power11);
}

/** Inverts all values with one inversion (Montgomery). @throws RangeError if one of them is 0. */
export function invertAll(values: readonly bigint[]): bigint[] {
	const products: bigint[] = [];
	let product = 1n;
	for (const value of values) {
		products.push(product);
		product = fold(product * value);
	}
	if (canonical(product) === 0n) throw new RangeError('zero has no inverse');
	let inverse = values.length > 0 ? invert(product) : 1n;
	const inverses = new Array<bigint>(values.length);
	for (let i = values.length - 1; i >= 0; i--) {
		inverses[i] = fold(products[i]! * inverse);
		inverse = fold(inverse * values[i]!);
	}
	return inverses;
}

/**
 * √(u/v), the representative that is canonical and even; `undefined` when u/v is no square. Spec: RFC 8032 §5.1.3.
 */
export function sqrtRatio(u: bigint, v: bigint): bigint | undefined {
	const v3 = fold(fold(v * v) * v);
	const v7 = fold(fold(v3 * v3) * v);
	let x = fold(fold(u * v3) * rootPower(fold(u * v7)));
	const check = canonical(v * fold(x * x));
	if (check === canonical(-u)) x = fold(x * SQRT_MINUS_1);
	else if (check !== canonical(u)) return undefined;
	x = canonical(x);
	return (x & 1n) === 1n ? P - x : x;
}
