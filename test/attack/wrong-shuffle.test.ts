/** A commission member replaces a ballot while shuffling, and the members behind it look away. */
import { suite } from 'uvu';
import { encodeText } from '../../crypto/codec.ts';
import { encryptPoint } from '../../crypto/election/elgamal.ts';
import { embedBytes } from '../../crypto/election/questions/non-homomorphic.ts';
import { makeShuffle, shuffleCodec, type Mixed } from '../../crypto/election/shuffle.ts';
import { workHere, type Work } from '../../server/work/jobs.ts';
import type { SimulatedVote } from '../../server/cli/simulate/vote.ts';
import { assertCaught, judge, play } from '../support/attack.ts';

const test = suite('attack/wrong-shuffle');

/** The second to shuffle puts a ballot for everything in the place of the first one and proves a shuffle of that. */
function replacing(vote: SimulatedVote): Work {
	let shuffles = 0;
	return async (name, input) => {
		if (name !== 'shuffle' || ++shuffles !== 2) return workHere(name, input);
		const { mixed } = input as { mixed: Mixed };
		const { ciphertext } = encryptPoint(vote.election.key, embedBytes([0b1111]));
		const replaced = mixed.map(([, ...others]) => [ciphertext, ...others]);
		return encodeText(shuffleCodec, makeShuffle(vote.election, replaced).shuffle) as never;
	};
}

test('the proof does not hold for what the member was given', async () => {
	const vote = await play('mix', {
		tallyUp: (v) => {
			Object.assign(v.setup, { work: replacing(v) });
			v.takeShuffle = (_, shuffle) => shuffle.ciphertexts as unknown as Mixed;
		},
	});
	assertCaught(await judge(vote.record()), 'E8 shuffle.equation');
});

test.run();
