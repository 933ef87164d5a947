import assert from 'node:assert/strict';
import { hexToBytes } from '@noble/hashes/utils.js';
import fc from 'fast-check';
import { suite } from 'uvu';
import { concatBytes, utf8ToBytes } from '../../../crypto/bytes.ts';
import { EMPTY_ROOT, leafHash, rootOfLeaves } from '../../../crypto/register/merkle.ts';
import {
	encodeCheckpoint,
	openCheckpoint,
	parseCheckpoint,
	signCheckpoint,
} from '../../../crypto/register/checkpoint.ts';
import {
	cosignatureTime,
	cosignatureVerifier,
	makeCosignature,
	openCosignatures,
} from '../../../crypto/register/cosignature.ts';
import {
	ed25519Verifier,
	encodeNote,
	encodeSignatureLine,
	parseSignatureLine,
	signNoteText,
} from '../../../crypto/register/note.ts';
import { parseVerifierKey, signEd25519 } from '../../../crypto/register/verifier-key.ts';
import { accepted, codeOf, flipped } from './rejects.ts';
import { entryOf, vectors } from './vectors.ts';

const test = suite('crypto/register/checkpoint');
const { note } = vectors;
const log = { name: 'vectors.example/register', seed: hexToBytes(note.logSeed) };
const witness = { name: 'witness.example/w1', seed: hexToBytes(note.witnessSeed) };
const logVerifier = ed25519Verifier(accepted(parseVerifierKey(note.logVkey)));
const witnessVerifier = cosignatureVerifier(accepted(parseVerifierKey(note.witnessVkey)));
const leaves = Array.from({ length: 600 }, (_, i) => leafHash(entryOf(i)));
const text600 = note.checkpoint600.slice(0, note.checkpoint600.indexOf('\n\n') + 1);
const signed = (text: string) => encodeNote(text, [signNoteText(text, log)]);

test('the checkpoints of the vectors are signed and opened', () => {
	for (const [size, expected] of [
		[257, note.checkpoint257],
		[600, note.checkpoint600],
	] as const) {
		const head = { size, root: rootOfLeaves(leaves.slice(0, size)) };
		assert.equal(signCheckpoint(head, log), expected);
		const opened = accepted(openCheckpoint(expected, logVerifier));
		assert.deepEqual(
			[opened.origin, opened.size, opened.root, opened.extensions],
			[log.name, size, head.root, []],
		);
	}
});

test('malformed checkpoints are rejected with the right code, even when signed', () => {
	const cases: [string, string][] = [
		['checkpoint.malformed', 'vectors.example/register\n600\n'],
		['checkpoint.malformed', text600.replace('vectors.example/register', '')],
		['checkpoint.malformed', text600 + '\n'],
		['checkpoint.malformed', text600 + 'a\n\nb\n'],
		['checkpoint.size', text600.replace('600', '0600')],
		['checkpoint.size', text600.replace('600', '-600')],
		['checkpoint.size', text600.replace('600', '6e2')],
		['checkpoint.size', text600.replace('600', '9007199254740992')],
		['checkpoint.size', text600.replace('600', '')],
		['checkpoint.root', text600.replace('VDM=', 'VDN=')],
		['checkpoint.root', text600.replace('VDM=', '')],
		['checkpoint.root', text600.replace('600', '0')],
		['checkpoint.origin', text600.replace('vectors', 'other')],
		['checkpoint.extension', text600 + 'more\n'],
	];
	for (const [code, text] of cases)
		assert.equal(codeOf(openCheckpoint(signed(text), logVerifier)), code);
	assert.equal(codeOf(parseCheckpoint(text600.slice(0, -1))), 'checkpoint.malformed');
	assert.ok(openCheckpoint(signed(text600.replace('600', '9007199254740991')), logVerifier).ok);
});

test('extension lines of other logs are shown', () => {
	const parsed = accepted(parseCheckpoint(text600 + 'one\ntwo\n'));
	assert.deepEqual(parsed.extensions, ['one', 'two']);
});

