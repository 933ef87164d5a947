import assert from 'node:assert/strict';
import fc from 'fast-check';
import { suite } from 'uvu';
import type { Instance } from '../../../crypto/count/instance.ts';
import { makeInstance } from '../../../crypto/count/instance.ts';
import type { CountOptions } from '../../../crypto/count/options.ts';
import { COMPARISONS, COMPLETIONS, UTILITIES } from '../../../crypto/count/options.ts';
import { isLess, parseRational, rational } from '../../../crypto/count/rational.ts';
import { BUDGET_RULES, countBudget } from '../../../crypto/count/rules.ts';
import { electionOf, expectedOf, names, unwrap } from './elections.ts';
import type { World } from './worlds.ts';
import { approvals, instanceOfWorld, pointed, ranked } from './worlds.ts';

const test = suite('crypto/count/rules');

const rules = Object.keys(BUDGET_RULES);
/** A rule with options that any kind of ballot allows. */
const settings = fc
	.tuple(
		fc.constantFrom(...rules),
		fc.constantFrom(...UTILITIES),
		fc.constantFrom(...COMPLETIONS),
		fc.boolean(),
		fc.constantFrom(...COMPARISONS),
	)
	.map(([rule, utility, completion, utilitarian, comparison]): [string, CountOptions] => {
		if (rule === 'equal-shares')
			return [rule, { utility, completion, utilitarian, comparison, tie: ['id-ascending'] }];
		const threshold = rule === 'greedy-threshold' ? { threshold: '2' } : {};
		return [rule, { ...threshold, tie: ['id-ascending'] }];
	});
const worlds = fc.oneof(approvals, pointed, ranked);
const winnersOf = (instance: Instance, rule: string, options: CountOptions) =>
	unwrap(countBudget(instance, rule, options)).winners;

test('no rule spends more than there is, or funds a project twice', () => {
	fc.assert(
		fc.property(worlds, settings, (world, [rule, options]) => {
			const topUp = rule === 'greedy-top-up' ? { reserve: '0' } : {};
			const instance = instanceOfWorld(world);
			const result = unwrap(countBudget(instance, rule, { ...options, ...topUp }));
			assert.ok(!isLess(instance.budget, parseRational(result.cost)!));
			assert.equal(new Set(result.winners).size, result.winners.length);
		}),
		{ seed: 23, numRuns: 600 },
	);
});

test('the order of projects and ballots does not matter when ids break ties', () => {
	const shuffled = worlds.chain((world) =>
		fc.tuple(
			fc.constant(world),
			fc.shuffledSubarray([...world.ballots], { minLength: world.ballots.length }),
			fc.shuffledSubarray([...world.projects], { minLength: world.projects.length }),
		),
	);
	fc.assert(
		fc.property(shuffled, settings, ([world, ballots, projects], [rule, options]) => {
			const other = instanceOfWorld({ ...world, ballots, projects });
			const wanted = winnersOf(instanceOfWorld(world), rule, options);
			assert.deepEqual(winnersOf(other, rule, options), wanted);
		}),
		{ seed: 29, numRuns: 600 },
	);
});

/** The same election with every voter in a group of their own, which `makeInstance` never makes. */
const ungrouped = (instance: Instance): Instance => ({
	...instance,
	ballots: instance.ballots.flatMap((b) =>
		Array.from({ length: b.voters }, () => ({ ...b, voters: 1 })),
	),
});

test('putting identical ballots together changes nothing', () => {
	const repeated = worlds.map((w): World => ({ ...w, ballots: [...w.ballots, ...w.ballots] }));
	fc.assert(
		fc.property(repeated, settings, (world, [rule, options]) => {
			const instance = instanceOfWorld(world);
			assert.ok(instance.ballots.length * 2 <= instance.voters);
			assert.deepEqual(
				unwrap(countBudget(ungrouped(instance), rule, options)),
				unwrap(countBudget(instance, rule, options)),
			);
		}),
		{ seed: 31, numRuns: 300 },
	);
});

