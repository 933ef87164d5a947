import assert from 'node:assert/strict';
import fc from 'fast-check';
import { suite } from 'uvu';
import type { Grouped, MarkBallot } from '../../../../crypto/count/votes/ballots.ts';
import type { ContestInput } from '../../../../crypto/count/votes/contest.ts';
import { countMajorityJudgment } from '../../../../crypto/count/votes/majority-judgment.ts';
import { medianGrade, partingOf } from '../../../../crypto/count/votes/median-grades.ts';
import { accepted, codeOf } from '../../register/rejects.ts';
import {
	assertAnonymous,
	assertNeutral,
	assertPlain,
	contestOf,
	marks,
	renameMarks,
	voteOf,
} from './profiles.ts';

const test = suite('crypto/count/votes/majority-judgment');

const GRADES = ['poor', 'fair', 'good', 'excellent'];
const rule = (contest: ContestInput, ballots: Iterable<Grouped<MarkBallot>>) =>
	countMajorityJudgment(contest, ballots, GRADES);

/** The definition on a plain list of grades: take the lower median away until none is left. */
function medians(counts: readonly number[]): number[] {
	const grades = counts.flatMap((count, grade) => new Array<number>(count).fill(grade));
	const taken: number[] = [];
	while (grades.length > 0) taken.push(...grades.splice(Math.ceil(grades.length / 2) - 1, 1));
	return taken;
}

/** Two distributions of the same number of voters over the same grades. */
const distributions = fc
	.tuple(fc.integer({ min: 1, max: 5 }), fc.integer({ min: 1, max: 25 }))
	.chain(([grades, voters]) => {
		const distribution = fc
			.array(fc.nat(grades - 1), { minLength: voters, maxLength: voters })
			.map((list) => Array.from({ length: grades }, (_, g) => list.filter((x) => x === g).length));
		return fc.tuple(distribution, distribution);
	});

test('the example of X and Y: equal medians, X leads once one of each is taken away', () => {
	// Wikipedia, "Majority judgment" (revision of 2017): X good, good, fair, poor; Y excellent and three times fair.
	const pairs = [
		[3, 2],
		[1, 2],
		[1, 1],
		[1, 0],
	];
	const ballots = pairs.map((ballot) => ({ ballot, voters: 1 }));
	const count = accepted(rule(contestOf(['y', 'x']), ballots));
	assert.deepEqual(count.winners, ['x']);
	assert.deepEqual(count.explanation.partings, [
		{ ahead: 'x', behind: 'y', removed: 1, grades: ['good', 'fair'] },
	]);
	assert.deepEqual(count.explanation.judgments, [
		{ id: 'y', counts: [0, 3, 0, 1], median: 'fair', better: 1, worse: 0, sign: '+' },
		{ id: 'x', counts: [1, 1, 2, 0], median: 'fair', better: 2, worse: 1, sign: '+' },
	]);
	assertPlain(count);
});

test('the median is the lower middle grade', () => {
	assert.equal(medianGrade([1, 0, 1]), 0);
	assert.equal(medianGrade([1, 1, 1]), 1);
	assert.equal(medianGrade([2, 0, 3]), 2);
	assert.equal(medianGrade([0, 0, 0, 1]), 3);
});

test('the gauge has a plus only when more voters are above the median than below', () => {
	const signs = [
		[3, 2],
		[1, 1],
		[0, 0],
		[1, 2],
	].map((ballot) => ({ ballot, voters: 1 }));
	const { explanation } = accepted(
		rule(contestOf(['a', 'b']), [...signs, { ballot: [0, 1], voters: 1 }]),
	);
	const gauges = explanation.judgments.map(({ better, sign, worse }) => [better, sign, worse]);
	assert.deepEqual(gauges, [
		[1, '-', 2],
		[2, '+', 1],
	]);
	const even = accepted(rule(contestOf(['a', 'b']), signs.slice(0, 3))).explanation.judgments;
	assert.deepEqual(
		even.map(({ better, sign, worse }) => [better, sign, worse]),
		[
			[1, '-', 1],
			[1, '-', 1],
		],
	);
});

test('options part where the plain removal of medians parts them', () => {
	fc.assert(
		fc.property(distributions, ([one, two]) => {
			const [a, b] = [medians(one), medians(two)];
			assert.equal(medianGrade(one), a[0]);
			const removed = a.findIndex((grade, i) => grade !== b[i]);
			const expected = removed < 0 ? undefined : { removed, a: a[removed]!, b: b[removed]! };
			assert.deepEqual(partingOf(one, two), expected);
		}),
		{ numRuns: 3000 },
	);
});

test('the order is that of the removed medians, equals by precedence', () => {
	fc.assert(
		fc.property(voteOf(marks(0, 3)), ({ options, seats, ballots }) => {
			const count = accepted(rule(contestOf(options, seats), ballots));
			fc.pre(count.turnout.filled > 0);
			const filled = ballots.filter(({ ballot }) => ballot.some((mark) => mark !== null));
			const value = new Map(
				options.map((id, i) => {
					const counts = GRADES.map((_, g) =>
						filled.reduce((n, { ballot, voters }) => n + ((ballot[i] ?? 0) === g ? voters : 0), 0),
					);
					return [id, medians(counts).join('')];
				}),
			);
			const expected = options.toSorted((x, y) =>
				value.get(x)! === value.get(y)! ? 0 : value.get(x)! > value.get(y)! ? -1 : 1,
			);
			assert.deepEqual([...count.winners, ...count.substitutes], expected);
		}),
	);
});

test('a million million voters are no harder than ten', () => {
	const half = 2 ** 38;
	const one = { ballot: [2, 2], voters: half };
	const two = { ballot: [1, 1], voters: half - 1 };
	const { winners, explanation } = accepted(
		rule(contestOf(['a', 'b']), [one, two, { ballot: [0, 1], voters: 1 }]),
	);
	assert.deepEqual(winners, ['b']);
	assert.equal(explanation.partings[0]?.removed, 2 * half - 2);
});

test('a missing mark is the worst grade; a ballot without any is blank', () => {
	const { explanation, turnout } = accepted(
		rule(contestOf(['a', 'b']), [
			{ ballot: [3, null], voters: 2 },
			{ ballot: [null, null], voters: 9 },
		]),
	);
	assert.deepEqual(explanation.judgments[1]?.counts, [2, 0, 0, 0]);
	assert.deepEqual([turnout.filled, turnout.blank], [2, 9]);
});

test('grades out of range and scales that are none are refused', () => {
	const contest = contestOf(['a', 'b']);
	for (const mark of [-1, 4, 1.5])
		assert.equal(codeOf(rule(contest, [{ ballot: [1, mark], voters: 1 }])), 'count.mark');
	assert.equal(codeOf(rule(contest, [{ ballot: [1], voters: 1 }])), 'count.ballot-length');
	for (const grades of [
		[],
		['one'],
		['good', 'good'],
		Array.from({ length: 101 }, (_, i) => `${i}`),
	])
		assert.equal(codeOf(countMajorityJudgment(contest, [], grades)), 'count.grades');
});

test('is neutral', () => assertNeutral(voteOf(marks(0, 3)), renameMarks, rule));
test('is anonymous', () => assertAnonymous(voteOf(marks(0, 3)), rule));

test.run();
