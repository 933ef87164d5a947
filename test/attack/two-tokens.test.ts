/** The server gives one person two tokens, and somebody votes with each. */
import { suite } from 'uvu';
import { JOBS } from '../../server/work/jobs.ts';
import { assertCaught, judge, play, replaceRegister } from '../support/attack.ts';
import { rewrite } from '../support/small-vote.ts';

const test = suite('attack/two-tokens');

test('a second issuance for the same place of the roll', async () => {
	const vote = await play('sum', {
		issue: (v) => {
			const [booth] = JOBS.openBooths({ uuid: v.uuid, count: 1 });
			v.registerIssuance(0, booth!.request);
		},
	});
	assertCaught(
		await judge(vote.record()),
		...['T2 issuance.position-twice', 'T2 issuance.more-than-roll', 'C1 outcome.bytes'],
	);
});

test('the same request under two places', async () => {
	const vote = await play('sum');
	const twice = rewrite('civic', vote.civic, (entries) => {
		const [first] = entries.filter((e) => e.type === 'issuance');
		return entries.map((e) =>
			e.type === 'issuance' && e.position === 1 ? { ...e, request: first!.request } : e,
		);
	});
	assertCaught(
		await judge(replaceRegister(vote.record(), 'civic', twice)),
		'T2 issuance.request-twice',
	);
});

test.run();
