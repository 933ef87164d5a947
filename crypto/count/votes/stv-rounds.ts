import type { Rational } from '../rational.ts';
import {
	ZERO,
	add,
	compare,
	divide,
	floor,
	formatRational,
	fromInteger,
	multiply,
	rational,
	subtract,
	sum,
} from '../rational.ts';
import type { Grouped } from './ballots.ts';
import type { Contest } from './contest.ts';
import type { Exact, Ranking } from './outcome.ts';
import { idsOf, rankOptions } from './outcome.ts';
import type { BrokenTie, TieBreak } from './tie-break.ts';
import { breakTie } from './tie-break.ts';
import type { Transfer } from './paper-piles.ts';
import { PaperPiles } from './paper-piles.ts';

/** Decimals that transfer values keep, the rest being ignored; or `exact` fractions. */
export type Decimals = number | 'exact';

export type StvAction =
	| { readonly kind: 'first-preferences' }
	| {
			readonly kind: 'surplus';
			readonly of: string;
			readonly surplus: Exact;
			/** For each value at which papers had been received: how many, and what each is worth now. */
			readonly parcels: readonly {
				readonly papers: number;
				readonly value: Exact;
				readonly newValue: Exact;
			}[];
	  }
	| { readonly kind: 'exclusion'; readonly of: string };

export type StvRound = {
	readonly action: StvAction;
	/** Votes of each option after the round. */
	readonly votes: readonly Exact[];
	/** Value of papers without a next preference, and value lost with dropped decimals, so far. */
	readonly exhausted: Exact;
	readonly dropped: Exact;
	/** Elected after this round, most votes first. */
	readonly elected: readonly string[];
	/** Whether some have less than the quota and were elected because no more candidates than seats were left. */
	readonly lastVacancies: boolean;
};

/** Counts all rounds; the order is that of election, then of substitutes. Spec: SPEC §9.15. */
export function countRounds(
	contest: Contest,
	groups: readonly Grouped<readonly number[]>[],
	quota: number,
	decimals: Decimals,
): Ranking & { readonly rounds: readonly StvRound[] } {
	return new RoundCount(contest, fromInteger(quota), decimals).run(groups);
}

class RoundCount {
	readonly #contest: Contest;
	readonly #quota: Rational;
	readonly #decimals: Decimals;
	readonly #piles: PaperPiles;
	readonly #continuing: Set<number>;
	readonly #votes: Rational[];
	/** Votes after each earlier round. */
	readonly #history: Rational[][] = [];
	readonly #breaks: readonly TieBreak[];
	readonly #elected: number[] = [];
	readonly #excluded: number[] = [];
	readonly #ties: BrokenTie[] = [];
	readonly #rounds: StvRound[] = [];
	#exhausted = ZERO;
	#dropped = ZERO;

	readonly #moreVotes = (a: number, b: number): number => compare(this.#votes[b]!, this.#votes[a]!);

	constructor(contest: Contest, quota: Rational, decimals: Decimals) {
		this.#contest = contest;
		this.#quota = quota;
		this.#decimals = decimals;
		this.#piles = new PaperPiles(contest.options.length);
		this.#continuing = new Set(contest.options.keys());
		this.#votes = contest.options.map(() => ZERO);
		const earlierRounds: TieBreak = {
			means: 'earlier-rounds',
			compare: (a, b) => this.#compareEarlier(a, b),
		};
		this.#breaks = [earlierRounds, ...contest.tieBreaks];
	}

