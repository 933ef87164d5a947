/**
 * Partial decryption of a tally by one owner of a key share, as the Belenios protocol has it. Spec: SPEC §4.7.
 *
 * The hash of its proofs covers neither ciphertext nor factor: an owner can prove false factors (ADR 0041). A partial decryption is
 * therefore worth nothing without the strong proof of strong-decryption.ts.
 */
import { curvePoint, object, type Infer } from '../codec.ts';
import {
	areMembers,
	encodePoint,
	isMember,
	multiply,
	type CurvePoint,
	type FixedBase,
	type Point,
	type Secret,
} from '../group.ts';
import { proveEquality, verifyEquality } from '../proofs/equality.ts';
import { proofCodec, type Proof } from '../proofs/schnorr.ts';
import { randomBytes, type RandomBytes } from '../random.ts';
import { err, ok, type Problem, type Result } from '../result.ts';
import type { Ciphertext } from './elgamal.ts';
import { fillNest, leafPlaces, leaves, nestCodec, sameShape, type Nest } from './nest.ts';

export const partialDecryptionCodec = object({
	decryption_factors: nestCodec<CurvePoint>(curvePoint),
	decryption_proofs: nestCodec<Proof>(proofCodec),
});
export type PartialDecryption = Infer<typeof partialDecryptionCodec>;

/** What is decrypted: `tally` with the parts that were shuffled replaced by the last shuffle, under the election's fingerprint. */
export type Decryption = { readonly fingerprint: string; readonly tally: Nest<Ciphertext> };

const proofPrefix = (fingerprint: string, key: Point): string =>
	`decrypt|${fingerprint}|${encodePoint(key)}|`;

/** F = x·alpha and a proof for every ciphertext. Secret: x, in [1, ℓ). */
export function decryptPartially(
	{ fingerprint, tally }: Decryption,
	key: Point,
	secret: Secret,
	rng: RandomBytes = randomBytes,
): PartialDecryption {
	const prefix = proofPrefix(fingerprint, key);
	const alphas = leaves(tally).map((c) => c.alpha);
	const factors = alphas.map((alpha) => multiply(alpha, secret));
	const proofs = alphas.map((alpha) => proveEquality(prefix, secret, alpha, rng));
	return {
		decryption_factors: fillNest(tally, factors),
		decryption_proofs: fillNest(tally, proofs),
	};
}

/**
 * Checks shape, membership and proofs, and gives the factors. Problems name the place of the ciphertext.
 * Codes: `decryption.{shape,not-in-group,proof}`.
 */
export function verifyPartialDecryption(
	{ fingerprint, tally }: Decryption,
	key: FixedBase,
	{ decryption_factors, decryption_proofs }: PartialDecryption,
): Result<Nest<Point>, Problem[]> {
	const shape = shapeProblems(tally, decryption_factors, decryption_proofs);
	if (shape.length > 0) return err(shape);
	const factors: readonly CurvePoint[] = leaves(decryption_factors);
	if (!areMembers(factors)) return err(nonMembers(decryption_factors));
	const prefix = proofPrefix(fingerprint, key.point);
	const ciphertexts = leaves(tally);
	const proofs = leaves(decryption_proofs);
	const places = leafPlaces(tally, 'decryption_proofs');
	const problems = factors.flatMap((image, i) => {
		const statement = { key, base: ciphertexts[i]!.alpha, image };
		if (verifyEquality(prefix, statement, proofs[i]!)) return [];
		const message = 'the proof of the decryption factor does not hold';
		return [{ code: 'decryption.proof', place: places[i]!, message }];
	});
	return problems.length > 0 ? err(problems) : ok(fillNest(tally, factors));
}

function shapeProblems(
	tally: Nest<Ciphertext>,
	factors: Nest<CurvePoint>,
	proofs: Nest<Proof>,
): Problem[] {
	const problem = (place: string) => ({
		code: 'decryption.shape',
		place,
		message: 'not one item for every ciphertext of the tally',
	});
	return [
		...(sameShape(tally, factors) ? [] : [problem('decryption_factors')]),
		...(sameShape(tally, proofs) ? [] : [problem('decryption_proofs')]),
	];
}

function nonMembers(factors: Nest<CurvePoint>): Problem[] {
	const places = leafPlaces(factors, 'decryption_factors');
	return leaves(factors).flatMap((factor, i) =>
		isMember(factor)
			? []
			: [
					{
						code: 'decryption.not-in-group',
						place: places[i]!,
						message: 'the factor has a component of small order',
					},
				],
	);
}
