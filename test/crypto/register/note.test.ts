import assert from 'node:assert/strict';
import { createPublicKey, verify as platformVerify } from 'node:crypto';
import { ed25519 } from '@noble/curves/ed25519.js';
import { hexToBytes } from '@noble/hashes/utils.js';
import fc from 'fast-check';
import { suite } from 'uvu';
import { bytesToBase64, parseBase64, utf8ToBytes } from '../../../crypto/bytes.ts';
import {
	MAX_NOTE_BYTES,
	ed25519Verifier,
	encodeNote,
	encodeSignatureLine,
	openNote,
	parseNote,
	signNoteText,
} from '../../../crypto/register/note.ts';
import {
	COSIGNATURE_KEY,
	ED25519_KEY,
	encodeVerifierKey,
	makeVerifierKey,
	parseVerifierKey,
	verifierKeyOf,
} from '../../../crypto/register/verifier-key.ts';
import { accepted, codeOf, flipped } from './rejects.ts';
import { vectors } from './vectors.ts';

const test = suite('crypto/register/note');
const { note } = vectors;
const log = { name: 'vectors.example/register', seed: hexToBytes(note.logSeed) };
const logVerifier = ed25519Verifier(accepted(parseVerifierKey(note.logVkey)));
const exampleVerifier = ed25519Verifier(accepted(parseVerifierKey(note.specExampleVkey)));
const strangerLine = (name: string) =>
	encodeSignatureLine({ name, keyId: 'deadbeef', signature: new Uint8Array(64) });

test('verifier keys of the vectors are read, made and written', () => {
	const key = verifierKeyOf(log, ED25519_KEY);
	assert.equal(encodeVerifierKey(key), note.logVkey);
	assert.deepEqual(accepted(parseVerifierKey(note.logVkey)), key);
	const witness = { name: 'witness.example/w1', seed: hexToBytes(note.witnessSeed) };
	assert.equal(encodeVerifierKey(verifierKeyOf(witness, COSIGNATURE_KEY)), note.witnessVkey);
	for (const vkey of [note.witnessVkey, note.specExampleVkey])
		assert.equal(encodeVerifierKey(accepted(parseVerifierKey(vkey))), vkey);
});

test('a changed verifier key is rejected, each part with its code', () => {
	const [name, keyId, base64] = note.logVkey.split('+', 1).concat(note.logVkey.split('+').slice(1));
	const typed = parseBase64(note.logVkey.slice(`${name!}+${keyId!}+`.length))!;
	const vkey = (n: string, id: string, bytes: Uint8Array) => `${n}+${id}+${bytesToBase64(bytes)}`;
	assert.ok(base64);
	assert.equal(codeOf(parseVerifierKey(vkey(name!, keyId!, typed))), 'accepted');
	assert.equal(codeOf(parseVerifierKey(vkey(`${name!}x`, keyId!, typed))), 'vkey.key-id');
	assert.equal(codeOf(parseVerifierKey(vkey(name!, '23d01bfe', typed))), 'vkey.key-id');
	assert.equal(codeOf(parseVerifierKey(vkey(name!, '23D01BFD', typed))), 'vkey.malformed');
	assert.equal(codeOf(parseVerifierKey(vkey('', keyId!, typed))), 'vkey.malformed');
	assert.equal(codeOf(parseVerifierKey(vkey('a b', keyId!, typed))), 'vkey.malformed');
	assert.equal(codeOf(parseVerifierKey(vkey('a\u0085b', keyId!, typed))), 'vkey.malformed');
	assert.equal(codeOf(parseVerifierKey(vkey('a\ud800b', keyId!, typed))), 'vkey.malformed');
	assert.equal(codeOf(parseVerifierKey(vkey(name!, keyId!, typed.with(0, 6)))), 'vkey.type');
	assert.equal(
		codeOf(parseVerifierKey(vkey(name!, keyId!, typed.subarray(0, 32)))),
		'vkey.public-key',
	);
	assert.equal(codeOf(parseVerifierKey(vkey(name!, keyId!, new Uint8Array(0)))), 'vkey.malformed');
	assert.equal(codeOf(parseVerifierKey('x'.repeat(1000))), 'vkey.malformed');
	assert.equal(codeOf(parseVerifierKey(note.logVkey + ' ')), 'vkey.malformed');
	for (let bit = 8; bit < 8 * 33; bit += 5)
		assert.match(
			codeOf(parseVerifierKey(vkey(name!, keyId!, flipped(typed, bit)))),
			/^vkey\.(key-id|public-key)$/,
		);
});

