/** Points for property tests of the curve's arithmetic. */
import fc from 'fast-check';
import { P } from '../../crypto/curve/field.ts';
import * as plain from '../../crypto/curve/multiply.ts';
import * as point from '../../crypto/curve/point.ts';
import { G, ORDER, parseCurvePoint } from '../../crypto/group.ts';
import { readJsonVector } from './vectors.ts';

const { torsion } = readJsonVector('belenios/kat.json') as { torsion: string[] };
const smallOrder = torsion.flatMap((t) => parseCurvePoint(t) ?? []);

/** Group elements, points with a component of small order, the identity; with any Z. */
export const anyPoint = fc
	.tuple(fc.bigInt(0n, ORDER - 1n), fc.constantFrom(...smallOrder), fc.bigInt(1n, P - 1n))
	.map(([s, t, z]): point.Extended => {
		const { X, Y, Z, T } = point.add(plain.multiplyOneByMany(G.point, [s])[0]!, t);
		return { X: (X * z) % P, Y: (Y * z) % P, Z: (Z * z) % P, T: (T * z) % P };
	});

/** Whether two points are the same and both have T = XY/Z. */
export const samePoint = (a: point.Extended, b: point.Extended): boolean =>
	point.equals(a, b) && point.isZero(point.add(a, point.negate(b)));
