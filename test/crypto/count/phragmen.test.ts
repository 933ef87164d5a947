import assert from 'node:assert/strict';
import fc from 'fast-check';
import { suite } from 'uvu';
import type { Instance } from '../../../crypto/count/instance.ts';
import type { Rational } from '../../../crypto/count/rational.ts';
import {
	ZERO,
	add,
	compare,
	divide,
	formatRational,
	fromInteger,
	isLess,
	rational,
	subtract,
	sum,
} from '../../../crypto/count/rational.ts';
import { makeInstance } from '../../../crypto/count/instance.ts';
import { countBudget } from '../../../crypto/count/rules.ts';
import { unwrap } from './elections.ts';
import { approvals, instanceOfWorld } from './worlds.ts';

const test = suite('crypto/count/phragmen');

/** By the definition: everybody earns 1 per unit of time, and supporters buy as soon as they own the cost together. */
function buyNaively(instance: Instance) {
	const voters = instance.ballots.flatMap((b) =>
		Array.from({ length: b.voters }, () => ({ listed: b.projects, money: ZERO })),
	);
	const cost = (p: number) => instance.projects[p]!.cost;
	const open = new Set(
		[...instance.projects.keys()].filter((p) => !isLess(instance.budget, cost(p))),
	);
	let now = ZERO;
	let left = instance.budget;
	const bought: { p: number; time: Rational }[] = [];
	for (;;) {
		const offers = [...open].flatMap((p) => {
			const supporters = voters.filter((v) => v.listed.includes(p));
			if (supporters.length === 0) return [];
			const missing = subtract(cost(p), sum(supporters.map((v) => v.money)));
			return [{ p, wait: divide(missing, fromInteger(supporters.length)) }];
		});
		if (offers.length === 0) break;
		const least = offers.map((o) => o.wait).reduce((a, b) => (isLess(b, a) ? b : a));
		const tied = offers.filter((o) => compare(o.wait, least) === 0).map((o) => o.p);
		if (tied.some((p) => isLess(left, cost(p)))) return bought;
		now = add(now, least);
		const p = tied[0]!;
		for (const v of voters) v.money = v.listed.includes(p) ? ZERO : add(v.money, least);
		bought.push({ p, time: now });
		left = subtract(left, cost(p));
		open.delete(p);
	}
	for (const p of open) {
		if ([...open].some((q) => isLess(left, cost(q)))) break;
		bought.push({ p, time: ZERO });
		left = subtract(left, cost(p));
		open.delete(p);
	}
	return bought;
}

test('projects are bought when and in the order that the definition says', () => {
	fc.assert(
		fc.property(approvals, (world) => {
			const instance = instanceOfWorld(world);
			const { explanation } = unwrap(countBudget(instance, 'phragmen', { tie: ['file-order'] }));
			assert.ok(explanation.kind === 'phragmen');
			assert.deepEqual(
				explanation.rounds.map((r) => [r.id, r.time ?? '0']),
				buyNaively(instance).map(({ p, time }) => [instance.projects[p]!.id, formatRational(time)]),
			);
		}),
		{ seed: 41, numRuns: 800 },
	);
});

test('it ends when any of the tied projects cannot be paid, and names it', () => {
	const instance = unwrap(
		makeInstance({
			projects: [
				{ id: 'a', cost: rational(2n) },
				{ id: 'b', cost: rational(2n) },
				{ id: 'c', cost: rational(1n) },
			],
			budget: rational(3n),
			kind: 'approval',
			ballots: [
				{ projects: ['a'], voters: 4 },
				{ projects: ['b'], voters: 2 },
				{ projects: ['c'], voters: 1 },
			],
		}),
	);
	const { winners, explanation } = unwrap(countBudget(instance, 'phragmen'));
	assert.deepEqual(winners, ['a']);
	assert.ok(explanation.kind === 'phragmen');
	assert.equal(explanation.stoppedAt, 'b');
	assert.equal(explanation.rounds[0]!.time, '0.5');
});

test.run();