test('results are plain data', () => {
	fc.assert(
		fc.property(worlds, settings, (world, [rule, options]) => {
			const result = unwrap(countBudget(instanceOfWorld(world), rule, options));
			assert.deepEqual(JSON.parse(JSON.stringify(result)), result);
		}),
		{ seed: 37, numRuns: 100 },
	);
});

/** Projects by id: cost, votes, categories. Each vote is a voter of its own. */
const village = (
	projects: Record<string, readonly [number, number, ...string[]]>,
	budget: number,
): Instance =>
	unwrap(
		makeInstance({
			projects: Object.entries(projects).map(([id, [cost, , ...categories]]) => ({
				id,
				cost: rational(BigInt(cost)),
				categories,
			})),
			budget: rational(BigInt(budget)),
			kind: 'approval',
			ballots: Object.entries(projects).flatMap(([id, [, votes]]) =>
				votes > 0 ? [{ projects: [id], voters: votes }] : [],
			),
		}),
	);

const LIST = village({ a: [50, 9], b: [60, 8], c: [30, 7], d: [20, 1] }, 100);

test('greedy skips what does not fit, no-skip ends there, and both say so', () => {
	const skip = unwrap(countBudget(LIST, 'greedy'));
	assert.deepEqual(skip.winners, ['a', 'c', 'd']);
	const stop = unwrap(countBudget(LIST, 'greedy-no-skip'));
	assert.deepEqual(stop.winners, ['a']);
	const decisions = [skip, stop].map(({ explanation }) => {
		assert.ok(explanation.kind === 'greedy');
		assert.equal(explanation.ranOutAt, 'b');
		return explanation.steps.map((s) => s.decision);
	});
	assert.deepEqual(decisions, [
		['funded', 'does-not-fit', 'funded', 'funded'],
		['funded', 'does-not-fit', 'after-the-end', 'after-the-end'],
	]);
});

test('a project at the threshold is in, one vote less is out', () => {
	const at = (threshold: string) => winnersOf(LIST, 'greedy-threshold', { threshold });
	assert.deepEqual(at('7'), ['a', 'c']);
	assert.deepEqual(at('7.5'), ['a']);
	assert.deepEqual(at('1'), ['a', 'c', 'd']);
});

test('a withdrawn project neither wins nor ends a no-skip rule', () => {
	const withdrawn = {
		...LIST,
		projects: LIST.projects.map((p) => (p.id === 'b' ? { ...p, withdrawn: true } : p)),
	};
	assert.deepEqual(winnersOf(withdrawn, 'greedy-no-skip', {}), ['a', 'c', 'd']);
});

test('the support floor drops p when v/n < c/(f·B)', () => {
	const at = (supportFloor: string) => winnersOf(LIST, 'greedy', { supportFloor });
	assert.deepEqual(at('5'), ['a', 'c', 'd']);
	assert.deepEqual(at('4.99'), ['a', 'c']);
});

test('of an exclusive set one project is funded', () => {
	const { winners, explanation } = unwrap(countBudget(LIST, 'greedy', { exclusive: [['a', 'c']] }));
	assert.deepEqual(winners, ['a', 'd']);
	assert.ok(explanation.kind === 'greedy');
	const { decision, because } = explanation.steps.find((s) => s.id === 'c')!;
	assert.deepEqual([decision, because], ['excluded', 'a']);
});

test('caps bind per category, and leftovers are free of them', () => {
	const list = village({ a: [40, 9, 'x'], b: [30, 8, 'x', 'y'], c: [30, 7, 'y'], d: [30, 6] }, 100);
	const caps = [
		{ category: 'x', amount: '69' },
		{ category: 'y', amount: '30' },
	];
	assert.deepEqual(winnersOf(list, 'greedy', { caps }), ['a', 'c', 'd']);
	const more = village({ a: [40, 9, 'x'], b: [30, 8, 'x', 'y'], c: [30, 7, 'y'], d: [30, 6] }, 130);
	assert.deepEqual(winnersOf(more, 'greedy', { caps, leftover: true }), ['a', 'c', 'd', 'b']);
});

