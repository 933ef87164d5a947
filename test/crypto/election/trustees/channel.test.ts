import { createCipheriv } from 'node:crypto';
import fc from 'fast-check';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { concatBytes } from '../../../../crypto/bytes.ts';
import { encodeText } from '../../../../crypto/codec.ts';
import { decryptCcm, encryptCcm } from '../../../../crypto/election/trustees/ccm.ts';
import { makeCertificate } from '../../../../crypto/election/trustees/certificate.ts';
import {
	deriveChannelKeys,
	makeSeed,
	receiveMessage,
	sendMessage,
	signedMessageCodec,
	signMessage,
	signText,
	verifyText,
} from '../../../../crypto/election/trustees/channel.ts';
import { openEnvelope, sealEnvelope } from '../../../../crypto/election/trustees/envelope.ts';
import { encodePoint, parsePoint } from '../../../../crypto/group.ts';
import { alterLeaf, unwrap } from '../../../support/ceremony.ts';
import { leafPaths, replaceLeaf, showPath } from '../../../support/election.ts';
import { readJsonVector, recordedScalars } from '../../../support/vectors.ts';

const test = suite('crypto/election/trustees: channel');

type EncryptVector = { recipient: string; plaintext: string; random: string[]; result: string };
type Vectors = {
	pki: { seed: string; sk: string; dk: string; cert: { random: string[]; result: unknown } };
	encrypt_CCM: EncryptVector;
	encrypt_GCM: EncryptVector;
	torsion: string[];
};
const vectors = readJsonVector('belenios/kat.json') as Vectors;
const CIPHERS = ['gcm', 'ccm'] as const;
const newKeys = () => unwrap(deriveChannelKeys(makeSeed()));

test('keys and certificate of the known answer are reproduced', () => {
	const { seed, sk, dk, cert } = vectors.pki;
	const keys = unwrap(deriveChannelKeys(seed));
	assert.equal([String(keys.signing), String(keys.decryption)], [sk, dk]);
	const made = makeCertificate({ size: 3, threshold: 2 }, 1, keys, recordedScalars(cert.random));
	assert.is(encodeText(signedMessageCodec, made), JSON.stringify(cert.result));
});

for (const cipher of CIPHERS)
	test(`the known answer of ${cipher} is reproduced and read`, () => {
		const vector = cipher === 'gcm' ? vectors.encrypt_GCM : vectors.encrypt_CCM;
		const recipient = parsePoint(vector.recipient)!;
		const sealed = sealEnvelope(
			recipient,
			vector.plaintext,
			cipher,
			recordedScalars(vector.random),
		);
		assert.is(sealed, vector.result);
		const { decryption } = unwrap(deriveChannelKeys(vectors.pki.seed));
		assert.is(unwrap(openEnvelope(decryption, vector.result)), vector.plaintext);
	});

const bytes = (length: number) => fc.uint8Array({ minLength: length, maxLength: length });

test('CCM agrees with another implementation of it, and reads what it writes', () => {
	fc.assert(
		fc.property(
			bytes(32),
			bytes(13),
			fc.uint8Array({ maxLength: 100 }),
			(key, nonce, plaintext) => {
				const other = createCipheriv('aes-256-ccm', key, nonce, { authTagLength: 8 });
				const expected = concatBytes(other.update(plaintext), other.final(), other.getAuthTag());
				assert.equal(encryptCcm(key, nonce, plaintext), new Uint8Array(expected));
				assert.equal(decryptCcm(key, nonce, expected), plaintext);
			},
		),
		{ numRuns: 100 },
	);
});

test('CCM refuses any flipped bit, what is shorter than a tag, and writes at most 65,535 bytes', () => {
	const [key, nonce] = [new Uint8Array(32).fill(7), new Uint8Array(13).fill(9)];
	const data = encryptCcm(key, nonce, Uint8Array.of(1, 2, 3));
	for (let bit = 0; bit < 8 * data.length; bit++) {
		const flipped = Uint8Array.from(data);
		flipped[bit >> 3]! ^= 1 << (bit & 7);
		assert.is(decryptCcm(key, nonce, flipped), undefined);
	}
	for (let length = 0; length < 8; length++)
		assert.is(decryptCcm(key, nonce, data.subarray(0, length)), undefined);
	assert.is(encryptCcm(key, nonce, new Uint8Array(65535)).length, 65543);
	assert.throws(() => encryptCcm(key, nonce, new Uint8Array(65536)), /too long/);
	assert.is(decryptCcm(key, nonce, new Uint8Array(65536 + 8)), undefined);
});

