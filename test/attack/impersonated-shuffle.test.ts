/** The server shuffles in members' names, so that it alone knows the order. It has the registers' keys, not the members'. */
import assert from 'node:assert/strict';
import { suite } from 'uvu';
import { assertCaught, judge, play } from '../support/attack.ts';
import type { SimulatedVote } from '../../server/cli/simulate/vote.ts';

const test = suite('attack/impersonated-shuffle');
const isOf = (owner: number) => (s: SimulatedVote['statements'][number]) =>
	s.kind === 'shuffle' && s.owner === owner;

test('the shuffle holds, but the member has not signed it', async () => {
	const vote = await play('mix', {
		shuffle: (v) => void v.statements.splice(v.statements.findIndex(isOf(2)), 1),
	});
	assert.deepEqual(await judge(vote.record()), {
		verdict: 'unproved',
		errors: [],
		unproved: ['E13 statement.missing'],
	});
});

test('another member’s signature does not do', async () => {
	const vote = await play('mix', {
		shuffle: (v) => {
			const { payload } = v.statements.find(isOf(2))!;
			v.statements[v.statements.findIndex(isOf(2))] = {
				...v.sign(1, 'shuffle', payload),
				owner: 2,
			};
		},
	});
	assertCaught(await judge(vote.record()), 'E13 statement.signature');
});

test('nor does the member’s own signature of something else', async () => {
	const vote = await play('mix', {
		shuffle: (v) => {
			const at = v.statements.findIndex(isOf(2));
			const { payload } = v.statements[at]!;
			v.statements[at] = { ...v.sign(2, 'partial-decryption', payload), kind: 'shuffle' };
		},
	});
	assertCaught(await judge(vote.record()), 'E13 statement.signature');
});

test.run();