test('top-up funds the first that does not fit when four fifths are left', () => {
	const funded = (budget: number, options: CountOptions = {}) =>
		winnersOf(village({ a: [50, 9], b: [100, 8], c: [10, 7] }, budget), 'greedy-top-up', options);
	assert.deepEqual(funded(130), ['a', 'b']);
	assert.deepEqual(funded(129), ['a']);
	assert.deepEqual(funded(129, { share: '0.79' }), ['a', 'b']);
	assert.deepEqual(funded(130, { reserve: '19' }), ['a']);
	assert.deepEqual(funded(130, { reserve: '20' }), ['a', 'b']);
	assert.deepEqual(funded(130, { reserve: '30' }), ['a', 'b', 'c']);
	assert.deepEqual(funded(100, { reserve: '50' }), ['a', 'b']);
	assert.deepEqual(funded(160), ['a', 'b', 'c']);
});

test('votes per cost ranks by the quotient', () => {
	const list = village({ a: [90, 9], b: [30, 6], c: [20, 4], d: [10, 1] }, 100);
	const { winners, ties } = unwrap(
		countBudget(list, 'greedy-per-cost', { tie: ['cheapest', 'id-ascending'] }),
	);
	assert.deepEqual(winners, ['c', 'b', 'd']);
	assert.deepEqual(ties, [
		{ at: 'ranking', between: ['c', 'b'], by: ['cheapest'] },
		{ at: 'ranking', between: ['d', 'a'], by: ['cheapest'] },
	]);
});

test('add1 ends where each published variant says', () => {
	const list = village({ a: [60, 6], b: [40, 3], c: [30, 1] }, 100);
	const ended = (completion: CountOptions['completion']) => {
		const { winners, explanation } = unwrap(
			countBudget(list, 'equal-shares', { completion: completion! }),
		);
		assert.ok(explanation.kind === 'equal-shares');
		const { runs, firstEndowment, ended: why } = explanation.completion;
		return [winners.join(''), explanation.endowment, runs, firstEndowment, why];
	};
	assert.deepEqual(ended('none'), ['a', '10', 1, '10', 'not-run']);
	assert.deepEqual(ended('add1'), ['ab', '14', 5, '10', 'exhaustive']);
	assert.deepEqual(ended('add1-integral'), ['ab', '14', 5, '10', 'exhaustive']);
	assert.deepEqual(ended('add1-nonexhaustive'), ['ab', '29', 21, '10', 'overspent']);
	assert.deepEqual(ended('add1-pabulib'), ['ab', '29', 21, '10', 'overspent']);
});

test('integral variants differ in where they begin', () => {
	const list = village({ a: [60, 6], b: [40, 3], c: [30, 1] }, 99);
	const first = (completion: CountOptions['completion']) => {
		const { explanation } = unwrap(countBudget(list, 'equal-shares', { completion: completion! }));
		assert.ok(explanation.kind === 'equal-shares');
		return [explanation.completion.firstEndowment, explanation.endowment];
	};
	assert.deepEqual(first('add1'), ['9.9', '12.9']);
	assert.deepEqual(first('add1-integral'), ['9', '13']);
	assert.deepEqual(first('add1-pabulib'), ['9.9', '13']);
});

test('add1-integral does not begin when all projects fit; projects without votes count as fitting only there', () => {
	const all = village({ a: [60, 6], b: [30, 1] }, 100);
	const ended = (instance: Instance, completion: CountOptions['completion']) => {
		const { explanation } = unwrap(
			countBudget(instance, 'equal-shares', { completion: completion! }),
		);
		assert.ok(explanation.kind === 'equal-shares');
		return explanation.completion.ended;
	};
	assert.equal(ended(all, 'add1-integral'), 'not-run');
	assert.equal(ended(all, 'add1'), 'exhaustive');
	const unloved = village({ a: [60, 6], b: [30, 1], c: [10, 0], d: [1, 0] }, 100);
	assert.equal(ended(unloved, 'add1'), 'exhaustive');
	assert.equal(ended(unloved, 'add1-integral'), 'all-supported-funded');
});

