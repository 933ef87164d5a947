/**
 * The commission decrypts the sums of the ballots that came first and announces them as those of all: somebody's late ballot is in
 * the box and in the tally, but not in the result. Keys: all members', both registers'.
 */
import { suite } from 'uvu';
import { parseBallot } from '../../crypto/election/ballot.ts';
import { TallyBuilder } from '../../crypto/election/tally.ts';
import { assertCaught, judge, play } from '../support/attack.ts';
import { unwrap } from '../support/ceremony.ts';

const test = suite('attack/decryption-of-another-tally');

test('no proof holds for the ciphertexts of the tally', async () => {
	const vote = await play('sum', {
		tallyUp: (v) => {
			const early = new TallyBuilder(v.election);
			for (const { text } of v.counted().slice(0, -1))
				early.add(unwrap(parseBallot(v.election, text)), 1n);
			const { tally } = early.finish();
			v.toDecrypt = () => tally;
		},
	});
	assertCaught(
		await judge(vote.record()),
		...['E9 decryption.proof', 'E10 decryption.too-few-shares', 'E12 decryption.stray-proof'],
	);
});

test.run();
