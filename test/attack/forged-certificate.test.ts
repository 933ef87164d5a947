/** The server, with the civic register's key, makes certificates of what members have signed. */
import { asSecret } from '../../crypto/group.ts';
import assert from 'node:assert/strict';
import { suite } from 'uvu';
import { signStatement } from '../../crypto/election/trustees/statement.ts';
import type { SimulatedVote } from '../../server/cli/simulate/vote.ts';
import { assertCaught, judge, play } from '../support/attack.ts';
import { encodeResult, encodeSignature } from '../../crypto/verify/record.ts';
import { sha256Hex } from '../../crypto/hash.ts';
import type { NewEntry } from '../../crypto/register/entry.ts';
import { rewrite } from '../support/small-vote.ts';

const test = suite('attack/forged-certificate');
type Certificate = Extract<NewEntry<'civic'>, { type: 'certificate' }>;

/** The certificates of the three members, replaced by others. */
const replacing = (
	replace: (
		certificates: readonly [Certificate, Certificate, Certificate],
		vote: SimulatedVote,
	) => Certificate[],
): Promise<SimulatedVote> =>
	play('sum', {
		certify: (v) => {
			v.civic = rewrite('civic', v.civic, (entries) => {
				const certificates = entries.filter((e) => e.type === 'certificate');
				const others = entries.filter((e) => e.type !== 'certificate');
				return [...others, ...replace(certificates as never, v)];
			});
		},
	});

test('one member’s signature for another', async () => {
	const vote = await replacing(([one]) => [one, { ...one, member: 2 }]);
	assertCaught(await judge(vote.record()), 'C2 certificate.signature');
});

test('a dissent turned into approval', async () => {
	const vote = await replacing(([one, two], v) => {
		const hash = sha256Hex(encodeResult(v.result));
		const { signature } = v.sign(2, 'dissent', hash);
		return [one, { ...two, signature: encodeSignature(signature) }];
	});
	assertCaught(await judge(vote.record()), 'C2 certificate.signature');
});

test('what a member signed in another vote with the same key', async () => {
	const vote = await replacing(([one, two], v) => {
		const hash = sha256Hex(encodeResult(v.result));
		const claim = { kind: 'certified', owner: 2, payload: hash } as const;
		const { signing } = v.commission.secrets[1]!;
		const { signature } = signStatement('A'.repeat(43), claim, asSecret(signing));
		return [one, { ...two, signature: encodeSignature(signature) }];
	});
	assertCaught(await judge(vote.record()), 'C2 certificate.signature');
});

test('one member who signs twice is one member', async () => {
	const vote = await replacing(([one]) => [one, one]);
	assert.deepEqual(await judge(vote.record()), {
		verdict: 'unproved',
		errors: [],
		unproved: ['C2 certificate.missing'],
	});
});

test('a certificate of somebody who is no member', async () => {
	const vote = await replacing(([one, two]) => [one, two, { ...one, member: 4 }]);
	assertCaught(await judge(vote.record()), 'C2 certificate.unknown-member');
});

test.run();
