/** Whoever writes the list of credentials gives an accomplice's three votes; tally, decryption and result follow from that. */
import { suite } from 'uvu';
import { TallyBuilder } from '../../crypto/election/tally.ts';
import { parseBallot } from '../../crypto/election/ballot.ts';
import { assertCaught, judge, play, reregister } from '../support/attack.ts';
import { unwrap } from '../support/ceremony.ts';
import { eventsOf, writeArchive } from '../support/verifying.ts';

const test = suite('attack/weighted-credential');
const WEIGHT = 3n;

test('a token is one vote', async () => {
	const vote = await play('sum', {
		tallyUp: (v) => {
			const stale = v.tally.text;
			const tally = new TallyBuilder(v.election);
			v.counted().forEach(({ text, credential }) =>
				tally.add(
					unwrap(parseBallot(v.election, text)),
					credential === v.booths[4]!.credential ? WEIGHT : 1n,
				),
			);
			v.tally = tally.finish();
			reregister(v, stale, v.tally.text);
		},
		writeArchive: async (v) => {
			const { credential } = v.booths[4]!;
			const events = (await eventsOf(v.archive)).map((e) =>
				e.type === 'Setup'
					? { ...e, credentials: e.credentials.replace(credential, `${credential},${WEIGHT}`) }
					: e,
			);
			v.archive = writeArchive(events);
		},
	});
	assertCaught(await judge(vote.record()), 'T1 tokens.weight');
});

test.run();
