/** Answers that are shuffled and decrypted whole: up to 30 bytes in one ciphertext. Spec: SPEC §3.7. */
import { array, literal, object, optional, string, type Codec, type Infer } from '../../codec.ts';
import {
	asSecret,
	decompressNumber,
	encodePoint,
	INVERSE_OF_EIGHT,
	isDouble,
	isMember,
	modOrder,
	multiply,
	pointNumber,
	randomScalar,
	type Point,
} from '../../group.ts';
import { proofCodec, type Proof } from '../../proofs/schnorr.ts';
import { hashToScalar } from '../../transcript.ts';
import { encryptWith } from '../elgamal.ts';
import {
	joinPoints,
	stateCiphertexts,
	writePoints,
	writtenCiphertextCodec,
	type ClaimContext,
	type ProveContext,
	type QuestionType,
	type WrittenCiphertext,
} from './question.ts';

/** As many bytes as a point carries. */
export const MAX_BYTES = 30;
/** Low bits that are tried until the number is the text of a group element. */
const PADDING_BITS = 14n;

const anything: Codec<unknown> = { decode: (value) => value, encode: (value) => value };

const questionCodec = object({
	type: literal('NonHomomorphic'),
	value: object({ answers: array(string, 1, MAX_BYTES), question: string }),
	extra: optional(anything),
});
export type NonHomomorphicQuestion = Infer<typeof questionCodec>;

/** A byte for each answer. */
export type NonHomomorphicChoice = readonly number[];

export type NonHomomorphicAnswer = { readonly choices: WrittenCiphertext; readonly proof: Proof };

const answerCodec: Codec<NonHomomorphicAnswer> = object({
	choices: writtenCiphertextCodec,
	proof: proofCodec,
});

function refuse(q: NonHomomorphicQuestion, choice: NonHomomorphicChoice): string | undefined {
	if (choice.length !== q.value.answers.length)
		return `the choice has ${q.value.answers.length} numbers`;
	return choice.every((c) => Number.isInteger(c) && c >= 0 && c <= 255)
		? undefined
		: 'every number of the choice is a byte';
}

/**
 * The group element that carries up to 30 bytes: the first of the 2^14 numbers with these top bits that is one's text. Spec: SPEC
 * §3.7. Time depends on the bytes by the number of tries; it is run only on the voter's own device.
 * @throws RangeError for more than 30 values or one outside 0…255.
 */
export function embedBytes(bytes: readonly number[]): Point {
	if (bytes.length > MAX_BYTES || bytes.some((b) => !Number.isInteger(b) || b < 0 || b > 255))
		throw new RangeError(`at most ${MAX_BYTES} bytes`);
	const start = bytes.reduce((n, b) => n * 256n + BigInt(b), 0n) << PADDING_BITS;
	for (let z = start; z < start + (1n << PADDING_BITS); z++) {
		const point = decompressNumber(z);
		if (point && isDouble(point) && isMember(point)) return point;
	}
	throw new RangeError('no group element carries these bytes'); // probability below 2^−3000
}

/** The `length` bytes that a group element carries. Not every element comes from bytes: see {@link isCanonicalEmbedding}. */
export function extractBytes(point: Point, length: number): number[] {
	const z = pointNumber(point) >> PADDING_BITS;
	return Array.from({ length }, (_, i) => Number((z >> BigInt(8 * (length - 1 - i))) & 255n));
}

/** Whether the element is the one that {@link embedBytes} gives for these bytes: the only one an honest client makes. */
export const isCanonicalEmbedding = (point: Point, bytes: readonly number[]): boolean =>
	encodePoint(embedBytes(bytes)) === encodePoint(point);

const prefix = (context: string, keyText: string, choices: WrittenCiphertext): string =>
	`raweg|${context}|${keyText},${joinPoints([choices])}|`;

function prove(
	q: NonHomomorphicQuestion,
	choice: NonHomomorphicChoice,
	context: ProveContext,
): NonHomomorphicAnswer {
	const refusal = refuse(q, choice);
	if (refusal !== undefined) throw new RangeError(refusal);
	const { prover, keyText } = context;
	const message = multiply(embedBytes(choice), asSecret(INVERSE_OF_EIGHT));
	const { ciphertext, randomness } = encryptWith(prover, message, prover.rng);
	const choices = stateCiphertexts(context, [ciphertext])[0]!;
	const w = randomScalar(prover.rng);
	const challenge = hashToScalar(
		prefix(context.context, keyText, choices),
		prover.stateCommitments([prover.g.multiply(w)]),
	);
	return { choices, proof: { challenge, response: modOrder(w - randomness * challenge) } };
}

function claim(
	_q: NonHomomorphicQuestion,
	{ choices, proof }: NonHomomorphicAnswer,
	{ claims, keyText, context, place }: ClaimContext,
): void {
	const alpha = writePoints(claims, [choices], [`${place}.choices`])[0]!;
	claims.claim({
		code: 'ballot.plaintext-proof',
		place: `${place}.proof`,
		prefix: prefix(context, keyText, choices),
		challenge: proof.challenge,
		commitments: [
			{
				g: proof.response,
				y: 0n,
				terms: [{ sum: claims.sum([alpha]), factor: proof.challenge }],
			},
		],
	});
}

export const nonHomomorphic: QuestionType<
	NonHomomorphicQuestion,
	NonHomomorphicChoice,
	NonHomomorphicAnswer
> = {
	type: 'NonHomomorphic',
	questionCodec,
	answerCodec: () => answerCodec,
	refuse,
	prove,
	claim,
	ciphertexts: (answer) => answer.choices,
	tallied: 'shuffled',
};