test('keys outside the prime-order group and non-canonical ones are no keys', () => {
	const order2 = new ed25519.Point(0n, ed25519.Point.Fp.ORDER - 1n, 1n, 0n);
	const good = ed25519.Point.fromBytes(logVerifier.key.publicKey);
	const bad = [
		ed25519.Point.ZERO.toBytes(),
		order2.toBytes(),
		good.add(order2).toBytes(),
		new Uint8Array(32).fill(0xff),
		hexToBytes('ee' + 'ff'.repeat(30) + '7f'), // y = p + 1: the identity, spelt otherwise
	];
	for (const publicKey of bad)
		assert.throws(() => makeVerifierKey('a', ED25519_KEY, publicKey), RangeError);
	assert.throws(() => makeVerifierKey('a b', ED25519_KEY, good.toBytes()), RangeError);
	assert.throws(
		() => verifierKeyOf({ name: 'a', seed: new Uint8Array(31) }, ED25519_KEY),
		RangeError,
	);
});

test('the example note of the specification opens', () => {
	const { text, signatures } = accepted(openNote(note.specExampleNote, [exampleVerifier]));
	assert.equal(text, 'This is an example message.\n');
	assert.deepEqual(
		signatures.map((s) => s.name),
		['example.com/foo'],
	);
});

test('signing gives the note of the vectors, byte for byte', () => {
	const { text } = accepted(parseNote(note.checkpoint600));
	assert.equal(encodeNote(text, [signNoteText(text, log)]), note.checkpoint600);
	assert.ok(openNote(utf8ToBytes(note.checkpoint600), [logVerifier]).ok);
});

test('a platform verifier gives the same verdict', () => {
	const verifier = ed25519Verifier(logVerifier.key, (signature, message, publicKey) => {
		const x = Buffer.from(publicKey).toString('base64url');
		const key = createPublicKey({ format: 'jwk', key: { kty: 'OKP', crv: 'Ed25519', x } });
		return platformVerify(null, message, key, signature);
	});
	assert.ok(openNote(note.checkpoint600, [verifier]).ok);
	const changed = note.checkpoint600.replace('600', '601');
	assert.equal(codeOf(openNote(changed, [verifier])), 'note.bad-signature');
});

test('every changed byte of a note is rejected', () => {
	const bytes = utf8ToBytes(note.checkpoint600);
	const codes = new Set<string>();
	for (let i = 0; i < bytes.length; i++)
		for (const bit of [0, 1, 5])
			codes.add(codeOf(openNote(flipped(bytes, 8 * i + bit), [logVerifier])));
	assert.deepEqual([...codes].sort(), [
		'note.bad-signature',
		'note.base64',
		'note.malformed',
		'note.unverified',
		'note.utf8',
	]);
});

test('signatures by unknown keys are ignored, one bad signature by a known key rejects the note', () => {
	const others = strangerLine('other.example') + strangerLine(log.name);
	assert.ok(openNote(note.checkpoint600 + others, [logVerifier]).ok);
	const { signatures } = accepted(parseNote(note.checkpoint600));
	const bad = encodeSignatureLine({
		...signatures[0]!,
		signature: flipped(signatures[0]!.signature, 77),
	});
	const rejected = openNote(note.checkpoint600 + bad, [logVerifier]);
	assert.equal(codeOf(rejected), 'note.bad-signature');
	assert.ok(!rejected.ok && rejected.error.place === 'signature 2');
	const short = encodeSignatureLine({ ...signatures[0]!, signature: new Uint8Array(63) });
	assert.equal(codeOf(openNote(note.checkpoint600 + short, [logVerifier])), 'note.bad-signature');
	assert.equal(codeOf(openNote(note.checkpoint600, [exampleVerifier])), 'note.unverified');
	assert.equal(codeOf(openNote(note.checkpoint600, [])), 'note.unverified');
});

