import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import fc from 'fast-check';
import { suite } from 'uvu';
import { utf8ToBytes } from '../../../crypto/bytes.ts';
import type { Opening } from '../../../crypto/register/commitment.ts';
import {
	accountForOpenings,
	makeCommitment,
	verifyOpening,
} from '../../../crypto/register/commitment.ts';
import type { CivicEntry } from '../../../crypto/register/entry-schema.ts';
import { flipped } from './rejects.ts';
import { genesis, samples } from './sample-entries.ts';

const test = suite('crypto/register/commitment');
const payload = utf8ToBytes('Олена, вул. Садова 1');

test('a commitment is the hash that the formula says', () => {
	const { c, opening } = makeCommitment('signature', payload, (n) => new Uint8Array(n).fill(7));
	const expected = createHash('sha256')
		.update('viche/commit/v1\0signature\0')
		.update(Buffer.alloc(32, 7))
		.update(payload)
		.digest('hex');
	assert.equal(c, expected);
	assert.deepEqual(opening, { r: new Uint8Array(32).fill(7), payload });
});

test('only the opening that was committed to opens, under its type only', () => {
	fc.assert(
		fc.property(fc.uint8Array({ minLength: 1 }), fc.nat(), (data, bit) => {
			const { c, opening } = makeCommitment('ballot', data);
			const { r } = opening;
			assert.ok(verifyOpening('ballot', c, opening));
			assert.ok(!verifyOpening('audited', c, opening));
			assert.ok(!verifyOpening('ballot', c.toUpperCase() + '0', opening));
			assert.ok(!verifyOpening('ballot', c, { r: flipped(r, bit), payload: data }));
			assert.ok(!verifyOpening('ballot', c, { r, payload: flipped(data, bit) }));
		}),
		{ numRuns: 100, seed: 13 },
	);
});

test('bytes cannot move between randomness and payload', () => {
	const { c, opening } = makeCommitment('ballot', payload);
	const whole = Uint8Array.of(...opening.r, ...payload);
	assert.ok(!verifyOpening('ballot', c, { r: whole.subarray(0, 33), payload: whole.subarray(33) }));
	assert.ok(!verifyOpening('ballot', c, { r: whole.subarray(0, 31), payload: whole.subarray(31) }));
	assert.throws(() => makeCommitment('a\0b', payload), RangeError);
});

test('two commitments to one payload differ', () => {
	assert.notEqual(makeCommitment('ballot', payload).c, makeCommitment('ballot', payload).c);
});

const object = 'petition-1';
const prev = genesis.hash;
const { c, opening } = makeCommitment('signature', payload);
const signed: CivicEntry = { ...samples.civic[7], object, prev, c };
const phase: CivicEntry = { ...samples.civic[1], prev };
const redacts = (ref: number): CivicEntry => ({ ...samples.civic[16], prev, ref });
const account = (entries: CivicEntry[], openings: Record<number, Opening>) =>
	accountForOpenings(entries, (i) => openings[i]);

test('opened and redacted entries account for all commitments', () => {
	const entries = [signed, phase, signed, redacts(0), signed];
	assert.deepEqual(account(entries, { 2: opening, 4: opening }), {
		committed: 3,
		opened: [2, 4],
		redacted: [0],
		missing: [],
		wrong: [],
		unerased: [],
		strayRedactions: [],
	});
});

test('missing and wrong openings, and redactions that erase nothing, are named', () => {
	const wrong = { ...opening, payload: utf8ToBytes('another') };
	const entries = [
		signed,
		signed,
		phase,
		signed,
		redacts(3),
		redacts(3),
		redacts(2),
		redacts(7),
		redacts(9),
	];
	const found = account(entries, { 1: wrong, 3: opening });
	assert.deepEqual(found, {
		committed: 3,
		opened: [],
		redacted: [3],
		missing: [0],
		wrong: [1],
		unerased: [3],
		strayRedactions: [5, 6, 7, 8],
	});
	assert.deepEqual(account([redacts(1), signed], {}).missing, [1]);
});

test.run();
