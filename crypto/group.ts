/**
 * The prime-order group of edwards25519: the one door to point arithmetic. Spec: SPEC §2; RFC 8032 §5.1.
 *
 * Secrets go through multiplications whose steps do not depend on the scalar (ADR 0004): {@link multiply},
 * {@link FixedBase.multiply}. Everything with `Public` in its name takes time that depends on its input.
 *
 * Error model: text from outside gives `undefined` when it is not the canonical text of what is asked for; misuse throws RangeError.
 */
import { ed25519 } from '@noble/curves/ed25519.js';
import { bytesToBigIntLE } from './bytes.ts';
import * as curve from './curve/point.ts';
import {
	addTableMultiple,
	clearCofactors,
	decompress,
	isSquare,
	multiplyOneByMany,
	multiplySecret,
	multiplyTableSecret,
	multiScalar,
	sum,
} from './curve/arithmetic.ts';
import { Table } from './curve/multiply.ts';
import { canonical, fold } from './curve/field.ts';
import { randomBytes, type RandomBytes } from './random.ts';

declare const member: unique symbol;
declare const hidden: unique symbol;
/** On the curve; may have a component of small order. */
export type CurvePoint = curve.Extended;
/** An element of the group of prime order, the identity included. */
export type Point = CurvePoint & { readonly [member]: true };
/** An integer in [0, ORDER). */
export type Scalar = bigint;

/**
 * A scalar that others must not learn, not even from how long its multiplication takes. What is computed from secrets is an ordinary
 * number again: a response of a proof is published, and whatever stays secret is marked anew by {@link asSecret}.
 */
export type Secret = Scalar & { readonly [hidden]: true };
/** Accepts every scalar but a {@link Secret}. */
export type Open<S extends Scalar> = S extends Secret ? never : S;

/** ℓ = 2^252 + 27742317777372353535851937790883648493. */
export const ORDER = 7237005577332262213973186563042994240857116359379907606001950938285454250989n;
export const IDENTITY = curve.ZERO as Point;

const POINT_TEXT = /^[0-9a-f]{64}$/;
const SCALAR_TEXT = /^(?:0|[1-9][0-9]{0,75})$/;
const SIGN = 1n << 255n;

// ── scalars ──

export const modOrder = (n: bigint): Scalar => {
	const r = n % ORDER;
	return r < 0n ? r + ORDER : r;
};

/** Decimal digits without leading zeros, below ℓ. */
export function parseScalar(text: string): Scalar | undefined {
	if (!SCALAR_TEXT.test(text)) return undefined;
	const n = BigInt(text);
	return n < ORDER ? n : undefined;
}

/** A uniform scalar in [1, ℓ): 64 bytes, least significant first, mod ℓ (bias below 2^−250). */
export function randomScalar(rng: RandomBytes = randomBytes): Secret {
	for (;;) {
		const s = modOrder(bytesToBigIntLE(rng(64)));
		if (s !== 0n) return asSecret(s);
	}
}

/** Marks a scalar as secret. */
export const asSecret = (scalar: Scalar): Secret => scalar as Secret;

/** s⁻¹ mod ℓ. @throws RangeError for 0. */
export function invertScalar<S extends Scalar>(s: S): S {
	if (modOrder(s) === 0n) throw new RangeError('zero has no inverse');
	return ed25519.Point.Fn.inv(modOrder(s)) as S;
}

// ── encoding ──

/** 64 lower-case hex digits: parity of x in the top bit, y below, most significant digit first. */
const encodeAffine = ({ x, y }: curve.Affine): string =>
	((x & 1n) === 1n ? SIGN | y : y).toString(16).padStart(64, '0');

/** Affine coordinates of points; one inversion for all. */
export const toAffine = (points: readonly CurvePoint[]): curve.Affine[] => curve.toAffine(points);

/** The texts of points; one inversion for all. */
export const encodePoints = (points: readonly CurvePoint[]): string[] =>
	curve.toAffine(points).map(encodeAffine);

