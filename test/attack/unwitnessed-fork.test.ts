/** The server shows an observer a fork of the ballot register, signed with its key. The witness has cosigned the other branch. */
import { utf8ToBytes } from '../../crypto/bytes.ts';
import { encodeNote, parseNote, encodeSignatureLine } from '../../crypto/register/note.ts';
import { makeCosignature } from '../../crypto/register/cosignature.ts';
import {
	COSIGNATURE_KEY,
	encodeVerifierKey,
	verifierKeyOf,
} from '../../crypto/register/verifier-key.ts';
import { sha256Text } from '../../crypto/hash.ts';
import assert from 'node:assert/strict';
import { suite } from 'uvu';
import type { SimulatedVote } from '../../server/cli/simulate/vote.ts';
import { assertCaught, judge, play } from '../support/attack.ts';
import { unwrap } from '../support/ceremony.ts';
import type { Files } from '../support/registers.ts';

const test = suite('attack/unwitnessed-fork');
const witness = { name: 'witness.example', seed: sha256Text('witness') };
const witnessKey = encodeVerifierKey(verifierKeyOf(witness, COSIGNATURE_KEY));

const policyFor = ({ civic, box }: SimulatedVote): string =>
	`log ${civic.key}\nlog ${box.key}\nwitness w ${witnessKey}\nquorum w\n`;

/** The witness cosigns these checkpoints. */
function cosign(files: Files, ...kinds: readonly string[]): Files {
	const cosigned = new Map(files);
	for (const kind of kinds) {
		const path = `register/${kind}/checkpoint`;
		const { text, signatures } = unwrap(parseNote(files.get(path)!));
		const lines = [
			...signatures.map(encodeSignatureLine),
			makeCosignature(text, witness, 1_800_000_000),
		];
		cosigned.set(path, utf8ToBytes(encodeNote(text, lines)));
	}
	return cosigned;
}

const vote = await play('sum');
const trust = { policy: policyFor(vote) };

test('what the witness has seen is verified', async () => {
	const record = cosign(vote.record(), 'civic', 'ballot');
	assert.equal((await judge(record, trust)).verdict, 'verified');
});

test('a fork is not', async () => {
	assertCaught(await judge(cosign(vote.record(), 'civic'), trust), 'R4 policy.quorum-not-met');
});

test('nor with the cosignature of the other branch', async () => {
	const other = await play('sum');
	const [fork, seen] = [vote.record(), cosign(other.record(), 'ballot')].map((files) =>
		unwrap(parseNote(files.get('register/ballot/checkpoint')!)),
	);
	const lines = [fork!.signatures[0]!, seen!.signatures.at(-1)!].map(encodeSignatureLine);
	const record = cosign(vote.record(), 'civic');
	record.set('register/ballot/checkpoint', utf8ToBytes(encodeNote(fork!.text, lines)));
	const { verdict, errors } = await judge(record, trust);
	assertCaught({ verdict, errors, unproved: [] }, 'R4 note.bad-signature');
});

test.run();
