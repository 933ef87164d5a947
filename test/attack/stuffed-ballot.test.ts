/** The server adds a ballot for a voter who does not exist. */
import { asSecret } from '../../crypto/group.ts';
import { suite } from 'uvu';
import { deriveCredential, makeCode } from '../../crypto/election/credential.ts';
import { encodeElement, Element } from '../../crypto/token/group.ts';
import { evaluateToken, blindToken, unblindToken } from '../../crypto/token/token.ts';
import { JOBS } from '../../server/work/jobs.ts';
import type { SimulatedVote } from '../../server/cli/simulate/vote.ts';
import { assertCaught, judge, play } from '../support/attack.ts';

const test = suite('attack/stuffed-ballot');

/** A perfect ballot under a new credential. */
function stuff(vote: SimulatedVote): string {
	const { public: credential, secret } = deriveCredential(vote.uuid, makeCode());
	const election = vote.election.text;
	const ballots = [{ credential, secret, filled: [{ projects: [3] }] }];
	const made = JOBS.encrypt({ election, pots: vote.setup.pots, ballots });
	const [hints] = JOBS.accept({ election, ballots: made });
	vote.accept({ text: made[0]!.text, hints: hints!, credential });
	return credential;
}

test('without a token: the proof of the tokens fails', async () => {
	const vote = await play('sum', {
		cast: (v) => {
			v.tokens.set(stuff(v), encodeElement(Element.BASE.multiply(asSecret(7n))));
		},
	});
	assertCaught(await judge(vote.record()), 'T1 tokens.not-issued', 'T2 issuance.fewer-than-used');
});

test('with a token that the issuers minted: more tokens than were issued', async () => {
	const vote = await play('sum', {
		cast: (v) => {
			const credential = stuff(v);
			const { issuer, shares } = v.issuers;
			const blinded = blindToken(v.uuid, credential);
			const answers = [evaluateToken(issuer, 1, shares[0]!, blinded.request)];
			const token = unblindToken(issuer, credential, blinded, answers);
			if (token.ok) v.tokens.set(credential, encodeElement(token.value.element));
		},
	});
	assertCaught(await judge(vote.record()), 'T2 issuance.fewer-than-used');
});

test('with an issuance of its own: more than the roll has', async () => {
	const vote = await play('sum', {
		issue: (v) => {
			const [booth] = JOBS.openBooths({ uuid: v.uuid, count: 1 });
			v.registerIssuance(v.setup.ballots.length, booth!.request);
		},
	});
	assertCaught(
		await judge(vote.record()),
		'T2 issuance.more-than-roll',
		'T2 issuance.position-outside',
		'C1 outcome.bytes',
	);
});

test.run();
