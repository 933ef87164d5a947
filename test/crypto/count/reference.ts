import assert from 'node:assert/strict';
import type { Instance, Reading } from '../../../crypto/count/instance.ts';
import type { CountOptions, Utility } from '../../../crypto/count/options.ts';
import type { CountResult } from '../../../crypto/count/outcome.ts';
import { equals, parseRational } from '../../../crypto/count/rational.ts';
import { countBudget } from '../../../crypto/count/rules.ts';
import type { TieKey } from '../../../crypto/count/ties.ts';
import type { ExpectedRule } from './elections.ts';
import { unwrap } from './elections.ts';

/** The tie orders of the reference outcomes. */
export const TIE_ORDERS = {
	A: ['id-ascending'],
	B: ['id-descending'],
	C: ['cheapest', 'most-votes', 'id-ascending'],
} as const satisfies Record<string, readonly TieKey[]>;

/** What the reference calls a utility: how ballots are read, and whether utility is times cost. */
export const UTILITIES: Readonly<Record<string, readonly [Reading, Utility]>> = {
	cost: ['approval', 'cost'],
	cardinality: ['approval', 'cardinality'],
	score: ['points', 'cardinality'],
	score_cost: ['points', 'cost'],
	borda: ['borda', 'cardinality'],
	rank_points: ['rank-points', 'cardinality'],
	rank_points_cost: ['rank-points', 'cost'],
};

export function assertExact(actual: string, expected: string, message: string): void {
	const a = parseRational(actual);
	const b = parseRational(expected);
	assert.ok(a && b && equals(a, b), `${message}: ${actual} is not ${expected}`);
}

/** An outcome under one tie order. */
export type Counted = {
	readonly winners: readonly string[];
	readonly cost: string;
	/** A tie was met on the way to it. */
	readonly tied: boolean;
};

/**
 * Compares winners, their order and cost under the three tie orders, and whether a tie was met and mattered. Without a
 * tie an outcome cannot depend on the order, so it is counted once.
 */
export function assertOutcome(
	expected: ExpectedRule,
	countBy: (tie: readonly TieKey[]) => Counted,
	message: string,
): void {
	const first = countBy(TIE_ORDERS.A);
	assert.equal(first.tied, expected.tied, `${message}, tied`);
	assertExact(first.cost, expected.cost, `${message}, cost`);
	const sets = new Set<string>();
	for (const order of ['A', 'B', 'C'] as const) {
		const given = expected[order];
		const wanted = given === undefined || given === '=A' ? expected.A : given;
		const { winners } = order === 'A' || !first.tied ? first : countBy(TIE_ORDERS[order]);
		const sorted = [...winners].sort();
		assert.deepEqual(expected.order_meaningful ? winners : sorted, wanted, `${message}, ${order}`);
		sets.add(sorted.join());
	}
	assert.equal(sets.size > 1, expected.ambiguous, `${message}, ambiguous`);
}

export const count = (instance: Instance, rule: string, options: CountOptions): CountResult =>
	unwrap(countBudget(instance, rule, options));
