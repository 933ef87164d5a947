/** A trustee who holds a key alone, and the proof of possession that every trustee gives. Spec: SPEC §4.2. */
import { decodeText, object, optional, point, scalar, string, type Infer } from '../../codec.ts';
import { encodePoint, G, isIdentity, type Point, asSecret, type Secret } from '../../group.ts';
import { proofCodec, proveKnowledge, verifyKnowledge } from '../../proofs/schnorr.ts';
import { randomBytes, type RandomBytes } from '../../random.ts';
import { ok, problem, type Result } from '../../result.ts';

/** A public key with the proof that its owner knows the secret; `signature` only for members of a threshold group. */
export const trusteeKeyCodec = object({
	pok: proofCodec,
	public_key: point,
	signature: optional(proofCodec),
	name: optional(string),
});
export type TrusteeKey = Infer<typeof trusteeKeyCodec>;

const possessionPrefix = (key: Point): string => `pok|Ed25519|${encodePoint(key)}|`;

/** The public key of a secret with its proof of possession. Secret: the scalar, in [1, ℓ). */
export function makeTrusteeKey(secret: Secret, rng: RandomBytes = randomBytes): TrusteeKey {
	const public_key = G.multiply(secret);
	return { pok: proveKnowledge(possessionPrefix(public_key), secret, rng), public_key };
}

/** Whether the owner knows the secret of this key; the identity is nobody's key. Without it keys could be chosen to cancel others. */
export const verifyPossession = ({ public_key, pok }: TrusteeKey): boolean =>
	!isIdentity(public_key) && verifyKnowledge(possessionPrefix(public_key), public_key, pok);

/** Reads a public key and checks its proof. Codes: `wire.*`, `trustee.possession`. */
export function parseTrusteeKey(text: string): Result<TrusteeKey> {
	const key = decodeText(trusteeKeyCodec, text);
	if (!key.ok || verifyPossession(key.value)) return key;
	return problem('trustee.possession', 'pok', 'the proof of possession of the key does not hold');
}

/** The file of a trustee's secret: its decimal digits as a JSON text. */
export const encodeTrusteeSecret = (secret: Secret): string => JSON.stringify(secret.toString());

/** Reads a secret. Code `trustee.secret` for 0, which is nobody's. */
export function parseTrusteeSecret(text: string): Result<Secret> {
	const secret = decodeText(scalar, text);
	if (!secret.ok) return secret;
	return secret.value === 0n
		? problem('trustee.secret', '', 'zero is no secret')
		: ok(asSecret(secret.value));
}
