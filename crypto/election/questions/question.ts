/** What every type of question does; the list of types stands in index.ts. Spec: SPEC §3.6–§3.8. */
import { object, pointText, type Codec } from '../../codec.ts';
import { clearCofactor, encodePoints, IDENTITY, modOrder, type Scalar } from '../../group.ts';
import type { Claims } from '../../proofs/claims.ts';
import type { Branch, Statement } from '../../proofs/disjunctive.ts';
import type { Prover } from '../../proofs/hints.ts';
import { encryptWith, sumCiphertexts, type Ciphertext } from '../elgamal.ts';
import type { Nest } from '../nest.ts';

/** A ciphertext as it stands in a ballot, its points not yet decoded. */
export type WrittenCiphertext = { readonly alpha: string; readonly beta: string };
export const writtenCiphertextCodec: Codec<WrittenCiphertext> = object({
	alpha: pointText,
	beta: pointText,
});

/** Who proves, the text of Y, and the text that ties every proof of a ballot to its election and voter: fingerprint ‖ "|" ‖ credential. */
export type ProveContext = {
	readonly prover: Prover;
	readonly keyText: string;
	readonly context: string;
};
export type ClaimContext = {
	readonly claims: Claims;
	readonly keyText: string;
	readonly context: string;
	readonly place: string;
};

/** `Q` the question, `C` a voter's choice, `A` the answer in a ballot. */
export interface QuestionType<Q, C, A> {
	readonly type: string;
	readonly questionCodec: Codec<Q>;
	answerCodec(question: Q): Codec<A>;
	/** What is wrong with a choice, in a sentence; `undefined` when a proof for it can be made. */
	refuse(question: Q, choice: C): string | undefined;
	/** Encrypts and proves. Secret: the choice. @throws RangeError for a choice that {@link refuse} refuses. */
	prove(question: Q, choice: C, context: ProveContext): A;
	/** Adds everything that the answer claims. */
	claim(question: Q, answer: A, context: ClaimContext): void;
	/** The ciphertexts that go into the tally. */
	ciphertexts(answer: A): Nest<WrittenCiphertext>;
	/** Whether ciphertexts are added up (and decrypted as sums) or shuffled. */
	readonly tallied: 'summed' | 'shuffled';
}

/** A ciphertext with what its maker knows: randomness and plaintext are secret. */
export type MadeCiphertext = {
	/** Its points' eighths, as the prover has them. */
	readonly eighth: Ciphertext;
	readonly randomness: Scalar;
	readonly plaintext: bigint;
};

/** Encrypts bits: r·G and r·Y + bit·G. */
export const encryptBits = (bits: readonly number[], { prover }: ProveContext): MadeCiphertext[] =>
	bits.map((bit) => {
		const { ciphertext, randomness } = encryptWith(
			prover,
			bit === 1 ? prover.g.point : IDENTITY,
			prover.rng,
		);
		return { eighth: ciphertext, randomness, plaintext: BigInt(bit) };
	});

/** The texts of ciphertexts that the ballot will hold. */
export function stateCiphertexts(
	{ prover }: ProveContext,
	eighths: readonly Ciphertext[],
): WrittenCiphertext[] {
	const points = prover.statePoints(eighths.flatMap((c) => [c.alpha, c.beta]));
	return writeCiphertexts(
		eighths.map((_, i) => ({ alpha: points[2 * i]!, beta: points[2 * i + 1]! })),
	);
}

/** The text of a sum of ciphertexts, which the ballot does not hold: the verifier adds up. */
export const writeSum = ({ eighth: { alpha, beta } }: MadeCiphertext): WrittenCiphertext =>
	writeCiphertexts([{ alpha: clearCofactor(alpha), beta: clearCofactor(beta) }])[0]!;

/** The texts of ciphertexts, with one inversion. */
export function writeCiphertexts(ciphertexts: readonly Ciphertext[]): WrittenCiphertext[] {
	const texts = encodePoints(ciphertexts.flatMap((c) => [c.alpha, c.beta]));
	return ciphertexts.map((_, i) => ({ alpha: texts[2 * i]!, beta: texts[2 * i + 1]! }));
}

/** The texts of all points of ciphertexts, joined by commas: how hashes name them. */
export const joinPoints = (ciphertexts: readonly WrittenCiphertext[]): string =>
	ciphertexts.map((c) => `${c.alpha},${c.beta}`).join(',');

/** The sum of ciphertexts with what its maker knows. */
export const sumMade = (made: readonly MadeCiphertext[]): MadeCiphertext => ({
	eighth: sumCiphertexts(made.map((m) => m.eighth)),
	randomness: modOrder(made.reduce((sum, m) => sum + m.randomness, 0n)),
	plaintext: made.reduce((sum, m) => sum + m.plaintext, 0n),
});

/** The branches of a disjunction: this ciphertext encrypts one of these plaintexts. */
export const branches = (
	{ randomness, plaintext }: MadeCiphertext,
	claimed: readonly bigint[],
): Branch[] => claimed.map((p) => ({ randomness, difference: plaintext - p }));

/** Registers the points of ciphertexts; gives the index of each alpha, the beta standing next to it. */
export const writePoints = (
	claims: Claims,
	ciphertexts: readonly WrittenCiphertext[],
	places: readonly string[],
): number[] =>
	ciphertexts.map(({ alpha, beta }, i) => {
		const index = claims.point(alpha, `${places[i]!}.alpha`);
		claims.point(beta, `${places[i]!}.beta`);
		return index;
	});

/** A statement about the sum of the ciphertexts at these indices: it encrypts this plaintext. */
export const stateSum = (
	claims: Claims,
	alphas: readonly number[],
	plaintext: bigint,
): Statement => ({
	a: claims.sum(alphas),
	b: claims.sum(alphas.map((i) => i + 1)),
	plaintext,
});

/** The integers from min to max. */
export const range = (min: number, max: number): bigint[] =>
	Array.from({ length: max - min + 1 }, (_, i) => BigInt(min + i));
