/**
 * Proof that ciphertexts were reencrypted and put into another order. Spec: SPEC §5.3; Terelius and Wikström: Proofs of Restricted
 * Shuffles, 2010; Haenni et al.: CHVote, 2017, §8.4.
 *
 * All sums over secret scalars go through constant-time multiplications: the order of the ballots depends on them.
 */
import { bytesToBigIntBE } from '../bytes.ts';
import { array, curvePoint, scalar, tuple } from '../codec.ts';
import { generators, H } from './generators.ts';
import type { Ciphertext } from '../election/elgamal.ts';
import {
	add,
	areMembers,
	encodePoints,
	FixedBase,
	G,
	isIdentity,
	modOrder,
	multiply,
	negate,
	normalize,
	randomScalar,
	subtract,
	sumOfAllPublic,
	sumPoints,
	type CurvePoint,
	type Point,
	type Scalar,
	asSecret,
	type Secret,
} from '../group.ts';
import { sha256Hex, sha256Text } from '../hash.ts';
import { randomBytes, type RandomBytes } from '../random.ts';
import type { Problem } from '../result.ts';
import { hashTextToScalar } from '../transcript.ts';

type Of<P> = {
	readonly t1: P;
	readonly t2: P;
	readonly t3: P;
	readonly t41: P;
	readonly t42: P;
	readonly tHat: readonly P[];
	readonly s1: Scalar;
	readonly s2: Scalar;
	readonly s3: Scalar;
	readonly s4: Scalar;
	readonly sHat: readonly Scalar[];
	readonly sPrime: readonly Scalar[];
	readonly c: readonly P[];
	readonly cHat: readonly P[];
};
/** A proof as it was read; membership of its points is checked when it is verified. */
export type ShuffleProof = Of<CurvePoint>;

const wire = tuple(
	tuple(curvePoint, curvePoint, curvePoint, tuple(curvePoint, curvePoint), array(curvePoint)),
	tuple(scalar, scalar, scalar, scalar, array(scalar), array(scalar)),
	array(curvePoint),
	array(curvePoint),
);

export const shuffleProofCodec = {
	decode(value: unknown, place: string): ShuffleProof {
		const [[t1, t2, t3, [t41, t42], tHat], [s1, s2, s3, s4, sHat, sPrime], c, cHat] = wire.decode(
			value,
			place,
		);
		return { t1, t2, t3, t41, t42, tHat, s1, s2, s3, s4, sHat, sPrime, c, cHat };
	},
	encode({
		t1,
		t2,
		t3,
		t41,
		t42,
		tHat,
		s1,
		s2,
		s3,
		s4,
		sHat,
		sPrime,
		c,
		cHat,
	}: ShuffleProof): unknown {
		return wire.encode([
			[t1, t2, t3, [t41, t42], [...tHat]],
			[s1, s2, s3, s4, [...sHat], [...sPrime]],
			[...c],
			[...cHat],
		]);
	},
};

/** What is proved: `after` is a reencrypted permutation of `before`, under this key, in the election with this fingerprint. */
export type ShuffleStatement = {
	readonly fingerprint: string;
	readonly key: FixedBase;
	readonly before: readonly Ciphertext[];
	readonly after: readonly Ciphertext[];
};

/** after[i] is before[permutation[i]] with randomness[permutation[i]] on top. Secret. */
export type ShuffleSecret = {
	readonly permutation: readonly number[];
	readonly randomness: readonly Scalar[];
};

const baseH = new FixedBase(H);
const sum = (terms: readonly bigint[]): Scalar => modOrder(terms.reduce((a, b) => a + b, 0n));
const product = (factors: readonly bigint[]): Scalar =>
	factors.reduce((a, b) => modOrder(a * b), 1n);

const joinPoints = (points: readonly CurvePoint[]): string =>
	encodePoints(points)
		.map((text) => `${text},`)
		.join('');
const joinCiphertexts = (ciphertexts: readonly Ciphertext[]): string =>
	joinPoints(ciphertexts.flatMap(({ alpha, beta }) => [alpha, beta]));

/** Both ciphertext lists and the commitments to the permutation: the first part of every hash. */
const statementText = ({ before, after }: ShuffleStatement, c: readonly CurvePoint[]): string =>
	joinCiphertexts(before) + joinCiphertexts(after) + joinPoints(c);

