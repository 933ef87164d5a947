/**
 * Names and public keys of those who sign notes: `name+keyid+base64(type ‖ key)`. Spec: SPEC §8.3, c2sp.org/signed-note.
 */
import { ed25519 } from '@noble/curves/ed25519.js';
import { bytesToBase64, bytesToHex, concatBytes, parseBase64, utf8ToBytes } from '../bytes.ts';
import { sha256 } from '../hash.ts';
import type { Result } from '../result.ts';
import { ProblemError, attempt } from '../result.ts';

/** Signs the text of a note with Ed25519. */
export const ED25519_KEY = 0x01;
/** Cosigns checkpoints with a time, by cosignature/v1. */
export const COSIGNATURE_KEY = 0x04;
export type KeyType = typeof ED25519_KEY | typeof COSIGNATURE_KEY;

export type VerifierKey = {
	readonly name: string;
	/** Eight lower-case hex digits; tells keys of one name apart and has no security of its own. */
	readonly keyId: string;
	readonly type: KeyType;
	readonly publicKey: Uint8Array;
};

/** Who signs: the name in the note and the 32-byte secret seed. */
export type Signer = { readonly name: string; readonly seed: Uint8Array };

/** Ed25519 by RFC 8032. The server passes the platform's; the default is noble's constant-time path. */
export type SignEd25519 = (message: Uint8Array, seed: Uint8Array) => Uint8Array;
export type VerifyEd25519 = (
	signature: Uint8Array,
	message: Uint8Array,
	publicKey: Uint8Array,
) => boolean;

export const signEd25519: SignEd25519 = (message, seed) => ed25519.sign(message, seed);

/** Verifies by RFC 8032 §5.1.7 with canonical encodings only; false for a signature that has not 64 bytes. */
export const verifyEd25519: VerifyEd25519 = (signature, message, publicKey) =>
	signature.length === 64 && ed25519.verify(signature, message, publicKey, { zip215: false });

const MAX_NAME_BYTES = 255;
const MAX_VKEY_CHARACTERS = 2 * MAX_NAME_BYTES + 64;
// U+0085 is a space to Unicode but not to \s.
// eslint-disable-next-line no-control-regex
const NOT_IN_NAMES = /[\s+\u0000-\u001f\u007f\u0085]/;

/** Whether a note may name a signer so: not empty, no space, no control character, no plus sign. */
export const isKeyName = (name: string): boolean =>
	name !== '' &&
	name.isWellFormed() &&
	!NOT_IN_NAMES.test(name) &&
	utf8ToBytes(name).length <= MAX_NAME_BYTES;

/** A point of the prime-order group, canonically encoded: nothing else verifies alike in all implementations. */
export function isEd25519PublicKey(publicKey: Uint8Array): boolean {
	if (publicKey.length !== 32) return false;
	try {
		const point = ed25519.Point.fromBytes(publicKey);
		return !point.is0() && point.isTorsionFree();
	} catch {
		return false;
	}
}

const typed = (type: KeyType, publicKey: Uint8Array): Uint8Array =>
	concatBytes(Uint8Array.of(type), publicKey);

function keyIdOf(name: string, typedKey: Uint8Array): string {
	return bytesToHex(sha256(concatBytes(utf8ToBytes(`${name}\n`), typedKey)).subarray(0, 4));
}

/** @throws RangeError if the name or the public key cannot be used. */
export function makeVerifierKey(name: string, type: KeyType, publicKey: Uint8Array): VerifierKey {
	if (!isKeyName(name)) throw new RangeError('not a name for a key');
	if (!isEd25519PublicKey(publicKey)) throw new RangeError('not an Ed25519 public key');
	return { name, keyId: keyIdOf(name, typed(type, publicKey)), type, publicKey };
}

/** Verifier keys of signers: made once, for it takes longer than a signature. */
const known = new WeakMap<Signer, Map<KeyType, VerifierKey>>();

/** The verifier key of a signer. @throws RangeError if the name cannot be used or the seed has not 32 bytes. */
export function verifierKeyOf(signer: Signer, type: KeyType): VerifierKey {
	const keys = known.get(signer) ?? new Map<KeyType, VerifierKey>();
	const key = keys.get(type) ?? makeKeyOf(signer, type);
	known.set(signer, keys.set(type, key));
	return key;
}

function makeKeyOf({ name, seed }: Signer, type: KeyType): VerifierKey {
	if (seed.length !== 32) throw new RangeError('a seed has 32 bytes');
	return makeVerifierKey(name, type, ed25519.getPublicKey(seed));
}

export const encodeVerifierKey = ({ name, keyId, type, publicKey }: VerifierKey): string =>
	`${name}+${keyId}+${bytesToBase64(typed(type, publicKey))}`;

/**
 * Reads a verifier key of type Ed25519 (0x01) or cosignature/v1 (0x04).
 * Codes: vkey.malformed, vkey.type, vkey.public-key, vkey.key-id.
 */
export const parseVerifierKey = (text: string): Result<VerifierKey> =>
	attempt(() => {
		const malformed = new ProblemError('vkey.malformed', '', 'not of the form name+keyid+base64');
		if (text.length > MAX_VKEY_CHARACTERS) throw malformed;
		const [, name, keyId, base64] = /^([^+]*)\+([0-9a-f]{8})\+(.*)$/s.exec(text) ?? [];
		const typedKey = base64 === undefined ? undefined : parseBase64(base64);
		if (!name || !isKeyName(name) || !typedKey?.length) throw malformed;
		const type = typedKey[0]!;
		if (type !== ED25519_KEY && type !== COSIGNATURE_KEY)
			throw new ProblemError('vkey.type', name, `keys of type ${type} are not known here`);
		const publicKey = typedKey.subarray(1);
		if (!isEd25519PublicKey(publicKey))
			throw new ProblemError('vkey.public-key', name, 'not an Ed25519 public key');
		if (keyId !== keyIdOf(name, typedKey))
			throw new ProblemError('vkey.key-id', name, 'the key ID is that of another name or key');
		return { name, keyId, type, publicKey };
	});
