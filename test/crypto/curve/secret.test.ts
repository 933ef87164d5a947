/** Multiplication with secret scalars: the right product, by steps that say nothing of the scalar, which is gone afterwards. */
import fc from 'fast-check';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { bigIntToBytesLE, bytesToBigIntLE } from '../../../crypto/bytes.ts';
import { canonical } from '../../../crypto/curve/field.ts';
import { loadKernel } from '../../../crypto/curve/kernel.ts';
import * as plain from '../../../crypto/curve/multiply.ts';
import type * as point from '../../../crypto/curve/point.ts';
import * as noble from '../../../crypto/curve/secret.ts';
import {
	asSecret,
	FixedBase,
	G,
	modOrder,
	multiply,
	multiplyManyPublic,
	multiplyPublic,
	ORDER,
	randomScalar,
	sumOfProductsPublic,
} from '../../../crypto/group.ts';
import { anyPoint, samePoint } from '../../support/curve-points.ts';
import { loadTracedKernel } from '../../support/traced-kernel.ts';

const test = suite('crypto/curve: secret');
const kernel = loadKernel()!;

const repeated = (nibble: string) => BigInt('0x' + nibble.repeat(63)) % ORDER;
const edges = [
	...[1n, 2n, 7n, 8n, 9n, 15n, 16n, 17n, 128n, 255n, 256n],
	...['7', '8', '9', 'f', '08', '80', '78', '87'].map(repeated),
	...[(1n << 252n) - 1n, 1n << 252n, ORDER - 1n, ORDER - 2n],
];
const secret = fc.oneof(fc.constantFrom(...edges), fc.bigInt(1n, ORDER - 1n));
const assertSame = (a: point.Extended, b: point.Extended) => assert.ok(samePoint(a, b));

test('the product is that of the plain path, whatever the point', () => {
	fc.assert(
		fc.property(anyPoint, secret, (p, s) => {
			const expected = plain.multiplyOneByMany(p, [s])[0]!;
			assertSame(kernel.multiplySecret(p, s), expected);
			assertSame(kernel.multiplyTableSecret(new plain.Table(p), s), expected);
		}),
		{ numRuns: 60 },
	);
	for (const s of edges) assertSame(kernel.multiplySecret(G.point, s), G.multiplyPublic(s));
});

test('noble, where there is no kernel, gives the same product', () => {
	const table = new plain.Table(G.point);
	fc.assert(
		fc.property(secret, (s) => {
			const expected = kernel.multiplyTableSecret(table, s);
			assertSame(noble.multiplySecret(G.point, s), expected);
			assertSame(noble.multiplyBaseSecret(G.point, s), expected);
		}),
		{ numRuns: 30 },
	);
});

test('what is no secret scalar is refused', () => {
	const base = new FixedBase(G.point);
	for (const wrong of [0n, -1n, ORDER, ORDER + 1n, 1n << 256n]) {
		assert.throws(() => multiply(G.point, asSecret(wrong)), /secret scalar/);
		assert.throws(() => base.multiply(asSecret(wrong)), /secret scalar/);
	}
});

test('the types keep secrets from multiplications in variable time', () => {
	const secret = randomScalar();
	// @ts-expect-error it is a secret
	const one = multiplyPublic(G.point, secret);
	// @ts-expect-error it is a secret
	const ofBase = G.multiplyPublic(secret);
	// @ts-expect-error they are secrets
	const [ofMany] = multiplyManyPublic(G.point, [secret]);
	// @ts-expect-error they are secrets
	const sum = sumOfProductsPublic([G.point], [secret]);
	// @ts-expect-error not marked as secret
	const marked = multiply(G.point, 5n);
	assertSame(marked, multiplyPublic(G.point, 5n));
	// What is published of a secret is a number like others.
	const response = multiplyPublic(G.point, modOrder(secret + 0n));
	for (const product of [one, ofBase, ofMany!, sum, response])
		assertSame(product, multiply(G.point, secret));
});

/** Places in the memory of a traced kernel: a table of G, G itself, a scalar, a result, and room to work. */
function layOut() {
	const traced = loadTracedKernel();
	const { wasm } = traced;
	wasm.memory.grow(40);
	const table = Math.ceil(wasm.heapBase() / 16) * 16;
	const [base, scalar, out, room] = [0, 128, 160, 288].map(
		(offset) => table + wasm.tableSize() + offset,
	) as [number, number, number, number];
	const put = (at: number, ...numbers: bigint[]) =>
		numbers.forEach((n, i) =>
			new Uint8Array(wasm.memory.buffer).set(bigIntToBytesLE(n, 32), at + 32 * i),
		);
	const { X, Y, Z, T } = G.point;
	put(base, X, Y, Z, canonical(T));
	wasm.makeTable(table, base, room);
	const ways = {
		point: () => wasm.multiplySecret(out, base, scalar, room),
		table: () => wasm.multiplyTableSecret(out, table, scalar),
		public: () => wasm.addTableMultiple(out, table, scalar),
	};
	const trace = (way: keyof typeof ways, s: bigint) => {
		put(scalar, s);
		put(out, X, Y, Z, canonical(T));
		return traced.trace(ways[way]);
	};
	const number = (at: number) => bytesToBigIntLE(new Uint8Array(wasm.memory.buffer, at, 32));
	const result = (): point.Extended => {
		const [x, y, z, t] = [0, 32, 64, 96].map((offset) => number(out + offset));
		return { X: x!, Y: y!, Z: z!, T: t! };
	};
	return { trace, result, memory: () => new Uint8Array(wasm.memory.buffer) };
}

test('functions, loops and addresses are the same for every secret', () => {
	const { trace, result } = layOut();
	const secrets = [...edges, ...Array.from({ length: 20 }, () => randomScalar())];
	for (const way of ['point', 'table'] as const) {
		const traces = secrets.map((s) => {
			const { hash, steps } = trace(way, s);
			assertSame(result(), G.multiplyPublic(s));
			assert.ok(steps > 10_000, 'steps are written down');
			return hash;
		});
		assert.is(new Set(traces).size, 1, way);
	}
	// The multiplication of public scalars shows that differences would be seen.
	assert.ok(new Set(secrets.map((s) => trace('public', s).hash)).size > secrets.length / 2);
});

test('the secret is wiped from the memory of the kernel', () => {
	const { trace, memory } = layOut();
	for (const way of ['point', 'table'] as const) {
		const secret = randomScalar();
		trace(way, secret);
		const held = Buffer.from(memory());
		const bytes = Buffer.from(bigIntToBytesLE(secret, 32));
		for (let at = 0; at + 8 <= bytes.length; at += 8)
			assert.not.ok(held.includes(bytes.subarray(at, at + 8)), way);
	}
});

test.run();