	run(groups: readonly Grouped<readonly number[]>[]): Ranking & { readonly rounds: StvRound[] } {
		if (groups.length === 0) return { order: [], ties: [], rounds: [] };
		this.#credit(this.#piles.sortFirstPreferences(groups));
		this.#endRound({ kind: 'first-preferences' });
		while (this.#elected.length < this.#contest.seats && this.#continuing.size > 0) {
			const withSurplus = this.#elected.filter((i) => compare(this.#votes[i]!, this.#quota) > 0);
			if (withSurplus.length > 0) this.#transferSurplus(this.#first(withSurplus));
			else this.#exclude(this.#last([...this.#continuing]));
		}
		const left = this.#rank([...this.#continuing], 'substitutes');
		const order = [...this.#elected, ...left, ...this.#excluded.toReversed()];
		return { order, ties: this.#ties, rounds: this.#rounds };
	}

	#transferSurplus(from: number): void {
		const held = this.#votes[from]!;
		const surplus = subtract(held, this.#quota);
		const transfer = this.#piles.transfer(
			from,
			(value) => this.#truncate(divide(multiply(surplus, value), held)),
			(i) => this.#continuing.has(i),
		);
		this.#votes[from] = this.#quota;
		this.#credit(transfer);
		this.#drop(surplus, transfer);
		const parcels = transfer.moves.map(({ papers, value, newValue }) => ({
			papers,
			value: formatRational(value),
			newValue: formatRational(newValue),
		}));
		const of = this.#contest.options[from]!;
		this.#endRound({ kind: 'surplus', of, surplus: formatRational(surplus), parcels });
	}

	#exclude(from: number): void {
		this.#continuing.delete(from);
		this.#excluded.push(from);
		this.#votes[from] = ZERO;
		const keep = (value: Rational) => value;
		this.#credit(this.#piles.transfer(from, keep, (i) => this.#continuing.has(i)));
		this.#endRound({ kind: 'exclusion', of: this.#contest.options[from]! });
	}

	#truncate(value: Rational): Rational {
		if (this.#decimals === 'exact') return value;
		const unit = 10n ** BigInt(this.#decimals);
		return rational(floor(multiply(value, rational(unit))), unit);
	}

	#credit({ credited, exhausted }: Transfer): void {
		for (const [i, amount] of credited) this.#votes[i] = add(this.#votes[i]!, amount);
		this.#exhausted = add(this.#exhausted, exhausted);
	}

	#drop(sent: Rational, { credited, exhausted }: Transfer): void {
		const arrived = sum([exhausted, ...credited.values()]);
		this.#dropped = add(this.#dropped, subtract(sent, arrived));
	}

	/** Declares who is elected now and writes the round down. */
	#endRound(action: StvAction): void {
		const { seats } = this.#contest;
		const left = [...this.#continuing];
		const reached = left.filter((i) => compare(this.#votes[i]!, this.#quota) >= 0);
		const noneOver = left.length <= seats - this.#elected.length;
		const elected = this.#rank(noneOver ? left : reached, this.#place('election'));
		for (const i of elected) this.#continuing.delete(i);
		this.#elected.push(...elected);
		this.#history.push([...this.#votes]);
		this.#rounds.push({
			action,
			votes: this.#votes.map(formatRational),
			exhausted: formatRational(this.#exhausted),
			dropped: formatRational(this.#dropped),
			elected: idsOf(this.#contest, elected),
			lastVacancies: elected.length > reached.length,
		});
	}

	/** The more votes first at the most recent round in which two had different votes. */
	#compareEarlier(a: number, b: number): number {
		const round = this.#history.findLast((votes) => compare(votes[a]!, votes[b]!) !== 0);
		return round ? compare(round[b]!, round[a]!) : 0;
	}

	#place(what: string): string {
		return `round ${this.#rounds.length + 1}: ${what}`;
	}

	#rank(candidates: readonly number[], at: string): readonly number[] {
		const ranking = rankOptions(this.#contest, candidates, this.#moreVotes, this.#breaks, () => at);
		this.#ties.push(...ranking.ties);
		return ranking.order;
	}

	/** The candidate with the most votes, whose surplus is transferred next. */
	#first(candidates: readonly number[]): number {
		const most = candidates.toSorted(this.#moreVotes)[0]!;
		return this.#settle(candidates, most, 'surplus')[0]!;
	}

	/** The candidate with the fewest votes, who is excluded next. */
	#last(candidates: readonly number[]): number {
		const fewest = candidates.toSorted(this.#moreVotes).at(-1)!;
		return this.#settle(candidates, fewest, 'exclusion').at(-1)!;
	}

	/** All who have as many votes as one of them, in the order of preference. */
	#settle(candidates: readonly number[], one: number, what: string): number[] {
		const tied = candidates.filter((i) => this.#moreVotes(i, one) === 0);
		const { order, by } = breakTie(this.#breaks, tied);
		const between = idsOf(this.#contest, order);
		if (tied.length > 1) this.#ties.push({ at: this.#place(what), between, by });
		return order;
	}
}
