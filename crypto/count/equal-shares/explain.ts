import type { SharesRejection, SharesRound } from '../outcome.ts';
import type { Rational } from '../rational.ts';
import { ONE, divide, formatRational, fromInteger, multiply, rational } from '../rational.ts';
import type { SharesRun } from './engine.ts';
import type { Profile } from './profile.ts';

/** Calls `visit` for everything that group `g` paid: round by round, in order. */
type Payments = (g: number, visit: (round: number, amount: bigint) => void) => bigint;

/**
 * All payments as integers over one denominator. A voter pays the round's price times weight, until the round in which
 * they give all they have left.
 */
function paymentsOf(profile: Profile, run: SharesRun) {
	const { ledger, emptiedAt } = run;
	const prices = run.winners.map((_, r) => ledger.price(r));
	let denominator = ledger.endowment.d;
	for (const { d } of prices) if (denominator % d !== 0n) denominator *= rational(d, denominator).n;
	const whole = (a: Rational) => a.n * (denominator / a.d);
	const scaledPrices = prices.map(whole);
	const endowment = whole(ledger.endowment);
	const each: Payments = (g, visit) => {
		const rounds: { round: number; weight: number }[] = [];
		for (let i = profile.ballotStart[g]!; i < profile.ballotStart[g + 1]!; i++) {
			const round = ledger.roundOf[profile.listed[i]!]!;
			if (round >= 0) rounds.push({ round, weight: profile.listedWeights[i]! });
		}
		rounds.sort((a, b) => a.round - b.round);
		const last = emptiedAt[g]!;
		let left = endowment;
		for (const { round, weight } of rounds) {
			const amount =
				round === last
					? left
					: last >= 0 && round > last
						? 0n
						: scaledPrices[round]! * BigInt(weight);
			left -= amount;
			visit(round, amount);
		}
		return left;
	};
	return { each, denominator };
}

type Payers = {
	inFull: number;
	allLeft: number;
	none: number;
	/** The largest payment. */
	most: bigint;
};

export type SharesAccount = {
	readonly rounds: readonly SharesRound[];
	readonly rejected: readonly SharesRejection[];
	readonly unspent: Rational;
	readonly votersWithoutMoney: number;
	/** Money that a voter of each group has left, as integers over `denominator`. */
	readonly left: readonly bigint[];
	readonly denominator: bigint;
};

/** Who paid what, and why the others were not bought. Spec: SPEC §9.9. */
export function explainRun(
	profile: Profile,
	run: SharesRun,
	ids: readonly string[],
	barred: (p: number) => boolean,
): SharesAccount {
	const { each, denominator } = paymentsOf(profile, run);
	const payers = run.winners.map((): Payers => ({ inFull: 0, allLeft: 0, none: 0, most: 0n }));
	const spentBy: bigint[][] = ids.map(() => run.winners.map(() => 0n));
	const left: bigint[] = [];
	let unspent = 0n;
	for (const [g, voters] of profile.voterCounts.entries()) {
		const last = run.emptiedAt[g]!;
		const rest = each(g, (round, amount) => {
			const kind = amount === 0n ? 'none' : round === last ? 'allLeft' : 'inFull';
			const paid = payers[round]!;
			paid[kind] += voters;
			if (amount > paid.most) paid.most = amount;
			const total = amount * BigInt(voters);
			for (let i = profile.ballotStart[g]!; i < profile.ballotStart[g + 1]!; i++)
				spentBy[profile.listed[i]!]![round]! += total;
		});
		left.push(rest);
		unspent += rest * BigInt(voters);
	}
	const rejected = ids.flatMap((_, p) =>
		run.ledger.roundOf[p]! >= 0 || barred(p)
			? []
			: [rejectionOf(profile, run, ids, p, spentBy[p]!, denominator)],
	);
	return {
		rounds: run.winners.map((p, r) => roundOf(profile, run, ids[p]!, r, payers[r]!, denominator)),
		rejected,
		unspent: rational(unspent, denominator),
		votersWithoutMoney: left.reduce((n, l, g) => n + (l === 0n ? profile.voterCounts[g]! : 0), 0),
		left,
		denominator,
	};
}

function roundOf(
	profile: Profile,
	run: SharesRun,
	id: string,
	round: number,
	payers: Payers,
	denominator: bigint,
): SharesRound {
	const p = run.winners[round]!;
	const rho = run.ledger.rhoOf(p, run.ledger.price(round));
	return {
		id,
		cost: formatRational(profile.costs[p]!),
		votes: profile.support[p]!,
		effectiveVotes: formatRational(divide(ONE, rho)),
		rho: formatRational(rho),
		maxPayment: formatRational(rational(payers.most, denominator)),
		payersInFull: payers.inFull,
		payersOfAllLeft: payers.allLeft,
		withoutMoney: payers.none,
	};
}

/** @param spent - what the supporters paid in each round, as integers over `denominator` */
function rejectionOf(
	profile: Profile,
	run: SharesRun,
	ids: readonly string[],
	p: number,
	spent: readonly bigint[],
	denominator: bigint,
): SharesRejection {
	const cost = profile.costs[p]!;
	const atStart = multiply(run.ledger.endowment, fromInteger(profile.support[p]!));
	let money = atStart.n * (denominator / atStart.d);
	let afterRound = 0;
	while (money * cost.d >= cost.n * denominator) money -= spent[afterRound++]!;
	const exact = (amount: bigint) => formatRational(rational(amount, denominator));
	return {
		id: ids[p]!,
		cost: formatRational(cost),
		votes: profile.support[p]!,
		moneyAtStart: formatRational(atStart),
		afterRound,
		moneyThen: exact(money),
		spent: spent
			.slice(0, afterRound)
			.flatMap((amount, r) =>
				amount === 0n ? [] : [{ on: ids[run.winners[r]!]!, amount: exact(amount) }],
			),
	};
}
