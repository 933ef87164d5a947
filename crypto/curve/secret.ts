/** Scalar multiplication with secret scalars by noble, whose sequence of operations does not depend on the scalar. */
import { ed25519 } from '@noble/curves/ed25519.js';
import { canonical } from './field.ts';
import type { Extended } from './point.ts';

type NoblePoint = InstanceType<typeof ed25519.Point>;

const toNoble = (p: Extended): NoblePoint =>
	new ed25519.Point(canonical(p.X), canonical(p.Y), canonical(p.Z), canonical(p.T));

const multiply = (point: NoblePoint, secret: bigint): Extended => {
	const { X, Y, Z, T } = point.multiply(secret);
	return { X, Y, Z, T };
};

/** s·P for a secret 0 < s < ℓ. */
export const multiplySecret = (point: Extended, secret: bigint): Extended =>
	multiply(toNoble(point), secret);

/** Points that many scalars are multiplied with: noble keeps tables of their multiples. */
const bases = new WeakMap<Extended, NoblePoint>();

/** As {@link multiplySecret}, quicker from the second time that the same object is multiplied. */
export function multiplyBaseSecret(point: Extended, secret: bigint): Extended {
	const known = bases.get(point) ?? toNoble(point).precompute(8, false);
	bases.set(point, known);
	return multiply(known, secret);
}
