import type { Rational } from '../rational.ts';
import { compare, equals, isLess, multiply, rational, toDouble } from '../rational.ts';
import { Ledger, Spending } from './ledger.ts';
import type { Profile } from './profile.ts';

/** Twice the unit roundoff of doubles; every bound below is rounded up by at least that. */
const EPS = 2 ** -52;
const SLACK = 1.01;
/** Stands for the budget of a voter who gave all they had. */
const EMPTY = -1;

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
 * Budgets and prices are doubles, each with a bound on its distance from the exact number. A comparison is decided on
 * doubles only when the bounds keep the two sides apart; otherwise the ledger decides on exact fractions. So the outcome
 * is the exact one, and most rounds need no fraction at all.
 *
 * Laziness: ρ of a project never falls while voters spend, so a lower bound stays one; projects are looked at in order
 * of their bounds until the next bound lies above the best ρ found.
 */
export class SharesEngine {
	readonly #profile: Profile;
	readonly #tieRank: Int32Array;
	/** Supported projects by their first bound; the bounds do not depend on the endowment. */
	readonly #firstOrder: number[];
	readonly #firstBounds: Float64Array;

	#ledger!: Ledger;
	#startMoney = 0;
	#emptiedAt: Int32Array;
	readonly #budgets: Float64Array;
	readonly #errors: Float64Array;
	/** Lower bounds of ρ. */
	readonly #bounds: Float64Array;
	/** Supporters with money left: a prefix of each project's segment of `profile.start`. */
	readonly #groups: Int32Array;
	readonly #weights: Float64Array;
	readonly #lengths: Int32Array;

	/** The split of the project last looked at: who pays in full, who gives all they have, and the price. */
	readonly #full: Int32Array;
	readonly #fullWeights: Float64Array;
	#fullCount = 0;
	#fullWeight = 0;
	readonly #emptied: Int32Array;
	#emptiedCount = 0;
	#emptiedSum = 0;
	#emptiedError = 0;
	#price = 0;
	#priceError = 0;

