import type { Barrier } from './ranking.ts';
import type { Tie } from './ties.ts';
import type { CountOptions } from './options.ts';

/** Exact amounts in explanations are text as `formatRational` writes it: `62.5` or `1250/3`. */
export type Exact = string;

/** What happened to one project in a rule that goes through a ranking. */
export type GreedyDecision =
	| 'funded'
	/** Would cost more than was left; under a skipping rule the next in the ranking was tried. */
	| 'does-not-fit'
	/** A no-skip rule had stopped at an earlier project. */
	| 'after-the-end'
	/** Funded partly or wholly from money beyond the budget. */
	| 'funded-from-reserve'
	/** Another project of its exclusive set was funded: `because`. */
	| 'excluded'
	/** A cap would have been exceeded: `because`. */
	| 'over-cap'
	/** Funded with what caps had left over. */
	| 'funded-from-leftover'
	| Barrier;

export type GreedyStep = {
	readonly id: string;
	readonly votes: number;
	readonly score: Exact;
	/** What the ranking goes by: score, or score per cost. */
	readonly key: Exact;
	readonly cost: Exact;
	/** Money left when the project's turn came. */
	readonly left: Exact;
	readonly decision: GreedyDecision;
	readonly fromReserve?: Exact;
	readonly because?: string;
};

export type GreedyExplanation = {
	readonly kind: 'greedy';
	readonly steps: readonly GreedyStep[];
	/** The first project that did not fit: where the money ran out. */
	readonly ranOutAt?: string;
	readonly left: Exact;
};

/** One project bought by its supporters. */
export type SharesRound = {
	readonly id: string;
	readonly cost: Exact;
	readonly votes: number;
	/** 1/ρ: with cost utilities, how many voters paying the largest share would pay for it. */
	readonly effectiveVotes: Exact;
	readonly rho: Exact;
	/** The most that any voter paid. */
	readonly maxPayment: Exact;
	/** Supporters who paid in full; gave the rest of their money; had no money left before. */
	readonly payersInFull: number;
	readonly payersOfAllLeft: number;
	readonly withoutMoney: number;
};

/** Why a project was not bought: its supporters' money, and on what it had gone. */
export type SharesRejection = {
	readonly id: string;
	readonly cost: Exact;
	readonly votes: number;
	readonly moneyAtStart: Exact;
	/** After this many rounds the supporters together had less than the cost. */
	readonly afterRound: number;
	readonly moneyThen: Exact;
	/** What the supporters had paid for each earlier winner. */
	readonly spent: readonly { readonly on: string; readonly amount: Exact }[];
};

export type SharesExplanation = {
	readonly kind: 'equal-shares';
	/** Money per voter in the run that decided. */
	readonly endowment: Exact;
	readonly rounds: readonly SharesRound[];
	readonly rejected: readonly SharesRejection[];
	readonly barred: readonly { readonly id: string; readonly why: Barrier }[];
	/** Virtual money that nobody spent, and voters who have none left. */
	readonly unspent: Exact;
	readonly votersWithoutMoney: number;
	readonly completion: {
		readonly name: string;
		/** Runs with growing endowments, the last of which may have been thrown away. */
		readonly runs: number;
		readonly firstEndowment: Exact;
		/** Why add1 ended. */
		readonly ended: 'not-run' | 'exhaustive' | 'overspent' | 'all-supported-funded';
		/** Rounds, over all runs up to the one that decided, in which a tie was met. */
		readonly tiesMet: number;
	};
	readonly utilitarian?: GreedyExplanation;
	readonly comparison?: {
		readonly by: string;
		readonly greedy: readonly string[];
		readonly equalShares: readonly string[];
		readonly votersForGreedy: number;
		readonly votersForEqualShares: number;
		readonly kept: 'equal-shares' | 'greedy';
	};
};

export type PhragmenExplanation = {
	readonly kind: 'phragmen';
	readonly rounds: readonly {
		readonly id: string;
		readonly cost: Exact;
		readonly votes: number;
		/** The moment of purchase when every voter earns 1 per unit of time; nobody supports what has none. */
		readonly time?: Exact;
	}[];
	/** The earliest project that could not be paid from what was left: there the rule stops. */
	readonly stoppedAt?: string;
	readonly left: Exact;
};

export type PotsExplanation = {
	readonly kind: 'pots';
	readonly pots: readonly { readonly name: string; readonly result: CountResult }[];
	readonly leftover?: GreedyExplanation;
};

export type Explanation =
	GreedyExplanation | SharesExplanation | PhragmenExplanation | PotsExplanation;

/** An outcome and why. Plain data that JSON carries without loss. Spec: SPEC §9.4. */
export type CountResult = {
	readonly rule: string;
	readonly options: CountOptions;
	/** Ids in the order of choice. */
	readonly winners: readonly string[];
	readonly cost: Exact;
	readonly budget: Exact;
	readonly ties: readonly Tie[];
	readonly explanation: Explanation;
};