/** u_0 … u_(N−1). */
function challenges(fingerprint: string, statement: string, count: number): Scalar[] {
	const seed = sha256Hex(`shuffle-challenges|${fingerprint}|${statement}`);
	return Array.from({ length: count }, (_, i) =>
		modOrder(bytesToBigIntBE(sha256Text(seed + sha256Hex(String(i))))),
	);
}

type Commitments = Pick<ShuffleProof, 't1' | 't2' | 't3' | 't41' | 't42' | 'tHat'>;

/** The challenge of the whole proof. */
function finalChallenge(
	{ fingerprint, key }: ShuffleStatement,
	statement: string,
	{ t1, t2, t3, t41, t42, tHat }: Commitments,
	cHat: readonly CurvePoint[],
): Scalar {
	const commitments = joinPoints([t1, t2, t3, t41, t42]) + joinPoints(tHat);
	const keyText = encodePoints([key.point])[0]!;
	return hashTextToScalar(
		`shuffle-challenge|${fingerprint}|${commitments}${statement}${joinPoints(cHat)}${keyText}`,
	);
}

const draw = (count: number, rng: RandomBytes): Secret[] =>
	Array.from({ length: count }, () => randomScalar(rng));

/**
 * Proves a shuffle. Secret: permutation and randomness.
 *
 * The chain cHat_i = rHat_i·G + u'_i·cHat_(i−1) is kept as exponents of G and H, so that it needs fixed bases only.
 */
export function proveShuffle(
	statement: ShuffleStatement,
	{ permutation, randomness }: ShuffleSecret,
	rng: RandomBytes = randomBytes,
): ShuffleProof {
	const { fingerprint, key, after } = statement;
	const n = after.length;
	const h = generators(n);
	const rho = draw(n, rng);
	const c = new Array<Point>(n);
	permutation.forEach((at, i) => (c[at] = add(G.multiply(rho[at]!), h[i]!)));
	const text = statementText(statement, normalize(c));
	const u = challenges(fingerprint, text, n);
	const uPrime = permutation.map((at) => u[at]!);

	const rHat = draw(n, rng);
	const wHat = draw(n, rng);
	const wPrime = draw(n, rng);
	const [w1, w2, w3, w4] = draw(4, rng) as [Secret, Secret, Secret, Secret];
	const cHat: Point[] = [];
	const tHat: Point[] = [];
	// cHat_(i−1) = a·G + b·H
	let [a, b] = [0n, 1n];
	for (let i = 0; i < n; i++) {
		tHat.push(fixed(modOrder(wHat[i]! + wPrime[i]! * a), modOrder(wPrime[i]! * b)));
		[a, b] = [modOrder(rHat[i]! + uPrime[i]! * a), modOrder(uPrime[i]! * b)];
		cHat.push(fixed(a, b));
	}
	const commitments = {
		t1: G.multiply(w1),
		t2: G.multiply(w2),
		t3: add(G.multiply(w3), secretSum(h, wPrime)),
		t41: subtract(
			secretSum(
				after.map((e) => e.beta),
				wPrime,
			),
			key.multiply(w4),
		),
		t42: subtract(
			secretSum(
				after.map((e) => e.alpha),
				wPrime,
			),
			G.multiply(w4),
		),
		tHat: normalize(tHat),
	};
	const challenge = finalChallenge(statement, text, commitments, normalize(cHat));

	const v = new Array<Scalar>(n).fill(1n);
	for (let i = n - 2; i >= 0; i--) v[i] = modOrder(uPrime[i + 1]! * v[i + 1]!);
	const respond = (w: Scalar, secret: Scalar) => modOrder(w + challenge * secret);
	return {
		...commitments,
		c: normalize(c),
		cHat: normalize(cHat),
		s1: respond(w1, sum(rho)),
		s2: respond(w2, sum(rHat.map((r, i) => r * v[i]!))),
		s3: respond(w3, sum(rho.map((r, i) => r * u[i]!))),
		s4: respond(w4, sum(randomness.map((r, i) => r * u[i]!))),
		sHat: wHat.map((w, i) => respond(w, rHat[i]!)),
		sPrime: wPrime.map((w, i) => respond(w, uPrime[i]!)),
	};
}

const fixed = (a: Scalar, b: Scalar): Point =>
	add(G.multiply(asSecret(a)), baseH.multiply(asSecret(b)));
const secretSum = (points: readonly Point[], secrets: readonly Secret[]): Point =>
	sumPoints(points.map((p, i) => multiply(p, secrets[i]!)));

const WEIGHT_BITS = 128;

/** One equation: Σ left·points = commitment, in which left holds public scalars. */
type Equation = {
	readonly place: string;
	readonly commitment: Point;
	readonly terms: readonly (readonly [Scalar, Point])[];
};

