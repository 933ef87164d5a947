import assert from 'node:assert/strict';
import { suite } from 'uvu';
import { encodeOpening, verifyOpening, type BallotOpening } from '../../../crypto/booth/audit.ts';
import { drawsOf } from '../../../crypto/booth/draws.ts';
import { sealBallot } from '../../../crypto/booth/seal.ts';
import type { PotBallot } from '../../../crypto/budget/ballot.ts';
import { bytesToHex } from '../../../crypto/bytes.ts';
import { verifyBallot } from '../../../crypto/election/ballot.ts';
import { makeCode } from '../../../crypto/election/credential.ts';
import { makeUuid } from '../../../crypto/election/definition.ts';
import { G, randomScalar } from '../../../crypto/group.ts';
import { randomBytes } from '../../../crypto/random.ts';
import { defineElection } from '../../../server/votes/definition.ts';
import { smallPot } from '../../support/small-vote.ts';

const test = suite('crypto/booth/audit');
const pots = [smallPot('sum'), { ...smallPot('mix'), id: 'second' }];
const election = defineElection({
	uuid: makeUuid(),
	title: 'Бюджет',
	pots,
	electionKey: G.multiply(randomScalar()),
	manifestText: '{}',
});
const FILLED: readonly PotBallot[] = [{ projects: [1, 3] }, { projects: [0] }];

function open(filled = FILLED): BallotOpening {
	const seed = randomBytes(32);
	const { ballot } = sealBallot(election, pots, filled, makeCode(), seed);
	return { ballot, filled, seed: bytesToHex(seed) };
}
const codeOf = (opening: BallotOpening) => {
	const verified = verifyOpening(election, pots, encodeOpening(opening));
	return verified.ok ? 'good' : verified.error.code;
};

test('an opened ballot verifies, is one that could have been cast, and shows what it holds', () => {
	for (const filled of [FILLED, [{ projects: [] }, { projects: [] }]]) {
		const opening = open(filled);
		assert.deepEqual(verifyBallot(election, opening.ballot), []);
		assert.deepEqual(verifyOpening(election, pots, encodeOpening(opening)), {
			ok: true,
			value: filled,
		});
	}
});

test('a device that encrypts another choice is caught, in either pot', () => {
	const shown = open();
	for (const filled of [
		[{ projects: [1, 2] }, { projects: [0] }],
		[{ projects: [1, 3] }, { projects: [1] }],
		[{ projects: [] }, { projects: [0] }],
	])
		assert.equal(codeOf({ ...open(filled), filled: shown.filled }), 'audit.other-choice');
});

test('each part of an opening is bound to the others', () => {
	const opening = open();
	assert.equal(codeOf({ ...opening, seed: bytesToHex(randomBytes(32)) }), 'audit.other-choice');
	assert.equal(codeOf({ ...opening, ballot: open().ballot }), 'audit.other-choice');
	assert.equal(codeOf({ ...opening, filled: opening.filled.slice(1) }), 'audit.pots');
	for (const projects of [[9], [1, 1], [0, 1, 2, 3, 3]])
		assert.equal(
			codeOf({ ...opening, filled: [{ projects }, opening.filled[1]!] }),
			'audit.choice',
		);
	assert.match(codeOf({ ...opening, ballot: `${opening.ballot} ` }), /^wire\./);
});

test('every draw of a proof is from the seed: no byte of the answers can be chosen by the device', () => {
	const opening = open();
	const ballot = JSON.parse(opening.ballot) as { answers: unknown };
	const text = JSON.stringify(ballot.answers);
	for (const [, digits] of [...text.matchAll(/"(\d{60,})"/g)].slice(0, 12)) {
		const changed = digits!.slice(0, -1) + String((Number(digits!.at(-1)) + 1) % 10);
		const forged = opening.ballot.replace(digits!, changed);
		assert.notEqual(codeOf({ ...opening, ballot: forged }), 'good');
	}
});

test('draws are the same for a seed and differ between seeds', () => {
	const seed = new Uint8Array(32).fill(1);
	const [a, b, c] = [drawsOf(seed), drawsOf(seed), drawsOf(new Uint8Array(32))];
	assert.deepEqual([a(5), a(7)], [b(5), b(7)]);
	assert.notDeepEqual(a(12), c(12));
	assert.throws(() => drawsOf(new Uint8Array(31)), RangeError);
});

test.run();