test('the comparison counts voters who have nothing in one of the outcomes', () => {
	const instance = unwrap(
		makeInstance({
			projects: [
				{ id: 'big', cost: rational(100n) },
				{ id: 'small', cost: rational(30n) },
			],
			budget: rational(100n),
			kind: 'approval',
			ballots: [
				{ projects: ['big'], voters: 6 },
				{ projects: ['small'], voters: 4 },
			],
		}),
	);
	const none = { completion: 'none' } as const;
	assert.deepEqual(winnersOf(instance, 'equal-shares', none), ['small']);
	for (const comparison of ['preference', 'exclusion-ratio'] as const) {
		const { winners, explanation } = unwrap(
			countBudget(instance, 'equal-shares', { ...none, comparison }),
		);
		assert.deepEqual(winners, ['big']);
		assert.ok(explanation.kind === 'equal-shares');
		assert.deepEqual(explanation.comparison, {
			by: comparison,
			greedy: ['big'],
			equalShares: ['small'],
			votersForGreedy: 6,
			votersForEqualShares: 4,
			kept: 'greedy',
		});
	}
});

test('when as many prefer the one as the other, equal shares stays', () => {
	const list = village({ a: [100, 5], b: [30, 5] }, 100);
	const options = {
		completion: 'none',
		comparison: 'preference',
		tie: ['dearest', 'id-ascending'],
	} as const;
	const { winners, explanation } = unwrap(countBudget(list, 'equal-shares', options));
	assert.deepEqual(winners, ['b']);
	assert.ok(explanation.kind === 'equal-shares' && explanation.comparison);
	assert.deepEqual(explanation.comparison.greedy, ['a']);
	assert.equal(explanation.comparison.votersForGreedy, explanation.comparison.votersForEqualShares);
});

test('the two comparisons differ: more winners for many, or something for the others', () => {
	const three = ['a', 'b', 'c'].map((id) => ({ id, cost: rational(20n) }));
	const instance = unwrap(
		makeInstance({
			projects: [...three, { id: 'd', cost: rational(20n) }],
			budget: rational(60n),
			kind: 'approval',
			ballots: [
				{ projects: ['a', 'b', 'c'], voters: 4 },
				{ projects: ['d'], voters: 2 },
			],
		}),
	);
	const by = (comparison: CountOptions['comparison']) =>
		[...winnersOf(instance, 'equal-shares', { completion: 'none', comparison: comparison! })].join(
			'',
		);
	assert.equal(by('none'), 'abd');
	assert.equal(by('preference'), 'abc');
	assert.equal(by('exclusion-ratio'), 'abd');
});

