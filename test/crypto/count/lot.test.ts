import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import fc from 'fast-check';
import { suite } from 'uvu';
import { drawLot } from '../../../crypto/count/lot.ts';

const test = suite('crypto/count/lot');

const SEED = Uint8Array.from({ length: 32 }, (_, i) => i);
const ids = fc.uniqueArray(fc.string({ unit: 'grapheme', maxLength: 8 }), { maxLength: 12 });
const seeds = fc.uint8Array({ maxLength: 40 });

/** The definition of SPEC §9.2 by another implementation of SHA-256. */
function drawn(seed: Uint8Array, options: readonly string[]): string[] {
	const seedHash = createHash('sha256').update(seed).digest();
	const key = (id: string) =>
		createHash('sha256').update('viche/lot/v1\0').update(seedHash).update(id, 'utf8').digest('hex');
	return options
		.map((id) => ({ id, key: key(id) }))
		.sort((a, b) => (a.key < b.key ? -1 : 1))
		.map(({ id }) => id);
}

test('a known seed gives the known order', () => {
	const options = ['1', '2', '10', 'парк', 'школа', 'a b', ''];
	assert.deepEqual(drawLot(SEED, options), ['парк', 'школа', '10', '2', 'a b', '1', '']);
});

test('the order is that of the hashes of the specification', () => {
	fc.assert(
		fc.property(seeds, ids, (seed, list) => {
			assert.deepEqual(drawLot(seed, list), drawn(seed, list));
		}),
	);
});

test('the order of two ids depends neither on the others nor on the order they are given in', () => {
	fc.assert(
		fc.property(seeds, ids, fc.func(fc.boolean()), (seed, list, keep) => {
			const some = list.filter((id) => keep(id)).toReversed();
			const expected = drawLot(seed, list).filter((id) => keep(id));
			assert.deepEqual(drawLot(seed, some), expected);
		}),
	);
});

test('an id may take part once', () => {
	assert.throws(() => drawLot(SEED, ['a', 'b', 'a']), RangeError);
});

test('over many seeds every order of three ids comes about as often', () => {
	const DRAWS = 6000;
	const seen = new Map<string, number>();
	for (let i = 0; i < DRAWS; i++) {
		const order = drawLot(Uint8Array.of(i & 255, i >> 8), ['a', 'b', 'c']).join('');
		seen.set(order, (seen.get(order) ?? 0) + 1);
	}
	const expected = DRAWS / 6;
	const orders = ['abc', 'acb', 'bac', 'bca', 'cab', 'cba'];
	const chiSquare = orders
		.map((order) => ((seen.get(order) ?? 0) - expected) ** 2 / expected)
		.reduce((a, b) => a + b);
	// 20.5 is exceeded once in a thousand when all orders are equally likely (5 degrees of freedom).
	assert.ok(chiSquare < 20.5, `chi square ${chiSquare}`);
});

test.run();
