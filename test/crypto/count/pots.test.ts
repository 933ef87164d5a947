import assert from 'node:assert/strict';
import fc from 'fast-check';
import { suite } from 'uvu';
import { makeInstance } from '../../../crypto/count/instance.ts';
import type { Pot } from '../../../crypto/count/pots.ts';
import { countPots } from '../../../crypto/count/pots.ts';
import { isLess, parseRational, rational } from '../../../crypto/count/rational.ts';
import { countBudget } from '../../../crypto/count/rules.ts';
import { unwrap } from './elections.ts';
import { approvals, instanceOfWorld, pointed, ranked } from './worlds.ts';

const test = suite('crypto/count/pots');

const instance = unwrap(
	makeInstance({
		projects: [
			{ id: 'n1', cost: rational(60n) },
			{ id: 'n2', cost: rational(30n) },
			{ id: 's1', cost: rational(50n) },
			{ id: 's2', cost: rational(40n) },
		],
		budget: rational(200n),
		kind: 'approval',
		ballots: [
			{ projects: ['n1', 's2'], voters: 5 },
			{ projects: ['n2', 's1'], voters: 3 },
			{ projects: ['s1'], voters: 3 },
		],
	}),
);
const pots: readonly Pot[] = [
	{ name: 'north', budget: rational(80n), projects: ['n1', 'n2'] },
	{ name: 'south', budget: rational(80n), projects: ['s1', 's2'] },
];

test('each pot is an election of its own', () => {
	const result = unwrap(countPots(instance, pots, 'greedy'));
	assert.deepEqual(result.winners, ['n1', 's1']);
	assert.ok(result.explanation.kind === 'pots');
	assert.deepEqual(
		result.explanation.pots.map(({ name, result: r }) => [name, r.budget, r.cost]),
		[
			['north', '80', '60'],
			['south', '80', '50'],
		],
	);
});

test('leftovers of all pots fund further projects by score', () => {
	const result = unwrap(countPots(instance, pots, 'greedy-no-skip', {}, true));
	assert.deepEqual(result.winners, ['n1', 's1', 's2', 'n2']);
	assert.equal(result.cost, '180');
});

test('equal shares of a pot are among those who voted in it', () => {
	const north = unwrap(countPots(instance, pots, 'equal-shares', { completion: 'none' }));
	assert.ok(north.explanation.kind === 'pots');
	const endowments = north.explanation.pots.map(({ result }) => {
		assert.ok(result.explanation.kind === 'equal-shares');
		return result.explanation.endowment;
	});
	assert.deepEqual(endowments, ['10', '80/11']);
});

test('pots that overlap, hold too much or name unknown projects are refused', () => {
	const [north, south] = pots;
	for (const wrong of [
		[north!, { ...south!, projects: ['n1'] }],
		[north!, { ...south!, budget: rational(121n) }],
		[{ ...north!, projects: ['x'] }],
		[{ ...north!, budget: rational(-1n) }],
	]) {
		const result = countPots(instance, wrong, 'greedy');
		assert.equal(!result.ok && result.error.code, 'count.pot');
	}
	const unknown = countPots(instance, pots, 'nobody');
	assert.equal(!unknown.ok && unknown.error.code, 'count.unknown-rule');
});

test('one pot with everything is the whole election, when no ballot is empty', () => {
	fc.assert(
		fc.property(fc.oneof(approvals, pointed, ranked), fc.boolean(), (world, leftover) => {
			const ballots = world.ballots.filter((b) => b.projects.length > 0);
			if (ballots.length === 0) return;
			const all = instanceOfWorld({ ...world, ballots });
			const pot = { name: 'all', budget: all.budget, projects: all.projects.map((p) => p.id) };
			for (const rule of ['greedy', 'equal-shares', 'phragmen']) {
				const result = unwrap(countPots(all, [pot], rule, {}, leftover));
				const { winners } = unwrap(countBudget(all, rule));
				assert.deepEqual(result.winners.slice(0, winners.length), winners);
				assert.ok(leftover || result.winners.length === winners.length);
				assert.ok(!isLess(all.budget, parseRational(result.cost)!));
			}
		}),
		{ seed: 43 },
	);
});

test.run();
