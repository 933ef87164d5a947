import type { Rational } from '../rational.ts';
import { ZERO, add, divide, multiply, rational, subtract } from '../rational.ts';
import type { Profile } from './profile.ts';

const integer = (a: number): Rational => ({ n: BigInt(a), d: 1n });

/**
 * What a set of voters has spent: how many they are, and for each round the sum of their weights for its winner. Every
 * one of them paid in full so far, so they have endowment · voters − Σ price(r) · weights[r].
 */
export class Spending {
	voters = 0;
	readonly weights: Float64Array;

	constructor(rounds: number) {
		this.weights = new Float64Array(rounds);
	}

	/** Adds the voters of a group who have paid in full in every round so far. */
	add(profile: Profile, roundOf: Int32Array, group: number): void {
		const count = profile.voterCounts[group]!;
		this.voters += count;
		for (let i = profile.ballotStart[group]!; i < profile.ballotStart[group + 1]!; i++) {
			const round = roundOf[profile.listed[i]!]!;
			if (round >= 0) this.weights[round]! += count * profile.listedWeights[i]!;
		}
	}
}

type Round = {
	readonly project: number;
	/** Those who gave all they had left. */
	readonly emptied: Spending;
	/** Sum of weights of those who paid in full. */
	readonly fullWeight: number;
	price?: Rational;
};

/**
 * The exact side of a run. A budget is never stored: it is the endowment minus prices times weights, and a price is
 * price(r) = (c − endowment · emptied.voters + Σ_{q<r} price(q) · emptied.weights[q]) / fullWeight,
 * so exact numbers cost a few operations per pair of rounds, however many voters there are, and only when asked for.
 * Spec: SPEC §9.6.
 */
export class Ledger {
	readonly rounds: Round[] = [];
	/** Round in which a project was bought, or -1. */
	readonly roundOf: Int32Array;
	readonly profile: Profile;
	readonly endowment: Rational;

	constructor(profile: Profile, endowment: Rational) {
		this.profile = profile;
		this.endowment = endowment;
		this.roundOf = new Int32Array(profile.projects).fill(-1);
	}

	close(project: number, emptied: Spending, fullWeight: number): void {
		this.roundOf[project] = this.rounds.length;
		this.rounds.push({ project, emptied, fullWeight });
	}

	/** What a voter of weight 1 paid in full in a round. */
	price(round: number): Rational {
		for (let r = 0; r <= round; r++) {
			const { project, emptied, fullWeight } = this.rounds[r]!;
			this.rounds[r]!.price ??= this.priceOf(project, emptied, fullWeight);
		}
		return this.rounds[round]!.price!;
	}

	/** The price of a project when those in `emptied` give all they have and weights of `fullWeight` pay in full. */
	priceOf(project: number, emptied: Spending, fullWeight: number): Rational {
		return divide(
			subtract(this.profile.costs[project]!, this.moneyOf(emptied)),
			integer(fullWeight),
		);
	}

	/** What voters who have always paid in full have left together. */
	moneyOf(spending: Spending): Rational {
		let spent = ZERO;
		for (const [round, weight] of spending.weights.entries())
			if (weight > 0) spent = add(spent, multiply(this.price(round), integer(weight)));
		return subtract(multiply(this.endowment, integer(spending.voters)), spent);
	}

	/** What one voter of a group that has always paid in full has left. */
	budgetOf(group: number): Rational {
		const { profile, roundOf } = this;
		let left = this.endowment;
		for (let i = profile.ballotStart[group]!; i < profile.ballotStart[group + 1]!; i++) {
			const round = roundOf[profile.listed[i]!]!;
			if (round >= 0)
				left = subtract(left, multiply(this.price(round), integer(profile.listedWeights[i]!)));
		}
		return left;
	}

	/** ρ of a project at a price; utilities are weight times factor, with the weights as they were given. */
	rhoOf(project: number, price: Rational): Rational {
		const { factors, multiplier } = this.profile;
		return divide(multiply(price, rational(multiplier)), factors[project]!);
	}
}
