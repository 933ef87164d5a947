import assert from 'node:assert/strict';
import { suite } from 'uvu';
import { readRollFile } from '../../../client/electorate/roll-file.ts';

const test = suite('client/electorate/roll-file');
const [A, B] = ['a'.repeat(64), 'b'.repeat(64)] as const;
const RULE = { minAge: 16, on: '2027-01-15', territories: ['UA05'], bases: [] };
const file = (more: object): string =>
	JSON.stringify({ format: 'viche-roll/v1', rule: RULE, identities: [A, B], ...more });

test('a file is read with its rule; repeats are counted and kept once', () => {
	assert.deepEqual(readRollFile(file({ identities: [A, B, A, A] })), {
		identities: [A, B],
		eligibility: RULE,
		duplicates: 2,
		malformed: [],
	});
	assert.deepEqual(readRollFile(file({ rule: undefined }))?.eligibility, undefined);
});

test('what is no identity is named by its place', () => {
	const identities = [A, '1234567899', B, 7, null, A.toUpperCase(), A];
	const read = readRollFile(file({ identities }))!;
	assert.deepEqual([read.malformed, read.identities, read.duplicates], [[2, 4, 5, 6], [A, B], 1]);
});

test('what is no file of a roll is refused', () => {
	for (const text of [
		...['', '[]', 'null', '7', 'number;born\n1234567899;1990-01-01'],
		...[file({ format: 'viche-roll/v2' }), file({ identities: A }), file({ rule: 'all' })],
		...[file({ rule: { ...RULE, minAge: '16' } }), file({ rule: { ...RULE, bases: [7] } })],
	])
		assert.equal(readRollFile(text), undefined, text);
});

test('two hundred thousand people are read at once', () => {
	const identities = Array.from({ length: 200_000 }, (_, i) => i.toString(16).padStart(64, '0'));
	assert.equal(readRollFile(file({ identities }))!.identities.length, 200_000);
});

test.run();
