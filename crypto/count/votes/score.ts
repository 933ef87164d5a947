import type { Result } from '../../result.ts';
import { ProblemError, attempt } from '../../result.ts';
import { compare, formatRational, rational } from '../rational.ts';
import type { Grouped, MarkBallot } from './ballots.ts';
import { readBallots, readMarks } from './ballots.ts';
import type { ContestInput } from './contest.ts';
import { readContest } from './contest.ts';
import type { Exact, VoteCount } from './outcome.ts';
import { makeOutcome, rankOptions } from './outcome.ts';
import { turnoutOf } from './turnout.ts';

const MAX_SCORE = 1_000_000;

export type ScoreSettings = {
	/** Smallest and greatest score, whole numbers within ±1,000,000. */
	readonly lowest: number;
	readonly highest: number;
	/** Compare sums, where no mark adds nothing, or means over those who gave a mark. */
	readonly by: 'sum' | 'mean';
};

export type ScoreExplanation = ScoreSettings & {
	/** In the order of the contest; no mean where nobody gave a mark. */
	readonly scores: readonly {
		readonly id: string;
		readonly sum: Exact;
		readonly markedBy: number;
		readonly mean?: Exact;
	}[];
};

/**
 * Greatest sum or greatest mean wins, exactly. Options that nobody marked are not elected. Spec: SPEC §9.12.
 * Errors: `count.scale`, those of the contest and of ballots (SPEC §9.10).
 */
export function countScore(
	input: ContestInput,
	ballots: Iterable<Grouped<MarkBallot>>,
	settings: ScoreSettings,
): Result<VoteCount<ScoreExplanation>> {
	return attempt(() => {
		const { lowest, highest, by } = settings;
		checkScale(settings);
		const contest = readContest(input);
		const read = readBallots(ballots, readMarks(contest, lowest, highest));
		const turnout = turnoutOf(contest, read);
		const sums = contest.options.map(() => 0n);
		const markedBy = contest.options.map(() => 0);
		for (const { ballot, voters } of read.groups)
			for (const [i, mark] of ballot.entries()) {
				if (mark === null) continue;
				sums[i]! += BigInt(mark) * BigInt(voters);
				markedBy[i]! += voters;
			}
		const marked = [...sums.keys()].filter((i) => markedBy[i]! > 0);
		const keys = sums.map((sum, i) =>
			rational(sum, by === 'mean' ? BigInt(markedBy[i]! || 1) : 1n),
		);
		const ranking = rankOptions(contest, marked, (a, b) => compare(keys[b]!, keys[a]!));
		const scores = contest.options.map((id, i) => {
			const mean = markedBy[i] && formatRational(rational(sums[i]!, BigInt(markedBy[i])));
			return { id, sum: `${sums[i]!}`, markedBy: markedBy[i]!, ...(mean ? { mean } : {}) };
		});
		return makeOutcome('score', contest, turnout, ranking, { lowest, highest, by, scores });
	});
}

function checkScale({ lowest, highest, by }: ScoreSettings): void {
	const fits = (n: number) => Number.isSafeInteger(n) && Math.abs(n) <= MAX_SCORE;
	if (!fits(lowest) || !fits(highest) || lowest >= highest)
		throw new ProblemError('count.scale', 'scale', 'the lowest score must be below the highest');
	if (!['sum', 'mean'].includes(by))
		throw new ProblemError('count.scale', 'by', 'scores are compared by sum or by mean');
}
