/**
 * Proofs that one of several ciphertexts, all with the same randomness, encrypts the identity: "the vote is 0 or 1", "the sum lies
 * between min and max". Spec: SPEC §3.5; Cramer, Damgård, Schoenmakers: Proofs of Partial Knowledge, 1994.
 */
import { add, asSecret, modOrder, randomScalar, type Point, type Scalar } from '../group.ts';
import { hashToScalar } from '../transcript.ts';
import type { Claim, Claims } from './claims.ts';
import type { Prover } from './hints.ts';
import type { Proof } from './schnorr.ts';

/** One branch as the prover sees it: the randomness of its ciphertext, and by how much the plaintext differs from the claim. */
export type Branch = { readonly randomness: Scalar; readonly difference: bigint };

/**
 * Proves that at least one branch has difference 0. Draws challenge and response of every false branch in order, then the
 * commitment of the first true one. Secret: everything in the branches.
 * @throws RangeError if no branch is true.
 */
export function proveDisjunction(
	prefix: string,
	prover: Prover,
	branches: readonly Branch[],
): Proof[] {
	const { g, y, rng } = prover;
	const truth = branches.findIndex((b) => b.difference === 0n);
	if (truth < 0) throw new RangeError('no branch of the disjunction is true');
	const simulated = branches.map((_, j) =>
		j === truth ? undefined : { challenge: randomScalar(rng), response: randomScalar(rng) },
	);
	const w = randomScalar(rng);
	const commitments = branches.flatMap((branch, j): Point[] => {
		const proof = simulated[j];
		return proof ? simulateCommitments(prover, branch, proof) : [g.multiply(w), y.multiply(w)];
	});
	const total = hashToScalar(prefix, prover.stateCommitments(commitments));
	const others = simulated.reduce((sum, p) => sum + (p?.challenge ?? 0n), 0n);
	const challenge = modOrder(total - others);
	const response = modOrder(w - branches[truth]!.randomness * challenge);
	return simulated.map((p) => p ?? { challenge, response });
}

/** A = r·G + c·a and B = r·Y + c·b, computed from G and Y alone: a = ρ·G, b = ρ·Y + difference·G. */
function simulateCommitments(
	{ g, y }: Prover,
	{ randomness, difference }: Branch,
	{ challenge, response }: Proof,
): [Point, Point] {
	const w = asSecret(modOrder(response + randomness * challenge));
	const shift = asSecret(modOrder(difference * challenge));
	const B = y.multiply(w);
	return [g.multiply(w), shift === 0n ? B : add(B, g.multiply(shift))];
}

/** A branch as the verifier sees it: sums of alphas and of betas, and the claimed plaintext. */
export type Statement = { readonly a: number; readonly b: number; readonly plaintext: bigint };

/** Adds the claim that one of the statements (a, b − plaintext·G) encrypts the identity. */
export function claimDisjunction(
	claims: Claims,
	claim: Pick<Claim, 'code' | 'place' | 'prefix' | 'prefixSums'>,
	statements: readonly Statement[],
	proofs: readonly Proof[],
): void {
	if (proofs.length !== statements.length) {
		claims.problem('ballot.proof-length', claim.place, `${statements.length} branches are needed`);
		return;
	}
	claims.claim({
		...claim,
		challenge: modOrder(proofs.reduce((sum, p) => sum + p.challenge, 0n)),
		commitments: statements.flatMap(({ a, b, plaintext }, j) => {
			const { challenge, response } = proofs[j]!;
			return [
				{ g: response, y: 0n, terms: [{ sum: a, factor: challenge }] },
				{
					g: modOrder(-challenge * plaintext),
					y: response,
					terms: [{ sum: b, factor: challenge }],
				},
			];
		}),
	});
}
