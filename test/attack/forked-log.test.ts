/** The server shows one register to an observer and another, with a ballot less, to everybody else. */
import { suite } from 'uvu';
import { assertCaught, judge, play } from '../support/attack.ts';
import { rewrite } from '../support/small-vote.ts';

const test = suite('attack/forked-log');

test('the checkpoint that the observer saw convicts the server', async () => {
	let seen = '';
	const vote = await play('sum', {
		cast: (v) => {
			seen = new TextDecoder().decode(v.box.files().get('checkpoint'));
			v.box = rewrite('ballot', v.box, (entries) => entries.toSpliced(1, 1));
			v.casts.splice(1, 1);
			v.openings.splice(1, 1);
		},
	});
	assertCaught(await judge(vote.record(), { checkpoints: [seen] }), 'R11 register.fork');
});

test('a register that shrank is a rollback', async () => {
	const vote = await play('sum');
	const longer = rewrite('civic', vote.civic, (entries) => [
		...entries,
		{ type: 'phase' as const, object: vote.uuid, phase: 'implementation', at: 1_900_000_000 },
	]);
	const seen = new TextDecoder().decode(longer.files().get('checkpoint'));
	assertCaught(await judge(vote.record(), { checkpoints: [seen] }), 'R11 register.rollback');
});

test('another register under another key is not the one that the observer knows', async () => {
	const [vote, other] = [await play('sum'), await play('sum')];
	const trust = { registers: { civic: other.civic.key } };
	assertCaught(await judge(vote.record(), trust), 'R4 note.unverified', 'R4 register.other-key');
});

test.run();
