/** What an outcome means to the voters, and what other rules would have made of the same ballots. Spec: SPEC §10.9. */
import { votesOf, type Instance } from '../count/instance.ts';
import type { CountOptions, OptionName } from '../count/options.ts';
import type { CountResult } from '../count/outcome.ts';
import { BUDGET_RULES, countBudget, type BudgetRuleName } from '../count/rules.ts';
import type { PotOutcome } from './outcome.ts';
import type { Pot } from './pot.ts';

/** How many of the projects that voters listed are funded. */
export type Satisfaction = {
	/** Votes that winners got, of all votes. */
	readonly votes: number;
	readonly allVotes: number;
} & (
	| {
			/** Whole ballots are public: `voters[k]` valid ballots list k of the winners. */
			readonly known: 'ballots';
			readonly voters: readonly number[];
	  }
	| {
			/** Only totals are known: between `least` and `most` valid ballots list no winner. */
			readonly known: 'totals';
			readonly without: { readonly least: number; readonly most: number };
	  }
);

/** The outcome under another rule, with everything that explains it. */
export type Alternative = { readonly count: CountResult; readonly satisfaction: Satisfaction };

export type PotAnalysis = {
	readonly id: string;
	readonly satisfaction: Satisfaction;
	readonly alternatives: readonly Alternative[];
};

type Rule = { readonly name: BudgetRuleName; readonly options: CountOptions };

/** What an outcome is compared with: where ballots are known, and where only totals are. */
const WITH_BALLOTS: readonly Rule[] = [
	{ name: 'greedy', options: {} },
	{ name: 'equal-shares', options: { completion: 'add1', utilitarian: true } },
	{ name: 'phragmen', options: {} },
];
const WITH_TOTALS: readonly Rule[] = [
	{ name: 'greedy', options: {} },
	{ name: 'greedy-no-skip', options: {} },
	{ name: 'greedy-per-cost', options: {} },
];

/** Terms of the pot that hold under another rule too, where it knows them. */
const TERMS: readonly OptionName[] = [
	'tie',
	'lotSeed',
	'reading',
	'threshold',
	'supportFloor',
	'exclusive',
	'caps',
];

/** @param count - the outcome by the pot's own rule. A rule that cannot count these ballots is left out. */
export function analyzePot(pot: Pot, outcome: PotOutcome, count: CountResult): PotAnalysis {
	const rules = pot.carried === 'sum' ? WITH_TOTALS : WITH_BALLOTS;
	const alternatives = rules
		.filter(({ name }) => name !== count.rule)
		.flatMap(({ name, options }) => {
			const terms = { ...options, ...termsFor(name, count.options) };
			const counted = countBudget(outcome.instance, name, terms);
			return counted.ok
				? [{ count: counted.value, satisfaction: satisfactionOf(pot, outcome, counted.value) }]
				: [];
		});
	return { id: pot.id, satisfaction: satisfactionOf(pot, outcome, count), alternatives };
}

function termsFor(rule: BudgetRuleName, options: CountOptions): CountOptions {
	const known: readonly OptionName[] = BUDGET_RULES[rule].options;
	const kept = TERMS.filter((name) => known.includes(name) && options[name] !== undefined);
	return Object.fromEntries(kept.map((name) => [name, options[name]]));
}

function satisfactionOf(pot: Pot, outcome: PotOutcome, { winners }: CountResult): Satisfaction {
	const { instance, valid } = outcome;
	const won = new Set(winners);
	const totals = votesOf(instance);
	const ofWinners = totals.filter((_, p) => won.has(instance.projects[p]!.id));
	const add = (numbers: readonly number[]) => numbers.reduce((a, b) => a + b, 0);
	const votes = add(ofWinners);
	const facts = { votes, allVotes: add(totals) };
	if (pot.carried !== 'sum')
		return { ...facts, known: 'ballots', voters: histogram(instance, won) };
	// Whoever lists a winner lists at most as many of them as a ballot may hold.
	const most = Math.max(1, Math.min(pot.limits.maxLength, winners.length));
	const withOne = Math.max(0, ...ofWinners, Math.ceil(votes / most));
	const without = { least: Math.max(0, valid - votes), most: valid - withOne };
	return { ...facts, known: 'totals', without };
}

/** Ballots by how many of the winners they list. */
function histogram({ ballots, projects }: Instance, won: ReadonlySet<string>): number[] {
	const isWinner = projects.map(({ id }) => won.has(id));
	const voters: number[] = [0];
	for (const ballot of ballots) {
		const listed = ballot.projects.filter((p) => isWinner[p]).length;
		while (voters.length <= listed) voters.push(0);
		voters[listed]! += ballot.voters;
	}
	return voters;
}
