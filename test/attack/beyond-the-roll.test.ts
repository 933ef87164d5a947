/**
 * All issuers and the server, with the keys of both registers, make a token for nobody. At the place of a person who stays at home
 * that person would find it, so they register it at one that nobody has.
 */
import { suite } from 'uvu';
import { assertCaught, inventVoter, judge, mintToken, play } from '../support/attack.ts';

const test = suite('attack/beyond-the-roll');

test('a place that the roll does not have', async () => {
	const vote = await play(
		'sum',
		{
			issue: (v) => {
				const { booth, voter } = inventVoter(v);
				v.registerIssuance(voter + 1, booth.request);
				v.tokens.set(booth.credential, mintToken(v, booth));
			},
			cast: async (v) => {
				const voter = v.booths.length - 1;
				const [cast] = await v.encrypt([{ voter, filled: [{ projects: [3] }] }]);
				v.accept(cast!);
			},
		},
		{ absent: 1 },
	);
	assertCaught(await judge(vote.record()), 'T2 issuance.position-outside');
});

test.run();
