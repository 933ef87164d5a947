import type { Contest } from './contest.ts';
import type { BrokenTie } from './tie-break.ts';
import { breakTie } from './tie-break.ts';
import type { Turnout } from './turnout.ts';

/** Exact numbers in explanations are text as `formatRational` writes it: `62.5` or `1250/3`. */
export type Exact = string;

/** The outcome of a vote and why. Plain data that JSON carries without loss. Spec: SPEC §9.10.5. */
export type VoteCount<Explanation> = {
	readonly rule: string;
	readonly seats: number;
	/** Ids in the order of choice; fewer than the seats when too few options qualify, none without a quorum. */
	readonly winners: readonly string[];
	/** Who takes a seat that becomes vacant, first one first. */
	readonly substitutes: readonly string[];
	/** Ties met on the way to winners and substitutes. */
	readonly ties: readonly BrokenTie[];
	readonly turnout: Turnout;
	readonly explanation: Explanation;
};

/** Options by index, best first, and the ties that had to be broken. */
export type Ranking = { readonly order: readonly number[]; readonly ties: readonly BrokenTie[] };

/** Sorts options (negative: the first is better); each group of equals is one tie, placed by where it begins. */
export function rankOptions(
	contest: Contest,
	options: readonly number[],
	compare: (a: number, b: number) => number,
	breaks = contest.tieBreaks,
	at = (place: number): string => `place ${place}`,
): Ranking {
	const sorted = [...options].sort(compare);
	const order: number[] = [];
	const ties: BrokenTie[] = [];
	for (let from = 0, to; from < sorted.length; from = to) {
		to = from + 1;
		while (to < sorted.length && compare(sorted[from]!, sorted[to]!) === 0) to++;
		const broken = breakTie(breaks, sorted.slice(from, to));
		if (to - from > 1)
			ties.push({ at: at(from + 1), between: idsOf(contest, broken.order), by: broken.by });
		order.push(...broken.order);
	}
	return { order, ties };
}

/** Fills the seats from a ranking: nobody is elected without a filled ballot or when the quorum was missed. */
export function makeOutcome<Explanation>(
	rule: string,
	contest: Contest,
	turnout: Turnout,
	ranking: Ranking,
	explanation: Explanation,
): VoteCount<Explanation> {
	const { seats } = contest;
	const valid = turnout.filled > 0 && turnout.quorum?.met !== false;
	const ids = valid ? idsOf(contest, ranking.order) : [];
	return {
		rule,
		seats,
		winners: ids.slice(0, seats),
		substitutes: ids.slice(seats),
		ties: valid ? ranking.ties : [],
		turnout,
		explanation,
	};
}

export const idsOf = (contest: Contest, options: readonly number[]): string[] =>
	options.map((i) => contest.options[i]!);