test('options that a rule does not know, or cannot read, are refused by name', () => {
	const wrong: readonly (readonly [string, object, string])[] = [
		['greedy', { utility: 'cost' }, 'utility'],
		['greedy-threshold', {}, 'threshold'],
		['greedy', { threshold: '1e9' }, 'threshold'],
		['greedy', { threshold: -1 }, 'threshold'],
		['greedy', { reading: 'points' }, 'reading'],
		['greedy', { exclusive: [['zz']] }, 'exclusive'],
		['greedy', { caps: [{ category: 'zz', amount: '1' }] }, 'caps'],
		['greedy', { lotSeed: 'XY' }, 'lotSeed'],
		['greedy-top-up', { share: '1.1' }, 'share'],
		['equal-shares', { completion: 'add2' }, 'completion'],
		['equal-shares', { increment: '0' }, 'increment'],
		['equal-shares', { utilitarian: 'yes' }, 'utilitarian'],
		['equal-shares', { comparison: null }, 'comparison'],
		['greedy', { supportFloor: '0' }, 'supportFloor'],
		['greedy', { tie: 'id-ascending' }, 'tie'],
		['greedy', { tie: [null] }, 'tie'],
		['greedy', { tie: [undefined] }, 'tie'],
		['greedy', { tie: ['constructor'] }, 'tie'],
		['greedy', { exclusive: ['a'] }, 'exclusive'],
		['greedy', { caps: [null] }, 'caps'],
		['greedy', { caps: {} }, 'caps'],
		['greedy', { leftover: 1 }, 'leftover'],
		['phragmen', { reading: 'approval' }, 'reading'],
	];
	for (const [rule, options, place] of wrong) {
		const result = countBudget(LIST, rule, options);
		assert.ok(!result.ok && result.error.code === 'count.option', rule);
		assert.equal(result.error.place, place);
	}
	for (const name of ['', 'toString', '__proto__', 'Greedy']) {
		const result = countBudget(LIST, name);
		assert.equal(!result.ok && result.error.code, 'count.unknown-rule');
	}
});

test('equal shares without voters, or with points beyond exact doubles, is refused', () => {
	const input = { projects: [{ id: 'a', cost: rational(1n) }], budget: rational(1n) };
	const empty = unwrap(makeInstance({ ...input, kind: 'approval', ballots: [] }));
	const none = countBudget(empty, 'equal-shares');
	assert.equal(!none.ok && none.error.code, 'count.no-voters');
	for (const points of [rational(2n ** 53n), rational(1n, 2n ** 60n)]) {
		const ballots = [{ projects: ['a'], points: [points] }];
		const large = countBudget(
			unwrap(makeInstance({ ...input, kind: 'points', ballots })),
			'equal-shares',
		);
		assert.equal(!large.ok && large.error.code, 'count.points-too-large');
	}
});

test('an increment without an end in sight is refused', () => {
	const far = village({ a: [2, 1], b: [1, 1] }, 3);
	const result = countBudget(far, 'equal-shares', {
		completion: 'add1-nonexhaustive',
		increment: '0.000000001',
	});
	assert.equal(!result.ok && result.error.code, 'count.too-many-runs');
});

test('an instance is refused for ids, costs, points and voters that make no sense', () => {
	const a = { id: 'a', cost: rational(1n) };
	const base = { projects: [a], budget: rational(1n), kind: 'approval' as const, ballots: [] };
	for (const [input, code] of [
		[{ ...base, projects: [a, a] }, 'count.duplicate-project'],
		[{ ...base, projects: [{ id: 'a', cost: rational(0n) }] }, 'count.cost'],
		[{ ...base, projects: [{ id: 'a', cost: rational(-1n) }] }, 'count.cost'],
		[{ ...base, budget: rational(-1n) }, 'count.budget'],
		[{ ...base, ballots: [{ projects: ['b'] }] }, 'count.unknown-project'],
		[{ ...base, ballots: [{ projects: ['a'], voters: 0 }] }, 'count.voters'],
		[{ ...base, ballots: [{ projects: ['a'], voters: 2 ** 41 }] }, 'count.voters'],
		[{ ...base, kind: 'points' as const, ballots: [{ projects: ['a'] }] }, 'count.points'],
		[
			{ ...base, kind: 'points' as const, ballots: [{ projects: ['a'], points: [rational(-1n)] }] },
			'count.points',
		],
	] as const) {
		const result = makeInstance(input);
		assert.equal(!result.ok && result.error.code, code);
	}
});

test('votes are those of the reference', () => {
	for (const name of names) {
		const { explanation } = unwrap(
			countBudget(electionOf(name), 'greedy', { reading: 'approval' }),
		);
		assert.ok(explanation.kind === 'greedy');
		const votes = Object.fromEntries(explanation.steps.map((s) => [s.id, s.votes]));
		assert.deepEqual(votes, expectedOf(name).votes, name);
	}
});

test.run();
