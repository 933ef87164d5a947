import assert from 'node:assert/strict';
import fc from 'fast-check';
import { suite } from 'uvu';
import type { Grouped, MarkBallot } from '../../../../crypto/count/votes/ballots.ts';
import type { ContestInput } from '../../../../crypto/count/votes/contest.ts';
import type { ScoreSettings } from '../../../../crypto/count/votes/score.ts';
import { countScore } from '../../../../crypto/count/votes/score.ts';
import { accepted, codeOf } from '../../register/rejects.ts';
import {
	SEED,
	assertAnonymous,
	assertNeutral,
	assertPlain,
	contestOf,
	marks,
	renameMarks,
	voteOf,
} from './profiles.ts';

const test = suite('crypto/count/votes/score');

const options = ['a', 'b', 'c'];
const ballots: Grouped<MarkBallot>[] = [
	{ ballot: [3, 2, null], voters: 2 },
	{ ballot: [1, 2, null], voters: 1 },
	{ ballot: [null, 2, null], voters: 1 },
	{ ballot: [null, null, null], voters: 5 },
];
const counted = (by: 'sum' | 'mean', cast = ballots) =>
	countScore(contestOf(options), cast, { lowest: -2, highest: 3, by });

test('sums count what was given, means divide by those who gave it', () => {
	const bySum = accepted(counted('sum'));
	assert.deepEqual(bySum.explanation.scores, [
		{ id: 'a', sum: '7', markedBy: 3, mean: '7/3' },
		{ id: 'b', sum: '8', markedBy: 4, mean: '2' },
		{ id: 'c', sum: '0', markedBy: 0 },
	]);
	assert.deepEqual([bySum.winners, bySum.substitutes], [['b'], ['a']]);
	assert.equal(bySum.turnout.blank, 5);
	assertPlain(bySum);
	const byMean = accepted(counted('mean'));
	assert.deepEqual([byMean.winners, byMean.substitutes], [['a'], ['b']]);
});

test('means that no double can tell apart are told apart', () => {
	const voters = 2 ** 39;
	const cast: Grouped<MarkBallot>[] = [
		{ ballot: [0, 0, null], voters: voters - 1 },
		{ ballot: [1, 1, null], voters: voters - 2 },
		{ ballot: [null, 1, null], voters: 1 },
		{ ballot: [1, null, null], voters: 1 },
		{ ballot: [0, null, null], voters: 1 },
	];
	assert.deepEqual(accepted(counted('mean', cast)).winners, ['b']);
});

test('marks outside the scale and ballots of another length are refused', () => {
	for (const mark of [-3, 4, 0.5, NaN, Infinity])
		assert.equal(codeOf(counted('sum', [{ ballot: [1, mark, 1], voters: 1 }])), 'count.mark');
	assert.equal(codeOf(counted('sum', [{ ballot: [1, 1], voters: 1 }])), 'count.ballot-length');
	assert.equal(
		codeOf(counted('sum', [{ ballot: [1, 1, 1, 1], voters: 1 }])),
		'count.ballot-length',
	);
});

test('a scale needs two whole ends within a million', () => {
	const scale = (settings: Partial<ScoreSettings>) =>
		codeOf(countScore(contestOf(options), [], { lowest: 0, highest: 5, by: 'sum', ...settings }));
	assert.equal(scale({}), 'accepted');
	assert.equal(scale({ lowest: 5 }), 'count.scale');
	assert.equal(scale({ highest: 0.5 }), 'count.scale');
	assert.equal(scale({ lowest: -1_000_001 }), 'count.scale');
	assert.equal(scale({ by: 'median' as 'sum' }), 'count.scale');
});

for (const by of ['sum', 'mean'] as const) {
	const rule = (contest: ContestInput, cast: Iterable<Grouped<MarkBallot>>) =>
		countScore(contest, cast, { lowest: -2, highest: 3, by });
	test(`the ${by} is neutral`, () => assertNeutral(voteOf(marks(-2, 3)), renameMarks, rule));
	test(`the ${by} is anonymous`, () => assertAnonymous(voteOf(marks(-2, 3)), rule));
}

test('with all marks given, sum and mean elect the same', () => {
	const full = (list: readonly string[]) =>
		fc.array(fc.integer({ min: 0, max: 9 }), { minLength: list.length, maxLength: list.length });
	fc.assert(
		fc.property(voteOf(full), (vote) => {
			const contest = { options: vote.options, seats: vote.seats, seed: SEED };
			const elect = (by: 'sum' | 'mean') =>
				accepted(countScore(contest, vote.ballots, { lowest: 0, highest: 9, by }));
			assert.deepEqual(elect('mean').winners, elect('sum').winners);
		}),
	);
});

test.run();
