import assert from 'node:assert/strict';
import fc from 'fast-check';
import { suite } from 'uvu';
import { drawLot } from '../../../crypto/count/lot.ts';
import { rational } from '../../../crypto/count/rational.ts';
import type { TieKey, TieSubject } from '../../../crypto/count/ties.ts';
import { TIE_KEYS, makeTieOrder } from '../../../crypto/count/ties.ts';
import { unwrap } from './elections.ts';

const test = suite('crypto/count/ties');

const subjects: readonly TieSubject[] = [
	{ id: '10', cost: rational(5n), votes: 3 },
	{ id: '2', cost: rational(5n), votes: 4 },
	{ id: 'a', cost: rational(9n, 2n), votes: 1 },
	{ id: '\u{1f333}', cost: rational(7n), votes: 4 },
	{ id: '\uffee', cost: rational(7n), votes: 4 },
];
const seed = Uint8Array.from({ length: 32 }, (_, i) => i);
const orderBy = (...keys: readonly TieKey[]) => {
	const { rank } = unwrap(makeTieOrder(keys, subjects, seed));
	return subjects.map((_, p) => p).sort((a, b) => rank[a]! - rank[b]!);
};

test('ids compare as Unicode strings, by code point', () => {
	assert.deepEqual(orderBy('id-ascending'), [0, 1, 2, 4, 3]);
	assert.deepEqual(orderBy('id-descending'), [3, 4, 2, 1, 0]);
});

test('keys are asked in turn', () => {
	assert.deepEqual(orderBy('cheapest', 'most-votes', 'id-ascending'), [2, 1, 0, 4, 3]);
	assert.deepEqual(orderBy('dearest', 'fewest-votes', 'file-order'), [3, 4, 0, 1, 2]);
	assert.deepEqual(orderBy('file-order'), [0, 1, 2, 3, 4]);
});

test('the lot is the published one', () => {
	const ids = subjects.map((s) => s.id);
	assert.deepEqual(
		orderBy('lot').map((p) => ids[p]),
		drawLot(seed, ids),
	);
});

test('a tie is reported with the keys it took', () => {
	const { report } = unwrap(makeTieOrder(['cheapest', 'most-votes', 'id-ascending'], subjects));
	assert.deepEqual(report('round 1', [0, 2]).by, ['cheapest']);
	assert.deepEqual(report('round 1', [0, 1]).by, ['cheapest', 'most-votes']);
	assert.deepEqual(report('round 2', [3, 0, 4]), {
		at: 'round 2',
		between: ['10', '\uffee', '\u{1f333}'],
		by: ['cheapest', 'most-votes', 'id-ascending'],
	});
});

test('an order that leaves ties open, or a lot without a seed, is refused', () => {
	const wrong: readonly (readonly TieKey[])[] = [
		[],
		['cheapest'],
		['id-ascending', 'most-votes'],
		['lot'],
		['shortest' as TieKey, 'id-ascending'],
	];
	for (const keys of wrong) {
		const result = makeTieOrder(keys, subjects);
		assert.equal(!result.ok && result.error.code, 'count.tie-order', keys.join());
	}
});

test('the order of two projects does not depend on which others there are', () => {
	const total = ['id-ascending', 'id-descending', 'lot', 'file-order'] as const;
	fc.assert(
		fc.property(
			fc.shuffledSubarray([...TIE_KEYS]),
			fc.constantFrom(...total),
			fc.subarray([...subjects], { minLength: 1 }),
			(keys, last, some) => {
				const all = unwrap(makeTieOrder([...keys, last], subjects, seed)).rank;
				const few = unwrap(makeTieOrder([...keys, last], some, seed)).rank;
				for (const [i, a] of some.entries())
					for (const [j, b] of some.entries()) {
						const inAll = all[subjects.indexOf(a)]! - all[subjects.indexOf(b)]!;
						assert.equal(Math.sign(few[i]! - few[j]!), Math.sign(inAll));
					}
			},
		),
		{ seed: 2 },
	);
});

test.run();
