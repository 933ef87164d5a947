/** The server drops a ballot that it has acknowledged. */
import assert from 'node:assert/strict';
import { suite } from 'uvu';
import { openCheckpoint } from '../../crypto/register/checkpoint.ts';
import {
	judgeAcknowledgement,
	makeAcknowledgement,
	openAcknowledgement,
} from '../../crypto/register/acknowledgement.ts';
import { ballotHash } from '../../crypto/election/ballot.ts';
import { EMPTY_ROOT } from '../../crypto/register/merkle.ts';
import { ed25519Verifier } from '../../crypto/register/note.ts';
import { ED25519_KEY, verifierKeyOf } from '../../crypto/register/verifier-key.ts';
import { assertCaught, judge, play, replaceRegister } from '../support/attack.ts';
import { rewrite } from '../support/small-vote.ts';

const test = suite('attack/dropped-ballot');

test('from the archive only', async () => {
	const vote = await play('sum', { close: (v) => void v.casts.splice(2, 1) });
	assertCaught(await judge(vote.record()), 'R8 ballot-register.not-in-archive');
});

test('from the register only', async () => {
	const vote = await play('sum');
	const register = rewrite('ballot', vote.box, (entries) => entries.toSpliced(2, 1));
	const { verdict, errors } = await judge(replaceRegister(vote.record(), 'ballot', register));
	assert.equal(verdict, 'rejected');
	for (const finding of [
		'R7 ballot-register.close-numbers',
		'R8 ballot-register.not-in-register',
		'R10 close.other-register',
	])
		assert.ok(errors.includes(finding), `${finding} in ${errors.join(', ')}`);
});

test('from everything, before anybody looked: the voter’s acknowledgement proves it', async () => {
	let acknowledgement = '';
	const vote = await play('sum', {
		cast: (v) => {
			const { text } = v.casts[2]!;
			const statement = { vote: v.uuid, ballot: ballotHash(text), size: 0, root: EMPTY_ROOT };
			acknowledgement = makeAcknowledgement(statement, v.box.signer);
			v.box = rewrite('ballot', v.box, (entries) => entries.toSpliced(2, 1));
			v.casts.splice(2, 1);
			v.openings.splice(2, 1);
		},
	});
	const record = vote.record();
	assert.equal((await judge(record)).verdict, 'verified');
	const key = verifierKeyOf(vote.box.signer, ED25519_KEY);
	const ack = openAcknowledgement(acknowledgement, key);
	const note = new TextDecoder().decode(record.get('register/ballot/checkpoint'));
	const checkpoint = openCheckpoint(note, ed25519Verifier(key));
	assert.ok(ack.ok && checkpoint.ok);
	const judgement = judgeAcknowledgement(ack.value, checkpoint.value, vote.box.entries);
	assert.ok(judgement.ok);
	assert.deepEqual(judgement.value, { verdict: 'omitted' });
});

test.run();