	constructor(profile: Profile, tieRank: Int32Array) {
		this.#profile = profile;
		this.#tieRank = tieRank;
		const m = profile.projects;
		this.#firstBounds = new Float64Array(m);
		for (let p = 0; p < m; p++)
			this.#firstBounds[p] =
				(profile.costDoubles[p]! / profile.weightSums[p]! / profile.factorDoubles[p]!) *
				(1 - 8 * EPS);
		this.#firstOrder = Array.from({ length: m }, (_, p) => p)
			.filter((p) => profile.weightSums[p]! > 0)
			.sort((a, b) => this.#firstBounds[a]! - this.#firstBounds[b]!);
		const groups = profile.voterCounts.length;
		this.#budgets = new Float64Array(groups);
		this.#errors = new Float64Array(groups);
		this.#emptiedAt = new Int32Array(groups);
		this.#bounds = new Float64Array(m);
		this.#groups = new Int32Array(profile.groups.length);
		this.#weights = new Float64Array(profile.groups.length);
		this.#lengths = new Int32Array(m);
		this.#full = new Int32Array(groups);
		this.#fullWeights = new Float64Array(groups);
		this.#emptied = new Int32Array(groups);
	}

	/** The outcome when every voter starts with `endowment`. */
	run(endowment: Rational): SharesRun {
		this.#reset(endowment);
		const open = this.#firstOrder.filter((p) => this.#mayBePaid(p));
		const winners: number[] = [];
		const ties: { round: number; between: number[] }[] = [];
		for (;;) {
			const best = this.#leastRho(open);
			if (best.length === 0) break;
			if (best.length > 1) ties.push({ round: winners.length, between: best });
			const winner = best.reduce((a, b) => (this.#tieRank[a]! < this.#tieRank[b]! ? a : b));
			this.#buy(winner, winners.length);
			winners.push(winner);
			open.splice(open.indexOf(winner), 1);
		}
		return { winners, ties, ledger: this.#ledger, emptiedAt: this.#emptiedAt };
	}

	#reset(endowment: Rational): void {
		const profile = this.#profile;
		this.#ledger = new Ledger(profile, endowment);
		const money = toDouble(endowment);
		this.#startMoney = money;
		this.#budgets.fill(money);
		this.#errors.fill(2 * EPS * money);
		this.#emptiedAt = new Int32Array(this.#budgets.length).fill(-1);
		this.#bounds.set(this.#firstBounds);
		this.#groups.set(profile.groups);
		this.#weights.set(profile.weights);
		for (let p = 0; p < profile.projects; p++)
			this.#lengths[p] = profile.start[p + 1]! - profile.start[p]!;
	}

	/** False when all supporters together clearly start with less than the cost. */
	#mayBePaid(project: number): boolean {
		const money = this.#startMoney * this.#profile.support[project]!;
		return this.#profile.costDoubles[project]! <= money * (1 + 16 * EPS);
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

	/** Bounds of ρ of a project, or nothing when it cannot be paid. Bounds are only as tight as `enough` asks for. */
	#look(project: number, enough: number): Candidate | undefined {
		const state = this.#split(project);
		if (state === 'unaffordable') return undefined;
		const factor = this.#profile.factorDoubles[project]!;
		const low = Math.max(
			this.#bounds[project]!,
			((this.#price - this.#priceError) / factor) * (1 - 4 * EPS),
		);
		this.#bounds[project] = low;
		if (state === 'unclear' && low <= enough && this.#settle(project) === undefined)
			return undefined;
		return { project, low, high: ((this.#price + this.#priceError) / factor) * (1 + 4 * EPS) };
	}

	#leastOf(projects: readonly number[]): number[] {
		let least: Rational | undefined;
		let best: number[] = [];
		for (const project of projects) {
			this.#split(project);
			const rho = this.#ledger.rhoOf(project, this.#settle(project)!);
			if (least && equals(rho, least)) best.push(project);
			else if (!least || isLess(rho, least)) [least, best] = [rho, [project]];
		}
		return best;
	}

	/**
	 * Splits the supporters of a project into those who pay in full and those who give all they have. Starts from the
	 * lower bound and raises the price until nobody in full is clearly below it; each price is a lower bound too,
	 * since the payment as a function of the price is concave.
	 */
	#split(project: number): 'clear' | 'unclear' | 'unaffordable' {
		if (!this.#splitAtBound(project)) return 'unaffordable';
		for (;;) {
			this.#setPrice(project);
			let kept = 0;
			let unclear = false;
			for (let i = 0; i < this.#fullCount; i++) {
				const group = this.#full[i]!;
				const weight = this.#fullWeights[i]!;
				const side = this.#sideOf(group, weight);
				if (side < 0) this.#demote(group, weight);
				else {
					if (side === 0) unclear = true;
					this.#full[kept] = group;
					this.#fullWeights[kept++] = weight;
				}
			}
			if (kept === 0) return 'unaffordable';
			if (kept === this.#fullCount) return unclear ? 'unclear' : 'clear';
			this.#fullCount = kept;
		}
	}

	/** First split, at the lower bound of ρ; drops supporters without money. False when the money clearly falls short. */
	#splitAtBound(project: number): boolean {
		const { start, voterCounts, costDoubles, factorDoubles } = this.#profile;
		// Fields as locals: this is the innermost loop.
		const groups = this.#groups;
		const weights = this.#weights;
		const budgets = this.#budgets;
		const errors = this.#errors;
		const full = this.#full;
		const fullWeights = this.#fullWeights;
		const level = this.#bounds[project]! * factorDoubles[project]! * (1 - 4 * EPS);
		const from = start[project]!;
		const end = from + this.#lengths[project]!;
		let kept = from;
		let fullCount = 0;
		let fullWeight = 0;
		let money = 0;
		let error = 0;
		this.#emptiedCount = 0;
		this.#emptiedSum = 0;
		this.#emptiedError = 0;
		for (let i = from; i < end; i++) {
			const group = groups[i]!;
			const budget = budgets[group]!;
			if (budget < 0) continue;
			const weight = weights[i]!;
			const voters = voterCounts[group]!;
			if (kept !== i) {
				groups[kept] = group;
				weights[kept] = weight;
			}
			kept++;
			money += voters * budget;
			error += voters * errors[group]!;
			const due = level * weight;
			if (due > budget && due - budget > SLACK * (errors[group]! + 4 * EPS * (budget + due)))
				this.#empty(group);
			else {
				full[fullCount] = group;
				fullWeights[fullCount++] = weight;
				fullWeight += voters * weight;
			}
		}
		this.#lengths[project] = kept - from;
		this.#fullCount = fullCount;
		this.#fullWeight = fullWeight;
		const cost = costDoubles[project]!;
		const rounding = (end - from + 8) * EPS * (money + cost);
		return fullCount > 0 && cost - money <= SLACK * (error + rounding);
	}

	#empty(group: number): void {
		const voters = this.#profile.voterCounts[group]!;
		this.#emptied[this.#emptiedCount++] = group;
		this.#emptiedSum += voters * this.#budgets[group]!;
		this.#emptiedError += voters * this.#errors[group]!;
	}

	/** Moves a voter from those who pay in full to those who give all they have. */
	#demote(group: number, weight: number): void {
		this.#empty(group);
		this.#fullWeight -= this.#profile.voterCounts[group]! * weight;
	}

	#setPrice(project: number): void {
		const cost = this.#profile.costDoubles[project]!;
		const rounding = (this.#emptiedCount + 8) * EPS * (this.#emptiedSum + cost);
		this.#price = Math.max(0, (cost - this.#emptiedSum) / this.#fullWeight);
		this.#priceError =
			(SLACK * (this.#emptiedError + rounding)) / this.#fullWeight + 2 * EPS * this.#price;
	}

	/** Negative: the voter clearly has less than is due; positive: clearly not less; zero: the doubles cannot tell. */
	#sideOf(group: number, weight: number): number {
		const budget = this.#budgets[group]!;
		const due = this.#price * weight;
		const tolerance =
			SLACK * (this.#errors[group]! + this.#priceError * weight + 4 * EPS * (budget + due));
		const difference = budget - due;
		return difference > tolerance ? 1 : difference < -tolerance ? -1 : 0;
	}

	/** The exact price for the current split, after moving those the doubles could not place; nothing if unaffordable. */
	#settle(project: number): Rational | undefined {
		const ledger = this.#ledger;
		const emptied = this.#emptiedSpending();
		for (;;) {
			const price = ledger.priceOf(project, emptied, this.#fullWeight);
			this.#price = toDouble(price);
			this.#priceError = 2 * EPS * this.#price;
			let kept = 0;
			for (let i = 0; i < this.#fullCount; i++) {
				const group = this.#full[i]!;
				const weight = this.#fullWeights[i]!;
				if (this.#isShort(group, weight, price)) {
					this.#demote(group, weight);
					emptied.add(this.#profile, ledger.roundOf, group);
				} else {
					this.#full[kept] = group;
					this.#fullWeights[kept++] = weight;
				}
			}
			if (kept === 0) return undefined;
			if (kept === this.#fullCount) return price;
			this.#fullCount = kept;
		}
	}

	#isShort(group: number, weight: number, price: Rational): boolean {
		const side = this.#sideOf(group, weight);
		if (side !== 0) return side < 0;
		const due = multiply(price, rational(BigInt(weight)));
		return compare(this.#ledger.budgetOf(group), due) < 0;
	}

	#emptiedSpending(): Spending {
		const spending = new Spending();
		for (let i = 0; i < this.#emptiedCount; i++)
			spending.add(this.#profile, this.#ledger.roundOf, this.#emptied[i]!);
		return spending;
	}

	#buy(project: number, round: number): void {
		if (this.#split(project) === 'unclear') this.#settle(project);
		this.#ledger.close(project, this.#emptiedSpending(), this.#fullWeight);
		for (let i = 0; i < this.#emptiedCount; i++) {
			const group = this.#emptied[i]!;
			this.#emptiedAt[group] = round;
			this.#budgets[group] = EMPTY;
		}
		for (let i = 0; i < this.#fullCount; i++) {
			const group = this.#full[i]!;
			const weight = this.#fullWeights[i]!;
			const due = this.#price * weight;
			const before = this.#budgets[group]!;
			this.#budgets[group] = Math.max(0, before - due);
			this.#errors[group]! += SLACK * (this.#priceError * weight + 4 * EPS * (before + due));
		}
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
