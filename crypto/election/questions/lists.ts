/** A vote for one list and candidates of it, added up under encryption. Spec: SPEC §3.8. */
import {
	array,
	literal,
	object,
	pointText,
	scalar,
	string,
	tuple,
	type Codec,
	type Infer,
} from '../../codec.ts';
import {
	add,
	encodePoint,
	IDENTITY,
	modOrder,
	multiply,
	randomScalar,
	type Point,
	type Scalar,
	asSecret,
} from '../../group.ts';
import { claimDisjunction, proveDisjunction, type Statement } from '../../proofs/disjunctive.ts';
import { proofCodec, type Proof } from '../../proofs/schnorr.ts';
import { hashToScalar } from '../../transcript.ts';
import {
	branches,
	encryptBits,
	joinPoints,
	stateCiphertexts,
	stateSum,
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

const MAX_LISTS = 200;
const MAX_LENGTH = 500;

const questionCodec = object({
	type: literal('Lists'),
	value: object({
		answers: array(array(string, 2, MAX_LENGTH), 1, MAX_LISTS),
		question: string,
	}),
});
export type ListsQuestion = Infer<typeof questionCodec>;

/** For each list 0 or 1 for the list itself, then for each of its candidates. */
export type ListsChoice = readonly (readonly number[])[];

/** Shows that N = s·(sum of all candidates) with s ≠ 0: the sum is not zero exactly when N is not the identity. */
type NonzeroProof = {
	readonly commitment: string;
	readonly challenge: Scalar;
	readonly response: readonly [Scalar, Scalar];
};

export type ListsAnswer = {
	readonly choices: readonly (readonly WrittenCiphertext[])[];
	readonly individual_proofs: readonly (readonly (readonly Proof[])[])[];
	readonly overall_proof: Proof;
	readonly list_proofs: readonly (readonly Proof[])[];
	readonly nonzero_proof: NonzeroProof;
};

/** One item for each list, with items for each of its places. */
const perPlace = <T>(q: ListsQuestion, item: Codec<T>): Codec<T[][]> => {
	const lists = q.value.answers.map((list) => array(item, list.length, list.length));
	return tuple<readonly Codec<T[]>[]>(...lists) as Codec<T[][]>;
};

const answerCodec = (q: ListsQuestion): Codec<ListsAnswer> =>
	object({
		choices: perPlace(q, writtenCiphertextCodec),
		individual_proofs: perPlace(q, array(proofCodec, 2, 2)),
		overall_proof: proofCodec,
		list_proofs: array(array(proofCodec, 2, 2), q.value.answers.length, q.value.answers.length),
		nonzero_proof: object({
			commitment: pointText,
			challenge: scalar,
			response: tuple(scalar, scalar),
		}),
	});

function refuse(q: ListsQuestion, choice: ListsChoice): string | undefined {
	const { answers } = q.value;
	if (choice.length !== answers.length || choice.some((l, i) => l.length !== answers[i]!.length))
		return 'the choice has a number for every list and candidate';
	if (choice.flat().some((c) => c !== 0 && c !== 1)) return 'every number of the choice is 0 or 1';
	const chosen = choice.filter((list) => list[0] === 1);
	if (chosen.length !== 1) return 'exactly one list is chosen';
	if (choice.some((list) => list[0] === 0 && list.includes(1)))
		return 'candidates are chosen from the chosen list only';
	return chosen[0]!.indexOf(1, 1) > 0 ? undefined : 'at least one candidate is chosen';
}

function prefixes(context: string, choices: readonly (readonly WrittenCiphertext[])[]) {
	const all = `${context}|${joinPoints(choices.flat())}|`;
	return {
		individual: `prove|${context}|`,
		overall: `prove|${all}`,
		list: `lproof|${all}`,
		nonzero: `nonzero|${all}`,
	};
}

const BIT = [0n, 1n];

function prove(q: ListsQuestion, choice: ListsChoice, context: ProveContext): ListsAnswer {
	const refusal = refuse(q, choice);
	if (refusal !== undefined) throw new RangeError(refusal);
	const { prover } = context;
	const made = choice.map((list) => encryptBits(list, context));
	const choices = made.map((list) =>
		stateCiphertexts(
			context,
			list.map((m) => m.eighth),
		),
	);
	const prefix = prefixes(context.context, choices);
	const individual_proofs = made.map((list, i) =>
		list.map((m, j) =>
			proveDisjunction(
				`${prefix.individual}${joinPoints([choices[i]![j]!])}|`,
				prover,
				branches(m, BIT),
			),
		),
	);
	const overall_proof = proveOneList(made, prefix.overall, context);
	const list_proofs = made.map(([list, ...candidates]) => {
		const either = [...branches(list!, [1n]), ...branches(sumMade(candidates), [0n])];
		return proveDisjunction(prefix.list, prover, either);
	});
	const nonzero_proof = proveNonzero(made, prefix.nonzero, context);
	return { choices, individual_proofs, overall_proof, list_proofs, nonzero_proof };
}

function proveOneList(
	made: readonly (readonly MadeCiphertext[])[],
	prefix: string,
	{ prover }: ProveContext,
): Proof {
	const sum = sumMade(made.map((list) => list[0]!));
	const at = `${prefix}${joinPoints([writeSum(sum)])}|`;
	return proveDisjunction(at, prover, branches(sum, [1n]))[0]!;
}

function proveNonzero(
	made: readonly (readonly MadeCiphertext[])[],
	prefix: string,
	{ prover }: ProveContext,
): NonzeroProof {
	const { g, y, rng } = prover;
	const { eighth, randomness, plaintext } = sumMade(made.flatMap((list) => list.slice(1)));
	const [s, w1, w2] = [randomScalar(rng), randomScalar(rng), randomScalar(rng)];
	const [commitment] = prover.statePoints([g.multiply(asSecret(modOrder(s * plaintext)))]) as [
		Point,
	];
	const challenge = hashToScalar(prefix, [
		commitment,
		...prover.stateCommitments([
			add(multiply(eighth.alpha, w1), g.multiply(w2)),
			add(multiply(eighth.beta, w1), y.multiply(w2)),
		]),
	]);
	const response = [
		modOrder(w1 - s * challenge),
		modOrder(w2 + s * randomness * challenge),
	] as const;
	return { commitment: encodePoint(commitment), challenge, response };
}

function claim(_q: ListsQuestion, answer: ListsAnswer, context: ClaimContext): void {
	const { claims, place } = context;
	const prefix = prefixes(context.context, answer.choices);
	const lists = answer.choices.map((list, i) =>
		writePoints(
			claims,
			list,
			list.map((_, j) => `${place}.choices[${i}][${j}]`),
		),
	);
	answer.individual_proofs.forEach((list, i) => {
		list.forEach((proofs, j) => {
			const statements = BIT.map((p) => stateSum(claims, [lists[i]![j]!], p));
			const at = {
				code: 'ballot.choice-proof',
				place: `${place}.individual_proofs[${i}][${j}]`,
				prefix: prefix.individual,
				prefixSums: [statements[0]!.a, statements[0]!.b],
			};
			claimDisjunction(claims, at, statements, proofs);
		});
	});
	claimOneList(lists, answer, prefix.overall, context);
	claimLists(lists, answer, prefix.list, context);
	claimNonzero(lists, answer, prefix.nonzero, context);
}

type Indices = readonly (readonly number[])[];

function claimOneList(
	lists: Indices,
	answer: ListsAnswer,
	prefix: string,
	{ claims, place }: ClaimContext,
): void {
	const one = stateSum(
		claims,
		lists.map((list) => list[0]!),
		1n,
	);
	const at = {
		code: 'ballot.list-count-proof',
		place: `${place}.overall_proof`,
		prefix,
		prefixSums: [one.a, one.b],
	};
	claimDisjunction(claims, at, [one], [answer.overall_proof]);
}

function claimLists(
	lists: Indices,
	answer: ListsAnswer,
	prefix: string,
	{ claims, place }: ClaimContext,
): void {
	answer.list_proofs.forEach((proofs, i) => {
		const [list, ...candidates] = lists[i]!;
		const either: Statement[] = [stateSum(claims, [list!], 1n), stateSum(claims, candidates, 0n)];
		const at = { code: 'ballot.list-proof', place: `${place}.list_proofs[${i}]`, prefix };
		claimDisjunction(claims, at, either, proofs);
	});
}

function claimNonzero(
	lists: Indices,
	{ nonzero_proof: { commitment, challenge, response } }: ListsAnswer,
	prefix: string,
	{ claims, place }: ClaimContext,
): void {
	const [t1, t2] = response;
	const at = `${place}.nonzero_proof`;
	if (commitment === encodePoint(IDENTITY))
		claims.problem(
			'ballot.no-candidate',
			at,
			'the commitment is the identity: no candidate is chosen',
		);
	const N = claims.point(commitment, `${at}.commitment`);
	const { a, b } = stateSum(
		claims,
		lists.flatMap((list) => list.slice(1)),
		0n,
	);
	claims.claim({
		code: 'ballot.nonzero-proof',
		place: at,
		prefix,
		hashed: [N],
		challenge,
		commitments: [
			{ g: t2, y: 0n, terms: [{ sum: a, factor: t1 }] },
			{
				g: 0n,
				y: t2,
				terms: [
					{ sum: b, factor: t1 },
					{ sum: claims.sum([N]), factor: challenge },
				],
			},
		],
	});
}

export const lists: QuestionType<ListsQuestion, ListsChoice, ListsAnswer> = {
	type: 'Lists',
	questionCodec,
	answerCodec,
	refuse,
	prove,
	claim,
	ciphertexts: (answer) => answer.choices,
	tallied: 'summed',
};
