/**
 * Exact fractions of integers. Spec: SPEC §9.1. Always normalised: positive denominator, no common factor, so that
 * equal numbers have equal parts.
 */
export type Rational = { readonly n: bigint; readonly d: bigint };

/** Digits a number from outside may have; far more than any money or score, far less than would cost time. */
const MAX_DIGITS = 40;
/** Longer than any fraction a count prints by far. */
const MAX_FRACTION = 20_000;
const SMALL = BigInt(Number.MAX_SAFE_INTEGER);
const DECIMAL = /^-?\d+(?:\.\d+)?$/;
const FRACTION = /^(-?\d+)\/(\d+)$/;

function gcd(a: bigint, b: bigint): bigint {
	while (b > SMALL) [a, b] = [b, a % b];
	if (b === 0n) return a;
	let x = Number(b);
	let y = Number(a % b);
	while (y !== 0) [x, y] = [y, x % y];
	return BigInt(x);
}

/** n/d in lowest terms. @throws RangeError if d is zero. */
export function rational(n: bigint, d = 1n): Rational {
	if (d === 1n) return { n, d };
	if (d === 0n) throw new RangeError('a fraction needs a denominator that is not zero');
	if (d < 0n) [n, d] = [-n, -d];
	const common = gcd(n < 0n ? -n : n, d);
	return common === 1n ? { n, d } : { n: n / common, d: d / common };
}

export const ZERO: Rational = { n: 0n, d: 1n };
export const ONE: Rational = { n: 1n, d: 1n };

/** @throws RangeError unless `value` is an integer that a double holds exactly. */
export function fromInteger(value: number): Rational {
	if (!Number.isSafeInteger(value)) throw new RangeError(`${value} is not a safe integer`);
	return { n: BigInt(value), d: 1n };
}

export const add = (a: Rational, b: Rational): Rational =>
	a.d === b.d ? rational(a.n + b.n, a.d) : rational(a.n * b.d + b.n * a.d, a.d * b.d);
export const subtract = (a: Rational, b: Rational): Rational =>
	a.d === b.d ? rational(a.n - b.n, a.d) : rational(a.n * b.d - b.n * a.d, a.d * b.d);
export const multiply = (a: Rational, b: Rational): Rational => rational(a.n * b.n, a.d * b.d);
/** @throws RangeError if b is zero. */
export const divide = (a: Rational, b: Rational): Rational => rational(a.n * b.d, a.d * b.n);

/** Negative, zero or positive as `Array.prototype.sort` wants it; by cross multiplication, without division. */
export function compare(a: Rational, b: Rational): number {
	const left = a.d === b.d ? a.n : a.n * b.d;
	const right = a.d === b.d ? b.n : b.n * a.d;
	return left < right ? -1 : left > right ? 1 : 0;
}

export const equals = (a: Rational, b: Rational): boolean => a.n === b.n && a.d === b.d;
export const isLess = (a: Rational, b: Rational): boolean => compare(a, b) < 0;
export const sum = (terms: readonly Rational[]): Rational => terms.reduce(add, ZERO);
export const smaller = (a: Rational, b: Rational): Rational => (isLess(b, a) ? b : a);

/** The greatest integer that is not above `a`. */
export function floor(a: Rational): bigint {
	const quotient = a.n / a.d;
	return a.n < 0n && quotient * a.d !== a.n ? quotient - 1n : quotient;
}

/** Reads `1331751.11`, `-3`, `4000.0`; `undefined` for exponents, signs of other kinds, spaces, or over 40 digits. */
export function parseDecimal(text: string): Rational | undefined {
	if (text.length > MAX_DIGITS || !DECIMAL.test(text)) return undefined;
	const point = text.indexOf('.');
	if (point < 0) return { n: BigInt(text), d: 1n };
	const places = text.length - point - 1;
	return rational(BigInt(text.slice(0, point) + text.slice(point + 1)), 10n ** BigInt(places));
}

/** Reads what {@link formatRational} writes, and every decimal. */
export function parseRational(text: string): Rational | undefined {
	const parts = text.length <= MAX_FRACTION ? FRACTION.exec(text) : undefined;
	if (!parts) return parseDecimal(text);
	const d = BigInt(parts[2]!);
	return d === 0n ? undefined : rational(BigInt(parts[1]!), d);
}

/** The shortest exact decimal if there is one of at most nine places (`62.5`), else the fraction (`1250/3`). */
export function formatRational(a: Rational): string {
	if (a.d === 1n) return a.n.toString();
	for (let places = 1, power = 10n; places <= 9; places++, power *= 10n)
		if (power % a.d === 0n) return placePoint((a.n * power) / a.d, places);
	return `${a.n}/${a.d}`;
}

/** Rounded half away from zero to `places` decimals; for people, never for counting. */
export function formatRounded(a: Rational, places: number): string {
	const scaled = (a.n < 0n ? -a.n : a.n) * 10n ** BigInt(places);
	const rounded = (2n * scaled + a.d) / (2n * a.d);
	return placePoint(a.n < 0n ? -rounded : rounded, places);
}

function placePoint(scaled: bigint, places: number): string {
	if (places === 0) return scaled.toString();
	const digits = (scaled < 0n ? -scaled : scaled).toString().padStart(places + 1, '0');
	const at = digits.length - places;
	return `${scaled < 0n ? '-' : ''}${digits.slice(0, at)}.${digits.slice(at)}`;
}

/**
 * The fraction as a double with relative error below 2^-51, for the float filter of §9.6. Zero stays zero.
 */
export function toDouble(a: Rational): number {
	const magnitude = a.n < 0n ? -a.n : a.n;
	if (magnitude <= SMALL && a.d <= SMALL) return Number(a.n) / Number(a.d);
	const shift = bitLength(magnitude) - bitLength(a.d) - 64;
	const quotient =
		shift < 0 ? (magnitude << BigInt(-shift)) / a.d : magnitude / (a.d << BigInt(shift));
	return Number(a.n < 0n ? -quotient : quotient) * 2 ** shift;
}

const bitLength = (a: bigint): number => a.toString(16).length * 4;
