import assert from 'node:assert/strict';
import fc from 'fast-check';
import { suite } from 'uvu';
import { SharesEngine } from '../../../../crypto/count/equal-shares/engine.ts';
import { explainRun } from '../../../../crypto/count/equal-shares/explain.ts';
import { makeProfile } from '../../../../crypto/count/equal-shares/profile.ts';
import type { Instance, Reading } from '../../../../crypto/count/instance.ts';
import { costOf, makeInstance } from '../../../../crypto/count/instance.ts';
import type { Utility } from '../../../../crypto/count/options.ts';
import type { Rational } from '../../../../crypto/count/rational.ts';
import {
	add,
	divide,
	formatRational,
	fromInteger,
	multiply,
	isLess,
	parseRational,
	rational,
	sum,
} from '../../../../crypto/count/rational.ts';
import { electionOf, expectedOf, names, unwrap } from '../elections.ts';
import type { World } from '../worlds.ts';
import { approvals, instanceOfWorld, pointed, ranked } from '../worlds.ts';
import { countNaively } from './naive.ts';

const test = suite('crypto/count/equal-shares/engine');

const runOf = (instance: Instance, reading: Reading, utility: Utility, endowment: Rational) => {
	const profile = unwrap(makeProfile(instance, reading, utility, () => true));
	const rank = Int32Array.from(instance.projects, (_, p) => p);
	const engine = new SharesEngine(profile, rank);
	const ids = instance.projects.map((p) => p.id);
	const run = engine.run(endowment);
	return { engine, run, account: explainRun(profile, run, ids, () => false) };
};

function assertNaive(instance: Instance, reading: Reading, utility: Utility, endowment: Rational) {
	const { run, account } = runOf(instance, reading, utility, endowment);
	const rank = instance.projects.map((_, p) => p);
	const naive = countNaively(instance, reading, utility, endowment, rank);
	assert.deepEqual(
		account.rounds.map((r) => [r.id, r.rho]),
		naive.rounds.map((r) => [instance.projects[r.project]!.id, formatRational(r.rho)]),
	);
	assert.deepEqual(
		run.ties.map((t) => [t.round, t.between.length]),
		naive.rounds.flatMap((r, i) => (r.tied > 1 ? [[i, r.tied]] : [])),
	);
	assert.deepEqual(account.unspent, naive.unspent);
}

const utilities = fc.constantFrom('cost' as const, 'cardinality' as const);
const endowments = fc.oneof(
	fc.integer({ min: 0, max: 15 }).map(fromInteger),
	fc.tuple(fc.bigInt(0n, 400n), fc.bigInt(1n, 60n)).map(([n, d]) => rational(n, d)),
);

for (const [kind, world, readings] of [
	['approval', approvals, ['approval']],
	['points', pointed, ['points', 'approval']],
	['ordinal', ranked, ['rank-points', 'borda', 'approval']],
] as const)
	test(`${kind} ballots: rounds, prices, ties and money left are those of the definition`, () => {
		fc.assert(
			fc.property(world, fc.constantFrom(...readings), utilities, endowments, (w, ...given) =>
				assertNaive(instanceOfWorld(w), ...given),
			),
			{ seed: 17, numRuns: 600 },
		);
	});

/** The world, and beside it one with three times the voters and costs: the same prices, by sums that round differently. */
const withTriple = (world: World): World => ({
	...world,
	projects: [
		...world.projects,
		...world.projects.map(({ id, cost }) => ({
			id: `${id}-3`,
			cost: multiply(cost, fromInteger(3)),
		})),
	],
	ballots: [
		...world.ballots,
		...[1, 2, 3].flatMap(() =>
			world.ballots.map((b) => ({ ...b, projects: b.projects.map((id) => `${id}-3`) })),
		),
	],
});

test('a tie is seen as one however the doubles were rounded on the way', () => {
	fc.assert(
		fc.property(approvals, endowments, (world, endowment) => {
			const instance = instanceOfWorld(withTriple(world));
			assertNaive(instance, 'approval', 'cardinality', endowment);
		}),
		{ seed: 47, numRuns: 400 },
	);
});

test('a difference of 10^-30 decides, where doubles see a tie', () => {
	const tiny = rational(1n, 10n ** 30n);
	const cost = fromInteger(6);
	const instance = (first: Rational, second: Rational) =>
		unwrap(
			makeInstance({
				projects: [
					{ id: 'a', cost: first },
					{ id: 'b', cost: second },
				],
				budget: fromInteger(20),
				kind: 'approval',
				ballots: [
					{ projects: ['a'], voters: 3 },
					{ projects: ['b'], voters: 3 },
				],
			}),
		);
	const endowment = fromInteger(3);
	for (const [first, second, order, ties] of [
		[cost, cost, ['a', 'b'], 1],
		[add(cost, tiny), cost, ['b', 'a'], 0],
		[cost, add(cost, tiny), ['a', 'b'], 0],
	] as const) {
		const { run, account } = runOf(instance(first, second), 'approval', 'cardinality', endowment);
		assert.deepEqual(
			account.rounds.map((r) => r.id),
			order,
		);
		assert.equal(run.ties.length, ties);
	}
});

