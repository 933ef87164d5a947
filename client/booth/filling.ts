/** Filling in the part of a ballot that is for one pot: what can be done, and what is still wanted. Pure. */
import type { PotBallot } from '../../crypto/budget/ballot.ts';
import type { Pot } from '../../crypto/budget/pot.ts';
import { add, compare, parseDecimal, type Rational, ZERO } from '../../crypto/count/rational.ts';
import { sha256Hex } from '../../crypto/hash.ts';

/** Places of projects in an order that the seed draws, the same on every visit; withdrawn ones are left out. */
export const orderOf = (pot: Pot, seed: string): number[] =>
	pot.projects
		.map(({ id, withdrawn }, place) => ({ place, withdrawn, lot: sha256Hex(`${seed}|${id}`) }))
		.filter(({ withdrawn }) => !withdrawn)
		.sort((a, b) => (a.lot < b.lot ? -1 : 1))
		.map(({ place }) => place);

export const blank = (pot: Pot): PotBallot =>
	pot.kind === 'points' ? { projects: [], points: [] } : { projects: [] };

export const costOf = (pot: Pot, { projects }: PotBallot): Rational =>
	projects.reduce<Rational>((sum, p) => add(sum, parseDecimal(pot.projects[p]!.cost)!), ZERO);

export const pointsOf = ({ points = [] }: PotBallot): number => points.reduce((s, n) => s + n, 0);

/** Chooses a project, or no longer. A ranking keeps its order; everything else the pot's. */
export function toggle(pot: Pot, ballot: PotBallot, project: number): PotBallot {
	if (ballot.projects.includes(project))
		return { projects: ballot.projects.filter((p) => p !== project) };
	const projects = [...ballot.projects, project];
	return { projects: pot.kind === 'ordinal' ? projects : projects.sort((a, b) => a - b) };
}

/** Moves a project of a ranking one place up (-1) or down (1). */
export function move({ projects }: PotBallot, project: number, by: -1 | 1): PotBallot {
	const from = projects.indexOf(project);
	const to = from + by;
	if (from < 0 || to < 0 || to >= projects.length) return { projects };
	const moved = [...projects];
	moved[from] = projects[to]!;
	moved[to] = project;
	return { projects: moved };
}

/** Gives a project so many points; with none it is not chosen. */
export function givePoints(ballot: PotBallot, project: number, points: number): PotBallot {
	const given = new Map(ballot.projects.map((p, i) => [p, ballot.points?.[i] ?? 0]));
	if (points > 0) given.set(project, points);
	else given.delete(project);
	const sorted = [...given].sort(([a], [b]) => a - b);
	return { projects: sorted.map(([p]) => p), points: sorted.map(([, n]) => n) };
}

/** What a ballot breaks, in the order in which a person would mend it. */
export const FAULTS = [
	'too-many',
	'too-few',
	'too-dear',
	'too-cheap',
	'too-many-points',
	'too-few-points',
	'points-of-one',
] as const;
export type Fault = (typeof FAULTS)[number];

/** What keeps a part from being sealed; a blank one is always allowed. */
export function findFault(pot: Pot, ballot: PotBallot): Fault | undefined {
	const { limits } = pot;
	const { projects, points = [] } = ballot;
	if (projects.length === 0) return undefined;
	if (projects.length > limits.maxLength) return 'too-many';
	if (projects.length < limits.minLength) return 'too-few';
	const cost = costOf(pot, ballot);
	const bound = (text: string) => compare(cost, parseDecimal(text)!);
	if (limits.maxSumCost !== undefined && bound(limits.maxSumCost) > 0) return 'too-dear';
	if (limits.minSumCost !== undefined && bound(limits.minSumCost) < 0) return 'too-cheap';
	if (pot.kind !== 'points') return undefined;
	const sum = pointsOf(ballot);
	if (sum > (limits.maxSumPoints ?? Infinity)) return 'too-many-points';
	if (sum < (limits.minSumPoints ?? 0)) return 'too-few-points';
	const [least, most] = [limits.minPoints ?? 1, limits.maxPoints ?? Infinity];
	return points.some((n) => n < least || n > most) ? 'points-of-one' : undefined;
}
