/** Every recorded archive gets the verdict it deserves, for the reason that is in it. */
import assert from 'node:assert/strict';
import { suite } from 'uvu';
import { verifyArchive } from '../../../crypto/verify/archive.ts';
import type { Report } from '../../../crypto/verify/report.ts';
import {
	codesOf,
	factsOf,
	goodArchives,
	inChunks,
	makeHints,
	readVectorArchive,
} from '../../support/verifying.ts';
import { readJsonVector, readVector } from '../../support/vectors.ts';

/** What must be among the errors of each refused variant. */
const REASONS: Readonly<Record<string, string>> = {
	'01-tampered-proof': 'E5 ballot.signed-hash',
	'02-wrong-challenge-resigned': 'E5 ballot.choice-proof',
	'03-wrong-overall-resigned': 'E5 ballot.sum-proof',
	'04-wrong-signature': 'E5 ballot.signature',
	'05-tampered-ciphertext': 'E5 ballot.choice-proof',
	'06-duplicate-ballot': 'E1 archive.repeated-payload',
	'07-unknown-credential': 'E6 ballot.unknown-credential',
	'08-copied-ballot': 'E5 ballot.choice-proof',
	'11-overvote': 'E5 ballot.sum-proof',
	'20-uppercase-hex': 'E5 wire.value',
	'21-leading-zero-scalar': 'E5 wire.value',
	'22-hex-scalar': 'E5 wire.value',
	'24-extra-field': 'E5 wire.unknown-field',
	'25-field-order': 'E5 wire.field-order',
	'26-space-in-json': 'E5 wire.not-canonical',
	'27-ballot-extra-field': 'E5 wire.unknown-field',
	'28-credential-uppercase': 'E5 wire.value',
	'33-identity-y-plus-p': 'E5 point.not-on-curve',
	'34-identity-sign-bit': 'E5 point.not-on-curve',
	'36-torsion-8-alpha': 'E5 point.not-in-group',
	'38-pure-torsion-alpha': 'E5 point.not-in-group',
	'39-not-on-curve': 'E5 point.not-on-curve',
	'40-torsion-credential': 'E4 credentials.point',
	'41-duplicate-credential': 'E4 credentials.duplicate',
	'50-tally-omits-ballot': 'E7 tally.other',
	'52-num-tallied': 'E7 tally.numbers',
	'54-wrong-factor': 'E9 decryption.proof',
	'55-wrong-key-factor': 'E9 decryption.proof',
	'56-wrong-result': 'E11 result.other',
	'57-result-too-short': 'E11 result.shape',
	'58-no-partial-decryption': 'E1 archive.event-order',
	'60-two-pds-same-owner': 'E9 decryption.repeated-owner',
	'66-revote-first-counted': 'E7 tally.other',
	'70-wrong-pok': 'E3 trustee.possession',
	'71-extra-trustee': 'E3 trustees.other-key',
	'80-missing-event': 'E1 archive.chain',
	'81-missing-event-rechained': 'E7 tally.other',
	'82-swapped-events': 'E1 archive.chain',
	'84-data-after-event': 'E1 archive.missing-data',
	'85-orphan-data': 'E1 archive.stray-data',
	'86-height': 'E1 archive.height',
	'87-no-endballots': 'E1 archive.event-order',
	'88-ballots-after-end': 'E1 archive.event-order',
	'90-second-setup-late-creds': 'E1 archive.event-order',
	'92-setup-after-ballots': 'E1 archive.event-order',
	'94-second-result': 'E1 archive.event-order',
	'95-second-tally': 'E1 archive.event-order',
	'96-trailing-zero-blocks': 'E1 archive.header',
	'97-padding': 'E1 archive.padding',
	'98-timestamp': 'E1 archive.time',
	'99-endballots-payload': 'E1 archive.payload',
	'A1-threshold-too-few': 'E10 decryption.too-few-shares',
	'A3-threshold-one-bad-of-four': 'E9 decryption.proof',
	'A5-no-vk-signature': 'E3 ceremony.key-signature',
	'A6-certs-signature': 'E3 ceremony.dealing-signature',
	'B1-stv-no-shuffle': 'E8 shuffle.none',
	'B3-shuffle-proof': 'E8 shuffle.equation',
	'B4-shuffle-ciphertext': 'E8 shuffle.equation',
	'B7-tally-order-shuffled': 'E7 tally.other',
	'C2-weight-list-changed': 'E7 tally.numbers',
};

