import type { Rational } from '../rational.ts';
import { ONE, ZERO, add, formatRational, fromInteger, multiply } from '../rational.ts';
import type { Grouped } from './ballots.ts';

/** Papers filled in alike; `at` is the place of the preference they count for now. */
type Paper = { readonly ranking: readonly number[]; readonly voters: number; at: number };

/** The papers that a candidate received at one value. */
type Parcel = { readonly value: Rational; readonly papers: Paper[] };

/** What a transfer did with the papers of one value. */
export type ParcelMove = {
	readonly papers: number;
	/** What a paper counted for before and counts for now. */
	readonly value: Rational;
	readonly newValue: Rational;
};

/** Votes on their way: what each candidate is credited, and what goes to nobody. */
export type Transfer = {
	readonly credited: Map<number, Rational>;
	readonly exhausted: Rational;
	readonly moves: readonly ParcelMove[];
};

/** Who holds which papers, in parcels of equal value. Every paper is held by one candidate or is exhausted. */
export class PaperPiles {
	readonly #piles: Map<string, Parcel>[];

	constructor(candidates: number) {
		this.#piles = Array.from({ length: candidates }, () => new Map<string, Parcel>());
	}

	/** Gives every paper to its first preference, at the value one. */
	sortFirstPreferences(groups: readonly Grouped<readonly number[]>[]): Transfer {
		const papers = groups.map(({ ballot, voters }) => ({ ranking: ballot, voters, at: -1 }));
		return this.#deal(
			[{ value: ONE, papers }],
			() => ONE,
			() => true,
		);
	}

	/** Takes all papers from a candidate and gives each to its next preference among `continuing`. */
	transfer(
		from: number,
		newValue: (value: Rational) => Rational,
		continuing: (candidate: number) => boolean,
	): Transfer {
		const parcels = [...this.#piles[from]!.values()];
		this.#piles[from]!.clear();
		return this.#deal(parcels, newValue, continuing);
	}

	#deal(
		parcels: readonly Parcel[],
		newValueOf: (value: Rational) => Rational,
		continuing: (candidate: number) => boolean,
	): Transfer {
		const credited = new Map<number, Rational>();
		const moves: ParcelMove[] = [];
		let exhausted = ZERO;
		for (const { value, papers } of parcels) {
			const newValue = newValueOf(value);
			const received = new Map<number | undefined, number>();
			for (const paper of papers) {
				const to = nextPreference(paper, continuing);
				received.set(to, (received.get(to) ?? 0) + paper.voters);
				if (to !== undefined) this.#put(to, newValue, paper);
			}
			for (const [to, voters] of received) {
				const amount = multiply(newValue, fromInteger(voters));
				if (to === undefined) exhausted = add(exhausted, amount);
				else credited.set(to, add(credited.get(to) ?? ZERO, amount));
			}
			const count = papers.reduce((n, paper) => n + paper.voters, 0);
			moves.push({ papers: count, value, newValue });
		}
		return { credited, exhausted, moves };
	}

	#put(to: number, value: Rational, paper: Paper): void {
		const pile = this.#piles[to]!;
		const key = formatRational(value);
		const parcel = pile.get(key);
		if (parcel) parcel.papers.push(paper);
		else pile.set(key, { value, papers: [paper] });
	}
}

/** Moves the paper on to its next preference that can receive it; nothing when it has none. */
function nextPreference(
	paper: Paper,
	continuing: (candidate: number) => boolean,
): number | undefined {
	do paper.at++;
	while (paper.at < paper.ranking.length && !continuing(paper.ranking[paper.at]!));
	return paper.ranking[paper.at];
}
