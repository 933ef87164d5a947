import assert from 'node:assert/strict';
import fc from 'fast-check';
import { suite } from 'uvu';
import { utf8ToBytes } from '../../../crypto/bytes.ts';
import { sha256Hex, sha256Text } from '../../../crypto/hash.ts';
import {
	judgeAcknowledgement,
	makeAcknowledgement,
	openAcknowledgement,
} from '../../../crypto/register/acknowledgement.ts';
import type { Json } from '../../../crypto/register/canonical-json.ts';
import { encodeCanonicalJson } from '../../../crypto/register/canonical-json.ts';
import { EMPTY_ROOT, leafHash, rootOfLeaves } from '../../../crypto/register/merkle.ts';
import { ED25519_KEY, signEd25519, verifierKeyOf } from '../../../crypto/register/verifier-key.ts';
import { accepted, codeOf, flipped } from './rejects.ts';
import { chain, register, registerKey, samples } from './sample-entries.ts';

const test = suite('crypto/register/acknowledgement');
const vote = 'pb-2027';
const [ballotEntry, audited, close] = samples.ballot;
const ballot = ballotEntry.ballot;
const statement = { vote, ballot, size: 0, root: EMPTY_ROOT };
const signed = makeAcknowledgement(statement, register);
const ack = accepted(openAcknowledgement(signed, registerKey));

const headOf = (entries: Uint8Array[]) => ({
	origin: register.name,
	size: entries.length,
	root: rootOfLeaves(entries.map((entry) => leafHash(entry))),
	extensions: [],
});
const judge = (entries: Uint8Array[], a = ack, head = headOf(entries)) => {
	const result = judgeAcknowledgement(a, head, entries);
	return result.ok ? result.value : result.error.code;
};

test('an acknowledgement is signed and opened', () => {
	assert.deepEqual(ack, { ...statement, origin: register.name });
	assert.deepEqual(accepted(openAcknowledgement(utf8ToBytes(signed), registerKey)), ack);
});

test('every changed byte is rejected', () => {
	const bytes = utf8ToBytes(signed);
	for (let i = 0; i < bytes.length; i++) {
		const code = codeOf(openAcknowledgement(flipped(bytes, 8 * i + (i % 8)), registerKey));
		assert.match(code, /^(json\.[a-z0-9-]+|ack\.(malformed|origin|signature))$/);
	}
});

test('each field is signed, and no field can be left out, added or mistyped', () => {
	const fields = JSON.parse(signed) as Record<string, Json>;
	const code = (changed: Record<string, Json>) =>
		codeOf(openAcknowledgement(encodeCanonicalJson(changed), registerKey));
	assert.equal(code(fields), 'accepted');
	assert.equal(code({ ...fields, vote: 'pb-2028' }), 'ack.signature');
	assert.equal(code({ ...fields, ballot: sha256Hex('x') }), 'ack.signature');
	assert.equal(code({ ...fields, size: 1 }), 'ack.signature');
	assert.equal(code({ ...fields, root: sha256Hex('x') }), 'ack.signature');
	assert.equal(code({ ...fields, origin: 'x.example' }), 'ack.origin');
	assert.equal(code({ ...fields, signature: '00'.repeat(64) }), 'ack.signature');
	assert.equal(code({ ...fields, extra: 1 }), 'ack.malformed');
	for (const name of Object.keys(fields)) {
		const rest = Object.fromEntries(Object.entries(fields).filter(([k]) => k !== name));
		assert.equal(code(rest), 'ack.malformed', name);
		for (const other of [null, true, [], '', -1, 'ZZ'])
			if (!(name === 'vote' && other === 'ZZ') && !(name === 'origin' && other === 'ZZ'))
				assert.equal(code({ ...fields, [name]: other }), 'ack.malformed', name);
	}
	for (const value of [null, 1, [], 'a', {}])
		assert.equal(
			codeOf(openAcknowledgement(encodeCanonicalJson(value), registerKey)),
			'ack.malformed',
		);
});

