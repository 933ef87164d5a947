import type { Result } from '../../result.ts';
import { ProblemError, attempt } from '../../result.ts';
import type { ChoiceBallot, Grouped } from './ballots.ts';
import { readBallots, readChoices } from './ballots.ts';
import type { ContestInput } from './contest.ts';
import { readContest } from './contest.ts';
import type { VoteCount } from './outcome.ts';
import { makeOutcome, rankOptions } from './outcome.ts';
import type { Majority } from './turnout.ts';
import { turnoutOf, votesNeeded } from './turnout.ts';

export type ApprovalSettings = {
	/** How many options a ballot may name; without it, any number. */
	readonly mostChoices?: number;
	/** What an option must reach to be elected; without it, one vote. */
	readonly majority?: Majority;
};

export type ApprovalExplanation = {
	readonly mostChoices: number;
	/** Ballots that name each option, in the order of the contest. */
	readonly votes: readonly { readonly id: string; readonly votes: number }[];
	/** Votes an option needs to be elected. */
	readonly needed: number;
	readonly majority?: Majority;
};

/**
 * Most votes win: approval voting, or limited and block voting with `mostChoices`. Spec: SPEC §9.11.
 * Errors: `count.choices`, `count.majority`, those of the contest and of ballots (SPEC §9.10).
 */
export const countApproval = (
	contest: ContestInput,
	ballots: Iterable<Grouped<ChoiceBallot>>,
	settings: ApprovalSettings = {},
): Result<VoteCount<ApprovalExplanation>> =>
	attempt(() => countVotes('approval', contest, ballots, settings));

/** {@link countApproval} where a ballot names one option. */
export const countPlurality = (
	contest: ContestInput,
	ballots: Iterable<Grouped<ChoiceBallot>>,
	settings: Omit<ApprovalSettings, 'mostChoices'> = {},
): Result<VoteCount<ApprovalExplanation>> =>
	attempt(() => countVotes('plurality', contest, ballots, { ...settings, mostChoices: 1 }));

function countVotes(
	rule: string,
	input: ContestInput,
	ballots: Iterable<Grouped<ChoiceBallot>>,
	{ mostChoices = input.options.length, majority }: ApprovalSettings,
): VoteCount<ApprovalExplanation> {
	const contest = readContest(input);
	if (!Number.isSafeInteger(mostChoices) || mostChoices < 1)
		throw new ProblemError('count.choices', 'mostChoices', 'a ballot may name at least one option');
	const read = readBallots(ballots, readChoices(contest, mostChoices));
	const turnout = turnoutOf(contest, read);
	const votes = contest.options.map(() => 0);
	for (const { ballot, voters } of read.groups) for (const i of ballot) votes[i]! += voters;
	const needed = Math.max(1, majority ? votesNeeded(majority, turnout) : 1);
	const eligible = [...votes.keys()].filter((i) => votes[i]! >= needed);
	const ranking = rankOptions(contest, eligible, (a, b) => votes[b]! - votes[a]!);
	return makeOutcome(rule, contest, turnout, ranking, {
		mostChoices,
		votes: contest.options.map((id, i) => ({ id, votes: votes[i]! })),
		needed,
		...(majority ? { majority } : {}),
	});
}
