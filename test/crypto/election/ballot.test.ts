import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import {
	ballotTracker,
	makeBallot,
	parseBallot,
	verifyBallot,
} from '../../../crypto/election/ballot.ts';
import { deriveCredential } from '../../../crypto/election/credential.ts';
import { parseElection } from '../../../crypto/election/definition.ts';
import type { Choice } from '../../../crypto/election/questions/index.ts';
import { TallyBuilder } from '../../../crypto/election/tally.ts';
import { readJsonVector, recordedScalars } from '../../support/vectors.ts';

type Kat = {
	election: { raw: string; fingerprint: string; sha256: string };
	credential: { uuid: string; credential: string; secret: string; public: string };
	ballots: { choices: Choice[]; random: string[]; result: string; tracker: string }[];
	tally: { encrypted_tally: string };
};
const kat = readJsonVector('belenios/kat.json') as Kat;
const test = suite('crypto/election/ballot');

const parsed = parseElection(kat.election.raw);
if (!parsed.ok) throw new Error(parsed.error.message);
const election = parsed.value;
const credential = deriveCredential(kat.credential.uuid, kat.credential.credential);

test('the fingerprint and the credential are the known ones', () => {
	assert.is(election.fingerprint, kat.election.fingerprint);
	assert.is(election.hash, kat.election.sha256);
	assert.is(credential.secret.toString(), kat.credential.secret);
	assert.is(credential.public, kat.credential.public);
});

test('with the recorded randomness every byte of a ballot is the known one', () => {
	for (const { choices, random, result, tracker } of kat.ballots) {
		const rng = recordedScalars(random);
		const text = makeBallot(election, credential, choices, rng);
		assert.is(text, result);
		assert.is(ballotTracker(text), tracker);
		assert.is(rng.left(), 0);
	}
});

test('known ballots verify', () => {
	for (const { result } of kat.ballots) assert.equal(verifyBallot(election, result), []);
});

test('the known tally is that of the first known ballot', () => {
	const tally = new TallyBuilder(election);
	const ballot = parseBallot(election, kat.ballots[0]!.result);
	assert.ok(ballot.ok);
	tally.add(ballot.value, 1n);
	assert.is(tally.finish().text, kat.tally.encrypted_tally);
});

test.run();
