/** The server opens a commitment to something else, or not at all. */
import assert from 'node:assert/strict';
import { suite } from 'uvu';
import { assertCaught, changeJson, judge, play } from '../support/attack.ts';

const test = suite('attack/openings');
const record = (await play('sum')).record();
type Openings = { ballot: (string | null)[] };
const withOpening = (r: string | null) =>
	changeJson(record, 'openings.json', ({ ballot, ...rest }: Openings) => ({
		...rest,
		ballot: ballot.map((old, i) => (i === 1 ? r : old)),
	}));

test('a wrong opening', async () => {
	assertCaught(await judge(withOpening('0'.repeat(64))), 'R9 opening.wrong');
});

test('a missing one, without a redaction that says why', async () => {
	const { verdict, errors, unproved } = await judge(withOpening(null));
	assert.deepEqual([verdict, errors, unproved], ['unproved', [], ['R9 opening.missing']]);
});

test.run();