/**
 * Checks a proof: all its equations in one multi-scalar multiplication with random 128-bit weights; if that fails, one by one, so that
 * the problems name the equations. Codes: `shuffle.{length,not-in-group,equation}`.
 */
export function verifyShuffleProof(
	statement: ShuffleStatement,
	proof: ShuffleProof,
	rng: RandomBytes = randomBytes,
): Problem[] {
	const n = statement.before.length;
	const lists = [proof.tHat, proof.sHat, proof.sPrime, proof.c, proof.cHat];
	if (statement.after.length !== n || lists.some((list) => list.length !== n))
		return [{ code: 'shuffle.length', place: '', message: `not ${n} items for ${n} ciphertexts` }];
	if (!hasMembers(proof))
		return [
			{
				code: 'shuffle.not-in-group',
				place: 'proof',
				message: 'a point of the proof has a component of small order',
			},
		];
	const equations = equationsOf(statement, proof);
	if (holds(equations, rng)) return [];
	return equations
		.filter((equation) => !holds([equation], rng))
		.map(({ place }) => ({ code: 'shuffle.equation', place, message: 'the proof does not hold' }));
}

function hasMembers(proof: ShuffleProof): proof is Of<Point> {
	const { t1, t2, t3, t41, t42, tHat, c, cHat } = proof;
	return areMembers([t1, t2, t3, t41, t42, ...tHat, ...c, ...cHat]);
}

function equationsOf(statement: ShuffleStatement, proof: Of<Point>): Equation[] {
	const { fingerprint, key, before, after } = statement;
	const { s1, s2, s3, s4, sHat, sPrime, c, cHat } = proof;
	const n = before.length;
	const h = generators(n);
	const text = statementText(statement, c);
	const u = challenges(fingerprint, text, n);
	const challenge = finalChallenge(statement, text, proof, cHat);
	const minus = modOrder(-challenge);
	type Term = readonly [Scalar, Point];
	const scale = (points: readonly Point[], factors: readonly Scalar[], by = 1n): Term[] =>
		points.map((p, i) => [modOrder(factors[i]! * by), p]);
	const ones = u.map(() => 1n);
	return [
		{
			place: 't1',
			commitment: proof.t1,
			terms: [[s1, G.point], ...scale(c, ones, minus), ...scale(h, ones, challenge)],
		},
		{
			place: 't2',
			commitment: proof.t2,
			terms: [
				[s2, G.point],
				[minus, cHat.at(-1) ?? H],
				[modOrder(challenge * product(u)), H],
			],
		},
		{
			place: 't3',
			commitment: proof.t3,
			terms: [[s3, G.point], ...scale(h, sPrime), ...scale(c, u, minus)],
		},
		{
			place: 't41',
			commitment: proof.t41,
			terms: [
				[modOrder(-s4), key.point],
				...scale(
					after.map((e) => e.beta),
					sPrime,
				),
				...scale(
					before.map((e) => e.beta),
					u,
					minus,
				),
			],
		},
		{
			place: 't42',
			commitment: proof.t42,
			terms: [
				[modOrder(-s4), G.point],
				...scale(
					after.map((e) => e.alpha),
					sPrime,
				),
				...scale(
					before.map((e) => e.alpha),
					u,
					minus,
				),
			],
		},
		...proof.tHat.map((commitment, i) => ({
			place: `tHat[${i}]`,
			commitment,
			terms: [
				[sHat[i]!, G.point],
				[sPrime[i]!, cHat[i - 1] ?? H],
				[minus, cHat[i]!],
			] as const,
		})),
	];
}

/** Whether Σ weight·(terms − commitment) = O with fresh weights; each point's factors are added up first. */
function holds(equations: readonly Equation[], rng: RandomBytes): boolean {
	const factors = new Map<Point, bigint>();
	const weights: Scalar[] = [];
	for (const { terms } of equations) {
		const weight = bytesToBigIntBE(rng(WEIGHT_BITS / 8));
		weights.push(weight);
		for (const [factor, point] of terms)
			factors.set(point, (factors.get(point) ?? 0n) + weight * factor);
	}
	const total = sumOfAllPublic([
		{ points: [...factors.keys()], scalars: [...factors.values()].map(modOrder), bits: 253 },
		{ points: equations.map((e) => negate(e.commitment)), scalars: weights, bits: WEIGHT_BITS },
	]);
	return isIdentity(total);
}
