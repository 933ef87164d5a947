import type { Result } from '../../result.ts';
import { attempt } from '../../result.ts';
import type { Grouped, RankedBallot } from './ballots.ts';
import { readBallots, readRanking } from './ballots.ts';
import type { Contest, ContestInput } from './contest.ts';
import { readContest } from './contest.ts';
import type { Ranking, VoteCount } from './outcome.ts';
import { idsOf, makeOutcome } from './outcome.ts';
import type { Link, Paths } from './strongest-paths.ts';
import { strongestPaths } from './strongest-paths.ts';
import type { BrokenTie } from './tie-break.ts';
import { breakTie } from './tie-break.ts';
import { turnoutOf } from './turnout.ts';

export type SchulzeExplanation = {
	/** Rows and columns of the tables. */
	readonly options: readonly string[];
	/** `pairwise[i][j]`: voters who strictly prefer i to j. */
	readonly pairwise: readonly (readonly number[])[];
	/** Strength of the strongest path from i to j; `null` on the diagonal. */
	readonly strongest: readonly (readonly (Link | null)[])[];
	/** For every option after the first k, each of those k that beats it, by which path, and the strongest way back. */
	readonly defeats: readonly {
		readonly id: string;
		readonly by: string;
		readonly path: readonly string[];
		readonly strength: Link;
		readonly back: Link;
	}[];
};

/**
 * The Schulze method with strength by winning votes. The k first of the order win; it is not proportional.
 * Spec: SPEC §9.14; Schulze 2011, arXiv 1804.02973. Errors: those of the contest and of ballots (SPEC §9.10).
 */
export function countSchulze(
	input: ContestInput,
	ballots: Iterable<Grouped<RankedBallot>>,
): Result<VoteCount<SchulzeExplanation>> {
	return attempt(() => {
		const contest = readContest(input);
		const read = readBallots(ballots, readRanking(contest));
		const turnout = turnoutOf(contest, read);
		const pairwise = countPairs(contest, read.groups);
		const paths = strongestPaths(pairwise);
		const ranking = linearise(contest, paths);
		const options = [...pairwise.keys()];
		return makeOutcome('schulze', contest, turnout, ranking, {
			options: contest.options,
			pairwise,
			strongest: options.map((i) => options.map((j) => (i === j ? null : paths.strength(i, j)))),
			defeats: defeatsOf(contest, paths, ranking.order),
		});
	});
}

function countPairs(contest: Contest, groups: readonly Grouped<number[][]>[]): number[][] {
	const n = contest.options.length;
	const pairwise = Array.from({ length: n }, () => new Array<number>(n).fill(0));
	const levelOf = new Int32Array(n);
	for (const { ballot, voters } of groups) {
		levelOf.fill(ballot.length);
		for (const [level, options] of ballot.entries()) for (const i of options) levelOf[i] = level;
		for (const [level, options] of ballot.entries())
			for (const i of options) {
				const row = pairwise[i]!;
				for (let j = 0; j < n; j++) if (levelOf[j]! > level) row[j]! += voters;
			}
	}
	return pairwise;
}

/** Places the options one by one, each time the preferred one of those that no remaining option beats. */
function linearise(contest: Contest, { beats }: Paths): Ranking {
	const remaining = new Set(contest.options.keys());
	const beatenBy = contest.options.map(
		(_, j) => [...remaining].filter((i) => i !== j && beats(i, j)).length,
	);
	const order: number[] = [];
	const ties: BrokenTie[] = [];
	let reported = new Set<number>();
	while (remaining.size > 0) {
		const unbeaten = [...remaining].filter((i) => beatenBy[i] === 0);
		const broken = breakTie(contest.tieBreaks, unbeaten);
		if (unbeaten.length > 1 && !unbeaten.every((i) => reported.has(i))) {
			const between = idsOf(contest, broken.order);
			ties.push({ at: `place ${order.length + 1}`, between, by: broken.by });
			reported = new Set(unbeaten);
		}
		const next = broken.order[0]!;
		order.push(next);
		remaining.delete(next);
		for (const j of remaining) if (beats(next, j)) beatenBy[j]!--;
	}
	return { order, ties };
}

function defeatsOf(
	contest: Contest,
	{ beats, path, strength }: Paths,
	order: readonly number[],
): SchulzeExplanation['defeats'] {
	const winners = order.slice(0, contest.seats);
	return order.slice(contest.seats).flatMap((loser) =>
		winners
			.filter((winner) => beats(winner, loser))
			.map((winner) => ({
				id: contest.options[loser]!,
				by: contest.options[winner]!,
				path: idsOf(contest, path(winner, loser)),
				strength: strength(winner, loser),
				back: strength(loser, winner),
			})),
	);
}
