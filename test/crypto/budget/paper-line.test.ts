/** Lines in which paper forms are typed. */
import assert from 'node:assert/strict';
import { suite } from 'uvu';
import { parsePaperLine, writePaperLine } from '../../../crypto/budget/paper-line.ts';
import { smallPot } from '../../support/small-vote.ts';

const test = suite('crypto/budget/paper-line');

const approval = smallPot('sum');
const ordinal = { ...smallPot('mix'), kind: 'ordinal' as const };
const points = { ...smallPot('mix'), kind: 'points' as const };
const spelled = (pot: typeof approval, line: string): string => {
	const read = parsePaperLine(pot, line);
	return read.ok ? writePaperLine(read.value) : read.error.code.replace('paper-line.', '');
};

test('numbers in any order and spacing are one line; ranked ones keep their order', () => {
	for (const line of ['3 1', ' 1,3 ', '1; 3', '3\t1']) assert.equal(spelled(approval, line), '1 3');
	assert.equal(spelled(ordinal, '3 1'), '3 1');
	assert.equal(spelled(points, '3:5 1:2'), '1:2 3:5');
	assert.deepEqual(parsePaperLine(points, '3:5 1:2'), {
		ok: true,
		value: { projects: [0, 2], points: [2, 5] },
	});
	assert.equal(spelled(approval, '-'), '-');
	assert.equal(spelled(approval, '?'), '?');
	assert.deepEqual(parsePaperLine(approval, '?'), { ok: true, value: undefined });
});

test('what is no line', () => {
	for (const line of ['', ' ']) assert.equal(spelled(approval, line), 'empty');
	for (const line of ['a', '1 -', '? 1', '1.5', '-1', '1:2', '1e3', '٣'])
		assert.equal(spelled(approval, line), 'malformed');
	for (const line of ['1', '1:-2', '1:2:3', ':2']) assert.equal(spelled(points, line), 'malformed');
	for (const line of ['0', '5', '99999']) assert.equal(spelled(approval, line), 'project');
	assert.equal(spelled(approval, '2 2'), 'repeated');
});

test.run();
