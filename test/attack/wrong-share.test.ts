/** A commission member decrypts falsely, to spoil the result or to change it. */
import { suite } from 'uvu';
import { decodeText, encodeText } from '../../crypto/codec.ts';
import { partialDecryptionCodec } from '../../crypto/election/decryption.ts';
import { strongDecryptionCodec } from '../../crypto/election/strong-decryption.ts';
import { encryptedTallyCodec } from '../../crypto/election/tally.ts';
import { asSecret, add, G, randomScalar, type Point } from '../../crypto/group.ts';
import { sha256Hex } from '../../crypto/hash.ts';
import { JOBS } from '../../server/work/jobs.ts';
import type { SimulatedVote } from '../../server/cli/simulate/vote.ts';
import { assertCaught, judge, play, reregister } from '../support/attack.ts';

const test = suite('attack/wrong-share');
const MEMBER = 3;

/** Replaces what the member published, signed and entered in the register as if it had been so from the beginning. */
function republish(vote: SimulatedVote, text: string): void {
	const stale = vote.decryptions[MEMBER - 1]!.text;
	vote.decryptions[MEMBER - 1] = { owner: MEMBER, text };
	const at = vote.statements.findIndex((s) => s.owner === MEMBER && s.payload === sha256Hex(stale));
	vote.statements[at] = vote.sign(MEMBER, 'partial-decryption', sha256Hex(text));
	reregister(vote, stale, text);
}

test('with another secret: neither proof is of the member’s key', async () => {
	const vote = await play('sum', {
		decrypt: (v) => {
			const tally = encodeText(encryptedTallyCodec, v.toDecrypt());
			const input = {
				fingerprint: v.election.fingerprint,
				tally,
				owner: MEMBER,
				secret: randomScalar(),
			};
			const { wire, strong } = JOBS.decrypt(input);
			republish(v, wire);
			const read = decodeText(strongDecryptionCodec, strong);
			if (read.ok) v.strong[MEMBER - 1] = read.value;
		},
	});
	assertCaught(await judge(vote.record()), 'E9 decryption.proof', 'E12 decryption.stray-proof');
});

test('with one factor changed and the proofs kept', async () => {
	const vote = await play('sum', {
		decrypt: (v) => {
			const read = decodeText(partialDecryptionCodec, v.decryptions[MEMBER - 1]!.text);
			if (!read.ok) throw new Error(read.error.message);
			const [[first, ...others]] = read.value.decryption_factors as [Point[]];
			const decryption_factors = [[add(first!, G.multiply(asSecret(1n))), ...others]];
			republish(v, encodeText(partialDecryptionCodec, { ...read.value, decryption_factors }));
		},
	});
	assertCaught(await judge(vote.record()), 'E9 decryption.proof', 'E12 decryption.stray-proof');
});

test.run();
