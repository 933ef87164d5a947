/** Encryption of a text to a public key: ElGamal carries the key of an authenticated cipher. Spec: SPEC §4.3. */
import { gcm } from '@noble/ciphers/aes.js';
import { bytesToHex, parseHex, parseUtf8, utf8ToBytes } from '../../bytes.ts';
import {
	decodeText,
	encodeText,
	hexBytes,
	literal,
	object,
	optional,
	point,
	type Infer,
} from '../../codec.ts';
import {
	add,
	encodePoint,
	G,
	multiply,
	randomScalar,
	subtract,
	type Point,
	type Secret,
} from '../../group.ts';
import { sha256Text } from '../../hash.ts';
import { randomBytes, type RandomBytes } from '../../random.ts';
import { ok, problem, type Result } from '../../result.ts';
import { decryptCcm, encryptCcm } from './ccm.ts';

/** `gcm` is written by default; `ccm` is what belenios-tool 3.0 reads. */
export type Cipher = 'gcm' | 'ccm';

const envelopeCodec = object({
	algorithm: optional(literal('AES-GCM')),
	alpha: point,
	beta: point,
	data: hexBytes,
});
type Envelope = Infer<typeof envelopeCodec>;

const LIMITS = { bytes: 200_000, depth: 2 };
const CCM_NONCE = 13;

const cipherKey = (shared: Point): Uint8Array => sha256Text(`key|${encodePoint(shared)}`);
const cipherNonce = (alpha: Point): Uint8Array => sha256Text(`iv|${encodePoint(alpha)}`);

/** Encrypts a text. alpha = r·G, beta = r·EK + s·G, key = S256("key|" ‖ [s·G]), nonce = S256("iv|" ‖ [alpha]). */
export function sealEnvelope(
	recipient: Point,
	plaintext: string,
	cipher: Cipher = 'gcm',
	rng: RandomBytes = randomBytes,
): string {
	const r = randomScalar(rng);
	const shared = G.multiply(randomScalar(rng));
	const alpha = G.multiply(r);
	const beta = add(multiply(recipient, r), shared);
	const [key, nonce, bytes] = [cipherKey(shared), cipherNonce(alpha), utf8ToBytes(plaintext)];
	const envelope: Envelope =
		cipher === 'gcm'
			? { algorithm: 'AES-GCM', alpha, beta, data: bytesToHex(gcm(key, nonce).encrypt(bytes)) }
			: { alpha, beta, data: bytesToHex(encryptCcm(key, nonce.subarray(0, CCM_NONCE), bytes)) };
	return encodeText(envelopeCodec, envelope);
}

/** Decrypts in either cipher. Codes: `wire.*`, `channel.decryption`. Secret: the key. */
export function openEnvelope(secret: Secret, text: string): Result<string> {
	const envelope = decodeText(envelopeCodec, text, LIMITS);
	if (!envelope.ok) return envelope;
	const { algorithm, alpha, beta } = envelope.value;
	const data = parseHex(envelope.value.data)!;
	const key = cipherKey(subtract(beta, multiply(alpha, secret)));
	const nonce = cipherNonce(alpha);
	const bytes = algorithm
		? decryptGcm(key, nonce, data)
		: decryptCcm(key, nonce.subarray(0, CCM_NONCE), data);
	const plaintext = bytes && parseUtf8(bytes);
	return plaintext === undefined
		? problem('channel.decryption', 'data', 'not encrypted to this key, or altered')
		: ok(plaintext);
}

function decryptGcm(key: Uint8Array, nonce: Uint8Array, data: Uint8Array): Uint8Array | undefined {
	try {
		return gcm(key, nonce).decrypt(data);
	} catch {
		return undefined;
	}
}
