import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { bigIntToBytesLE } from '../../../crypto/bytes.ts';
import { P } from '../../../crypto/curve/field.ts';
import { loadKernel } from '../../../crypto/curve/kernel.ts';
import * as plain from '../../../crypto/curve/multiply.ts';
import * as point from '../../../crypto/curve/point.ts';
import { G, ORDER } from '../../../crypto/group.ts';
import { buildKernel, MODULE } from '../../support/build-kernel.ts';
import { anyPoint, samePoint } from '../../support/curve-points.ts';

const test = suite('crypto/curve: kernel');
const kernel = loadKernel()!;

const edges = [
	0n,
	1n,
	2n,
	8n,
	15n,
	16n,
	127n,
	128n,
	255n,
	(1n << 128n) - 1n,
	1n << 252n,
	ORDER - 1n,
	ORDER,
	(1n << 256n) - 1n,
];
const scalar = fc.oneof(fc.constantFrom(...edges), fc.bigInt(0n, (1n << 256n) - 1n));
test('the kernel is built from its source, byte for byte', () => {
	assert.is(buildKernel(), readFileSync(MODULE, 'utf8'));
});

test('several multiples of one point are those of the plain path', () => {
	fc.assert(
		fc.property(anyPoint, fc.array(scalar, { minLength: 1, maxLength: 5 }), (p, scalars) => {
			const expected = plain.multiplyOneByMany(p, scalars);
			kernel.multiplyOneByMany(p, scalars).forEach((q, i) => assert.ok(samePoint(q, expected[i]!)));
		}),
		{ numRuns: 60 },
	);
});

test('sums of products are those of the plain path, whatever the lengths', () => {
	const terms = (bits: number) =>
		fc
			.array(fc.tuple(anyPoint, fc.bigInt(0n, (1n << BigInt(bits)) - 1n)), { maxLength: 20 })
			.map((list) => ({
				points: list.map(([p]) => p),
				scalars: list.map(([, s]) => s),
				bits,
			}));
	fc.assert(
		fc.property(fc.constantFrom(253, 256, 9), fc.constantFrom(128, 3), (a, b) => {
			fc.assert(
				fc.property(terms(a), terms(b), (long, short) => {
					assert.ok(samePoint(kernel.multiScalar([long, short]), plain.multiScalar([long, short])));
					assert.ok(samePoint(kernel.multiScalar([short]), plain.multiScalar([short])));
				}),
				{ numRuns: 5 },
			);
		}),
		{ numRuns: 8 },
	);
	assert.throws(
		() => kernel.multiScalar([1, 2, 3].map((bits) => ({ points: [], scalars: [], bits }))),
		/two lengths/,
	);
});

test('many points, repeated points and their negatives are summed right', () => {
	const points = Array.from({ length: 3000 }, (_, i) =>
		plain.addTableMultiple(point.ZERO, TABLE, BigInt(i % 700)),
	);
	const twice = [...points, ...points.map(point.negate), points[5]!];
	const scalars = twice.map((_, i) => BigInt(i % 3000) ** 20n % ORDER);
	scalars[6000] = 77n;
	const sum = kernel.multiScalar([{ points: twice, scalars, bits: 253 }]);
	assert.ok(samePoint(sum, plain.multiplyOneByMany(points[5]!, [77n])[0]!));
});
const TABLE = new plain.Table(G.point);

test('sums of points are those of the plain path', () => {
	const affine = anyPoint.map((p) => point.fromAffine(point.toAffine([p])[0]!));
	fc.assert(
		fc.property(fc.array(affine, { maxLength: 20 }), (points) => {
			const doubled = [...points, ...points];
			const expected = doubled.reduce((a, b) => point.add(a, b), point.ZERO);
			assert.ok(samePoint(kernel.sumAffine(doubled), expected));
		}),
		{ numRuns: 30 },
	);
});

test('table multiples are those of the plain path, with more tables than fit', () => {
	const bases = Array.from(
		{ length: 15 },
		(_, i) => new plain.Table(plain.multiplyOneByMany(G.point, [BigInt(i + 2)])[0]!),
	);
	for (const round of [1n, 2n])
		bases.forEach((table, i) => {
			for (const s of [...edges, 12345678901234567890n * round]) {
				const start = plain.multiplyOneByMany(G.point, [BigInt(i)])[0]!;
				const expected = plain.addTableMultiple(start, TABLE, (s * BigInt(i + 2)) % ORDER);
				assert.ok(samePoint(kernel.addTableMultiple(start, table, s), expected));
			}
		});
});

test('decompression agrees for every kind of number', () => {
	const special = [0n, 1n, P - 1n, P, P + 1n, (1n << 255n) - 1n, 1n << 255n, 2n, 3n, 4n, 5n];
	const number = fc.oneof(
		fc.constantFrom(...special),
		fc.bigInt(0n, (1n << 256n) - 1n),
		fc.bigInt(0n, P),
	);
	fc.assert(
		fc.property(number, fc.boolean(), (y, odd) => {
			assert.equal(kernel.decompress(y, odd), point.decompress(y, odd));
		}),
		{ numRuns: 300 },
	);
	for (const y of special)
		for (const odd of [true, false])
			assert.equal(kernel.decompress(y, odd), point.decompress(y, odd));
});

test('clearing the cofactor agrees, and points that are none are refused', () => {
	const bytes = (list: readonly point.Affine[]) =>
		new Uint8Array(
			list.flatMap(({ x, y }) => [...bigIntToBytesLE(x, 32), ...bigIntToBytesLE(y, 32)]),
		);
	fc.assert(
		fc.property(fc.array(anyPoint, { minLength: 1, maxLength: 6 }), (points) => {
			const input = bytes(point.toAffine(points));
			assert.equal(kernel.clearCofactors(input), point.clearCofactors(input));
		}),
		{ numRuns: 30 },
	);
	for (const wrong of [
		{ x: 1n, y: 1n },
		{ x: P, y: 1n },
		{ x: 0n, y: P + 1n },
		{ x: 1n << 255n, y: 1n },
	]) {
		assert.is(kernel.clearCofactors(bytes([{ x: 0n, y: 1n }, wrong])), undefined);
		assert.is(point.clearCofactors(bytes([{ x: 0n, y: 1n }, wrong])), undefined);
	}
});

test.run();
