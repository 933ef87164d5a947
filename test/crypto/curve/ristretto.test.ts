import { ristretto255, ristretto255_hasher } from '@noble/curves/ed25519.js';
import fc from 'fast-check';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { bigIntToBytesLE, bytesToHex, parseHex, utf8ToBytes } from '../../../crypto/bytes.ts';
import { useKernel } from '../../../crypto/curve/arithmetic.ts';
import { P } from '../../../crypto/curve/field.ts';
import {
	decodeRistretto,
	elementOfUniformBytes,
	encodeRistretto,
	equalRistretto,
} from '../../../crypto/curve/ristretto.ts';
import { add, negate, type Extended } from '../../../crypto/curve/point.ts';
import { G, multiplyPublic, ORDER, parseCurvePoint, type Point } from '../../../crypto/group.ts';
import { encodeElement, hashToElement } from '../../../crypto/token/group.ts';

const test = suite('crypto/curve: ristretto');

// RFC 9496, appendix A.1 and A.2.
const MULTIPLES = [
	'0000000000000000000000000000000000000000000000000000000000000000',
	'e2f2ae0a6abc4e71a884a961c500515f58e30b6aa582dd8db6a65945e08d2d76',
	'6a493210f7499cd17fecb510ae0cea23a110e8d5b901f8acadd3095c73a3b919',
	'94741f5d5d52755ece4f23f044ee27d5d1ea1e2bd196b462166b16152a9d0259',
];
const BAD = [
	'00ffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff',
	'ffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f',
	'f3ffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f',
	'edffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f',
	'0100000000000000000000000000000000000000000000000000000000000000',
	'01ffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f',
	'ed57ffd8c914fb201471d1c3d245ce3c746fcbe63a3679d51b6a516ebebe0e20',
	'c34c4e1826e5d403b78e246e88aa051c36ccf0aafebffe137d148a2bf9104562',
	'26948d35ca62e643e26a83177332e6b6afeb9d08e4268b650f1f5bbd8d81d371',
	'4eac077a713c57b4f4397629a4145982c661f48044dd3f96427d40b147d9742f',
	'3eb858e78f5a7254d8c9731174a94f76755fd3941c0ac93735c07ba14579630e',
	'ecffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f',
];

const nobleAccepts = (bytes: Uint8Array): boolean => {
	try {
		ristretto255.Point.fromBytes(bytes);
		return true;
	} catch {
		return false;
	}
};

test('the multiples of the generator in RFC 9496 are decoded and encoded', () => {
	for (const [i, text] of MULTIPLES.entries()) {
		const point = decodeRistretto(parseHex(text)!)!;
		assert.is(bytesToHex(encodeRistretto(point)), text);
		assert.is(bytesToHex(ristretto255.Point.BASE.multiplyUnsafe(BigInt(i)).toBytes()), text);
	}
});

test('the bad encodings of RFC 9496 are refused, and the library agrees', () => {
	for (const text of BAD) {
		assert.is(decodeRistretto(parseHex(text)!), undefined, text);
		assert.not.ok(nobleAccepts(parseHex(text)!));
	}
	assert.is(decodeRistretto(new Uint8Array(31)), undefined);
});

for (const withKernel of [true, false])
	test(`${withKernel ? 'with' : 'without'} the kernel everything agrees with the library`, () => {
		useKernel(withKernel);
		const scalar = fc.bigInt(0n, ORDER - 1n);
		fc.assert(
			fc.property(
				scalar,
				fc.uint8Array({ minLength: 64, maxLength: 64 }),
				fc.bigInt(0n, P - 1n),
				(s, uniform, y) => {
					const bytes = ristretto255.Point.BASE.multiplyUnsafe(s).toBytes();
					assert.equal(encodeRistretto(decodeRistretto(bytes)!), bytes);
					const any = bigIntToBytesLE(y, 32);
					assert.is(decodeRistretto(any) !== undefined, nobleAccepts(any));
					const expected = ristretto255_hasher.deriveToCurve!(uniform);
					assert.equal(encodeRistretto(elementOfUniformBytes(uniform)), expected.toBytes());
				},
			),
			{ numRuns: 40 },
		);
		useKernel(true);
	});

/** Points of order 1, 2, 4 and 4. */
const ORDER_4 = parseCurvePoint('0'.repeat(64))!;
const SMALL = [0, 1, 2, 3].map((n) => times(ORDER_4, n));

function times(point: Extended, n: number): Extended {
	return multiplyPublic(point as Point, BigInt(n));
}

test('the four points of a class are one element, with one encoding; other classes are other elements', () => {
	const other = G.multiplyPublic(6n);
	for (const point of [G.multiplyPublic(5n), G.multiplyPublic(0n)])
		for (const small of SMALL) {
			const same = add(point, small);
			assert.equal(encodeRistretto(same), encodeRistretto(point));
			assert.ok(equalRistretto(same, point) && equalRistretto(point, same));
			assert.not.ok(equalRistretto(same, other) || equalRistretto(other, same));
		}
	assert.not.ok(equalRistretto(G.multiplyPublic(5n), negate(G.multiplyPublic(5n))));
});

test('hashing to the group agrees with the library', () => {
	const DST = utf8ToBytes('HashToGroup-OPRFV1-\x01-ristretto255-SHA512');
	for (const text of ['', 'a', 'Віче']) {
		const expected = ristretto255_hasher.hashToCurve(utf8ToBytes(text), { DST });
		assert.is(encodeElement(hashToElement(utf8ToBytes(text))), bytesToHex(expected.toBytes()));
	}
});

test.run();