const [alice, bob, eve] = [newKeys(), newKeys(), newKeys()];

for (const cipher of CIPHERS) {
	test(`any text arrives by ${cipher}`, () => {
		fc.assert(
			fc.property(fc.string({ unit: 'grapheme' }), (message) => {
				const sent = sendMessage(alice.signing, bob.encryption, message, cipher);
				return unwrap(receiveMessage(bob, alice.verification, sent)).message === message;
			}),
			{ numRuns: 10 },
		);
	});

	const sent = sendMessage(alice.signing, bob.encryption, 'text', cipher);
	const json: unknown = JSON.parse(sent);
	for (const path of leafPaths(json)) {
		const field = showPath(path);
		test(`a changed ${field} of a ${cipher} envelope is refused`, () => {
			const change = (leaf: unknown) =>
				field === 'data'
					? String(leaf).replace(/^./, (c) => (c === '0' ? '1' : '0'))
					: alterLeaf(leaf);
			const changed = JSON.stringify(replaceLeaf(json, path, change));
			const received = receiveMessage(bob, alice.verification, changed);
			const expected = field === 'algorithm' ? 'wire.value' : 'channel.decryption';
			assert.is(!received.ok && received.error.code, expected);
		});
	}

	test(`a point of ${cipher} with a component of small order is refused`, () => {
		for (const torsion of vectors.torsion.slice(1))
			for (const field of ['alpha', 'beta'] as const) {
				const changed = replaceLeaf(json, [field], () => torsion);
				const received = receiveMessage(bob, alice.verification, JSON.stringify(changed));
				assert.equal(!received.ok && [received.error.code, received.error.place], [
					'wire.value',
					field,
				]);
			}
	});
}

test('only the recipient reads a message', () => {
	const sent = sendMessage(alice.signing, bob.encryption, 'text');
	const received = receiveMessage(eve, alice.verification, sent);
	assert.is(!received.ok && received.error.code, 'channel.decryption');
});

test('a message is refused under the name of another sender', () => {
	const sent = sendMessage(eve.signing, bob.encryption, 'text');
	const received = receiveMessage(bob, alice.verification, sent);
	assert.is(!received.ok && received.error.code, 'channel.signature');
});

test('a recipient cannot pass a signed message on to somebody else', () => {
	const sent = sendMessage(alice.signing, eve.encryption, 'text');
	const passedOn = sealEnvelope(bob.encryption, unwrap(openEnvelope(eve.decryption, sent)));
	const received = receiveMessage(bob, alice.verification, passedOn);
	assert.is(!received.ok && received.error.code, 'channel.recipient');
});

test('what is signed must be an addressed message in its only spelling', () => {
	const recipient = encodePoint(bob.encryption);
	for (const text of ['text', '{}', `{"message":"x","recipient":"${recipient}"}`]) {
		const signed = encodeText(signedMessageCodec, signMessage(alice.signing, text));
		const received = receiveMessage(bob, alice.verification, sealEnvelope(bob.encryption, signed));
		assert.ok(!received.ok && received.error.code.startsWith('wire.'));
	}
});

test('a signature holds for one text and one key', () => {
	const signature = signText(alice.signing, 'text');
	assert.ok(verifyText(alice.verification, 'text', signature));
	assert.not(verifyText(alice.verification, 'text ', signature));
	assert.not(verifyText(bob.verification, 'text', signature));
	assert.not(
		verifyText(alice.verification, 'text', { ...signature, response: signature.challenge }),
	);
});

test('a seed is 22 characters of Base58', () => {
	assert.match(makeSeed(), /^[1-9A-HJ-NP-Za-km-z]{22}$/);
	for (const wrong of [
		'',
		makeSeed().slice(1),
		`${makeSeed()}1`,
		`${makeSeed().slice(1)}0`,
		`${makeSeed()}\n`,
	])
		assert.not(deriveChannelKeys(wrong).ok, wrong);
});

test.run();
