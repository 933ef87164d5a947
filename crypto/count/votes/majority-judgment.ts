import type { Result } from '../../result.ts';
import { ProblemError, attempt } from '../../result.ts';
import type { Grouped, MarkBallot } from './ballots.ts';
import { readBallots, readMarks } from './ballots.ts';
import type { Contest, ContestInput } from './contest.ts';
import { readContest } from './contest.ts';
import { medianGrade, partingOf } from './median-grades.ts';
import type { VoteCount } from './outcome.ts';
import { makeOutcome, rankOptions } from './outcome.ts';
import { turnoutOf } from './turnout.ts';

const MAX_GRADES = 100;

export type JudgmentExplanation = {
	/** Names, worst first. */
	readonly grades: readonly string[];
	/** In the order of the contest. */
	readonly judgments: readonly Judgment[];
	/** For each two neighbours of the final order that differ, where they part. */
	readonly partings: readonly {
		readonly ahead: string;
		readonly behind: string;
		/** Median grades taken away from both before their medians differ. */
		readonly removed: number;
		readonly grades: readonly [ahead: string, behind: string];
	}[];
};

/** The majority gauge (better, grade±, worse) and what it is made from. */
export type Judgment = {
	readonly id: string;
	/** Voters per grade, worst first; no mark is the worst grade. */
	readonly counts: readonly number[];
	readonly median: string;
	/** Voters above and below the median; `+` when more are above. */
	readonly better: number;
	readonly worse: number;
	readonly sign: '+' | '-';
};

/**
 * Majority judgment: the best median grade wins; equals lose one median grade each until they differ.
 * Marks are grades from 0, the worst. Spec: SPEC §9.13; Balinski and Laraki 2007, 2010.
 * Errors: `count.grades`, those of the contest and of ballots (SPEC §9.10).
 */
export function countMajorityJudgment(
	input: ContestInput,
	ballots: Iterable<Grouped<MarkBallot>>,
	grades: readonly string[],
): Result<VoteCount<JudgmentExplanation>> {
	return attempt(() => {
		if (grades.length < 2 || grades.length > MAX_GRADES || new Set(grades).size !== grades.length)
			throw new ProblemError('count.grades', 'grades', `2 to ${MAX_GRADES} different grades`);
		const contest = readContest(input);
		const read = readBallots(ballots, readMarks(contest, 0, grades.length - 1));
		const turnout = turnoutOf(contest, read);
		const counts = contest.options.map(() => grades.map(() => 0));
		for (const { ballot, voters } of read.groups)
			for (const [i, mark] of ballot.entries()) counts[i]![mark ?? 0]! += voters;
		const ranking = rankOptions(contest, [...counts.keys()], (a, b) => {
			const parting = partingOf(counts[a]!, counts[b]!);
			return parting ? parting.b - parting.a : 0;
		});
		const explanation =
			turnout.filled === 0
				? { judgments: [], partings: [] }
				: {
						judgments: contest.options.map((id, i) => judge(id, counts[i]!, grades)),
						partings: partingsOf(contest, ranking.order, counts, grades),
					};
		return makeOutcome('majority-judgment', contest, turnout, ranking, { grades, ...explanation });
	});
}

function judge(id: string, counts: readonly number[], grades: readonly string[]): Judgment {
	const median = medianGrade(counts);
	const sum = (part: readonly number[]) => part.reduce((n, c) => n + c, 0);
	const better = sum(counts.slice(median + 1));
	const worse = sum(counts.slice(0, median));
	const sign = better > worse ? '+' : '-';
	return { id, counts, median: grades[median]!, better, worse, sign };
}

function partingsOf(
	contest: Contest,
	order: readonly number[],
	counts: readonly (readonly number[])[],
	grades: readonly string[],
): JudgmentExplanation['partings'] {
	return order.slice(1).flatMap((behind, k) => {
		const ahead = order[k]!;
		const parting = partingOf(counts[ahead]!, counts[behind]!);
		if (!parting) return [];
		return [
			{
				ahead: contest.options[ahead]!,
				behind: contest.options[behind]!,
				removed: parting.removed,
				grades: [grades[parting.a]!, grades[parting.b]!] as const,
			},
		];
	});
}
