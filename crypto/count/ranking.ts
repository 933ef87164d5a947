import type { Instance } from './instance.ts';
import type { Rational } from './rational.ts';
import { compare, divide, equals, multiply, rational } from './rational.ts';
import type { Settings } from './options.ts';
import type { Tie, TieOrder } from './ties.ts';

export type Ranking = { readonly order: readonly number[]; readonly ties: readonly Tie[] };

/** Projects by key descending, equal keys in tie order; one tie for every group of equal keys. Spec: SPEC §9.5. */
export function rankProjects(
	projects: readonly number[],
	key: readonly Rational[],
	tieOrder: TieOrder,
): Ranking {
	const { rank, report } = tieOrder;
	const order = [...projects].sort((a, b) => compare(key[b]!, key[a]!) || rank[a]! - rank[b]!);
	const ties: Tie[] = [];
	for (let from = 0, to; from < order.length; from = to) {
		to = from + 1;
		while (to < order.length && equals(key[order[from]!]!, key[order[to]!]!)) to++;
		if (to - from > 1) ties.push(report('ranking', order.slice(from, to)));
	}
	return { order, ties };
}

/** Score per unit of money. */
export const perCost = (instance: Instance, scores: readonly Rational[]): Rational[] =>
	scores.map((score, p) => divide(score, instance.projects[p]!.cost));

/** Why a project takes no part; nothing when it does. */
export type Barrier = 'withdrawn' | 'below-threshold' | 'below-support-floor';

/** Applies withdrawal, threshold (score ≥ T) and support floor (v/n ≥ c/(f·B)) of SPEC §9.4. */
export function barrierOf(
	instance: Instance,
	settings: Settings,
	p: number,
	score: Rational,
	votes: number,
): Barrier | undefined {
	const { cost, withdrawn } = instance.projects[p]!;
	if (withdrawn) return 'withdrawn';
	if (settings.threshold && compare(score, settings.threshold) < 0) return 'below-threshold';
	if (settings.supportFloor) {
		const money = multiply(
			multiply(settings.supportFloor, instance.budget),
			rational(BigInt(votes)),
		);
		if (compare(money, multiply(cost, rational(BigInt(instance.voters)))) < 0)
			return 'below-support-floor';
	}
	return undefined;
}
