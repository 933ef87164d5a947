/** The record of the key ceremony is bent, by a member or by the server, which has the civic register's key. */
import { suite } from 'uvu';
import { encodeText } from '../../crypto/codec.ts';
import { makeTrusteeKey, trusteeKeyCodec } from '../../crypto/election/trustees/single.ts';
import { randomScalar } from '../../crypto/group.ts';
import type { SimulatedVote } from '../../server/cli/simulate/vote.ts';
import type { NewEntry } from '../../crypto/register/entry.ts';
import { assertCaught, judge, play } from '../support/attack.ts';
import { rewrite } from '../support/small-vote.ts';

const test = suite('attack/ceremony-messages');

/** What a member said in one step, replaced. */
function replaceMessage(vote: SimulatedVote, member: number, step: string, text: string): void {
	const messages = vote.commission.messages.map((m) =>
		m.member === member && m.step === step ? { ...m, text } : m,
	);
	vote.commission = { ...vote.commission, messages };
}

test('the server’s key stands where a member said another one', async () => {
	const said = { ...makeTrusteeKey(randomScalar()), name: 'Commission member 2' };
	const vote = await play(
		'sum',
		{ prepare: (v) => replaceMessage(v, 2, 'key', encodeText(trusteeKeyCodec, said)) },
		{ trustees: 2 },
	);
	assertCaught(await judge(vote.record()), 'R3 ceremony-record.other-message');
});

test('a member committed to other coefficients than it dealt', async () => {
	const vote = await play('sum', {
		prepare: (v) => replaceMessage(v, 3, 'commitment', '0'.repeat(64)),
	});
	assertCaught(await judge(vote.record()), 'R3 ceremony-record.other-message');
});

test('a member committed when the coefficients of others were known', async () => {
	const isLate = (e: NewEntry<'civic'>) =>
		e.type === 'ceremony' && e.member === 3 && e.step === 'commitment';
	const vote = await play('sum', {
		open: (v) => {
			v.civic = rewrite('civic', v.civic, (entries) => {
				const others = entries.filter((e) => !isLate(e));
				const shown = others.findIndex((e) => e.type === 'ceremony' && e.step === 'coefficients');
				return others.toSpliced(shown + 1, 0, entries.find(isLate)!);
			});
		},
	});
	assertCaught(await judge(vote.record()), 'R3 ceremony-record.commitment-late');
});

test.run();
