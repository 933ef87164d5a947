/** A token that was issued for another vote is used for this one. */
import { suite } from 'uvu';
import { encodeElement } from '../../crypto/token/group.ts';
import { blindToken, evaluateToken, unblindToken } from '../../crypto/token/token.ts';
import { makeIssuers } from '../../server/electorate/issuers.ts';
import { assertCaught, judge, play } from '../support/attack.ts';

const test = suite('attack/token-from-another-vote');

test('the same credential, the token of the other vote’s issuers', async () => {
	const vote = await play('sum', {
		cast: (v) => {
			const { credential } = v.booths[0]!;
			const other = makeIssuers('PyUZ7pYBBA4Nia', 1, 1);
			const blinded = blindToken('PyUZ7pYBBA4Nia', credential);
			const answers = [evaluateToken(other.issuer, 1, other.shares[0]!, blinded.request)];
			const token = unblindToken(other.issuer, credential, blinded, answers);
			if (!token.ok) throw new Error(token.error.message);
			v.tokens.set(credential, encodeElement(token.value.element));
		},
	});
	assertCaught(await judge(vote.record()), 'T1 tokens.not-issued');
});

test('even when the same issuers serve both votes', async () => {
	const vote = await play('sum', {
		cast: (v) => {
			const { credential } = v.booths[0]!;
			const { issuer, shares } = v.issuers;
			const blinded = blindToken('PyUZ7pYBBA4Nia', credential);
			const answers = [evaluateToken(issuer, 1, shares[0]!, blinded.request)];
			const token = unblindToken(issuer, credential, blinded, answers);
			if (!token.ok) throw new Error(token.error.message);
			v.tokens.set(credential, encodeElement(token.value.element));
		},
	});
	assertCaught(await judge(vote.record()), 'T1 tokens.not-issued');
});

test.run();
