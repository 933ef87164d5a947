/**
 * One of two issuers works with the server, which has the keys of both registers: a ballot for a person of the roll who stays at
 * home, its issuance in the register. Everything is in order but the token, to which the other issuer's share is missing.
 */
import assert from 'node:assert/strict';
import { suite } from 'uvu';
import { encodeElement, parseElement } from '../../crypto/token/group.ts';
import { evaluateToken, redemptionRequest } from '../../crypto/token/token.ts';
import type { SimulatedVote } from '../../server/cli/simulate/vote.ts';
import { assertCaught, inventVoter, judge, mintToken, play } from '../support/attack.ts';

const test = suite('attack/complicit-issuer');
const setup = { issuers: 2, issuerThreshold: 2, absent: 1 };

const stuffing = (tokenOf: (vote: SimulatedVote, credential: string) => string) =>
	play(
		'sum',
		{
			issue: (v) => {
				const { booth, voter } = inventVoter(v);
				v.registerIssuance(voter, booth.request);
			},
			cast: async (v) => {
				const voter = v.booths.length - 1;
				const [cast] = await v.encrypt([{ voter, filled: [{ projects: [3] }] }]);
				v.accept(cast!);
				v.tokens.set(cast!.credential, tokenOf(v, cast!.credential));
			},
		},
		setup,
	);

test('its share alone makes no token', async () => {
	const vote = await stuffing(({ uuid, issuers: { issuer, shares } }, credential) => {
		const request = redemptionRequest(uuid, { credential, element: issuer.key });
		return encodeElement(evaluateToken(issuer, 1, shares[0]!, request).evaluated);
	});
	assertCaught(await judge(vote.record()), 'T1 tokens.not-issued');
});

test('nor does another voter’s token with what the accomplice knows of the difference', async () => {
	const vote = await stuffing(({ uuid, tokens, issuers: { issuer, shares } }, credential) => {
		const [[known, token]] = tokens as unknown as [[string, string]];
		const evaluate = (c: string) =>
			evaluateToken(
				issuer,
				1,
				shares[0]!,
				redemptionRequest(uuid, { credential: c, element: issuer.key }),
			).evaluated;
		const difference = evaluate(credential).subtract(evaluate(known));
		return encodeElement(parseElement(token)!.add(difference));
	});
	assertCaught(await judge(vote.record()), 'T1 tokens.not-issued');
});

test('all issuers together can: only the person whose place it was sees that', async () => {
	const vote = await stuffing((v) => mintToken(v, v.booths.at(-1)!));
	assert.equal((await judge(vote.record())).verdict, 'verified');
});

test.run();
