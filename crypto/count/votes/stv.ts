import type { Result } from '../../result.ts';
import { ProblemError, attempt } from '../../result.ts';
import type { Grouped, RankedBallot } from './ballots.ts';
import { readBallots, readStrictRanking } from './ballots.ts';
import type { ContestInput } from './contest.ts';
import { readContest } from './contest.ts';
import type { VoteCount } from './outcome.ts';
import { makeOutcome } from './outcome.ts';
import type { Decimals, StvRound } from './stv-rounds.ts';
import { countRounds } from './stv-rounds.ts';
import { turnoutOf } from './turnout.ts';

/** Unrounded transfer values double their digits with each surplus. */
const MAX_EXACT_SEATS = 8;
const MAX_DECIMALS = 20;
/** What Scottish council elections use: SSI 2007/42, schedule 1, rule 48(3). */
export const SCOTTISH_DECIMALS = 5;

export type StvSettings = { readonly decimals: Decimals };

export type StvExplanation = StvSettings & {
	/** Columns of the table of rounds. */
	readonly options: readonly string[];
	/** Votes that elect: the whole number next above filled ballots / (seats + 1). */
	readonly quota: number;
	readonly rounds: readonly StvRound[];
};

/**
 * The single transferable vote with the Droop quota and the weighted inclusive Gregory transfer. Spec: SPEC §9.15;
 * with five decimals these are the rules of Scottish council elections (SSI 2007/42, schedule 1, rules 45 to 52).
 * Substitutes are the candidates not elected, last excluded first.
 * Errors: `count.decimals`, `count.equal-rank`, those of the contest and of ballots (SPEC §9.10).
 */
export function countStv(
	input: ContestInput,
	ballots: Iterable<Grouped<RankedBallot>>,
	{ decimals }: StvSettings = { decimals: SCOTTISH_DECIMALS },
): Result<VoteCount<StvExplanation>> {
	return attempt(() => {
		const contest = readContest(input);
		checkDecimals(decimals, contest.seats);
		const read = readBallots(ballots, readStrictRanking(contest));
		const turnout = turnoutOf(contest, read);
		const quota = Math.floor(read.filled / (contest.seats + 1)) + 1;
		const { rounds, order, ties } = countRounds(contest, read.groups, quota, decimals);
		const explanation = { decimals, options: contest.options, quota, rounds };
		return makeOutcome('stv', contest, turnout, { order, ties }, explanation);
	});
}

function checkDecimals(decimals: Decimals, seats: number): void {
	if (decimals === 'exact') {
		if (seats > MAX_EXACT_SEATS)
			throw new ProblemError(
				'count.decimals',
				'decimals',
				`exact fractions are for up to ${MAX_EXACT_SEATS} seats`,
			);
	} else if (!Number.isInteger(decimals) || decimals < 0 || decimals > MAX_DECIMALS)
		throw new ProblemError('count.decimals', 'decimals', `0 to ${MAX_DECIMALS} decimals`);
}
