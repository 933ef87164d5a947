/**
 * AES-256 in CCM mode with an 8-byte tag, a 13-byte nonce and no associated data (RFC 3610 with M = 8, L = 2), composed from CBC and
 * CTR. Only to speak with belenios-tool 3.0: everything of our own uses GCM. Spec: SPEC §4.3.
 */
import { cbc, ctr } from '@noble/ciphers/aes.js';
import { concatBytes, equalBytes } from '../../bytes.ts';

const BLOCK = 16;
const TAG = 8;
const MAX_LENGTH = 0xffff;
/** Flags of B_0: 8·(M−2)/2 + L−1. */
const AUTHENTICATION_FLAGS = 25;
/** Flags of A_i: L−1. */
const COUNTER_FLAGS = 1;

/** Ciphertext and tag. @throws RangeError for more than 65,535 bytes. */
export function encryptCcm(key: Uint8Array, nonce: Uint8Array, plaintext: Uint8Array): Uint8Array {
	if (plaintext.length > MAX_LENGTH) throw new RangeError('too long for a two-byte length');
	const mac = authenticate(key, nonce, plaintext);
	const encrypted = counterMode(key, nonce, concatBytes(mac, plaintext));
	return concatBytes(encrypted.subarray(BLOCK), encrypted.subarray(0, TAG));
}

/** The plaintext; `undefined` when the tag does not fit. */
export function decryptCcm(
	key: Uint8Array,
	nonce: Uint8Array,
	data: Uint8Array,
): Uint8Array | undefined {
	const length = data.length - TAG;
	if (length < 0 || length > MAX_LENGTH) return undefined;
	const tag = data.subarray(length);
	const padded = concatBytes(tag, new Uint8Array(BLOCK - TAG), data.subarray(0, length));
	const decrypted = counterMode(key, nonce, padded);
	const plaintext = decrypted.subarray(BLOCK);
	const mac = authenticate(key, nonce, plaintext);
	return equalBytes(mac.subarray(0, TAG), decrypted.subarray(0, TAG)) ? plaintext : undefined;
}

/** CBC-MAC over B_0 and the message padded with zeros. */
function authenticate(key: Uint8Array, nonce: Uint8Array, message: Uint8Array): Uint8Array {
	const padding = new Uint8Array(-message.length & (BLOCK - 1));
	const length = Uint8Array.of(message.length >> 8, message.length & 0xff);
	const first = concatBytes(Uint8Array.of(AUTHENTICATION_FLAGS), nonce, length);
	const chained = cbc(key, new Uint8Array(BLOCK), { disablePadding: true }).encrypt(
		concatBytes(first, message, padding),
	);
	return chained.subarray(chained.length - BLOCK);
}

/** The key stream S_0 ‖ S_1 ‖ … over the first block (of the tag) and the message. */
const counterMode = (key: Uint8Array, nonce: Uint8Array, data: Uint8Array): Uint8Array =>
	ctr(key, concatBytes(Uint8Array.of(COUNTER_FLAGS), nonce, new Uint8Array(2))).encrypt(data);