type Verdict = { readonly variant: string; readonly strict: 'ok' | 'REJECT' };
const verdicts = readJsonVector('belenios/invalid/verdicts.json') as Verdict[];

/** Verified plainly, and in batches with hints: the findings must be the same. */
async function verifyTwice(folder: string): Promise<Report> {
	const bel = readVectorArchive(folder);
	const plain = await verifyArchive(inChunks(bel));
	const hinted = await verifyArchive(inChunks(bel), {}, { hints: inChunks(await makeHints(bel)) });
	assert.deepEqual(factsOf(hinted), factsOf(plain));
	assert.deepEqual(hinted.checks, plain.checks);
	assert.deepEqual(hinted.summary, plain.summary);
	return plain;
}

const test = suite('crypto/verify/vectors');

for (const folder of goodArchives())
	test(`${folder} is consistent, and says what it cannot prove`, async () => {
		const report = await verifyTwice(folder);
		assert.equal(report.verdict, 'consistent');
		assert.deepEqual(codesOf(report, 'error'), []);
		assert.deepEqual(codesOf(report, 'unproved'), [
			'E12 decryption.not-bound',
			'E13 statement.missing',
			'R5 archive.no-registers',
			'T1 archive.no-tokens',
			'C2 archive.no-certificates',
		]);
		for (const { id, status } of report.checks)
			if (/^E(?:[1-9]|1[01])$/.test(id)) assert.equal(status, 'passed', id);
		assert.equal(report.summary.closed, true);
	});

for (const { variant, strict } of verdicts)
	test(`${variant}: ${strict}`, async () => {
		const report = await verifyTwice(`invalid/${variant}`);
		const errors = codesOf(report);
		if (strict === 'ok') {
			assert.equal(report.verdict, 'consistent');
			assert.deepEqual(errors, []);
		} else {
			assert.equal(report.verdict, 'rejected');
			assert.ok(errors.includes(REASONS[variant]!), errors.join(', '));
		}
	});

test('there is a reason for exactly the variants that are refused', () => {
	const refused = verdicts.filter((v) => v.strict === 'REJECT').map((v) => v.variant);
	assert.deepEqual(Object.keys(REASONS), refused);
});

test('counts ballots, revotes and voters', async () => {
	const { summary } = await verifyArchive(inChunks(readVectorArchive('bt30-single')));
	const votes = readVector('belenios/bt30-single/votes.txt').trim().split('\n');
	const voters = new Set(votes.map((line) => line.split(/\s/)[0]));
	assert.equal(summary.ballots, votes.length);
	assert.equal(summary.voters, voters.size);
	assert.equal(summary.revotes, votes.length - voters.size);
});

for (const folder of goodArchives().filter((name) => name.startsWith('bt')))
	test(`${folder}: the archive before the end is open and consistent`, async () => {
		const bel = Buffer.from(readVector(`belenios/${folder}/open.bel.txt`));
		const report = await verifyArchive(inChunks(bel));
		assert.equal(report.verdict, 'consistent');
		assert.deepEqual(codesOf(report, 'note'), ['E1 archive.open']);
		assert.equal(report.summary.closed, false);
		for (const { id, status } of report.checks)
			if (/^E(?:[7-9]|1.)$/.test(id)) assert.equal(status, 'not-run', id);
	});

test.run();
