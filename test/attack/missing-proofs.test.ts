/** A part of the record is held back: what it would prove is not proved, and the report says what that is. */
import assert from 'node:assert/strict';
import { suite } from 'uvu';
import { judge, play } from '../support/attack.ts';

const test = suite('attack/missing-proofs');
const record = (await play('mix')).record();

const notRun = (...ids: readonly string[]): string[] => ids.map((id) => `${id} check.not-run`);
const incomplete = (...ids: readonly string[]): string[] =>
	ids.map((id) => `${id} check.incomplete`);

const ARCHIVE = Array.from({ length: 13 }, (_, i) => `E${i + 1}`);

/** By what is missing: everything that is then not shown. */
const MISSING: readonly (readonly [RegExp, readonly string[]])[] = [
	[/^decryptions/, ['R1 record.missing', 'E12 decryption.not-bound', 'E13 statement.missing']],
	[/^tokens/, ['R1 record.missing', 'R10 tally.document-missing', ...notRun('T1')]],
	[
		/^register.ballot/,
		[
			'R4 record.missing',
			'R5 register.unreadable',
			...incomplete('R10'),
			...notRun('R7', 'R8', 'R9'),
		],
	],
	[
		/^register.civic/,
		[
			'R4 record.missing',
			'R5 register.unreadable',
			...incomplete('R2', 'R3'),
			...notRun('R6', 'R10', 'R12', 'T2', 'C1', 'C2'),
		],
	],
	[
		/^manifest/,
		['R1 record.missing', ...incomplete('R2', 'R3'), ...notRun('R12', 'T1', 'T2', 'C1', 'C2')],
	],
	[/^ceremony/, ['R1 record.missing', ...notRun('R3')]],
	[/^openings/, ['R1 record.missing', ...notRun('R9')]],
	[
		/^result/,
		['R1 record.missing', 'R10 tally.document-missing', 'C1 outcome.unpublished', ...notRun('C2')],
	],
	[
		/\.bel$/,
		[
			'R1 record.missing',
			...incomplete('R2', 'R3', 'R10'),
			...notRun(...ARCHIVE, 'R8', 'R9', 'T1', 'T2', 'C1', 'C2'),
		],
	],
];

for (const [pattern, expected] of MISSING)
	test(`without ${pattern.source}`, async () => {
		const files = new Map([...record].filter(([path]) => !pattern.test(path)));
		assert.ok(files.size < record.size);
		const { verdict, errors, unproved } = await judge(files);
		assert.deepEqual({ verdict, errors }, { verdict: 'unproved', errors: [] });
		assert.deepEqual(unproved.toSorted(), expected.toSorted());
	});

test('without the paper ballots', async () => {
	const paper = [[[{ projects: [3] }]]];
	const files = (await play('sum', {}, { paper })).record();
	const { verdict, errors, unproved } = await judge(
		new Map([...files].filter(([path]) => path !== 'paper.json')),
	);
	assert.deepEqual({ verdict, errors }, { verdict: 'unproved', errors: [] });
	const expected = ['R1 record.missing', 'R12 paper.not-published', ...notRun('C1')];
	assert.deepEqual(unproved.toSorted(), expected.toSorted());
});

test('hints are no proof: nobody misses them', async () => {
	const files = new Map([...record].filter(([path]) => !path.endsWith('.hints')));
	assert.equal((await judge(files)).verdict, 'verified');
});

test.run();
