import assert from 'node:assert/strict';
import { suite } from 'uvu';
import { countQuestion, groupAnswers, type QuestionCount } from '../../../crypto/poll/count.ts';
import { closeGaps, findSpoil, isBlank, type Marks } from '../../../crypto/poll/marks.ts';
import { checkPoll, encodePoll, findAnswerSpoil, parsePoll } from '../../../crypto/poll/poll.ts';
import type { PollQuestion, PollRule } from '../../../crypto/poll/question.ts';
import { accepted, codeOf } from '../register/rejects.ts';
import { pollOf, questionOf } from '../../support/poll.ts';

const test = suite('crypto/poll');

const seed = new Uint8Array(32).fill(7);
const count = (
	question: PollQuestion,
	answers: readonly Marks[],
	electorate?: number,
): QuestionCount =>
	accepted(
		countQuestion(question, groupAnswers(answers), {
			seed,
			...(electorate === undefined ? {} : { electorate }),
		}),
	);
const spoilsOf = (rule: PollRule, answers: readonly Marks[]) =>
	answers.map((marks) => findSpoil(questionOf(rule), marks));

test('one option: most votes win, blank answers take part', () => {
	const question = questionOf({ name: 'plurality' });
	const outcome = count(question, [
		[1, 0, 0],
		[0, 1, 0],
		[1, 0, 0],
		[0, 0, 0],
	]);
	assert.deepEqual(outcome.winners, ['a']);
	assert.deepEqual(outcome.turnout, { participants: 4, filled: 3, blank: 1 });
	assert.ok(isBlank([0, 0, 0]) && !isBlank([0, 1, 0]));
});

test('a majority and a quorum are of those they name', () => {
	const majority = { moreThan: '1/2', of: 'participants' } as const;
	const asked = questionOf({ name: 'plurality', majority });
	const answers = [
		[1, 0, 0],
		[1, 0, 0],
		[0, 1, 0],
		[0, 0, 0],
	];
	assert.deepEqual(count(asked, answers).winners, []);
	const absolute = questionOf({
		name: 'plurality',
		majority: { atLeast: '2/5', of: 'electorate' },
	});
	assert.deepEqual(count(absolute, answers, 5).winners, ['a']);
	assert.deepEqual(count({ ...absolute, quorum: '1' }, answers, 5).winners, []);
});

test('several options, no more than allowed', () => {
	const rule: PollRule = { name: 'approval', most: 2 };
	const answers = [
		[1, 1, 0],
		[0, 1, 0],
		[0, 1, 1],
	];
	assert.deepEqual(count({ ...questionOf(rule), seats: 2 }, answers).winners[0], 'b');
	assert.deepEqual(
		spoilsOf(rule, [
			[1, 1, 1],
			[2, 0, 0],
			[1, 1],
			[1, 1, 0],
		]),
		[...['spoiled.too-many-choices', 'spoiled.marks', 'spoiled.marks', undefined]],
	);
});

test('a scale may go below zero, and says nothing where nothing is marked', () => {
	const rule: PollRule = { name: 'score', lowest: -2, highest: 2, by: 'mean' };
	const { explanation, winners } = count(questionOf(rule), [
		[5, 3, 0],
		[1, 3, 0],
	]);
	assert.deepEqual(winners.length, 1);
	assert.deepEqual('scores' in explanation && explanation.scores.map(({ sum }) => sum), [
		...['0', '0', '0'],
	]);
	assert.deepEqual(
		spoilsOf(rule, [
			[5, 1, 0],
			[6, 1, 0],
		]),
		[undefined, 'spoiled.marks'],
	);
});

test('points are shared out', () => {
	const rule: PollRule = { name: 'points', total: 10 };
	const { explanation } = count(questionOf(rule), [
		[7, 3, 0],
		[0, 4, 2],
	]);
	assert.deepEqual('scores' in explanation && explanation.scores.map(({ sum }) => sum), [
		...['7', '7', '2'],
	]);
	assert.deepEqual(
		spoilsOf(rule, [
			[7, 3, 0],
			[7, 3, 1],
		]),
		[undefined, 'spoiled.too-many-points'],
	);
});

