import assert from 'node:assert/strict';
import fc from 'fast-check';
import { suite } from 'uvu';
import type { Rational } from '../../../crypto/count/rational.ts';
import {
	add,
	compare,
	divide,
	equals,
	floor,
	formatRational,
	formatRounded,
	fromInteger,
	multiply,
	parseDecimal,
	parseRational,
	rational,
	subtract,
	toDouble,
} from '../../../crypto/count/rational.ts';

const test = suite('crypto/count/rational');

const integer = fc.oneof(fc.bigInt(-1000n, 1000n), fc.bigInt(-(2n ** 200n), 2n ** 200n));
const positive = fc.oneof(fc.bigInt(1n, 1000n), fc.bigInt(1n, 2n ** 200n));
const any = fc.tuple(integer, positive).map(([n, d]) => rational(n, d));
const isNormal = ({ n, d }: Rational) => {
	let [a, b] = [n < 0n ? -n : n, d];
	while (b > 0n) [a, b] = [b, a % b];
	return d > 0n && a === 1n;
};

test('sums, differences, products and quotients are those of the integers, in lowest terms', () => {
	fc.assert(
		fc.property(any, any, (a, b) => {
			const parts = [add(a, b), subtract(a, b), multiply(a, b)];
			assert.equal(parts[0]!.n * a.d * b.d, (a.n * b.d + b.n * a.d) * parts[0]!.d);
			assert.equal(parts[1]!.n * a.d * b.d, (a.n * b.d - b.n * a.d) * parts[1]!.d);
			assert.equal(parts[2]!.n * a.d * b.d, a.n * b.n * parts[2]!.d);
			if (b.n !== 0n) {
				parts.push(divide(a, b));
				assert.ok(equals(multiply(parts[3]!, b), a));
			}
			assert.ok(parts.every(isNormal));
		}),
		{ seed: 5, numRuns: 500 },
	);
});

test('order is that of cross multiplication, equality that of parts', () => {
	fc.assert(
		fc.property(any, any, (a, b) => {
			const difference = a.n * b.d - b.n * a.d;
			assert.equal(Math.sign(compare(a, b)), difference < 0n ? -1 : difference > 0n ? 1 : 0);
			assert.equal(equals(a, b), difference === 0n);
			assert.equal(compare(a, a), 0);
		}),
		{ seed: 5 },
	);
});

test('floor is the greatest integer below or at', () => {
	fc.assert(
		fc.property(any, (a) => {
			const whole = floor(a);
			assert.ok(whole * a.d <= a.n && a.n < (whole + 1n) * a.d);
		}),
		{ seed: 5 },
	);
});

test('what is written is read back as the same number', () => {
	fc.assert(
		fc.property(fc.bigInt(-(10n ** 15n), 10n ** 15n), fc.bigInt(1n, 10n ** 15n), (n, d) => {
			const a = rational(n, d);
			assert.deepEqual(parseRational(formatRational(a)), a);
		}),
		{ seed: 5, numRuns: 500 },
	);
});

test('decimals are read exactly and written shortest', () => {
	for (const [text, n, d, written] of [
		['1331751.11', 133175111n, 100n, '1331751.11'],
		['4000.0', 4000n, 1n, '4000'],
		['-0.50', -1n, 2n, '-0.5'],
		['007', 7n, 1n, '7'],
		['0.000000001', 1n, 10n ** 9n, '0.000000001'],
		['0.0000000001', 1n, 10n ** 10n, '1/10000000000'],
	] as const) {
		const value = parseDecimal(text)!;
		assert.deepEqual(value, { n, d });
		assert.equal(formatRational(value), written);
	}
	assert.equal(formatRational(rational(2n, 6n)), '1/3');
});

test('what is no plain decimal is refused', () => {
	const wrong = [
		'',
		' 1',
		'1 ',
		'+1',
		'.5',
		'5.',
		'1e3',
		'1e999',
		'NaN',
		'Infinity',
		'0x1',
		'1,5',
		'1_0',
		'--1',
		'١',
	];
	for (const text of [...wrong, '1'.repeat(41), '9'.repeat(100_000)])
		assert.equal(parseDecimal(text), undefined, text.slice(0, 10));
	for (const text of ['1/0', '1/-2', '1/', '/2', '1/2/3', `1/${'3'.repeat(200_000)}`])
		assert.equal(parseRational(text), undefined, text.slice(0, 10));
});

test('rounding for people is half away from zero', () => {
	const rounded = (n: bigint, d: bigint, places: number) => formatRounded(rational(n, d), places);
	assert.deepEqual(
		[
			rounded(1n, 8n, 2),
			rounded(-1n, 8n, 2),
			rounded(2n, 3n, 3),
			rounded(5n, 2n, 0),
			rounded(1n, 3n, 1),
		],
		['0.13', '-0.13', '0.667', '3', '0.3'],
	);
});

test('a double is within 2^-51 of the fraction', () => {
	fc.assert(
		fc.property(any, (a) => {
			const double = toDouble(a);
			if (a.n === 0n) {
				assert.equal(double, 0);
				return;
			}
			const scale = 2n ** 2000n;
			const [mantissa, exponent] = partsOf(double);
			const exact =
				exponent < 0n ? (mantissa * scale) >> -exponent : (mantissa * scale) << exponent;
			const wanted = (a.n * scale) / a.d;
			const difference = exact > wanted ? exact - wanted : wanted - exact;
			const bound = (wanted < 0n ? -wanted : wanted) >> 51n;
			assert.ok(difference <= bound + 2n);
		}),
		{ seed: 5, numRuns: 1000 },
	);
});

/** A double as mantissa · 2^exponent. */
function partsOf(double: number): readonly [bigint, bigint] {
	let exponent = 0n;
	let mantissa = double;
	while (!Number.isInteger(mantissa)) {
		mantissa *= 2;
		exponent--;
	}
	return [BigInt(mantissa), exponent];
}

test('callers cannot make a fraction over zero or from a double', () => {
	assert.throws(() => rational(1n, 0n), RangeError);
	assert.throws(() => divide(rational(1n), rational(0n)), RangeError);
	assert.throws(() => fromInteger(0.5), RangeError);
	assert.throws(() => fromInteger(2 ** 60), RangeError);
});

test.run();
