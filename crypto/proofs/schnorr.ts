/** Proofs of knowledge of a discrete logarithm in the shapes of the Belenios protocol. Spec: SPEC §3.1. */
import { object, scalar, type Codec } from '../codec.ts';
import {
	G,
	modOrder,
	multiplyPublic,
	randomScalar,
	type Point,
	type Scalar,
	type Secret,
} from '../group.ts';
import { randomBytes, type RandomBytes } from '../random.ts';
import { hashToScalar } from '../transcript.ts';

/** Challenge c and response r; the commitment is recomputed as r·base + c·statement. */
export type Proof = { readonly challenge: Scalar; readonly response: Scalar };

export const proofCodec: Codec<Proof> = object({ challenge: scalar, response: scalar });

/**
 * Proves knowledge of x with X = x·G. Challenge: Hs(prefix; w·G); response w − x·c.
 * The prefix must bind the statement and the context: the hash covers nothing else. Secret: x.
 */
export function proveKnowledge(
	prefix: string,
	secret: Secret,
	rng: RandomBytes = randomBytes,
): Proof {
	const w = randomScalar(rng);
	const challenge = hashToScalar(prefix, [G.multiply(w)]);
	return { challenge, response: modOrder(w - secret * challenge) };
}

/** r·G + c·X: the commitment that a proof about X claims. */
export const knowledgeCommitment = (statement: Point, { challenge, response }: Proof): Point =>
	G.addMultiplePublic(multiplyPublic(statement, challenge), response);

/** Whether the proof shows knowledge of log_G of the statement under this prefix. */
export const verifyKnowledge = (prefix: string, statement: Point, proof: Proof): boolean =>
	hashToScalar(prefix, [knowledgeCommitment(statement, proof)]) === proof.challenge;
