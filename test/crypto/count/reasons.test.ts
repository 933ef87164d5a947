import assert from 'node:assert/strict';
import { suite } from 'uvu';
import { makeInstance } from '../../../crypto/count/instance.ts';
import type { CountOptions } from '../../../crypto/count/options.ts';
import { countPots } from '../../../crypto/count/pots.ts';
import { formatAmount, reasonsOf } from '../../../crypto/count/reasons.ts';
import { fromInteger } from '../../../crypto/count/rational.ts';
import { countBudget } from '../../../crypto/count/rules.ts';
import { electionOf, names, unwrap } from './elections.ts';

const test = suite('crypto/count/reasons');

const RULES: readonly (readonly [string, CountOptions])[] = [
	['greedy', {}],
	['greedy-no-skip', {}],
	['greedy-threshold', { threshold: '40' }],
	['greedy-top-up', {}],
	['greedy-per-cost', { supportFloor: '0.5' }],
	['phragmen', {}],
	['equal-shares', { completion: 'none' }],
	['equal-shares', { completion: 'none', utilitarian: true, comparison: 'preference' }],
];

test('every project has a reason in both languages with all its values filled in', () => {
	for (const name of names) {
		const election = electionOf(name);
		if (election.voters > 5000) continue;
		const ids = election.projects.map((p) => p.id);
		for (const [rule, options] of RULES) {
			const counted = countBudget(election, rule, options);
			if (!counted.ok) continue;
			const reasons = reasonsOf(counted.value, ids);
			const { winners } = counted.value;
			assert.deepEqual(
				reasons.filter((r) => r.won).map((r) => r.id),
				winners,
			);
			assert.deepEqual(
				reasons.slice(0, winners.length).map((r) => r.id),
				winners,
			);
			assert.deepEqual(reasons.map((r) => r.id).toSorted(), ids.toSorted());
			for (const { text } of reasons) {
				assert.match(text.uk, /^[«А-ЯІЇЄҐ][^{}]*\.$/, `${name} ${rule} ${text.uk}`);
				assert.match(text.en, /^[A-Z][^{}]*\.$/, `${name} ${rule} ${text.en}`);
			}
		}
	}
});

const small = unwrap(
	makeInstance({
		budget: fromInteger(100),
		kind: 'approval',
		projects: [
			{ id: 'park', cost: fromInteger(60), categories: ['green'] },
			{ id: 'road', cost: fromInteger(50), categories: ['grey'] },
			{ id: 'tree', cost: fromInteger(40), categories: ['green'] },
			{ id: 'gone', cost: fromInteger(1), withdrawn: true },
		],
		ballots: [
			{ projects: ['park', 'tree'], voters: 5 },
			{ projects: ['road'], voters: 4 },
			{ projects: ['gone'], voters: 3 },
			{ projects: ['tree'], voters: 1 },
		],
	}),
);
const ids = small.projects.map((p) => p.id);
const english = (rule: string, options: CountOptions): Record<string, string> =>
	Object.fromEntries(
		reasonsOf(unwrap(countBudget(small, rule, options)), ids).map((r) => [r.id, r.text.en]),
	);

test('the sentence says what decided', () => {
	assert.deepEqual(english('greedy', {}), {
		tree: 'Votes: 6. When its turn came 100 was left, and it costs 40.',
		park: 'Votes: 5. When its turn came 60 was left, and it costs 60.',
		road: 'Votes: 4. When its turn came only 0 was left, and it costs 50.',
		gone: 'The project was withdrawn and cannot be funded.',
	});
	const exclusive = english('greedy', { exclusive: [['tree', 'park']] });
	assert.equal(exclusive['park'], 'Votes: 5. Another winner excludes it: tree.');
	const capped = english('greedy', { caps: [{ category: 'green', amount: '50' }] });
	assert.match(capped['park']!, /exceed the cap of “green”/);
	const shares = english('equal-shares', { completion: 'none' });
	assert.equal(shares['tree'], 'Its 6 supporters bought it for 40: 6.67 each, or all they had.');
	assert.match(shares['park']!, /^Its 5 supporters had only 38\.46 together, and it costs 60\.$/);
	assert.match(english('phragmen', {})['gone']!, /withdrawn|not gathered/);
});

test('people read names for numbers, and money with its currency', () => {
	const counted = unwrap(countBudget(small, 'greedy', { exclusive: [['tree', 'park']] }));
	const wording = {
		name: (id: string) => `«${id.toUpperCase()}»`,
		money: (exact: string) => ({ uk: `${exact} грн`, en: `UAH ${exact}` }),
	};
	const told = new Map(reasonsOf(counted, ids, wording).map((r) => [r.id, r.text]));
	assert.deepEqual(told.get('park'), {
		uk: 'Голосів: 5. Виключає інший переможець: «TREE».',
		en: 'Votes: 5. Another winner excludes it: «TREE».',
	});
	assert.equal(
		told.get('road')!.uk,
		'Голосів: 4. Коли надійшла черга, залишалося 60 грн, а проєкт коштує 50 грн.',
	);
	const capped = unwrap(
		countBudget(small, 'greedy', { caps: [{ category: 'green', amount: '50' }] }),
	);
	const why = reasonsOf(capped, ids, wording).find((r) => r.id === 'park')!;
	assert.match(why.text.uk, /межу для «green»/);
});

test('of what supporters paid for instead, the dearest to them are named', () => {
	const cost = (n: number) => fromInteger(n);
	const many = unwrap(
		makeInstance({
			budget: cost(100),
			kind: 'approval',
			projects: [
				...['a', 'b', 'c', 'd'].map((id, i) => ({ id, cost: cost(10 + i) })),
				{ id: 'late', cost: cost(50) },
			],
			ballots: [
				{ projects: ['a', 'b', 'c', 'd', 'late'], voters: 8 },
				{ projects: ['a', 'b', 'c', 'd'], voters: 2 },
			],
		}),
	);
	const counted = unwrap(countBudget(many, 'equal-shares', { completion: 'none' }));
	const late = reasonsOf(counted, ['a', 'b', 'c', 'd', 'late']).find((r) => r.id === 'late')!;
	assert.match(late.text.en, /only 43\.20 of 50: the rest went to d, c, b and 1 more\.$/);
});

test('pots tell their own reasons', () => {
	const pots = unwrap(
		countPots(
			small,
			[
				{ name: 'green', projects: ['park', 'tree'], budget: fromInteger(60) },
				{ name: 'grey', projects: ['road'], budget: fromInteger(40) },
			],
			'greedy',
			{},
		),
	);
	const reasons = new Map(reasonsOf(pots, ['park', 'tree', 'road']).map((r) => [r.id, r.text.en]));
	assert.match(reasons.get('park')!, /only 20 was left/);
	assert.match(reasons.get('road')!, /only 40 was left/);
});

test('amounts are exact where they are whole, and rounded for people where not', () => {
	assert.deepEqual(['7', '62.5', '1250/3', '-1/3'].map(formatAmount), [
		'7',
		'62.50',
		'416.67',
		'-0.33',
	]);
	assert.throws(() => formatAmount('seven'), RangeError);
});

test.run();
