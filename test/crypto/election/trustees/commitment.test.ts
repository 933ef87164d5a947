import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import {
	checkCommitments,
	commitToCoefexps,
} from '../../../../crypto/election/trustees/commitment.ts';
import { ceremonyHash, makeDealing } from '../../../../crypto/election/trustees/dealing.ts';
import { acceptShares } from '../../../../crypto/election/trustees/member.ts';
import { signStatement, verifyStatement } from '../../../../crypto/election/trustees/statement.ts';
import { runCeremony, unwrap } from '../../../support/ceremony.ts';

const test = suite('crypto/election/trustees: commitment');

const ceremony = { size: 3, threshold: 2 };
const { certs, dealings, inputs, keys } = runCeremony(ceremony);
const coefexps = dealings.map((d) => d.coefexps);
const commitments = coefexps.map((c, i) => commitToCoefexps(certs, i + 1, c));

test('what was committed to is accepted', () => {
	assert.equal(checkCommitments(certs, commitments, coefexps), []);
});

test('a member that chooses its coefficients after it has seen the others is named', () => {
	const late = unwrap(makeDealing(ceremony, 2, keys[1]!, certs));
	const complaints = checkCommitments(certs, commitments, [
		coefexps[0]!,
		late.coefexps,
		coefexps[2]!,
	]);
	assert.equal(
		complaints.map((c) => [c.code, c.accused, c.place]),
		[['ceremony.commitment', 2, 'coefexps[1]']],
	);
});

test('a commitment copied from another member cannot be opened', () => {
	const copied = [commitments[0]!, commitments[0]!, commitments[2]!];
	const complaints = checkCommitments(certs, copied, [coefexps[0]!, coefexps[0]!, coefexps[2]!]);
	assert.equal(
		complaints.map((c) => c.accused),
		[2],
	);
});

test('a commitment holds in one ceremony only', () => {
	const other = runCeremony(ceremony).certs;
	assert.is(checkCommitments(other, commitments, coefexps).length, 3);
	assert.is.not(ceremonyHash(other), ceremonyHash(certs));
});

test('missing commitments or coefficients are noticed', () => {
	for (const complaints of [
		checkCommitments(certs, commitments.slice(1), coefexps),
		checkCommitments(certs, commitments, coefexps.slice(1)),
	])
		assert.equal(
			complaints.map((c) => c.code),
			['ceremony.input-size'],
		);
});

test('a member that was given commitments accepts shares only with them', () => {
	const accept = (given: readonly string[]) =>
		acceptShares({ ceremony, index: 1, keys: keys[0]!, certs, commitments: given }, inputs[0]!);
	assert.ok(accept(commitments).ok);
	const result = accept([commitments[0]!, commitments[2]!, commitments[2]!]);
	assert.equal(!result.ok && result.error.map((c) => [c.code, c.accused]), [
		['ceremony.commitment', 2],
	]);
});

test('members sign their commitments', () => {
	const claim = { kind: 'coefexps-commitment' as const, owner: 1, payload: commitments[0]! };
	const signed = signStatement(ceremonyHash(certs), claim, keys[0]!.signing);
	assert.ok(verifyStatement(ceremonyHash(certs), signed, keys[0]!.verification));
	assert.not(verifyStatement(ceremonyHash(certs), signed, keys[1]!.verification));
});

test.run();
