import type { Result } from '../result.ts';
import { ok, problem } from '../result.ts';
import { countGreedy } from './greedy.ts';
import type { Instance } from './instance.ts';
import { costOf } from './instance.ts';
import type { CountOptions } from './options.ts';
import type { CountResult } from './outcome.ts';
import type { Rational } from './rational.ts';
import { formatRational, isLess, sum } from './rational.ts';
import { countBudget, prepareRule } from './rules.ts';

/** Money of its own for some of the projects: a district, a category, a size. */
export type Pot = {
	readonly name: string;
	readonly budget: Rational;
	readonly projects: readonly string[];
};

/**
 * Runs a rule once per pot. Spec: SPEC §9.8. A pot's voters are those whose ballots list a project of it, as if it were
 * an election of its own; an ordinal ballot keeps its order. Pots may not share projects nor exceed the budget.
 * @param leftover - spends what is left of the whole budget on projects of all pots by score, skipping what does not fit
 * Errors: `count.pot`, and those of {@link countBudget}.
 */
export function countPots(
	instance: Instance,
	pots: readonly Pot[],
	ruleName: string,
	options: CountOptions = {},
	leftover = false,
): Result<CountResult> {
	const prepared = prepareRule(instance, ruleName, options);
	if (!prepared.ok) return prepared;
	const index = new Map(instance.projects.map(({ id }, p) => [id, p]));
	const wrong = checkPots(instance, pots, index);
	if (wrong !== undefined) return problem('count.pot', 'pots', wrong);
	const results: { name: string; result: CountResult }[] = [];
	for (const pot of pots) {
		const result = countBudget(potOf(instance, pot), ruleName, options);
		if (!result.ok) return result;
		results.push({ name: pot.name, result: result.value });
	}
	const winners = results.flatMap(({ result }) => result.winners.map((id) => index.get(id)!));
	const { settings, tieOrder } = prepared.value;
	const rest = leftover
		? countGreedy(instance, settings, tieOrder, 'skip', false, winners)
		: undefined;
	const all = [...winners, ...(rest?.winners ?? [])];
	const potTies = results.flatMap(({ name, result }) =>
		result.ties.map((tie) => ({ ...tie, at: `${name}, ${tie.at}` })),
	);
	return ok({
		rule: ruleName,
		options,
		winners: all.map((p) => instance.projects[p]!.id),
		cost: formatRational(costOf(instance, all)),
		budget: formatRational(instance.budget),
		ties: [...potTies, ...(rest?.ties ?? [])],
		explanation: { kind: 'pots', pots: results, ...(rest && { leftover: rest.explanation }) },
	});
}

function checkPots(
	instance: Instance,
	pots: readonly Pot[],
	index: ReadonlyMap<string, number>,
): string | undefined {
	const listed = pots.flatMap((pot) => pot.projects);
	const unknown = listed.find((id) => !index.has(id));
	if (unknown !== undefined) return `no project is called ${unknown}`;
	if (new Set(listed).size < listed.length) return 'a project belongs to one pot';
	if (pots.some((pot) => pot.budget.n < 0n)) return 'a budget must not be negative';
	if (isLess(instance.budget, sum(pots.map((pot) => pot.budget))))
		return 'the pots hold more than the budget';
	return undefined;
}

/** The part of an instance that concerns a pot. */
function potOf(instance: Instance, pot: Pot): Instance {
	const inPot = new Set(pot.projects);
	const place = new Map<number, number>();
	const projects = instance.projects.filter(({ id }, p) => {
		if (inPot.has(id)) place.set(p, place.size);
		return inPot.has(id);
	});
	const ballots = instance.ballots.flatMap((ballot) => {
		const kept = ballot.projects.flatMap((p, i) => (place.has(p) ? [i] : []));
		if (kept.length === 0) return [];
		const { points, voters } = ballot;
		return {
			projects: kept.map((i) => place.get(ballot.projects[i]!)!),
			...(points && { points: kept.map((i) => points[i]!) }),
			voters,
		};
	});
	return {
		projects,
		budget: pot.budget,
		kind: instance.kind,
		ballots,
		voters: ballots.reduce((n, b) => n + b.voters, 0),
	};
}
