/** ristretto255 (RFC 9496) on the coordinates of point.ts, for public values only: decoding, encoding, comparing and hashing to the group. */
import { bigIntToBytesLE, bytesToBigIntLE } from '../bytes.ts';
import { rootPower } from './arithmetic.ts';
import { canonical, D, fold, P, SQRT_MINUS_1 } from './field.ts';
import { add, fromAffine, type Extended } from './point.ts';

// Constants of RFC 9496 §4.1.
const INVSQRT_A_MINUS_D =
	54469307008909316920995813868745141605393597292927456921205312896311721017578n;
const SQRT_AD_MINUS_ONE =
	25063068953384623474111414158702152701244531502492656460079210482610430750235n;
const ONE_MINUS_D_SQ =
	1159843021668779879193775521855586647937357759715417654439879720876111806838n;
const D_MINUS_ONE_SQ =
	40440834346308536858101042469323190826248399146238708352240133220865137265952n;

const isNegative = (x: bigint): boolean => (canonical(x) & 1n) === 1n;
const absolute = (x: bigint): bigint => (isNegative(x) ? canonical(-x) : canonical(x));

/** SQRT_RATIO_M1 (RFC 9496 §4.2): √(u/v), or √(√−1·u/v) when u/v is no square; not negative. */
function sqrtRatio(u: bigint, v: bigint): { isSquare: boolean; root: bigint } {
	const v3 = fold(fold(v * v) * v);
	const v7 = fold(fold(v3 * v3) * v);
	const r = fold(fold(u * v3) * rootPower(fold(u * v7)));
	const check = canonical(v * fold(r * r));
	const isCorrect = check === canonical(u);
	const isFlipped = check === canonical(-u);
	const isFlippedI = check === canonical(-u * SQRT_MINUS_1);
	const root = absolute(isFlipped || isFlippedI ? fold(r * SQRT_MINUS_1) : r);
	return { isSquare: isCorrect || isFlipped, root };
}

/** A representative of the element with these 32 bytes; `undefined` unless they are its canonical encoding (RFC 9496 §4.3.1). */
export function decodeRistretto(bytes: Uint8Array): Extended | undefined {
	const s = bytesToBigIntLE(bytes);
	if (bytes.length !== 32 || s >= P || (s & 1n) === 1n) return undefined;
	const ss = fold(s * s);
	const u1 = 1n - ss;
	const u2 = 1n + ss;
	const u2u2 = fold(u2 * u2);
	const v = fold(-D * fold(u1 * u1)) - u2u2;
	const { isSquare, root } = sqrtRatio(1n, fold(v * u2u2));
	const denX = fold(root * u2);
	const denY = fold(fold(root * denX) * v);
	const x = absolute(fold(2n * s * denX));
	const y = canonical(u1 * denY);
	return !isSquare || isNegative(x * y) || y === 0n ? undefined : fromAffine({ x, y });
}

/** The 32 bytes of the element that the point represents (RFC 9496 §4.3.2). */
export function encodeRistretto({ X, Y, Z, T }: Extended): Uint8Array {
	const u1 = fold((Z + Y) * (Z - Y));
	const u2 = fold(X * Y);
	const { root } = sqrtRatio(1n, fold(u1 * fold(u2 * u2)));
	const den1 = fold(root * u1);
	const den2 = fold(root * u2);
	const zInverse = fold(fold(den1 * den2) * T);
	const rotate = isNegative(T * zInverse);
	const x = rotate ? fold(Y * SQRT_MINUS_1) : X;
	const y = rotate ? fold(X * SQRT_MINUS_1) : Y;
	const denInverse = rotate ? fold(den1 * INVSQRT_A_MINUS_D) : den2;
	const signed = isNegative(x * zInverse) ? -y : y;
	return bigIntToBytesLE(absolute(fold(denInverse * (Z - signed))), 32);
}

/** Whether two points stand for the same element (RFC 9496 §4.3.3). */
export const equalRistretto = (p: Extended, q: Extended): boolean =>
	canonical(p.X * q.Y - p.Y * q.X) === 0n || canonical(p.Y * q.Y - p.X * q.X) === 0n;

/** MAP (RFC 9496 §4.3.4): a field element to a point. */
function mapToPoint(t: bigint): Extended {
	const r = fold(SQRT_MINUS_1 * fold(t * t));
	const u = fold((r + 1n) * ONE_MINUS_D_SQ);
	const v = fold((-1n - fold(r * D)) * (r + D));
	const { isSquare, root } = sqrtRatio(u, v);
	const s = isSquare ? root : -absolute(root * t);
	const c = isSquare ? -1n : r;
	const N = fold(fold(c * (r - 1n)) * D_MINUS_ONE_SQ) - v;
	const ss = fold(s * s);
	const [w0, w1, w2, w3] = [fold(2n * s * v), fold(N * SQRT_AD_MINUS_ONE), 1n - ss, 1n + ss];
	return { X: fold(w0 * w3), Y: fold(w2 * w1), Z: fold(w1 * w3), T: fold(w0 * w2) };
}

const LOW_255_BITS = (1n << 255n) - 1n;

/** A representative of the element that 64 uniform bytes give (RFC 9496 §4.3.4). */
export function elementOfUniformBytes(bytes: Uint8Array): Extended {
	const half = (from: number) => bytesToBigIntLE(bytes.subarray(from, from + 32)) & LOW_255_BITS;
	return add(mapToPoint(half(0)), mapToPoint(half(32)));
}