export const encodePoint = (point: CurvePoint): string => encodePoints([point])[0]!;

/** Decodes the canonical text of a curve point; says nothing of its order. */
export function parseCurvePoint(text: string): CurvePoint | undefined {
	if (!POINT_TEXT.test(text)) return undefined;
	const n = BigInt('0x' + text);
	const affine = decompress(n & (SIGN - 1n), n >= SIGN);
	return affine && curve.fromAffine(affine);
}

/** Decodes the canonical text of a group element; the identity is one. */
export function parsePoint(text: string): Point | undefined {
	const point = parseCurvePoint(text);
	return point && asMember(point);
}

/** The curve point that a number z stands for: y = low 255 bits of z mod p, parity of x = bit 255. SPEC §2.4. */
export function decompressNumber(z: bigint): CurvePoint | undefined {
	const affine = decompress(canonical(z & (SIGN - 1n)), ((z >> 255n) & 1n) === 1n);
	return affine && curve.fromAffine(affine);
}

/** The number whose 64 hex digits are the text of the point. */
export const pointNumber = (point: CurvePoint): bigint => BigInt('0x' + encodePoint(point));

// ── membership ──

/** ℓ·P = O. */
export const isMember = (point: CurvePoint): point is Point =>
	curve.isZero(multiplyOneByMany(point, [ORDER])[0]!);

export const asMember = (point: CurvePoint): Point | undefined =>
	isMember(point) ? point : undefined;

/**
 * Whether P = 2·Q for a point Q of the curve. All members are doubles, and three of seven other points: where most points are none,
 * it pays to ask this first, at a tenth of the price. In Montgomery's coordinates the curve is v² = u·(u² + A·u + 1) with no other
 * point of order 2 than (0, 0), so that P is a double iff u = (Z + Y)/(Z − Y) is a square (descent by 2-isogeny).
 */
export const isDouble = ({ Y, Z }: CurvePoint): boolean => isSquare(fold((Z + Y) * (Z - Y)));

const SUBSETS = 128;
const SUBSETS_AT_ONCE = 8;

/**
 * Whether all points are members: 128 random subset sums are (error at most 2^−128 whatever the points are). Costs 16 additions a
 * point and 128 single checks, less than one check a point from some 200 points on.
 */
export function areMembers(
	points: readonly CurvePoint[],
	rng: RandomBytes = randomBytes,
): points is readonly Point[] {
	if (points.length <= SUBSETS) return points.every(isMember);
	const cached = points.map(curve.cache);
	for (let round = 0; round < SUBSETS; round += SUBSETS_AT_ONCE) {
		const sums = new Array<CurvePoint>(2 ** SUBSETS_AT_ONCE).fill(curve.ZERO);
		const subsets = rng(points.length);
		cached.forEach((point, i) => (sums[subsets[i]!] = curve.addCached(sums[subsets[i]!]!, point)));
		for (let bit = 0; bit < SUBSETS_AT_ONCE; bit++) {
			const chosen = sums.filter((_, subset) => ((subset >> bit) & 1) === 1);
			if (!isMember(chosen.reduce((a, b) => curve.add(a, b)))) return false;
		}
	}
	return true;
}

/** 8·P: a group element whatever curve point P is. */
export const clearCofactor = (point: CurvePoint): Point => curve.doubleTimes(point, 3) as Point;

/**
 * 8·H for each H of untrusted affine coordinates, 64 bytes a point: what one eighth of a group element stands for (SPEC §11.1).
 * `undefined` if one of them is not on the curve.
 */
export function pointsFromEighths(coordinates: Uint8Array): Point[] | undefined {
	return clearCofactors(coordinates)?.map((a) => curve.fromAffine(a) as Point);
}

/** 8⁻¹ mod ℓ. */
export const INVERSE_OF_EIGHT = ed25519.Point.Fn.inv(8n);

// ── group operations ──

