/** Whoever adds up the ballots adds something of their own, and the commission decrypts that. */
import { suite } from 'uvu';
import { encodeText } from '../../crypto/codec.ts';
import { addCiphertexts, encryptPoint } from '../../crypto/election/elgamal.ts';
import { encryptedTallyCodec, type EncryptedTally } from '../../crypto/election/tally.ts';
import { mapNest } from '../../crypto/election/nest.ts';
import { asSecret, G } from '../../crypto/group.ts';
import { sha256Hex } from '../../crypto/hash.ts';
import { assertCaught, judge, play, reregister } from '../support/attack.ts';

const test = suite('attack/altered-tally');

test('one more vote for everything', async () => {
	const vote = await play('sum', {
		tallyUp: (v) => {
			const tally = v.tally.tally.map((part) =>
				mapNest(part, (c) =>
					addCiphertexts(c, encryptPoint(v.election.key, G.multiply(asSecret(1n))).ciphertext),
				),
			) as EncryptedTally;
			const text = encodeText(encryptedTallyCodec, tally);
			reregister(v, v.tally.text, text);
			v.tally = { tally, text, sized: { ...v.tally.sized, encrypted_tally: sha256Hex(text) } };
		},
	});
	assertCaught(await judge(vote.record()), 'E7 tally.other');
});

test('an older ballot of a voter in place of the last', async () => {
	const vote = await play(
		'sum',
		{
			close: (v) => {
				const last = v.counted.bind(v);
				v.counted = () => last().map((c) => v.casts.find((d) => d.credential === c.credential)!);
			},
		},
		{ revotes: 100 },
	);
	assertCaught(await judge(vote.record()), 'E7 tally.other');
});

test('a vote that is left out', async () => {
	const vote = await play('sum', {
		close: (v) => {
			const all = v.counted.bind(v);
			v.counted = () => all().slice(1);
		},
	});
	assertCaught(
		await judge(vote.record()),
		...['E7 tally.other', 'E7 tally.numbers', 'C1 outcome.bytes', 'C1 outcome.other-analysis'],
	);
});

test.run();
