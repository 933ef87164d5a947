import type { Counted } from './greedy.ts';
import type { Instance } from './instance.ts';
import { votesOf } from './instance.ts';
import type { Settings } from './options.ts';
import type { PhragmenExplanation } from './outcome.ts';
import { barrierOf } from './ranking.ts';
import type { Rational } from './rational.ts';
import {
	ZERO,
	add,
	compare,
	divide,
	equals,
	formatRational,
	fromInteger,
	isLess,
	multiply,
	subtract,
} from './rational.ts';
import type { Tie, TieOrder } from './ties.ts';

/**
 * A voter's load is the time at which the last project they support was bought, so loads are few and voters are counted
 * by load: bought[p].get(r) supporters of p carry the load of round r.
 */
type Loads = {
	readonly times: Rational[];
	readonly carriers: readonly Map<number, number>[];
	readonly lastRound: Int32Array;
};

/**
 * Sequential Phragmén on approvals. Spec: SPEC §9.7; Brill, Freeman, Janson, Lackner 2017, Los, Christoff, Grossi 2022.
 * Ends when any of the projects next in time costs more than what is left. A project without supporters comes last, at
 * no time.
 */
export function countPhragmen(
	instance: Instance,
	settings: Settings,
	tieOrder: TieOrder,
): Counted<PhragmenExplanation> {
	const votes = votesOf(instance);
	const supporters = supportersOf(instance);
	const open = new Set(
		instance.projects.flatMap(({ cost }, p) =>
			isLess(instance.budget, cost) ||
			barrierOf(instance, settings, p, fromInteger(votes[p]!), votes[p]!)
				? []
				: [p],
		),
	);
	const loads: Loads = {
		times: [],
		carriers: votes.map((v) => new Map(v > 0 ? [[-1, v]] : [])),
		lastRound: new Int32Array(instance.ballots.length).fill(-1),
	};
	const times = new Map<number, Rational | undefined>();
	const ties: Tie[] = [];
	const winners: number[] = [];
	const rounds: PhragmenExplanation['rounds'][number][] = [];
	let left = instance.budget;
	let stoppedAt: string | undefined;
	while (open.size > 0) {
		for (const p of open)
			if (!times.has(p)) times.set(p, purchaseTime(instance, loads, p, votes[p]!));
		const next = earliest([...open], times);
		const tooDear = next.find((p) => isLess(left, instance.projects[p]!.cost));
		if (tooDear !== undefined) {
			stoppedAt = instance.projects[tooDear]!.id;
			break;
		}
		if (next.length > 1) ties.push(tieOrder.report(`round ${winners.length + 1}`, next));
		const p = next.reduce((a, b) => (tieOrder.rank[a]! < tieOrder.rank[b]! ? a : b));
		const { id, cost } = instance.projects[p]!;
		const time = times.get(p);
		rounds.push({
			id,
			cost: formatRational(cost),
			votes: votes[p]!,
			...(time && { time: formatRational(time) }),
		});
		winners.push(p);
		open.delete(p);
		left = subtract(left, cost);
		for (const q of takeLoad(instance, loads, supporters[p]!, time ?? ZERO)) times.delete(q);
	}
	return {
		winners,
		ties,
		explanation: {
			kind: 'phragmen',
			rounds,
			...(stoppedAt !== undefined && { stoppedAt }),
			left: formatRational(left),
		},
	};
}

function supportersOf(instance: Instance): number[][] {
	const supporters: number[][] = instance.projects.map(() => []);
	for (const [g, { projects }] of instance.ballots.entries())
		for (const p of projects) supporters[p]!.push(g);
	return supporters;
}

/** L(p) = (c(p) + Σ l_i)/v(p), or nothing without supporters. */
function purchaseTime(instance: Instance, loads: Loads, p: number, votes: number) {
	if (votes === 0) return undefined;
	let total = instance.projects[p]!.cost;
	for (const [round, voters] of loads.carriers[p]!)
		if (round >= 0) total = add(total, multiply(fromInteger(voters), loads.times[round]!));
	return divide(total, fromInteger(votes));
}

function earliest(open: readonly number[], times: ReadonlyMap<number, Rational | undefined>) {
	const supported = open.filter((p) => times.get(p));
	if (supported.length === 0) return open;
	const least = supported.map((p) => times.get(p)!).reduce((a, b) => (compare(b, a) < 0 ? b : a));
	return supported.filter((p) => equals(times.get(p)!, least));
}

/** Gives the supporters the new load; returns the projects whose supporters' loads changed. */
function takeLoad(
	instance: Instance,
	loads: Loads,
	supporters: readonly number[],
	time: Rational,
): Set<number> {
	const round = loads.times.push(time) - 1;
	const touched = new Set<number>();
	for (const g of supporters) {
		const { projects, voters } = instance.ballots[g]!;
		const before = loads.lastRound[g]!;
		for (const p of projects) {
			const carriers = loads.carriers[p]!;
			const rest = carriers.get(before)! - voters;
			if (rest === 0) carriers.delete(before);
			else carriers.set(before, rest);
			carriers.set(round, (carriers.get(round) ?? 0) + voters);
			touched.add(p);
		}
		loads.lastRound[g] = round;
	}
	return touched;
}
