import assert from 'node:assert/strict';
import { suite } from 'uvu';
import { canDecrypt, findToDecrypt, isAmongTrustees } from '../../../crypto/commission/checks.ts';
import { makeMemberSecret, takeStep, type WorkState } from '../../../crypto/commission/work.ts';
import { encodeText } from '../../../crypto/codec.ts';
import { parseTrusteeKey } from '../../../crypto/election/trustees/single.ts';
import { trusteesCodec } from '../../../crypto/election/trustees/trustees.ts';
import { play } from '../../support/attack.ts';
import { inChunks } from '../../support/verifying.ts';

const test = suite('crypto/commission/checks');

/** A commission where each holds a key alone. */
const stateOf = (member: number): WorkState => ({
	member,
	threshold: 2,
	members: ['a', 'b'],
	step: 'key',
	said: { certificate: [], commitment: [], dealing: [], key: [] },
});
const [first, second] = [1, 2].map((member) => takeStep(stateOf(member), makeMemberSecret())) as [
	ReturnType<typeof takeStep>,
	ReturnType<typeof takeStep>,
];

function trusteesOf(...texts: readonly string[]): string {
	const keys = texts.map((text) => {
		const key = parseTrusteeKey(text);
		assert.ok(key.ok);
		return key.value;
	});
	return encodeText(
		trusteesCodec,
		keys.map((key) => ['Single', key] as const),
	);
}

test('a key decrypts what is encrypted to it, and nothing else', () => {
	assert.ok(canDecrypt(first.secret, first.text));
	assert.equal(canDecrypt(second.secret, first.text), false);
	const other = first.text.replace(/(?<="public_key":")./, (digit) => (digit === '0' ? '1' : '0'));
	assert.equal(canDecrypt(first.secret, other), false);
	assert.equal(canDecrypt(first.secret, '{}'), false);
});

test('a member finds itself among the trustees at its own place only', () => {
	const trustees = trusteesOf(first.text, second.text);
	assert.ok(isAmongTrustees(stateOf(1), first.secret, trustees));
	assert.ok(isAmongTrustees(stateOf(2), second.secret, trustees));
	assert.equal(isAmongTrustees(stateOf(2), first.secret, trustees), false);
	assert.equal(isAmongTrustees(stateOf(1), first.secret, trusteesOf(second.text)), false);
	assert.equal(isAmongTrustees(stateOf(1), first.secret, '[]'), false);
});

test('a step that is repeated says the same key again', () => {
	const again = takeStep(stateOf(1), first.secret);
	assert.deepEqual(again.secret, first.secret);
	assert.ok(canDecrypt(first.secret, again.text));
});

test('what is to be decrypted is read from the archive: the tally and the last shuffle', async () => {
	const vote = await play('mix');
	const found = await findToDecrypt(inChunks(vote.archive)());
	assert.deepEqual(found, {
		election: vote.election.text,
		tally: vote.tally.text,
		shuffle: vote.shuffles.at(-1)!.text,
	});
	assert.equal(await findToDecrypt(inChunks(vote.archive.slice(0, 5000))()), undefined);
});

test.run();
