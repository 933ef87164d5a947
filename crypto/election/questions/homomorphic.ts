/** Choices that are added up under encryption: between min and max of the answers, or a blank vote. Spec: SPEC §3.6. */
import {
	array,
	boolean,
	integer,
	object,
	optional,
	string,
	type Codec,
	type Infer,
} from '../../codec.ts';
import { claimDisjunction, proveDisjunction } from '../../proofs/disjunctive.ts';
import { proofCodec, type Proof } from '../../proofs/schnorr.ts';
import {
	branches,
	encryptBits,
	joinPoints,
	range,
	stateSum,
	stateCiphertexts,
	sumMade,
	writePoints,
	writeSum,
	writtenCiphertextCodec,
	type ClaimContext,
	type MadeCiphertext,
	type ProveContext,
	type QuestionType,
	type WrittenCiphertext,
} from './question.ts';

const MAX_ANSWERS = 2000;

const questionCodec = object({
	answers: array(string, 1, MAX_ANSWERS),
	blank: optional(boolean),
	min: integer(0, MAX_ANSWERS),
	max: integer(0, MAX_ANSWERS),
	question: string,
});
export type HomomorphicQuestion = Infer<typeof questionCodec>;

/** 0 or 1 for each answer, the blank bit first where the question has one. */
export type HomomorphicChoice = readonly number[];

export type HomomorphicAnswer = {
	readonly choices: readonly WrittenCiphertext[];
	readonly individual_proofs: readonly (readonly Proof[])[];
	readonly overall_proof: readonly Proof[];
	readonly blank_proof?: readonly Proof[];
};

export const hasBlank = (q: HomomorphicQuestion): boolean => q.blank === true;
const choicesOf = (q: HomomorphicQuestion): number => q.answers.length + (hasBlank(q) ? 1 : 0);

function answerCodec(q: HomomorphicQuestion): Codec<HomomorphicAnswer> {
	const n = choicesOf(q);
	const overall = q.max - q.min + 1 + (hasBlank(q) ? 1 : 0);
	const fields = {
		choices: array(writtenCiphertextCodec, n, n),
		individual_proofs: array(array(proofCodec, 2, 2), n, n),
		overall_proof: array(proofCodec, overall, overall),
	};
	return hasBlank(q) ? object({ ...fields, blank_proof: array(proofCodec, 2, 2) }) : object(fields);
}

function refuse(q: HomomorphicQuestion, choice: HomomorphicChoice): string | undefined {
	if (choice.length !== choicesOf(q)) return `the choice has ${choicesOf(q)} numbers`;
	if (choice.some((c) => c !== 0 && c !== 1)) return 'every number of the choice is 0 or 1';
	const sum = choice.reduce((a, b) => a + b, 0);
	if (hasBlank(q) && choice[0] === 1)
		return sum === 1 ? undefined : 'a blank vote chooses nothing else';
	return sum >= q.min && sum <= q.max
		? undefined
		: `between ${q.min} and ${q.max} answers are chosen`;
}

/** The prefixes of all proofs of an answer; all but the individual ones hash every ciphertext. */
function prefixes(context: string, choices: readonly WrittenCiphertext[]) {
	const all = `${context}|${joinPoints(choices)}|`;
	return {
		individual: `prove|${context}|`,
		overall: `prove|${all}`,
		blank: `bproof0|${all}`,
		overallOrBlank: `bproof1|${all}`,
	};
}

function prove(
	q: HomomorphicQuestion,
	choice: HomomorphicChoice,
	context: ProveContext,
): HomomorphicAnswer {
	const refusal = refuse(q, choice);
	if (refusal !== undefined) throw new RangeError(refusal);
	const made = encryptBits(choice, context);
	const choices = stateCiphertexts(
		context,
		made.map((m) => m.eighth),
	);
	const prefix = prefixes(context.context, choices);
	const individual_proofs = made.map((m, i) =>
		proveDisjunction(
			`${prefix.individual}${joinPoints([choices[i]!])}|`,
			context.prover,
			branches(m, BIT),
		),
	);
	const whole = hasBlank(q)
		? proveBlank(q, made, prefix, context)
		: proveSum(q, made, prefix, context);
	return { choices, individual_proofs, ...whole };
}