export const add = (p: Point, q: Point): Point => curve.add(p, q) as Point;
export const negate = (p: Point): Point => curve.negate(p) as Point;
export const subtract = (p: Point, q: Point): Point => add(p, negate(q));
export const equalPoints = (p: CurvePoint, q: CurvePoint): boolean => curve.equals(p, q);
export const isIdentity = (p: CurvePoint): boolean => curve.isZero(p);

export const sumPoints = (points: readonly Point[]): Point => sum(points) as Point;

/** The same points with Z = 1, for one inversion: later encodings cost nothing more. */
export const normalize = (points: readonly Point[]): Point[] =>
	curve.toAffine(points).map((a) => curve.fromAffine(a) as Point);

/** s·P for a secret s. @throws RangeError unless 0 < s < ℓ. */
export function multiply(point: Point, secret: Secret): Point {
	requireSecret(secret);
	return multiplySecret(point, secret) as Point;
}

function requireSecret(secret: Secret): void {
	if (secret <= 0n || secret >= ORDER) throw new RangeError('a secret scalar lies in [1, ℓ)');
}

/** A point that many scalars are multiplied with: the base point, an election key. Its tables are made at first use. */
export class FixedBase {
	readonly point: Point;
	readonly #table: Table;
	#eighth: FixedBase | undefined;

	constructor(point: Point) {
		this.point = point;
		this.#table = new Table(point);
	}

	/** The base E with 8·E = P. */
	get eighth(): FixedBase {
		return (this.#eighth ??= new FixedBase(multiplyPublic(this.point, INVERSE_OF_EIGHT)));
	}

	/** Makes the tables now, so that the first multiplication keeps nobody waiting. */
	prepare(): void {
		this.multiplyPublic(1n);
	}

	/** s·P for a secret s. @throws RangeError unless 0 < s < ℓ. */
	multiply(secret: Secret): Point {
		requireSecret(secret);
		return multiplyTableSecret(this.#table, secret) as Point;
	}

	/** start + s·P for a public s. */
	addMultiplePublic<S extends Scalar>(start: Point, scalar: Open<S>): Point {
		return addTableMultiple(start, this.#table, scalar) as Point;
	}

	multiplyPublic<S extends Scalar>(scalar: Open<S>): Point {
		return this.addMultiplePublic<S>(IDENTITY, scalar);
	}
}

/** The base point of RFC 8032. */
export const G = new FixedBase(curve.fromAffine(ed25519.Point.BASE.toAffine()) as Point);

/** s·P for a public s. */
export const multiplyPublic = <S extends Scalar>(point: Point, scalar: Open<S>): Point =>
	multiplyOneByMany(point, [scalar])[0] as Point;

/** s·P for several public s, sharing the doublings. */
export const multiplyManyPublic = <S extends Scalar>(
	point: Point,
	scalars: readonly Open<S>[],
): Point[] => multiplyOneByMany(point, scalars) as Point[];

/** As {@link multiplyManyPublic} for a point not known to be a member; `undefined` if it is none. The check shares the doublings. */
export function multiplyManyIfMember<S extends Scalar>(
	point: CurvePoint,
	scalars: readonly Open<S>[],
): Point[] | undefined {
	const multiples = multiplyOneByMany(point, [ORDER, ...scalars]);
	return curve.isZero(multiples[0]!) ? (multiples.slice(1) as Point[]) : undefined;
}

/** Σ s_i·P_i for public scalars of at most `bits` bits. */
export const sumOfProductsPublic = <S extends Scalar>(
	points: readonly Point[],
	scalars: readonly Open<S>[],
	bits = SCALAR_BITS,
): Point => multiScalar([{ points, scalars, bits }]) as Point;
const SCALAR_BITS = 253;

/** Points and public scalars below 2^bits. */
export type PublicTerms = {
	readonly points: readonly Point[];
	readonly scalars: readonly Scalar[];
	readonly bits: number;
};

/** As {@link sumOfProductsPublic} over terms of several lengths: cheaper together than apart. */
export const sumOfAllPublic = (terms: readonly PublicTerms[]): Point => multiScalar(terms) as Point;
