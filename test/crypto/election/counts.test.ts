import fc from 'fast-check';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { checkCount, findCounts, MAX_COUNT } from '../../../crypto/election/counts.ts';
import { G, negate, randomScalar } from '../../../crypto/group.ts';

const test = suite('crypto/election: counts');
const point = (r: bigint) => G.multiplyPublic(r);

test('every count up to a small bound is found, and none beyond', () => {
	for (const max of [0n, 1n, 2n, 3n, 10n, 57n]) {
		const numbers = Array.from({ length: Number(max) + 4 }, (_, i) => BigInt(i));
		const expected = numbers.map((r) => (r <= max ? r : undefined));
		assert.equal(findCounts(numbers.map(point), max), expected);
		for (const r of numbers) assert.equal(findCounts([point(r)], max), [expected[Number(r)]]);
	}
});

test('any count up to any bound is found', () => {
	fc.assert(
		fc.property(fc.bigInt(0n, 1n << 24n), fc.array(fc.nat()), (max, parts) => {
			const numbers = [0n, max, ...parts.map((p) => BigInt(p) % (max + 1n))];
			assert.equal(findCounts(numbers.map(point), max), numbers);
		}),
		{ numRuns: 10 },
	);
});

test('a small count is found quickly below a large bound, and counts that need many steps are found', () => {
	assert.equal(findCounts([point(12345n)], MAX_COUNT), [12345n]);
	assert.equal(findCounts([point((1n << 32n) + 1n)], 1n << 33n), [(1n << 32n) + 1n]);
});

test('points without a count are told apart', () => {
	const points = [point(5n), negate(point(5n)), point(randomScalar()), point(101n), point(0n)];
	assert.equal(findCounts(points, 100n), [5n, undefined, undefined, undefined, 0n]);
	assert.equal(findCounts([], 100n), []);
});

test('a published count is checked against point and bound', () => {
	assert.ok(checkCount(point(5n), 5n, 5n));
	assert.not(checkCount(point(5n), 5n, 4n), 'above the bound');
	assert.not(checkCount(point(5n), 4n, 5n), 'another count');
	assert.not(checkCount(negate(point(5n)), -5n, 5n), 'negative');
});

test('bounds that cannot be searched are a mistake of the caller', () => {
	assert.throws(() => findCounts([], -1n), /counts from 0/);
	assert.throws(() => findCounts([], MAX_COUNT + 1n), /counts from 0/);
});

test.run();