test('grades are judged by their majority', () => {
	const rule: PollRule = { name: 'majority-judgment', grades: ['погано', 'так собі', 'добре'] };
	const { winners } = count(questionOf(rule), [
		[3, 2, 1],
		[2, 3, 1],
		[3, 2, 3],
	]);
	assert.deepEqual(winners, ['a']);
	assert.deepEqual(
		spoilsOf(rule, [
			[3, 0, 1],
			[4, 0, 1],
		]),
		[undefined, 'spoiled.marks'],
	);
});

test('rankings have no gaps, and share places only where the rule lets them', () => {
	const schulze: PollRule = { name: 'schulze' };
	const stv: PollRule = { name: 'stv', decimals: 'exact' };
	const answers = [
		[1, 2, 3],
		[1, 1, 2],
		[1, 3, 0],
		[2, 1, 0],
		[0, 0, 0],
	];
	assert.deepEqual(spoilsOf(schulze, answers), [
		...[undefined, undefined, 'spoiled.rank-gap', undefined, undefined],
	]);
	assert.deepEqual(spoilsOf(stv, answers), [
		...[undefined, 'spoiled.equal-rank', 'spoiled.rank-gap', undefined, undefined],
	]);
	assert.deepEqual(closeGaps([5, 2, 5, 0]), [2, 1, 2, 0]);
	const cast = [
		[1, 2, 3],
		[1, 2, 3],
		[3, 1, 2],
	];
	for (const rule of [schulze, stv]) assert.deepEqual(count(questionOf(rule), cast).winners, ['a']);
});

test('what is no answer is not counted', () => {
	const counted = countQuestion(questionOf({ name: 'plurality' }), groupAnswers([[1, 1, 0]]), {
		seed,
	});
	assert.equal(codeOf(counted), 'poll.spoiled');
});

test('terms are read as they are written, and in no other way', () => {
	const rules: PollRule[] = [
		{ name: 'plurality', majority: { moreThan: '1/2', of: 'filled' } },
		{ name: 'approval', most: 2, majority: { atLeast: '0.6', of: 'participants' } },
		{ name: 'score', lowest: 1, highest: 5, by: 'sum' },
		{ name: 'points', total: 10 },
		{ name: 'majority-judgment', grades: ['ні', 'так'] },
		{ name: 'schulze' },
		{ name: 'stv', decimals: 5 },
	];
	const poll = pollOf(rules.map((rule, i) => ({ ...questionOf(rule), id: `q${i}` })));
	assert.deepEqual(checkPoll(poll), []);
	const text = encodePoll(poll);
	assert.deepEqual(accepted(parsePoll(text)), poll);
	for (const [from, to] of [
		['"schulze"', '"borda"'],
		['"1/2"', '"half"'],
		['"filled"', '"everybody"'],
		['"decimals":5', '"decimals":21'],
		['"kind":"open"', '"kind":"secret"'],
	] as const)
		assert.equal(codeOf(parsePoll(text.replace(from, to))), 'wire.value', to);
});

test('terms that cannot be counted are refused', () => {
	const codes = (poll: ReturnType<typeof pollOf>) => checkPoll(poll).map(({ code }) => code);
	const plain = questionOf({ name: 'plurality' });
	assert.deepEqual(codes(pollOf([plain, plain])), ['poll.repeated-id']);
	assert.deepEqual(codes(pollOf([{ ...plain, quorum: '1/2' }], { audience: 'residents' })), [
		'poll.electorate',
	]);
	const wide = questionOf({ name: 'score', lowest: -100, highest: 200, by: 'sum' });
	assert.deepEqual(codes(pollOf([wide])), ['poll.scale']);
	const early = { ...pollOf([plain]).schedule, ends: 20 };
	assert.deepEqual(codes(pollOf([plain], { schedule: early })), ['poll.dates']);
	assert.deepEqual(codes(pollOf([questionOf({ name: 'plurality' }, ['a', 'a'])])), [
		'count.duplicate-option',
	]);
	const stv = { ...questionOf({ name: 'stv', decimals: 'exact' }), seats: 9 };
	assert.deepEqual(codes(pollOf([stv])), ['count.decimals']);
});

test('an answer has a part for each question', () => {
	const poll = pollOf([questionOf({ name: 'plurality' })]);
	assert.equal(findAnswerSpoil(poll, [[1, 0, 0]]), undefined);
	assert.equal(findAnswerSpoil(poll, []), 'spoiled.marks');
	assert.equal(findAnswerSpoil(poll, [[1, 1, 0]]), 'spoiled.too-many-choices');
});

test.run();