test('an impossible checkpoint of our own is not written', () => {
	const good = { origin: 'a', size: 1, root: leaves[0]! };
	assert.ok(encodeCheckpoint(good));
	assert.ok(encodeCheckpoint({ origin: 'a', size: 0, root: EMPTY_ROOT }));
	for (const wrong of [
		{ origin: 'a b' },
		{ size: -1 },
		{ size: 0 },
		{ size: 2 ** 53 },
		{ root: utf8ToBytes('x') },
	])
		assert.throws(() => encodeCheckpoint({ ...good, ...wrong }), RangeError);
});

test('a cosignature is the one of the vectors and verifies with the log signature', () => {
	const line = makeCosignature(text600, witness, note.witnessTime);
	assert.equal(line, note.cosignatureLine600);
	const signature = signEd25519(utf8ToBytes(note.cosignedMessage600), witness.seed);
	const field = parseSignatureLine(line.slice(0, -1), '').signature;
	assert.deepEqual(field.subarray(8), signature);
	const opened = accepted(
		openCheckpoint(note.checkpoint600 + line, logVerifier, [witnessVerifier]),
	);
	assert.deepEqual(
		opened.signatures.map((s) => s.name),
		[log.name, witness.name],
	);
	assert.equal(cosignatureTime(opened.signatures[1]!), note.witnessTime);
});

test('a cosignature with any bit changed rejects the checkpoint', () => {
	const { signature, ...rest } = parseSignatureLine(note.cosignatureLine600.slice(0, -1), '');
	for (let bit = 0; bit < 8 * 72; bit += 7) {
		const line = encodeSignatureLine({ ...rest, signature: flipped(signature, bit) });
		const opened = openCheckpoint(note.checkpoint600 + line, logVerifier, [witnessVerifier]);
		assert.equal(codeOf(opened), 'note.bad-signature');
	}
	const cut = encodeSignatureLine({ ...rest, signature: signature.subarray(1) });
	assert.equal(
		codeOf(openCheckpoint(note.checkpoint600 + cut, logVerifier, [witnessVerifier])),
		'note.bad-signature',
	);
});

test('a cosignature of another checkpoint or by the log key is not one', () => {
	const other = makeCosignature(text600.replace('600', '601'), witness, 1);
	assert.equal(
		codeOf(openCheckpoint(note.checkpoint600 + other, logVerifier, [witnessVerifier])),
		'note.bad-signature',
	);
	const alone = encodeNote(text600, [note.cosignatureLine600]);
	assert.equal(codeOf(openCheckpoint(alone, logVerifier, [witnessVerifier])), 'note.unverified');
	assert.throws(() => cosignatureVerifier(logVerifier.key), RangeError);
	assert.throws(() => makeCosignature(text600, witness, -1), RangeError);
	assert.throws(() => makeCosignature(text600, witness, 2 ** 53), RangeError);
});

test('of a witness answer only verified lines by the expected key remain', () => {
	const answer = (text: string) => openCosignatures(text, text600, witnessVerifier);
	const stranger = encodeSignatureLine({
		name: 'x',
		keyId: '00000000',
		signature: utf8ToBytes('abc'),
	});
	const [kept] = accepted(answer(stranger + note.cosignatureLine600));
	assert.equal(encodeSignatureLine(kept!), note.cosignatureLine600);
	assert.equal(codeOf(answer(stranger)), 'cosignature.missing');
	assert.equal(codeOf(answer(stranger.slice(0, -1))), 'note.malformed');
	assert.equal(codeOf(answer('')), 'note.malformed');
	assert.equal(codeOf(answer('error\n')), 'note.malformed');
	assert.equal(codeOf(answer(stranger.repeat(65))), 'note.too-many');
	const { signature, ...rest } = kept!;
	const bad = encodeSignatureLine({ ...rest, signature: concatBytes(signature, Uint8Array.of(0)) });
	assert.equal(codeOf(answer(bad)), 'cosignature.bad');
	assert.equal(codeOf(answer(note.cosignatureLine600 + bad)), 'cosignature.bad');
});

test('any text gives a value, never a crash', () => {
	const line = fc.oneof(fc.constantFrom('', 'a', '0', '600', text600), fc.string());
	fc.assert(
		fc.property(fc.array(line), (lines) => {
			const code = codeOf(parseCheckpoint(lines.join('\n')));
			assert.match(code, /^(accepted|checkpoint\.[a-z]+)$/);
		}),
		{ numRuns: 500, seed: 5 },
	);
});

test.run();