test('another key does not sign for the register, and a note signature is no acknowledgement', () => {
	const other = { ...register, seed: sha256Text('other') };
	const forged = makeAcknowledgement(statement, other);
	assert.equal(codeOf(openAcknowledgement(forged, registerKey)), 'ack.signature');
	assert.ok(openAcknowledgement(forged, verifierKeyOf(other, ED25519_KEY)).ok);
	const { signature, ...fields } = JSON.parse(signed) as Record<string, Json>;
	assert.ok(signature);
	const withoutDomain = signEd25519(utf8ToBytes(encodeCanonicalJson(fields)), register.seed);
	const replaced = { ...fields, signature: Buffer.from(withoutDomain).toString('hex') };
	assert.equal(
		codeOf(openAcknowledgement(encodeCanonicalJson(replaced), registerKey)),
		'ack.signature',
	);
});

test('what cannot be read back is not signed', () => {
	for (const wrong of [
		{ vote: '' },
		{ ballot: 'ab' },
		{ ballot: ballot.toUpperCase() },
		{ size: -1 },
		{ root: new Uint8Array(3) },
	])
		assert.throws(() => makeAcknowledgement({ ...statement, ...wrong }, register), RangeError);
});

test('a ballot that appears is published, at its index', () => {
	const entries = chain('ballot', [audited, ballotEntry, close]);
	assert.deepEqual(judge(entries), { verdict: 'published', index: 1 });
	assert.deepEqual(judge(entries.slice(0, 2)), { verdict: 'published', index: 1 });
	const later = { ...ack, size: 1, root: leafHash(entries[0]!) };
	assert.deepEqual(judge(entries, later), { verdict: 'published', index: 1 });
});

test('a ballot that is not there is pending while its vote is open, omitted once it closed', () => {
	const other = { ...ballotEntry, ballot: sha256Hex('other') };
	assert.deepEqual(judge(chain('ballot', [other])), { verdict: 'pending' });
	assert.deepEqual(judge(chain('ballot', [other, close])), { verdict: 'omitted' });
	const otherVote = { ...close, object: 'pb-2028' };
	assert.deepEqual(judge(chain('ballot', [other, otherVote])), { verdict: 'pending' });
	assert.deepEqual(judge([]), { verdict: 'pending' });
});

test('a ballot after the close, in another vote, or only audited was omitted', () => {
	assert.deepEqual(judge(chain('ballot', [close, ballotEntry])), { verdict: 'omitted' });
	const elsewhere = { ...ballotEntry, object: 'pb-2028' };
	assert.deepEqual(judge(chain('ballot', [elsewhere, close])), { verdict: 'omitted' });
	assert.deepEqual(judge(chain('ballot', [{ ...audited, ballot }, close])), { verdict: 'omitted' });
});

test('a register with another past, or a smaller one, is found out', () => {
	const entries = chain('ballot', [ballotEntry, close]);
	assert.deepEqual(judge(entries, { ...ack, size: 1, root: EMPTY_ROOT }), { verdict: 'fork' });
	assert.deepEqual(judge(entries, { ...ack, size: 2, root: EMPTY_ROOT }), { verdict: 'fork' });
	assert.deepEqual(judge(entries, { ...ack, size: 3 }), { verdict: 'rollback' });
	assert.deepEqual(judge(entries, { ...ack, size: 2, root: headOf(entries).root }), {
		verdict: 'published',
		index: 0,
	});
});

test('entries that are not those of the checkpoint judge nothing', () => {
	const entries = chain('ballot', [ballotEntry, close]);
	const head = headOf(entries);
	assert.equal(judge(entries.slice(0, 1), ack, head), 'ack.entries');
	assert.equal(judge(entries, ack, { ...head, size: 3 }), 'ack.entries');
	assert.equal(judge(entries, ack, { ...head, root: flipped(head.root, 3) }), 'ack.entries');
	assert.equal(judge(entries, ack, { ...head, origin: 'x' }), 'ack.origin');
	assert.equal(judge([utf8ToBytes('{}')]), 'entry.type');
});

test('any text gives a value, never a crash', () => {
	const text = fc.oneof(
		fc.string(),
		fc.jsonValue().map((v) => JSON.stringify(v)),
	);
	fc.assert(
		fc.property(text, (input) => {
			const code = codeOf(openAcknowledgement(input, registerKey));
			assert.match(code, /^(json\.[a-z0-9-]+|ack\.malformed)$/);
		}),
		{ numRuns: 300, seed: 14 },
	);
});

test.run();
