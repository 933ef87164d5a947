/**
 * Points of edwards25519 in extended coordinates (Hisil, Wong, Carter, Dawson: Twisted Edwards Curves Revisited, 2008), for public
 * values only: time depends on the operands. Complete formulas: no exceptional cases.
 */
import { bytesToBigIntLE } from '../bytes.ts';
import { canonical, D, fold, foldOnce, invertAll, P, sqrtRatio } from './field.ts';

/** x = X/Z, y = Y/Z, x·y = T/Z; coordinates lazily reduced. */
export type Extended = {
	readonly X: bigint;
	readonly Y: bigint;
	readonly Z: bigint;
	readonly T: bigint;
};

/** A point prepared as the second operand of additions. `Z2` is 2·Z. */
export type Cached = {
	readonly plus: bigint;
	readonly minus: bigint;
	readonly Z2: bigint;
	readonly T2d: bigint;
};

/** Affine coordinates, canonical. */
export type Affine = { readonly x: bigint; readonly y: bigint };

const D2 = (2n * D) % P;
export const ZERO: Extended = { X: 0n, Y: 1n, Z: 1n, T: 0n };

export const fromAffine = ({ x, y }: Affine): Extended => ({ X: x, Y: y, Z: 1n, T: fold(x * y) });
export const negate = ({ X, Y, Z, T }: Extended): Extended => ({ X: -X, Y, Z, T: -T });
export const cache = ({ X, Y, Z, T }: Extended): Cached => ({
	plus: Y + X,
	minus: Y - X,
	Z2: 2n * Z,
	T2d: fold(T * D2),
});

export function addCached(p: Extended, q: Cached): Extended {
	const A = foldOnce((p.Y - p.X) * q.minus);
	const B = foldOnce((p.Y + p.X) * q.plus);
	const C = foldOnce(p.T * q.T2d);
	const Z = q.Z2 === 2n ? 2n * p.Z : foldOnce(p.Z * q.Z2);
	const [E, F, G, H] = [B - A, Z - C, Z + C, B + A];
	return { X: fold(E * F), Y: fold(G * H), Z: fold(F * G), T: fold(E * H) };
}

export function subtractCached(p: Extended, q: Cached): Extended {
	const A = foldOnce((p.Y - p.X) * q.plus);
	const B = foldOnce((p.Y + p.X) * q.minus);
	const C = foldOnce(p.T * q.T2d);
	const Z = q.Z2 === 2n ? 2n * p.Z : foldOnce(p.Z * q.Z2);
	const [E, F, G, H] = [B - A, Z + C, Z - C, B + A];
	return { X: fold(E * F), Y: fold(G * H), Z: fold(F * G), T: fold(E * H) };
}

export const add = (p: Extended, q: Extended): Extended => addCached(p, cache(q));

export function double(p: Extended): Extended {
	const A = foldOnce(p.X * p.X);
	const B = foldOnce(p.Y * p.Y);
	const S = p.X + p.Y;
	const E = foldOnce(S * S) - A - B;
	const G = B - A;
	const F = G - 2n * foldOnce(p.Z * p.Z);
	const H = -A - B;
	return { X: fold(E * F), Y: fold(G * H), Z: fold(F * G), T: fold(E * H) };
}

/** 2^times · p. Skips the coordinate T of the points in between, which a doubling does not read. */
export function doubleTimes(p: Extended, times: number): Extended {
	if (times === 0) return p;
	let { X, Y, Z } = p;
	for (let i = 1; i < times; i++) {
		const A = foldOnce(X * X);
		const B = foldOnce(Y * Y);
		const S = X + Y;
		const E = foldOnce(S * S) - A - B;
		const G = B - A;
		const F = G - 2n * foldOnce(Z * Z);
		X = fold(E * F);
		Y = fold(G * (-A - B));
		Z = fold(F * G);
	}
	return double({ X, Y, Z, T: 0n });
}

export const isZero = (p: Extended): boolean =>
	canonical(p.X) === 0n && canonical(p.Y - p.Z) === 0n;

export const equals = (p: Extended, q: Extended): boolean =>
	canonical(p.X * q.Z - q.X * p.Z) === 0n && canonical(p.Y * q.Z - q.Y * p.Z) === 0n;

/** Affine coordinates of all points, with one inversion; points with Z = 1 cost nothing. */
export function toAffine(points: readonly Extended[]): Affine[] {
	const inverses = invertAll(points.flatMap(({ Z }) => (Z === 1n ? [] : [Z]))).values();
	return points.map(({ X, Y, Z }) => {
		if (Z === 1n) return { x: inRange(X), y: inRange(Y) };
		const inverse = inverses.next().value!;
		return { x: canonical(X * inverse), y: canonical(Y * inverse) };
	});
}

const inRange = (x: bigint): bigint => (x >= 0n && x < P ? x : canonical(x));

/** Whether the pair satisfies −x² + y² = 1 + d·x²·y². Both coordinates must be canonical. */
function isOnCurve({ x, y }: Affine): boolean {
	const xx = fold(x * x);
	const yy = fold(y * y);
	return canonical(yy - xx - 1n - D * fold(xx * yy)) === 0n;
}

/** The point with this y and this parity of x; `undefined` if there is none. RFC 8032 §5.1.3, strict: y canonical, no −0. */
export function decompress(y: bigint, odd: boolean): Affine | undefined {
	if (y < 0n || y >= P) return undefined;
	const yy = fold(y * y);
	const x = sqrtRatio(yy - 1n, D * yy + 1n);
	if (x === undefined) return undefined;
	if (!odd) return { x, y };
	return x === 0n ? undefined : { x: P - x, y };
}

const COORDINATE = 32;

/**
 * 8·P for points given by affine coordinates (x, y of 32 bytes each, least significant first); `undefined` unless all are canonical
 * and on the curve.
 */
export function clearCofactors(coordinates: Uint8Array): Affine[] | undefined {
	const points: Extended[] = [];
	for (let at = 0; at < coordinates.length; at += 2 * COORDINATE) {
		const x = bytesToBigIntLE(coordinates.subarray(at, at + COORDINATE));
		const y = bytesToBigIntLE(coordinates.subarray(at + COORDINATE, at + 2 * COORDINATE));
		if (x >= P || y >= P || !isOnCurve({ x, y })) return undefined;
		points.push(doubleTimes(fromAffine({ x, y }), 3));
	}
	return toAffine(points);
}
