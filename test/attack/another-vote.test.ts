/** The server, with the keys of both registers, shows an observer a vote that is faultless but not the one that was announced. */
import { suite } from 'uvu';
import { assertCaught, judge, play } from '../support/attack.ts';

const test = suite('attack/another-vote');
const [announced, shown] = [await play('sum'), await play('sum')];

test('whoever knows the fingerprint sees it', async () => {
	const { fingerprint } = announced.election;
	assertCaught(await judge(shown.record(), { election: fingerprint }), 'E2 election.unexpected');
});

test('whoever knows the manifest sees it', async () => {
	const manifest = announced.election.text.slice(-66, -2);
	assertCaught(await judge(shown.record(), { manifest }), 'R2 manifest.unexpected');
});

test('the register announces another definition than the ballots are for', async () => {
	const vote = await play('sum', {
		prepare: (v) => {
			const append = v.civic.append.bind(v.civic);
			v.civic.append = (entry) =>
				append(entry.type === 'process' ? { ...entry, hash: announced.election.hash } : entry);
		},
	});
	assertCaught(await judge(vote.record()), 'R2 manifest.other-definition');
});

test.run();
