import type { Instance, Reading } from '../../../../crypto/count/instance.ts';
import { weightOf } from '../../../../crypto/count/instance.ts';
import type { Rational } from '../../../../crypto/count/rational.ts';
import {
	ZERO,
	add,
	compare,
	divide,
	multiply,
	smaller,
	subtract,
	sum,
} from '../../../../crypto/count/rational.ts';

export type NaiveRound = {
	readonly project: number;
	readonly rho: Rational;
	readonly tied: number;
};

/**
 * Equal shares as its definition reads: every voter alone, every project in every round, fractions throughout, ρ from the
 * sorted list of budget per utility.
 */
export function countNaively(
	instance: Instance,
	reading: Reading,
	times: 'cost' | 'cardinality',
	endowment: Rational,
	tieRank: readonly number[],
) {
	const voters = instance.ballots.flatMap((ballot) =>
		Array.from({ length: ballot.voters }, () => ({ ballot, budget: endowment })),
	);
	const utility = (v: number, p: number): Rational => {
		const { ballot } = voters[v]!;
		const i = ballot.projects.indexOf(p);
		if (i < 0) return ZERO;
		const weight = weightOf(ballot, i, reading);
		return times === 'cost' ? multiply(weight, instance.projects[p]!.cost) : weight;
	};
	const rhoOf = (p: number): Rational | undefined => {
		const { cost } = instance.projects[p]!;
		const supporters = voters
			.map(({ budget }, v) => ({ budget, u: utility(v, p) }))
			.filter(({ u }) => u.n > 0n)
			.sort((a, b) => compare(divide(a.budget, a.u), divide(b.budget, b.u)));
		if (compare(sum(supporters.map((s) => s.budget)), cost) < 0) return undefined;
		let rest = cost;
		let utilities = sum(supporters.map((s) => s.u));
		for (const { budget, u } of supporters) {
			const rho = divide(rest, utilities);
			if (compare(multiply(rho, u), budget) <= 0) return rho;
			rest = subtract(rest, budget);
			utilities = subtract(utilities, u);
		}
		return undefined;
	};
	const rounds: NaiveRound[] = [];
	const open = new Set(instance.projects.keys());
	for (;;) {
		const offers = [...open].flatMap((project) => {
			const rho = rhoOf(project);
			return rho ? [{ project, rho }] : [];
		});
		if (offers.length === 0) break;
		const least = offers.map((o) => o.rho).reduce(smaller);
		const tied = offers.filter((o) => compare(o.rho, least) === 0).map((o) => o.project);
		const project = tied.reduce((a, b) => (tieRank[a]! < tieRank[b]! ? a : b));
		rounds.push({ project, rho: least, tied: tied.length });
		for (const [v, voter] of voters.entries())
			voter.budget = subtract(
				voter.budget,
				smaller(voter.budget, multiply(least, utility(v, project))),
			);
		open.delete(project);
	}
	return { rounds, unspent: voters.reduce((s, v) => add(s, v.budget), ZERO) };
}