test('a signature counts once however often it stands there', () => {
	const line = note.checkpoint600.split('\n\n')[1]!;
	const opened = accepted(openNote(note.checkpoint600 + line + line, [logVerifier]));
	assert.equal(opened.signatures.length, 1);
});

test('other spellings of the same base64 are rejected', () => {
	const [, base64] = /— \S+ (\S+)\n$/.exec(note.specExampleNote)!;
	const spelt = (other: string) =>
		codeOf(openNote(note.specExampleNote.replace(base64!, other), [exampleVerifier]));
	assert.equal(spelt(base64!), 'accepted');
	assert.ok(base64!.endsWith('M='));
	for (const last of ['N=', 'O=', 'P='])
		assert.equal(spelt(base64!.slice(0, -2) + last), 'note.base64');
	for (const other of [base64!.slice(0, -1), base64! + '='])
		assert.equal(spelt(other), 'note.base64');
	const url = note.checkpoint600.replace('12TH+L', '12TH-L');
	assert.notEqual(url, note.checkpoint600);
	assert.equal(codeOf(openNote(url, [logVerifier])), 'note.base64');
	assert.equal(spelt(base64!.slice(0, 8) + '\t' + base64!.slice(8)), 'note.malformed');
});

test('the text ends at the last empty line', () => {
	const text = 'one\n\ntwo\n';
	const signed = encodeNote(text, [signNoteText(text, log)]);
	assert.equal(accepted(openNote(signed, [logVerifier])).text, text);
});

test('malformed notes are rejected with the right code', () => {
	const { checkpoint600: good } = note;
	const cases: [string, string | Uint8Array][] = [
		['note.malformed', ''],
		['note.malformed', 'text\n'],
		['note.malformed', good.slice(0, -1)],
		['note.malformed', good + '\n'],
		['note.malformed', good.replace('\n\n', '\n')],
		['note.malformed', good.replace('—', '-')],
		['note.malformed', good.replace('600', '6\t00')],
		['note.malformed', good.replace('600\n', '600\r\n')],
		['note.malformed', good + '— a+b AAAAAAAA\n'],
		['note.malformed', good + '—  AAAAAAAA\n'],
		['note.base64', good + '— a AAAAAA==\n'],
		['note.utf8', good + '\ud800'],
		['note.utf8', Uint8Array.of(0xc3, 0x28)],
		['note.too-long', new Uint8Array(MAX_NOTE_BYTES + 1)],
		['note.too-long', 'é'.repeat(MAX_NOTE_BYTES / 2 + 1)],
		['note.too-many', good + strangerLine('x').repeat(64)],
	];
	for (const [code, input] of cases) assert.equal(codeOf(openNote(input, [logVerifier])), code);
	assert.ok(openNote(good + strangerLine('x').repeat(63), [logVerifier]).ok);
});

test('only a text that can be read back is signed', () => {
	for (const text of ['', 'no end', 'a\tb\n', 'a\ud800\n'])
		assert.throws(() => signNoteText(text, log), RangeError);
	const cosigner = verifierKeyOf(log, COSIGNATURE_KEY);
	assert.throws(() => ed25519Verifier(cosigner), RangeError);
});

test('any input gives a value, never a crash', () => {
	const pieces = fc.array(
		fc.oneof(
			fc.constantFrom('\n', '\n\n', '— ', ' ', 'a', '+', 'AAAAAAAA', note.checkpoint257),
			fc.string(),
		),
	);
	fc.assert(
		fc.property(
			fc.oneof(
				pieces.map((p) => p.join('')),
				fc.uint8Array(),
			),
			(input) => {
				assert.match(codeOf(openNote(input, [logVerifier])), /^(accepted|note\.[a-z0-9-]+)$/);
				if (typeof input === 'string') assert.match(codeOf(parseVerifierKey(input)), /^vkey\./);
			},
		),
		{ numRuns: 500, seed: 4 },
	);
});

test.run();
