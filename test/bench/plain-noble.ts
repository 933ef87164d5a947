/**
 * Checks a ballot with noble as the formulas of SPEC §3 read: every point decoded and checked by itself, every product a multiplication
 * of its own, every commitment encoded by itself. Shares no code with crypto/; what our verifier is measured against.
 */
import { createHash } from 'node:crypto';
import { ed25519 } from '@noble/curves/ed25519.js';
import { bytesToHex, hexToBytes } from '@noble/hashes/utils.js';

const { Point } = ed25519;
type Point = InstanceType<typeof Point>;

type Proof = { readonly challenge: string; readonly response: string };
type Ciphertext = { readonly alpha: string; readonly beta: string };
type SumAnswer = {
	readonly choices: readonly Ciphertext[];
	readonly individual_proofs: readonly (readonly Proof[])[];
	readonly overall_proof: readonly Proof[];
};
type MixAnswer = { readonly choices: Ciphertext; readonly proof: Proof };
type Ballot = {
	readonly credential: string;
	readonly answers: readonly (SumAnswer | MixAnswer)[];
	readonly signature: { readonly hash: string; readonly proof: Proof };
};
type Definition = {
	readonly public_key: string;
	readonly questions: readonly { readonly min?: number }[];
};

/** The 32 bytes are written the other way round. */
function read(text: string): Point {
	const point = Point.fromBytes(hexToBytes(text).reverse());
	if (!point.isTorsionFree()) throw new RangeError('not in the group');
	return point;
}
const write = (point: Point): string => bytesToHex(point.toBytes().reverse());
const times = (point: Point, scalar: bigint): Point =>
	point.multiplyUnsafe(Point.Fn.create(scalar));
const hash = (text: string) => createHash('sha256').update(text);

/** Whether the challenges add up to the hash of the prefix and the commitments. */
function adds(prefix: string, commitments: readonly Point[], proofs: readonly Proof[]): boolean {
	const digest = hash(prefix + commitments.map(write).join(',')).digest('hex');
	const sum = proofs.reduce((n, p) => n + BigInt(p.challenge), 0n);
	return Point.Fn.create(BigInt(`0x${digest}`)) === Point.Fn.create(sum);
}

/** r·G + c·X. */
const schnorr = (statement: Point, { challenge, response }: Proof): Point =>
	times(Point.BASE, BigInt(response)).add(times(statement, BigInt(challenge)));

/** The commitments that say: (a, b) encrypts one of these numbers. */
const disjunction = (key: Point, a: Point, b: Point, claimed: number[], proofs: readonly Proof[]) =>
	proofs.flatMap((proof, j) => [
		schnorr(a, proof),
		times(key, BigInt(proof.response)).add(
			times(b.subtract(times(Point.BASE, BigInt(claimed[j]!))), BigInt(proof.challenge)),
		),
	]);

type Context = { readonly key: Point; readonly keyText: string; readonly context: string };

function sumAnswerHolds(answer: SumAnswer, min: number, { key, context }: Context): boolean {
	const { choices, individual_proofs, overall_proof } = answer;
	const points = choices.map(({ alpha, beta }) => ({ a: read(alpha), b: read(beta) }));
	const joined = choices.map(({ alpha, beta }) => `${alpha},${beta}`);
	const bitsHold = points.every(({ a, b }, i) => {
		const proofs = individual_proofs[i]!;
		const prefix = `prove|${context}|${joined[i]!}|`;
		return adds(prefix, disjunction(key, a, b, [0, 1], proofs), proofs);
	});
	const a = points.reduce((sum, p) => sum.add(p.a), Point.ZERO);
	const b = points.reduce((sum, p) => sum.add(p.b), Point.ZERO);
	const claimed = overall_proof.map((_, j) => min + j);
	const prefix = `prove|${context}|${joined.join(',')}|${write(a)},${write(b)}|`;
	return bitsHold && adds(prefix, disjunction(key, a, b, claimed, overall_proof), overall_proof);
}

function mixAnswerHolds({ choices, proof }: MixAnswer, { keyText, context }: Context): boolean {
	const { alpha, beta } = choices;
	read(beta);
	const prefix = `raweg|${context}|${keyText},${alpha},${beta}|`;
	return adds(prefix, [schnorr(read(alpha), proof)], [proof]);
}

/** Whether every proof and the signature of a ballot hold. Trusts the ballot's spelling and its number of proofs. */
export function holdsPlainly(electionText: string, ballotText: string): boolean {
	const { public_key: keyText, questions } = JSON.parse(electionText) as Definition;
	const { signature, ...unsigned } = JSON.parse(ballotText) as Ballot;
	const { credential, answers } = unsigned;
	const base64 = (text: string) => hash(text).digest('base64').replace('=', '');
	const context = { key: read(keyText), keyText, context: `${base64(electionText)}|${credential}` };
	const { hash: signedHash, proof } = signature;
	return (
		base64(JSON.stringify(unsigned)) === signedHash &&
		adds(`sig|${signedHash}|`, [schnorr(read(credential), proof)], [proof]) &&
		answers.every((answer, i) =>
			'proof' in answer
				? mixAnswerHolds(answer, context)
				: sumAnswerHolds(answer, questions[i]!.min ?? 0, context),
		)
	);
}
