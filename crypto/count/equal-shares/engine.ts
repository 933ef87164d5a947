import type { Rational } from '../rational.ts';
import { equals, isLess } from '../rational.ts';
import type { Ledger } from './ledger.ts';
import { EPS, PriceSearch } from './price-search.ts';
import type { Profile } from './profile.ts';

export type SharesRun = {
	readonly winners: readonly number[];
	/** Rounds with more than one project at the least ρ. */
	readonly ties: readonly { readonly round: number; readonly between: readonly number[] }[];
	readonly ledger: Ledger;
	/** Round in which each group gave all it had left, or -1. */
	readonly emptiedAt: Int32Array;
};

type Candidate = { readonly project: number; readonly low: number; readonly high: number };

/**
 * Equal shares for one endowment after another. Spec: SPEC §9.6.
 *
 * A comparison is decided on doubles only when their error bounds keep the two sides apart, otherwise on exact fractions. So
 * the outcome is the exact one, and most rounds need no fraction at all.
 *
 * Laziness: ρ of a project never falls while voters spend, so a lower bound stays one; projects are looked at in order
 * of their bounds until the next bound lies above the best ρ found.
 */
export class SharesEngine {
	readonly #profile: Profile;
	readonly #tieRank: Int32Array;
	readonly #search: PriceSearch;
	/** Lower bounds of ρ: those before any payment, whatever the endowment, and the current ones. */
	readonly #firstBounds: Float64Array;
	readonly #bounds: Float64Array;
	/** Supported projects by first bound. */
	readonly #firstOrder: readonly number[];

	/** @param tieRank - smaller wins among projects of equal ρ */
	constructor(profile: Profile, tieRank: Int32Array) {
		this.#profile = profile;
		this.#tieRank = tieRank;
		this.#search = new PriceSearch(profile);
		const { projects, costDoubles, weightSums, factorDoubles } = profile;
		const bounds = new Float64Array(projects);
		for (let p = 0; p < projects; p++)
			bounds[p] = (costDoubles[p]! / weightSums[p]! / factorDoubles[p]!) * (1 - 8 * EPS);
		this.#firstBounds = bounds;
		this.#bounds = bounds.slice();
		this.#firstOrder = Array.from({ length: projects }, (_, p) => p)
			.filter((p) => weightSums[p]! > 0)
			.sort((a, b) => bounds[a]! - bounds[b]!);
	}

	/** The outcome when every voter starts with `endowment`. */
	run(endowment: Rational): SharesRun {
		const search = this.#search;
		search.reset(endowment);
		this.#bounds.set(this.#firstBounds);
		const open = this.#firstOrder.filter((p) => search.mayBePaid(p));
		const winners: number[] = [];
		const ties: { round: number; between: number[] }[] = [];
		for (;;) {
			const best = this.#leastRho(open);
			if (best.length === 0) break;
			if (best.length > 1) ties.push({ round: winners.length, between: best });
			const winner = best.reduce((a, b) => (this.#tieRank[a]! < this.#tieRank[b]! ? a : b));
			if (this.#searchPrice(winner) === 'unclear') search.settle(winner);
			search.pay(winner, winners.length);
			winners.push(winner);
			open.splice(open.indexOf(winner), 1);
		}
		return { winners, ties, ledger: search.ledger, emptiedAt: search.emptiedAt };
	}

	#searchPrice(project: number): 'clear' | 'unclear' | 'unaffordable' {
		const factor = this.#profile.factorDoubles[project]!;
		return this.#search.search(project, this.#bounds[project]! * factor * (1 - 4 * EPS));
	}

	/** All projects at the least ρ, exactly; takes those out of `open` that their supporters cannot pay. */
	#leastRho(open: number[]): number[] {
		sortNearlySorted(open, this.#bounds);
		let high = Infinity;
		let candidates: Candidate[] = [];
		const unaffordable: number[] = [];
		for (const project of open) {
			if (this.#bounds[project]! > high) break;
			const found = this.#look(project, high);
			if (found === undefined) unaffordable.push(project);
			else if (found.low <= high) {
				candidates.push(found);
				high = Math.min(high, found.high);
			}
		}
		for (const project of unaffordable) open.splice(open.indexOf(project), 1);
		candidates = candidates.filter((c) => c.low <= high);
		return candidates.length > 1
			? this.#leastOf(candidates.map((c) => c.project))
			: candidates.map((c) => c.project);
	}

	/** Bounds of ρ of a project, or nothing when it cannot be paid; `high` holds only if `low` is at most `enough`. */
	#look(project: number, enough: number): Candidate | undefined {
		const search = this.#search;
		const state = this.#searchPrice(project);
		if (state === 'unaffordable') return undefined;
		const factor = this.#profile.factorDoubles[project]!;
		const low = Math.max(
			this.#bounds[project]!,
			((search.price - search.priceError) / factor) * (1 - 4 * EPS),
		);
		this.#bounds[project] = low;
		if (state === 'unclear' && low <= enough && search.settle(project) === undefined)
			return undefined;
		const high = ((search.price + search.priceError) / factor) * (1 + 4 * EPS);
		return { project, low, high };
	}

	#leastOf(projects: readonly number[]): number[] {
		let least: Rational | undefined;
		let best: number[] = [];
		for (const project of projects) {
			this.#searchPrice(project);
			const rho = this.#search.ledger.rhoOf(project, this.#search.settle(project)!);
			if (least && equals(rho, least)) best.push(project);
			else if (!least || isLess(rho, least)) [least, best] = [rho, [project]];
		}
		return best;
	}
}

/** Insertion sort: bounds move little from round to round. */
function sortNearlySorted(items: number[], key: Float64Array): void {
	for (let i = 1; i < items.length; i++) {
		const item = items[i]!;
		const value = key[item]!;
		let j = i - 1;
		for (; j >= 0 && key[items[j]!]! > value; j--) items[j + 1] = items[j]!;
		items[j + 1] = item;
	}
}
