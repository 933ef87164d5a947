/**
 * Chooses who computes: the WebAssembly kernel where there is one, else BigInt, or noble where a scalar is secret. All give the same
 * results; tests hold them to it.
 */
import { loadKernel, type Kernel } from './kernel.ts';
import * as plain from './multiply.ts';
import * as field from './field.ts';
import * as point from './point.ts';
import * as noble from './secret.ts';

const loaded = loadKernel();
let kernel: Kernel | undefined = loaded;

/** Switches the kernel off or on, for tests and comparisons. */
export function useKernel(on: boolean): void {
	kernel = on ? loaded : undefined;
}

export const multiplyOneByMany = (
	p: point.Extended,
	scalars: readonly bigint[],
): point.Extended[] =>
	kernel ? kernel.multiplyOneByMany(p, scalars) : plain.multiplyOneByMany(p, scalars);

export const multiScalar = (sums: readonly plain.Terms[]): point.Extended =>
	kernel ? kernel.multiScalar(sums) : plain.multiScalar(sums);

/** The sum of points; quickest where their Z is 1. */
export const sum = (points: readonly point.Extended[]): point.Extended =>
	kernel && points.length > 1 && points.every(({ Z }) => Z === 1n)
		? kernel.sumAffine(points)
		: points.reduce(point.add, point.ZERO);

export const addTableMultiple = (
	start: point.Extended,
	table: plain.Table,
	scalar: bigint,
): point.Extended =>
	kernel
		? kernel.addTableMultiple(start, table, scalar)
		: plain.addTableMultiple(start, table, scalar);

/** s·P for a secret 0 < s < ℓ. */
export const multiplySecret = (p: point.Extended, secret: bigint): point.Extended =>
	kernel ? kernel.multiplySecret(p, secret) : noble.multiplySecret(p, secret);

/** s·P by the table of P, for a secret 0 < s < ℓ. */
export const multiplyTableSecret = (table: plain.Table, secret: bigint): point.Extended =>
	kernel
		? kernel.multiplyTableSecret(table, secret)
		: noble.multiplyBaseSecret(table.point, secret);

export const decompress = (y: bigint, odd: boolean): point.Affine | undefined =>
	kernel ? kernel.decompress(y, odd) : point.decompress(y, odd);

export const clearCofactors = (coordinates: Uint8Array): point.Affine[] | undefined =>
	kernel ? kernel.clearCofactors(coordinates) : point.clearCofactors(coordinates);

export const rootPower = (x: bigint): bigint => (kernel ? kernel.rootPower(x) : field.rootPower(x));

/** Whether x is a square of the field, 0 included. Euler's criterion: x^((p−1)/2) = (r²·x)² with r = x^((p−5)/8). */
export function isSquare(x: bigint): boolean {
	const r = rootPower(x);
	const root = field.fold(field.fold(r * r) * x);
	const power = field.canonical(root * root);
	return power === 1n || power === 0n;
}
