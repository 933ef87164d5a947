/** Somebody casts a copy of another voter's ballot, to learn how they voted from the difference it makes. */
import { suite } from 'uvu';
import { signAnything, type JsonObject } from '../support/election.ts';
import { assertCaught, judge, play } from '../support/attack.ts';

const test = suite('attack/replayed-ballot');

test('the very ballot once more', async () => {
	const vote = await play('sum', { cast: (v) => v.accept(v.casts[0]!) });
	assertCaught(
		await judge(vote.record()),
		...['E1 archive.repeated-data', 'E1 archive.repeated-payload', 'R7 ballot-register.repeated'],
		...['R8 ballot-register.order', 'C1 outcome.bytes'],
	);
});

test('its ciphertexts under the thief’s own credential', async () => {
	const vote = await play('sum', {
		cast: (v) => {
			const [victim, thief] = v.casts as [(typeof v.casts)[0], (typeof v.casts)[0]];
			const { answers } = JSON.parse(victim.text) as JsonObject;
			const own = JSON.parse(thief.text) as JsonObject;
			const { secret } = v.booths.find((b) => b.credential === thief.credential)!;
			const text = signAnything({ ...own, answers }, { secret, public: thief.credential });
			v.accept({ ...thief, text, hints: new Uint8Array() });
		},
	});
	// The signature holds, but the proofs of the answers name the victim's credential.
	assertCaught(
		await judge(vote.record()),
		...['E5 ballot.choice-proof', 'E5 ballot.sum-proof', 'E5 ballot.blank-proof', 'E7 tally.other'],
	);
});

test.run();
