import type { SharesRejection, SharesRound } from '../outcome.ts';
import type { Rational } from '../rational.ts';
import {
	ZERO,
	add,
	divide,
	formatRational,
	fromInteger,
	isLess,
	multiply,
	rational,
	subtract,
} from '../rational.ts';
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

export type SharesAccount = {
	readonly rounds: readonly SharesRound[];
	readonly rejected: readonly SharesRejection[];
	readonly unspent: Rational;
	readonly votersWithoutMoney: number;
	/** Exact money left per group. */
	readonly left: readonly Rational[];
};

/** Who paid what, and why the others were not bought. Spec: SPEC §9.8. */
export function explainRun(
	profile: Profile,
	run: SharesRun,
	ids: readonly string[],
	barred: (p: number) => boolean,
): SharesAccount {
	const { each, denominator } = paymentsOf(profile, run);
	const payers = run.winners.map(() => ({ inFull: 0, allLeft: 0, none: 0 }));
	const spentBy: bigint[][] = ids.map(() => run.winners.map(() => 0n));
	const left: Rational[] = [];
	for (const [g, voters] of profile.voterCounts.entries()) {
		const last = run.emptiedAt[g]!;
		const rest = each(g, (round, amount) => {
			const kind = amount === 0n ? 'none' : round === last ? 'allLeft' : 'inFull';
			payers[round]![kind] += voters;
			const total = amount * BigInt(voters);
			for (let i = profile.ballotStart[g]!; i < profile.ballotStart[g + 1]!; i++)
				spentBy[profile.listed[i]!]![round]! += total;
		});
		left.push(rational(rest, denominator));
	}
	const rejected = ids.flatMap((_, p) =>
		run.ledger.roundOf[p]! >= 0 || barred(p)
			? []
			: [
					rejectionOf(
						profile,
						run,
						ids,
						p,
						spentBy[p]!.map((s) => rational(s, denominator)),
					),
				],
	);
	const broke = left.map((l, g) => (l.n === 0n ? profile.voterCounts[g]! : 0));
	return {
		rounds: run.winners.map((p, r) => roundOf(profile, run, ids, p, r, payers[r]!)),
		rejected,
		unspent: left.reduce(
			(s, l, g) => add(s, multiply(l, fromInteger(profile.voterCounts[g]!))),
			ZERO,
		),
		votersWithoutMoney: broke.reduce((a, b) => a + b, 0),
		left,
	};
}

function roundOf(
	profile: Profile,
	run: SharesRun,
	ids: readonly string[],
	p: number,
	round: number,
	payers: { readonly inFull: number; readonly allLeft: number; readonly none: number },
): SharesRound {
	const price = run.ledger.price(round);
	const rho = run.ledger.rhoOf(p, price);
	return {
		id: ids[p]!,
		cost: formatRational(profile.costs[p]!),
		votes: profile.support[p]!,
		effectiveVotes: formatRational(divide({ n: 1n, d: 1n }, rho)),
		rho: formatRational(rho),
		maxPayment: formatRational(multiply(price, rational(profile.multiplier))),
		payersInFull: payers.inFull,
		payersOfAllLeft: payers.allLeft,
		withoutMoney: payers.none,
	};
}

function rejectionOf(
	profile: Profile,
	run: SharesRun,
	ids: readonly string[],
	p: number,
	spent: readonly Rational[],
): SharesRejection {
	const cost = profile.costs[p]!;
	const atStart = multiply(run.ledger.endowment, fromInteger(profile.support[p]!));
	let money = atStart;
	let afterRound = 0;
	while (!isLess(money, cost)) money = subtract(money, spent[afterRound++]!);
	return {
		id: ids[p]!,
		cost: formatRational(cost),
		votes: profile.support[p]!,
		moneyAtStart: formatRational(atStart),
		afterRound,
		moneyThen: formatRational(money),
		spent: spent
			.slice(0, afterRound)
			.flatMap((amount, r) =>
				amount.n === 0n ? [] : [{ on: ids[run.winners[r]!]!, amount: formatRational(amount) }],
			),
	};
}
