/** The server, with the keys of both registers, takes a ballot when the vote is over. */
import { suite } from 'uvu';
import type { SimulatedVote } from '../../server/cli/simulate/vote.ts';
import { assertCaught, judge, play } from '../support/attack.ts';
import { rewrite } from '../support/small-vote.ts';

const test = suite('attack/late-ballot');

/** Voter 4 changes their mind. */
async function castLate(vote: SimulatedVote): Promise<void> {
	const [cast] = await vote.encrypt([{ voter: 4, filled: [{ projects: [3] }] }]);
	vote.accept(cast!);
}

test('behind the close', async () => {
	const vote = await play('sum', { close: castLate });
	assertCaught(
		await judge(vote.record()),
		...['R7 ballot-register.after-close', 'R10 close.other-register'],
	);
});

test('and the civic close names it, as if it were the end of the register', async () => {
	const vote = await play('sum', {
		close: async (v) => {
			await castLate(v);
			const [size, root] = [v.box.size, v.box.root()];
			v.ballotRegister = { size, root };
			v.civic = rewrite('civic', v.civic, (entries) =>
				entries.map((e) =>
					e.type === 'close' ? { ...e, ballots: v.casts.length, size, root } : e,
				),
			);
		},
	});
	assertCaught(
		await judge(vote.record()),
		...['R7 ballot-register.after-close', 'R10 close.other-register'],
	);
});

test('before the close, which is signed anew: whoever kept the first close has the proof', async () => {
	let seen = '';
	const vote = await play('sum', {
		cast: async (v) => {
			const before = rewrite('ballot', v.box, (entries) => entries);
			before.append({ type: 'close', object: v.uuid, ballots: v.casts.length, audited: 0 });
			seen = new TextDecoder().decode(before.files().get('checkpoint'));
			await castLate(v);
		},
	});
	assertCaught(await judge(vote.record(), { checkpoints: [seen] }), 'R11 register.fork');
});

test.run();