test('a project is bought when its supporters have exactly its cost, not when 10^-30 is missing', () => {
	const endowment = rational(1n, 3n);
	for (const [missing, bought] of [
		[0n, 1],
		[1n, 0],
	] as const) {
		const cost = add(fromInteger(1), rational(missing, 10n ** 30n));
		const instance = unwrap(
			makeInstance({
				projects: [{ id: 'a', cost }],
				budget: fromInteger(1),
				kind: 'approval',
				ballots: [{ projects: ['a'], voters: 3 }],
			}),
		);
		const { account } = runOf(instance, 'approval', 'cost', endowment);
		assert.equal(account.rounds.length, bought);
	}
});

test('roundings of a million voters that end in one purse do not decide for it', () => {
	// A million pay 1/7 of their 1/3 for `q`, then all they have left for `p`, to which one voter adds 1/4. That
	// voter gives the remaining 1/12 for `r`, to which another adds 1/4, and has 1/12 for `last`.
	const million = 1_000_000n;
	const endowment = rational(1n, 3n);
	for (const missing of [0n, 1n, -1n]) {
		const last = add(rational(1n, 12n), rational(missing, 10n ** 30n));
		const instance = unwrap(
			makeInstance({
				projects: [
					{ id: 'q', cost: rational(million + 2n, 7n) },
					{ id: 'p', cost: add(rational(4n * million, 21n), rational(1n, 4n)) },
					{ id: 'r', cost: rational(1n, 3n) },
					{ id: 'last', cost: last },
				],
				budget: rational(million),
				kind: 'approval',
				ballots: [
					{ projects: ['q', 'p'], voters: Number(million) },
					{ projects: ['q'], voters: 2 },
					{ projects: ['p', 'r'] },
					{ projects: ['r', 'last'] },
				],
			}),
		);
		const { account } = runOf(instance, 'approval', 'cost', endowment);
		assert.deepEqual(
			account.rounds.map((r) => r.id),
			missing > 0n ? ['q', 'p', 'r'] : ['q', 'p', 'r', 'last'],
		);
		assert.deepEqual(account.rounds[1]!.maxPayment, '0.25');
	}
});

test('one engine gives for every endowment what a new one gives', () => {
	fc.assert(
		fc.property(
			approvals,
			utilities,
			fc.array(endowments, { maxLength: 5 }),
			(world, utility, list) => {
				const instance = instanceOfWorld(world);
				const { engine } = runOf(instance, 'approval', utility, fromInteger(1));
				for (const endowment of list) {
					const { run } = runOf(instance, 'approval', utility, endowment);
					assert.deepEqual(engine.run(endowment).winners, run.winners);
				}
			},
		),
		{ seed: 19 },
	);
});

test('no money appears or disappears: what was not spent and what was is what was given', () => {
	for (const name of names) {
		const instance = electionOf(name);
		const endowment = divide(instance.budget, fromInteger(instance.voters));
		const { run, account } = runOf(instance, 'approval', 'cost', endowment);
		const given = multiply(endowment, fromInteger(instance.voters));
		assert.deepEqual(add(costOf(instance, run.winners), account.unspent), given, name);
		assert.ok(account.left.every((l) => l >= 0n));
		const distinct = new Set(account.left).size;
		const wanted = expectedOf(name).rules['mes_cost']!.final_budgets_distinct;
		assert.equal(distinct, wanted, name);
	}
});

test('a loser is explained by what its supporters had and where it went', () => {
	for (const name of names) {
		const instance = electionOf(name);
		const endowment = divide(instance.budget, fromInteger(instance.voters));
		const { account } = runOf(instance, 'approval', 'cost', endowment);
		assert.equal(account.rounds.length + account.rejected.length, instance.projects.length);
		for (const { afterRound, spent, moneyAtStart, moneyThen, cost, id } of account.rejected) {
			const total = sum([moneyThen, ...spent.map((s) => s.amount)].map((a) => parseRational(a)!));
			assert.equal(formatRational(total), moneyAtStart, `${name}, ${id}`);
			assert.ok(isLess(parseRational(moneyThen)!, parseRational(cost)!), `${name}, ${id}`);
			const before = account.rounds.slice(0, afterRound).map((r) => r.id);
			assert.ok(spent.every((s) => before.includes(s.on)));
			const last = spent.find((s) => s.on === before.at(-1));
			assert.ok(afterRound === 0 || (last && parseRational(last.amount)!.n > 0n));
		}
	}
});

test.run();
