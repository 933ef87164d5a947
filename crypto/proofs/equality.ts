/**
 * Proofs that two discrete logarithms are equal. Spec: SPEC §4.1; Chaum, Pedersen: Wallet Databases with Observers, 1992.
 *
 * Statement: log_G X = log_base image. The hash covers the prefix and the two commitments only, as the Belenios protocol has it:
 * whoever wants the proof to bind base and image puts their texts into the prefix (SPEC §4.8).
 */
import {
	G,
	modOrder,
	multiply,
	randomScalar,
	sumOfProductsPublic,
	type FixedBase,
	type Point,
	type Secret,
} from '../group.ts';
import { randomBytes, type RandomBytes } from '../random.ts';
import { hashToScalar } from '../transcript.ts';
import type { Proof } from './schnorr.ts';

/** X = x·G and image = x·base for one x. */
export type Equality = { readonly key: FixedBase; readonly base: Point; readonly image: Point };

/**
 * Proves that the secret is the logarithm of secret·base to the base, and of secret·G to G.
 * Challenge: Hs(prefix; w·G, w·base); response w − x·c. Secret: x.
 */
export function proveEquality(
	prefix: string,
	secret: Secret,
	base: Point,
	rng: RandomBytes = randomBytes,
): Proof {
	const w = randomScalar(rng);
	const challenge = hashToScalar(prefix, [G.multiply(w), multiply(base, w)]);
	return { challenge, response: modOrder(w - secret * challenge) };
}

/** r·G + c·X and r·base + c·image: the commitments that the proof claims. */
export const equalityCommitments = (
	{ key, base, image }: Equality,
	{ challenge, response }: Proof,
): [Point, Point] => [
	G.addMultiplePublic(key.multiplyPublic(challenge), response),
	sumOfProductsPublic([base, image], [response, challenge]),
];

/** Whether the proof shows under this prefix that the two logarithms are equal. */
export const verifyEquality = (prefix: string, statement: Equality, proof: Proof): boolean =>
	hashToScalar(prefix, equalityCommitments(statement, proof)) === proof.challenge;
