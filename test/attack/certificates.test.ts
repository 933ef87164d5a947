/** The result is announced without those who must sign it. */
import assert from 'node:assert/strict';
import { suite } from 'uvu';
import { randomScalar } from '../../crypto/group.ts';
import { assertCaught, judge, play } from '../support/attack.ts';

const test = suite('attack/certificates');

test('fewer signatures than the threshold prove nothing', async () => {
	const vote = await play('sum', {
		count: (v) => {
			v.commission = { ...v.commission, secrets: v.commission.secrets.slice(0, 1) };
		},
	});
	assert.deepEqual(await judge(vote.record()), {
		verdict: 'unproved',
		errors: [],
		unproved: ['C2 certificate.missing'],
	});
});

test('a forged signature', async () => {
	const vote = await play('sum', {
		count: (v) => {
			const secrets = v.commission.secrets.map((s, i) =>
				i === 1 ? { ...s, signing: randomScalar() } : s,
			);
			v.commission = { ...v.commission, secrets };
		},
	});
	assertCaught(await judge(vote.record()), 'C2 certificate.signature');
});

test('a signature of another result', async () => {
	const other = await play('sum');
	const changed = await play('sum', {
		certify: (v) => {
			v.result = other.result;
		},
	});
	const { verdict, errors } = await judge(changed.record());
	assert.equal(verdict, 'rejected');
	assert.ok(errors.includes('C2 certificate.other-result'), errors.join(', '));
	assert.ok(errors.includes('C1 outcome.bytes'), errors.join(', '));
});

test.run();
