/**
 * The server writes the manifest and gives a member who works with it a second seat, under another's name: its one signature would
 * then certify for two, and the member who was left out need not be asked. Keys: the first member's, both registers'.
 */
import { suite } from 'uvu';
import { assertCaught, judge, play, redefine } from '../support/attack.ts';

const test = suite('attack/two-seats');

test('a member sits on one seat, whose number is its own', async () => {
	const vote = await play('sum', {
		prepare: (v) => {
			const { members } = v.manifest.commission;
			const seats = [...members.slice(0, 2), { ...members[0]!, name: members[2]!.name }];
			redefine(v, { ...v.manifest, commission: { threshold: 2, members: seats } });
			v.commission = { ...v.commission, secrets: v.commission.secrets.slice(0, 2) };
		},
		count: (v) => {
			v.commission = { ...v.commission, secrets: v.commission.secrets.slice(0, 1) };
		},
	});
	assertCaught(await judge(vote.record()), 'R2 manifest.commission');
});

test('nor do members change seats', async () => {
	const vote = await play('sum', {
		prepare: (v) => {
			const { members } = v.manifest.commission;
			redefine(v, {
				...v.manifest,
				commission: { threshold: 2, members: [members[1]!, members[0]!, members[2]!] },
			});
		},
	});
	assertCaught(await judge(vote.record()), 'R2 manifest.commission');
});

test('nor do their numbers', async () => {
	const vote = await play('sum', {
		prepare: (v) => {
			const [one, two, three] = v.manifest.commission.members;
			const members = [{ ...one!, index: 2 }, { ...two!, index: 1 }, three!];
			redefine(v, { ...v.manifest, commission: { threshold: 2, members } });
		},
	});
	assertCaught(
		await judge(vote.record()),
		...['R2 manifest.commission', 'R3 ceremony-record.signature', 'C2 certificate.signature'],
	);
});

test.run();
