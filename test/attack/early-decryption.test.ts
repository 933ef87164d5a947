/** The commission, or the server that has its shares, looks into the box while the vote is on. */
import { suite } from 'uvu';
import { sha256Hex } from '../../crypto/hash.ts';
import { assertCaught, judge, play, replaceRegister } from '../support/attack.ts';
import { rewrite } from '../support/small-vote.ts';

const test = suite('attack/early-decryption');

test('a partial decryption that is published before the close', async () => {
	const vote = await play('sum', {
		cast: (v) => {
			const hash = sha256Hex('an early look');
			v.civic.append({
				type: 'tally',
				object: v.uuid,
				part: 'partial-decryption',
				hash,
				at: 1_799_000_000,
			});
		},
	});
	assertCaught(
		await judge(vote.record()),
		'R6 civic.order',
		'R10 tally.before-close',
		'R10 tally.stray-entry',
	);
});

test('a close before the announced date', async () => {
	const vote = await play('sum');
	const early = rewrite('civic', vote.civic, (entries) =>
		entries.map((e) => (e.type === 'close' ? { ...e, at: vote.setup.closes - 3600 } : e)),
	);
	assertCaught(
		await judge(replaceRegister(vote.record(), 'civic', early)),
		'R10 close.before-the-date',
	);
});

test.run();
