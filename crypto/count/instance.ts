import type { Result } from '../result.ts';
import { ProblemError, attempt } from '../result.ts';
import type { Rational } from './rational.ts';
import { ONE, ZERO, add, compare, fromInteger, multiply } from './rational.ts';

export type Project = {
	readonly id: string;
	/** Positive. */
	readonly cost: Rational;
	/** Labels that caps and pots refer to. */
	readonly categories: readonly string[];
	/** Withdrawn after ballots were printed: listed on ballots, never funded. */
	readonly withdrawn: boolean;
};

/** How a ballot was filled in: a set, a set with points, or a list from best to worst. */
export type BallotKind = 'approval' | 'points' | 'ordinal';

/** All voters who filled in their ballot alike. */
export type BallotGroup = {
	/** Indexes into `Instance.projects`, each once; ascending, or best first when ordinal. */
	readonly projects: readonly number[];
	/** Points of each of `projects`; present exactly when the kind is `points`. */
	readonly points?: readonly Rational[];
	readonly voters: number;
};

/** What is counted. Spec: SPEC §9.3. Made by {@link makeInstance} only, which holds every promise made here. */
export type Instance = {
	readonly projects: readonly Project[];
	readonly budget: Rational;
	readonly kind: BallotKind;
	readonly ballots: readonly BallotGroup[];
	readonly voters: number;
};

export type BallotInput = {
	/** Project ids; a repeated id counts once, at its first place. */
	readonly projects: readonly string[];
	readonly points?: readonly Rational[];
	/** How many voters; default 1. */
	readonly voters?: number;
};

export type InstanceInput = {
	readonly projects: readonly {
		readonly id: string;
		readonly cost: Rational;
		readonly categories?: readonly string[];
		readonly withdrawn?: boolean;
	}[];
	readonly budget: Rational;
	readonly kind: BallotKind;
	readonly ballots: Iterable<BallotInput>;
};

const MAX_VOTERS = 2 ** 40;

/**
 * Checks ids, costs and ballots, and puts identical ballots together. A ballot may be empty: its voter counts in n.
 * Errors: `count.duplicate-project`, `count.cost`, `count.budget`, `count.unknown-project`, `count.points`, `count.voters`.
 */
export function makeInstance(input: InstanceInput): Result<Instance> {
	return attempt(() => {
		const index = new Map<string, number>();
		for (const [i, { id, cost }] of input.projects.entries()) {
			if (index.has(id)) fail('duplicate-project', `projects[${i}]`, `${id} is listed twice`);
			if (cost.n <= 0n) fail('cost', `projects[${i}].cost`, 'a cost must be positive');
			index.set(id, i);
		}
		if (input.budget.n < 0n) fail('budget', 'budget', 'the budget must not be negative');
		const ballots = groupBallots(input, index);
		const voters = ballots.reduce((n, b) => n + b.voters, 0);
		if (voters > MAX_VOTERS) fail('voters', 'ballots', 'too many voters');
		return {
			projects: input.projects.map(({ id, cost, categories = [], withdrawn = false }) => ({
				id,
				cost,
				categories: [...new Set(categories)],
				withdrawn,
			})),
			budget: input.budget,
			kind: input.kind,
			ballots,
			voters,
		};
	});
}

function groupBallots(input: InstanceInput, index: ReadonlyMap<string, number>): BallotGroup[] {
	const groups = new Map<string, BallotGroup>();
	let i = 0;
	for (const ballot of input.ballots) {
		const place = `ballots[${i++}]`;
		const voters = ballot.voters ?? 1;
		if (!Number.isSafeInteger(voters) || voters < 1)
			fail('voters', place, 'a ballot stands for at least one voter');
		const group = readBallot(ballot, input.kind, index, place);
		const key = group.projects.join() + (group.points?.map((p) => `;${p.n}/${p.d}`).join('') ?? '');
		const before = groups.get(key);
		groups.set(key, { ...group, voters: voters + (before?.voters ?? 0) });
	}
	return [...groups.values()];
}

function readBallot(
	ballot: BallotInput,
	kind: BallotKind,
	index: ReadonlyMap<string, number>,
	place: string,
): Omit<BallotGroup, 'voters'> {
	const points = kind === 'points' ? ballot.points : undefined;
	if (kind === 'points' && points?.length !== ballot.projects.length)
		fail('points', place, 'a ballot needs points for each of its projects');
	const chosen = new Map<number, Rational | undefined>();
	for (const [i, id] of ballot.projects.entries()) {
		const p = index.get(id);
		if (p === undefined) fail('unknown-project', place, `no project is called ${id}`);
		if (points && points[i]!.n < 0n) fail('points', place, 'points must not be negative');
		if (!chosen.has(p)) chosen.set(p, points?.[i]);
	}
	if (kind === 'ordinal') return { projects: [...chosen.keys()] };
	const sorted = [...chosen].sort(([a], [b]) => a - b);
	const projects = sorted.map(([p]) => p);
	return kind === 'points' ? { projects, points: sorted.map(([, v]) => v!) } : { projects };
}

function fail(code: string, place: string, message: string): never {
	throw new ProblemError(`count.${code}`, place, message);
}

/**
 * How a ballot is turned into weights. Spec: SPEC §9.3. `approval`: 1 for each project listed; `points`: as given;
 * `rank-points`: k, k-1, …, 1 on a ballot of length k; `borda`: k-1, …, 0.
 */
export const READINGS = ['approval', 'points', 'rank-points', 'borda'] as const;
export type Reading = (typeof READINGS)[number];

/** How cities read each kind. */
export const DEFAULT_READING: Record<BallotKind, Reading> = {
	approval: 'approval',
	points: 'points',
	ordinal: 'rank-points',
};

/** Which readings a kind of ballot allows. */
export const readingFits = (kind: BallotKind, reading: Reading): boolean =>
	reading === 'approval' || (kind === 'points' ? reading === 'points' : kind === 'ordinal');

/** The weight of the project at place `i` of the ballot. */
export function weightOf(ballot: BallotGroup, i: number, reading: Reading): Rational {
	switch (reading) {
		case 'approval':
			return ONE;
		case 'points':
			return ballot.points![i]!;
		case 'rank-points':
			return fromInteger(ballot.projects.length - i);
		case 'borda':
			return fromInteger(ballot.projects.length - i - 1);
	}
}

/** How many ballots list each project, with or without points. */
export function votesOf(instance: Instance): number[] {
	const votes = instance.projects.map(() => 0);
	for (const { projects, voters } of instance.ballots)
		for (const p of projects) votes[p]! += voters;
	return votes;
}

/** The sum of weights of each project. */
export function scoresOf(instance: Instance, reading: Reading): Rational[] {
	if (reading === 'approval') return votesOf(instance).map(fromInteger);
	const scores = instance.projects.map(() => ZERO);
	for (const ballot of instance.ballots) {
		const voters = fromInteger(ballot.voters);
		for (const [i, p] of ballot.projects.entries())
			scores[p] = add(scores[p]!, multiply(voters, weightOf(ballot, i, reading)));
	}
	return scores;
}

/** The cost of a set of projects given by index. */
export const costOf = (instance: Instance, chosen: Iterable<number>): Rational => {
	let total = ZERO;
	for (const p of chosen) total = add(total, instance.projects[p]!.cost);
	return total;
};

export const fits = (cost: Rational, left: Rational): boolean => compare(cost, left) <= 0;
