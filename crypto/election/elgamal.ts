/** ElGamal ciphertexts over the group, additive in the exponent. Spec: SPEC §3.2. */
import { object, point, type Codec } from '../codec.ts';
import {
	add,
	type FixedBase,
	G,
	IDENTITY,
	multiplyPublic,
	randomScalar,
	type Point,
	type Secret,
} from '../group.ts';
import { randomBytes, type RandomBytes } from '../random.ts';

/** alpha = r·G, beta = r·Y + M. */
export type Ciphertext = { readonly alpha: Point; readonly beta: Point };

export const ciphertextCodec: Codec<Ciphertext> = object({ alpha: point, beta: point });

/** The encryption of the identity with r = 0: the neutral element of {@link addCiphertexts}. */
export const NEUTRAL: Ciphertext = { alpha: IDENTITY, beta: IDENTITY };

/** What ciphertexts and proofs are made of: G and Y, or the same part of both. */
export type Bases = { readonly g: FixedBase; readonly y: FixedBase };

/** Encrypts the group element M; the randomness comes back for the proofs and is secret. */
export function encryptWith(
	{ g, y }: Bases,
	message: Point,
	rng: RandomBytes,
): { ciphertext: Ciphertext; randomness: Secret } {
	const randomness = randomScalar(rng);
	const ciphertext = {
		alpha: g.multiply(randomness),
		beta: add(y.multiply(randomness), message),
	};
	return { ciphertext, randomness };
}

/** Encrypts to the key Y. */
export const encryptPoint = (key: FixedBase, message: Point, rng: RandomBytes = randomBytes) =>
	encryptWith({ g: G, y: key }, message, rng);

/** Encrypts a new randomness on top: the same plaintext, unrecognisable. */
export const reencrypt = (
	key: FixedBase,
	{ alpha, beta }: Ciphertext,
	randomness: Secret,
): Ciphertext => ({
	alpha: add(alpha, G.multiply(randomness)),
	beta: add(beta, key.multiply(randomness)),
});

export const addCiphertexts = (a: Ciphertext, b: Ciphertext): Ciphertext => ({
	alpha: add(a.alpha, b.alpha),
	beta: add(a.beta, b.beta),
});

export function sumCiphertexts(ciphertexts: Iterable<Ciphertext>): Ciphertext {
	let sum = NEUTRAL;
	for (const ciphertext of ciphertexts) sum = addCiphertexts(sum, ciphertext);
	return sum;
}

/** weight · ciphertext, for a public natural weight. */
export const scaleCiphertext = ({ alpha, beta }: Ciphertext, weight: bigint): Ciphertext =>
	weight === 1n
		? { alpha, beta }
		: { alpha: multiplyPublic(alpha, weight), beta: multiplyPublic(beta, weight) };
