/** Commission and server agree on a result that leaves a vote out, and sign it. */
import { suite } from 'uvu';
import { encodeResult } from '../../crypto/verify/record.ts';
import type { VoteResult } from '../../crypto/verify/record.ts';
import type { SimulatedVote } from '../../server/cli/simulate/vote.ts';
import { assertCaught, judge, play, reregister } from '../support/attack.ts';

const test = suite('attack/false-result');

/** Puts another result in the place of the right one before anybody signs. */
function replace(vote: SimulatedVote, result: VoteResult): void {
	reregister(vote, encodeResult(vote.result), encodeResult(result));
	vote.result = result;
}

test('a total that ignores a vote', async () => {
	const vote = await play('sum', {
		count: (v) => {
			const [pot] = v.result.pots;
			replace(v, { ...v.result, pots: [{ ...pot!, totals: { ...pot!.totals, park: 2 } }] });
		},
	});
	assertCaught(await judge(vote.record()), 'C1 outcome.bytes', 'C1 outcome.total');
});

test('another winner', async () => {
	const vote = await play('mix', {
		count: (v) => {
			const [pot] = v.result.pots;
			const count = { ...pot!.count, winners: ['lamp', ...pot!.count.winners.slice(1)] };
			replace(v, { ...v.result, pots: [{ ...pot!, count }] });
		},
	});
	assertCaught(
		await judge(vote.record()),
		...['C1 outcome.bytes', 'C1 outcome.winner-added', 'C1 outcome.winner-left-out'],
		// The file of ballots, which marks the winners, says it as well.
		'C1 outcome.other-analysis',
		'C1 outcome.other-ballots',
	);
});

test('a number that was not decrypted', async () => {
	const vote = await play('sum', {
		decrypt: (v) => {
			v.decrypted = [[0n, 2n, 2n, 2n, 1n]];
		},
	});
	assertCaught(await judge(vote.record()), 'E11 result.other');
});

test('a ballot that was not decrypted', async () => {
	const vote = await play('mix', {
		decrypt: (v) => {
			v.decrypted = [(v.decrypted[0] as bigint[][]).map((bytes, i) => (i === 0 ? [15n] : bytes))];
		},
	});
	assertCaught(await judge(vote.record()), 'E11 result.other');
});

test.run();
