import assert from 'node:assert/strict';
import fc from 'fast-check';
import type { Grouped, MarkBallot, RankedBallot } from '../../../../crypto/count/votes/ballots.ts';
import type { ContestInput } from '../../../../crypto/count/votes/contest.ts';
import type { VoteCount } from '../../../../crypto/count/votes/outcome.ts';
import type { Result } from '../../../../crypto/result.ts';
import { accepted } from '../../register/rejects.ts';

export const SEED = new Uint8Array(32).fill(7);
const IDS = ['a', 'b', 'c', 'd', 'e', 'f'];

/** A contest in which every tie is broken by the order of the options, so that ids have no influence. */
export function contestOf(options: readonly string[], seats = 1): ContestInput {
	return { options, seats, seed: SEED, precedence: options.map((id) => [id]) };
}

/** `2 a>b=c` per line: voters, then levels from best to worst. */
export function parseProfile(text: string): Grouped<RankedBallot>[] {
	return text
		.trim()
		.split('\n')
		.map((line) => {
			const [voters, ranking = ''] = line.trim().split(' ');
			const ballot = ranking === '' ? [] : ranking.split('>').map((level) => level.split('='));
			return { voters: Number(voters), ballot };
		});
}

/** A vote with 2 to `most` options, up to as many seats, and groups of ballots. */
export type Vote<Ballot> = {
	readonly options: readonly string[];
	readonly seats: number;
	readonly ballots: readonly Grouped<Ballot>[];
};

export function voteOf<Ballot>(
	ballotOf: (options: readonly string[]) => fc.Arbitrary<Ballot>,
	most = 5,
	groups = 8,
): fc.Arbitrary<Vote<Ballot>> {
	return fc.integer({ min: 2, max: most }).chain((n) => {
		const options = IDS.slice(0, n);
		const voters = fc.integer({ min: 1, max: 5 });
		const ballots = fc.array(fc.record({ ballot: ballotOf(options), voters }), {
			minLength: 1,
			maxLength: groups,
		});
		return fc.record({
			options: fc.constant(options),
			seats: fc.integer({ min: 1, max: n }),
			ballots,
		});
	});
}

export const choices = (options: readonly string[]): fc.Arbitrary<string[]> =>
	fc.subarray([...options]);
export const strictRankings = (options: readonly string[]): fc.Arbitrary<RankedBallot> =>
	fc.shuffledSubarray([...options]).map((ids) => ids.map((id) => [id]));
export const rankings = (options: readonly string[]): fc.Arbitrary<RankedBallot> =>
	fc
		.array(fc.integer({ min: 0, max: 3 }), { minLength: options.length, maxLength: options.length })
		.map((levels) =>
			[0, 1, 2].map((l) => options.filter((_, i) => levels[i] === l)).filter((l) => l.length > 0),
		);
export const marks =
	(lowest: number, highest: number) =>
	(options: readonly string[]): fc.Arbitrary<MarkBallot> =>
		fc.array(fc.option(fc.integer({ min: lowest, max: highest }), { freq: 5 }), {
			minLength: options.length,
			maxLength: options.length,
		});

/** Puts a ballot under other names: `named` gives the new id, `before` and `after` are the lists of options. */
export type Rename<Ballot> = (
	ballot: Ballot,
	named: (id: string) => string,
	before: readonly string[],
	after: readonly string[],
) => Ballot;

export const renameChoices: Rename<readonly string[]> = (ballot, named) => ballot.map(named);
export const renameRanking: Rename<RankedBallot> = (ballot, named) =>
	ballot.map((level) => level.map(named));
export const renameMarks: Rename<MarkBallot> = (ballot, named, before, after) =>
	after.map((id) => ballot[before.findIndex((old) => named(old) === id)]!);

export type CountRule<Ballot> = (
	contest: ContestInput,
	ballots: Iterable<Grouped<Ballot>>,
) => Result<VoteCount<unknown>>;

/** Neutrality: other names and another order on the ballot change nothing but the names. */
export function assertNeutral<Ballot>(
	votes: fc.Arbitrary<Vote<Ballot>>,
	rename: Rename<Ballot>,
	count: CountRule<Ballot>,
): void {
	const permutations = fc.tuple(
		fc.shuffledSubarray(IDS, { minLength: IDS.length }),
		fc.shuffledSubarray(IDS, { minLength: IDS.length }),
	);
	fc.assert(
		fc.property(votes, permutations, ({ options, seats, ballots }, [names, order]) => {
			const named = (id: string) => names[IDS.indexOf(id)]!;
			const before = contestOf(options, seats);
			const shuffled = order.filter((id) => options.map(named).includes(id));
			const after: ContestInput = {
				...before,
				options: shuffled,
				precedence: options.map((id) => [named(id)]),
			};
			const renamed = ballots.map(({ ballot, voters }) => ({
				ballot: rename(ballot, named, options, shuffled),
				voters,
			}));
			const one = accepted(count(before, ballots));
			const two = accepted(count(after, renamed));
			assert.deepEqual(two.winners, one.winners.map(named));
			assert.deepEqual(two.substitutes, one.substitutes.map(named));
			assert.deepEqual(
				two.ties,
				one.ties.map((tie) => ({ ...tie, between: tie.between.map(named) })),
			);
		}),
	);
}

/** Anonymity: neither the order of ballots nor how they are grouped matters, even to the explanation. */
export function assertAnonymous<Ballot>(
	votes: fc.Arbitrary<Vote<Ballot>>,
	count: CountRule<Ballot>,
): void {
	fc.assert(
		fc.property(
			votes.chain((vote) => {
				const single = vote.ballots.flatMap(({ ballot, voters }) =>
					Array.from({ length: voters }, () => ({ ballot, voters: 1 })),
				);
				const all = { minLength: single.length };
				return fc.record({ vote: fc.constant(vote), single: fc.shuffledSubarray(single, all) });
			}),
			({ vote, single }) => {
				const contest: ContestInput = { options: vote.options, seats: vote.seats, seed: SEED };
				assert.deepEqual(accepted(count(contest, single)), accepted(count(contest, vote.ballots)));
			},
		),
	);
}

/** The outcome survives JSON, so that it can be published. */
export function assertPlain(count: VoteCount<unknown>): void {
	assert.deepEqual(JSON.parse(JSON.stringify(count)), count);
}
