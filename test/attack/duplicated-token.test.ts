/** A voter votes twice with one token. */
import { asSecret } from '../../crypto/group.ts';
import { suite } from 'uvu';
import { Element, encodeElement } from '../../crypto/token/group.ts';
import { JOBS } from '../../server/work/jobs.ts';
import { assertCaught, judge, play } from '../support/attack.ts';

const test = suite('attack/duplicated-token');

test('the same token under a second credential', async () => {
	const vote = await play('sum', {
		cast: async (v) => {
			const [booth] = JOBS.openBooths({ uuid: v.uuid, count: 1 });
			v.booths.push(booth!);
			const { credential } = booth!;
			const duplicate = v.tokens.get(v.booths[0]!.credential)!;
			// Honest issuers refuse to prove the same token twice, so they are shown another one.
			v.tokens.set(credential, encodeElement(Element.BASE.multiply(asSecret(7n))));
			const write = v.tokensText.bind(v);
			v.tokensText = () => {
				v.tokens.set(credential, duplicate);
				return write();
			};
			const [cast] = await v.encrypt([{ voter: v.booths.length - 1, filled: v.setup.ballots[0]! }]);
			v.accept(cast!);
		},
	});
	assertCaught(
		await judge(vote.record()),
		...['T1 token.duplicate', 'T2 issuance.fewer-than-used', 'C1 outcome.bytes'],
	);
});

test.run();
