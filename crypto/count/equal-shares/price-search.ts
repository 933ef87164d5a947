import type { Rational } from '../rational.ts';
import { compare, multiply, rational, toDouble } from '../rational.ts';
import { Ledger, Spending } from './ledger.ts';
import type { Profile } from './profile.ts';

/** Twice the unit roundoff of doubles; every bound is rounded up by at least that. */
export const EPS = 2 ** -52;
const SLACK = 1.01;
/** Stands for the budget of a voter who gave all they had. */
const EMPTY = -1;

/** Four doubles per group, side by side because they are read together: budget, its error bound, voters, nothing. */
const STRIDE = 4;
const BUDGET = 0;
const ERROR = 1;
const VOTERS = 2;
const WEIGHT = 3;

/**
 * The budgets of one run, and the price that a project would have: the least with which its supporters pay its cost, each at
 * most what they have. Budgets and prices are doubles with bounds on their distance from the exact numbers; what doubles
 * cannot decide is `unclear`, and {@link settle} decides it on the ledger's fractions. Spec: SPEC §9.6.
 */
export class PriceSearch {
	/** Price per weight for the project last searched, and its error bound. */
	price = 0;
	priceError = 0;
	ledger!: Ledger;
	/** Round in which each group gave all it had left, or -1. */
	emptiedAt!: Int32Array;

	readonly #profile: Profile;
	#startMoney = 0;
	readonly #purses: Float64Array;
	/** Supporters with money left: a prefix of each project's segment of `profile.start`. */
	readonly #groups: Int32Array;
	readonly #weights: Float64Array;
	readonly #lengths: Int32Array;
	/** Who pays in full: groups, and their purses with the weight in the fourth place. */
	readonly #full: Int32Array;
	readonly #fullPurses: Float64Array;
	#fullCount = 0;
	#fullWeight = 0;
	/** Who gives all they have. */
	readonly #emptied: Int32Array;
	#emptiedCount = 0;
	#emptiedSum = 0;
	#emptiedError = 0;

	constructor(profile: Profile) {
		const groups = profile.voterCounts.length;
		this.#profile = profile;
		this.#purses = new Float64Array(STRIDE * groups);
		for (let g = 0; g < groups; g++) this.#purses[STRIDE * g + VOTERS] = profile.voterCounts[g]!;
		this.#groups = new Int32Array(profile.groups.length);
		this.#weights = new Float64Array(profile.groups.length);
		this.#lengths = new Int32Array(profile.projects);
		this.#full = new Int32Array(groups);
		this.#fullPurses = new Float64Array(STRIDE * groups);
		this.#emptied = new Int32Array(groups);
	}

	/** Gives every voter the endowment. */
	reset(endowment: Rational): void {
		const profile = this.#profile;
		const money = toDouble(endowment);
		this.#startMoney = money;
		this.ledger = new Ledger(profile, endowment);
		this.emptiedAt = new Int32Array(profile.voterCounts.length).fill(-1);
		for (let at = 0; at < this.#purses.length; at += STRIDE) {
			this.#purses[at + BUDGET] = money;
			this.#purses[at + ERROR] = 2 * EPS * money;
		}
		this.#groups.set(profile.groups);
		this.#weights.set(profile.weights);
		for (let p = 0; p < profile.projects; p++)
			this.#lengths[p] = profile.start[p + 1]! - profile.start[p]!;
	}

	/** False when all supporters together clearly start with less than the cost. */
	mayBePaid(project: number): boolean {
		const money = this.#startMoney * this.#profile.support[project]!;
		return this.#profile.costDoubles[project]! <= money * (1 + 16 * EPS);
	}

	/**
	 * Splits the supporters of a project into those who pay in full and those who give all they have. Starts from a lower
	 * bound of the price and raises it until nobody in full is clearly below it; each price is a lower bound too, since
	 * the payment as a function of the price is concave.
	 */
	search(project: number, lowerBound: number): 'clear' | 'unclear' | 'unaffordable' {
		if (!this.#splitAt(project, lowerBound)) return 'unaffordable';
		for (;;) {
			this.#setPrice(project);
			const before = this.#fullCount;
			const isUnclear = this.#demoteBelowPrice();
			if (this.#fullCount === 0) return 'unaffordable';
			if (this.#fullCount === before) return isUnclear ? 'unclear' : 'clear';
		}
	}

	/** First split; drops supporters without money. False when the money clearly falls short of the cost. */
	#splitAt(project: number, level: number): boolean {
		// Fields as locals, here and below: these are the innermost loops.
		const groups = this.#groups;
		const weights = this.#weights;
		const purses = this.#purses;
		const full = this.#full;
		const fullPurses = this.#fullPurses;
		const from = this.#profile.start[project]!;
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
			const at = STRIDE * group;
			const budget = purses[at + BUDGET]!;
			if (budget < 0) continue;
			const weight = weights[i]!;
			groups[kept] = group;
			weights[kept++] = weight;
			const bound = purses[at + ERROR]!;
			const voters = purses[at + VOTERS]!;
			money += voters * budget;
			error += voters * bound;
			const due = level * weight;
			if (due > budget && due - budget > SLACK * (bound + 4 * EPS * (budget + due)))
				this.#empty(group, voters * budget, voters * bound);
			else {
				const to = STRIDE * fullCount;
				full[fullCount++] = group;
				fullPurses[to + BUDGET] = budget;
				fullPurses[to + ERROR] = bound;
				fullPurses[to + VOTERS] = voters;
				fullPurses[to + WEIGHT] = weight;
				fullWeight += voters * weight;
			}
		}
		this.#lengths[project] = kept - from;
		this.#fullCount = fullCount;
		this.#fullWeight = fullWeight;
		const cost = this.#profile.costDoubles[project]!;
		const rounding = (end - from + 8) * EPS * (money + cost);
		return fullCount > 0 && cost - money <= SLACK * (error + rounding);
	}

	#empty(group: number, money: number, error: number): void {
		this.#emptied[this.#emptiedCount++] = group;
		this.#emptiedSum += money;
		this.#emptiedError += error;
	}