type Prefixes = ReturnType<typeof prefixes>;
const BIT = [0n, 1n];

function proveSum(
	q: HomomorphicQuestion,
	made: readonly MadeCiphertext[],
	prefix: Prefixes,
	{ prover }: ProveContext,
) {
	const sum = sumMade(made);
	const at = `${prefix.overall}${joinPoints([writeSum(sum)])}|`;
	return { overall_proof: proveDisjunction(at, prover, branches(sum, range(q.min, q.max))) };
}

function proveBlank(
	q: HomomorphicQuestion,
	made: readonly MadeCiphertext[],
	prefix: Prefixes,
	{ prover }: ProveContext,
) {
	const blank = made[0]!;
	const sum = sumMade(made.slice(1));
	const nothing = [...branches(blank, [0n]), ...branches(sum, [0n])];
	const blank_proof = proveDisjunction(prefix.blank, prover, nothing);
	const either = [...branches(blank, [1n]), ...branches(sum, range(q.min, q.max))];
	const overall_proof = proveDisjunction(prefix.overallOrBlank, prover, either);
	return { overall_proof, blank_proof };
}

function claim(q: HomomorphicQuestion, answer: HomomorphicAnswer, context: ClaimContext): void {
	const { claims, place } = context;
	const prefix = prefixes(context.context, answer.choices);
	const alphas = writePoints(
		claims,
		answer.choices,
		answer.choices.map((_, i) => `${place}.choices[${i}]`),
	);
	answer.individual_proofs.forEach((proofs, i) => {
		const statements = BIT.map((p) => stateSum(claims, [alphas[i]!], p));
		const at = {
			code: 'ballot.choice-proof',
			place: `${place}.individual_proofs[${i}]`,
			prefix: prefix.individual,
			prefixSums: [statements[0]!.a, statements[0]!.b],
		};
		claimDisjunction(claims, at, statements, proofs);
	});
	if (hasBlank(q)) claimBlank(q, answer, alphas, prefix, context);
	else claimSum(q, answer, alphas, prefix, context);
}

function claimSum(
	q: HomomorphicQuestion,
	answer: HomomorphicAnswer,
	alphas: readonly number[],
	prefix: Prefixes,
	{ claims, place }: ClaimContext,
): void {
	const statements = range(q.min, q.max).map((p) => stateSum(claims, alphas, p));
	const at = {
		code: 'ballot.sum-proof',
		place: `${place}.overall_proof`,
		prefix: prefix.overall,
		prefixSums: [statements[0]!.a, statements[0]!.b],
	};
	claimDisjunction(claims, at, statements, answer.overall_proof);
}

function claimBlank(
	q: HomomorphicQuestion,
	answer: HomomorphicAnswer,
	[blank, ...rest]: readonly number[],
	prefix: Prefixes,
	{ claims, place }: ClaimContext,
): void {
	const nothing = [stateSum(claims, [blank!], 0n), stateSum(claims, rest, 0n)];
	const blankAt = {
		code: 'ballot.blank-proof',
		place: `${place}.blank_proof`,
		prefix: prefix.blank,
	};
	claimDisjunction(claims, blankAt, nothing, answer.blank_proof ?? []);
	const either = [
		stateSum(claims, [blank!], 1n),
		...range(q.min, q.max).map((p) => stateSum(claims, rest, p)),
	];
	const at = {
		code: 'ballot.sum-proof',
		place: `${place}.overall_proof`,
		prefix: prefix.overallOrBlank,
	};
	claimDisjunction(claims, at, either, answer.overall_proof);
}

export const homomorphic: QuestionType<HomomorphicQuestion, HomomorphicChoice, HomomorphicAnswer> =
	{
		type: 'Homomorphic',
		questionCodec,
		answerCodec,
		refuse,
		prove,
		claim,
		ciphertexts: (answer) => answer.choices,
		tallied: 'summed',
	};