	#setPrice(project: number): void {
		const cost = this.#profile.costDoubles[project]!;
		const rounding = (this.#emptiedCount + 8) * EPS * (this.#emptiedSum + cost);
		this.price = Math.max(0, (cost - this.#emptiedSum) / this.#fullWeight);
		this.priceError =
			(SLACK * (this.#emptiedError + rounding)) / this.#fullWeight + 2 * EPS * this.price;
	}

	/**
	 * Moves everybody who cannot pay the price in full. A voter too close to call stays and makes the answer true, unless
	 * `decide` knows.
	 */
	#demoteBelowPrice(decide?: (group: number, weight: number) => boolean): boolean {
		const { price, priceError } = this;
		const full = this.#full;
		const purses = this.#fullPurses;
		const count = this.#fullCount;
		let kept = 0;
		let isUnclear = false;
		for (let i = 0; i < count; i++) {
			const group = full[i]!;
			const at = STRIDE * i;
			const budget = purses[at + BUDGET]!;
			const error = purses[at + ERROR]!;
			const voters = purses[at + VOTERS]!;
			const weight = purses[at + WEIGHT]!;
			const due = price * weight;
			const tolerance = SLACK * (error + priceError * weight + 4 * EPS * (budget + due));
			let isShort = due - budget > tolerance;
			if (!isShort && budget - due <= tolerance) {
				isUnclear = true;
				isShort = decide?.(group, weight) ?? false;
			}
			if (isShort) {
				this.#fullWeight -= voters * weight;
				this.#empty(group, voters * budget, voters * error);
				continue;
			}
			if (kept !== i) {
				const to = STRIDE * kept;
				full[kept] = group;
				purses[to + BUDGET] = budget;
				purses[to + ERROR] = error;
				purses[to + VOTERS] = voters;
				purses[to + WEIGHT] = weight;
			}
			kept++;
		}
		this.#fullCount = kept;
		return isUnclear;
	}

	/** The exact price after a search, with those placed that doubles could not place; nothing if unaffordable. */
	settle(project: number): Rational | undefined {
		const { ledger } = this;
		const emptied = new Spending(ledger.rounds.length);
		for (let listed = 0; ;) {
			for (; listed < this.#emptiedCount; listed++)
				emptied.add(this.#profile, ledger.roundOf, this.#emptied[listed]!);
			const price = ledger.priceOf(project, emptied, this.#fullWeight);
			this.price = toDouble(price);
			this.priceError = 2 * EPS * this.price;
			const before = this.#fullCount;
			this.#demoteBelowPrice((group, weight) => {
				const due = multiply(price, rational(BigInt(weight)));
				return compare(ledger.budgetOf(group), due) < 0;
			});
			if (this.#fullCount === 0) return undefined;
			if (this.#fullCount === before) return price;
		}
	}

	/** Makes the supporters pay as the last search found. */
	pay(project: number, round: number): void {
		const emptied = new Spending(this.ledger.rounds.length);
		for (let i = 0; i < this.#emptiedCount; i++) {
			const group = this.#emptied[i]!;
			emptied.add(this.#profile, this.ledger.roundOf, group);
			this.emptiedAt[group] = round;
			this.#purses[STRIDE * group + BUDGET] = EMPTY;
		}
		this.ledger.close(project, emptied, this.#fullWeight);
		for (let i = 0; i < this.#fullCount; i++) {
			const at = STRIDE * this.#full[i]!;
			const weight = this.#fullPurses[STRIDE * i + WEIGHT]!;
			const due = this.price * weight;
			const before = this.#purses[at + BUDGET]!;
			this.#purses[at + BUDGET] = Math.max(0, before - due);
			this.#purses[at + ERROR]! += SLACK * (this.priceError * weight + 4 * EPS * (before + due));
		}
	}
}
