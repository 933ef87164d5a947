/**
 * Batch verification: the equations of many ballots in one multi-scalar multiplication. Spec: SPEC §11.2.
 *
 * Hints only ever save work. A ballot that does not pass with its hints is verified plainly, so the verdict on every ballot is that
 * of {@link verifyClaims}, but for an error of 2^−128 a batch.
 */
import { bytesToBigIntLE } from '../bytes.ts';
import {
	encodePoints,
	G,
	isIdentity,
	modOrder,
	negate,
	normalize,
	sumOfAllPublic,
	type FixedBase,
	type Point,
	type Scalar,
} from '../group.ts';
import { randomBytes, type RandomBytes } from '../random.ts';
import { ok, type Problem, type Result } from '../result.ts';
import { checkChallenges, sumUp, verifyClaims, type Claims } from './claims.ts';
import { decodeHints, verifyAndHint } from './hints.ts';

/** A ballot's claims, with the hints that came along. */
export type Hinted = { readonly claims: Claims; readonly hints: Uint8Array | undefined };

const RHO_BITS = 128;

/** Hashes checked, equations still open. */
type Prepared = {
	readonly claims: Claims;
	readonly points: readonly Point[];
	readonly commitments: readonly Point[];
};

/**
 * The problems of each ballot, in order; an empty list for a ballot in which everything holds. All ballots are encrypted to one key.
 * `rng` draws the coefficients: they must be drawn after the ballots and hints are fixed.
 */
export const verifyBatch = (
	batch: readonly Hinted[],
	key: FixedBase,
	rng: RandomBytes = randomBytes,
): Problem[][] =>
	judgeBatch(batch, key, rng, {
		together: () => [],
		alone: (claims) => verifyClaims(claims, key),
	});

/** The same verdicts, with hints for every ballot in which everything holds: those that came along where they are good, else new ones. */
export const verifyAndHintBatch = (
	batch: readonly Hinted[],
	key: FixedBase,
	rng: RandomBytes = randomBytes,
): Result<Uint8Array, Problem[]>[] =>
	judgeBatch<Result<Uint8Array, Problem[]>>(batch, key, rng, {
		together: (hints) => ok(hints),
		alone: (claims) => verifyAndHint(claims, key),
	});

/** What is said of a ballot that passed in a batch, by its hints, and of one that was left to be judged alone. */
type Judges<Verdict> = {
	readonly together: (hints: Uint8Array) => Verdict;
	readonly alone: (claims: Claims) => Verdict;
};

function judgeBatch<Verdict>(
	batch: readonly Hinted[],
	key: FixedBase,
	rng: RandomBytes,
	{ together, alone }: Judges<Verdict>,
): Verdict[] {
	const verdicts = new Array<Verdict>(batch.length);
	const open: { index: number; prepared: Prepared }[] = [];
	prepareAll(batch).forEach((prepared, index) => {
		if (prepared) open.push({ index, prepared });
		else verdicts[index] = alone(batch[index]!.claims);
	});
	settle(open);
	return verdicts;

	/** Halves a batch in which an equation fails until the ballots at fault stand alone. */
	function settle(some: typeof open): void {
		if (some.length === 0) return;
		const hold = equationsHold(
			some.map((s) => s.prepared),
			key,
			rng,
		);
		if (hold) for (const { index } of some) verdicts[index] = together(batch[index]!.hints!);
		else if (some.length === 1) verdicts[some[0]!.index] = alone(some[0]!.prepared.claims);
		else {
			settle(some.slice(0, some.length >> 1));
			settle(some.slice(some.length >> 1));
		}
	}
}

/** Decodes the hints and checks all that needs no equation: texts and challenges. `undefined` where that fails or hints are missing. */
function prepareAll(batch: readonly Hinted[]): (Prepared | undefined)[] {
	const decoded = batch.map(({ claims, hints }) =>
		claims.problems.length === 0 && hints ? decodeHints(claims, hints) : undefined,
	);
	const points = normalize(decoded.flatMap((d) => (d ? [...d.points, ...d.commitments] : [])));
	let next = 0;
	return decoded.map((d, i) => {
		if (!d) return undefined;
		const { claims } = batch[i]!;
		const own = points.slice(next, (next += d.points.length));
		const commitments = points.slice(next, (next += d.commitments.length));
		const texts = encodePoints(own);
		if (claims.points.some((p, j) => p.text !== texts[j])) return undefined;
		const sums = sumUp(claims, own);
		const problems = checkChallenges(claims, { sums, commitments });
		return problems.length === 0 ? { claims, points: own, commitments } : undefined;
	});
}

/** Σ ρ·(g·G + y·Y + Σ factor·sum − commitment) = O over all commitments of all ballots, a fresh 128-bit ρ for each. */
function equationsHold(batch: readonly Prepared[], key: FixedBase, rng: RandomBytes): boolean {
	const equation: Equation = { g: 0n, y: 0n, points: [], factors: [], commitments: [], rhos: [] };
	for (const prepared of batch) collect(prepared, equation, rng);
	const { g, y, points, factors, commitments, rhos } = equation;
	const sum = sumOfAllPublic([
		{ points, scalars: factors, bits: 253 },
		{ points: commitments.map(negate), scalars: rhos, bits: RHO_BITS },
	]);
	return isIdentity(key.addMultiplePublic(G.addMultiplePublic(sum, modOrder(g)), modOrder(y)));
}

/** g·G + y·Y + Σ factors·points − Σ rhos·commitments. */
type Equation = {
	g: bigint;
	y: bigint;
	readonly points: Point[];
	readonly factors: Scalar[];
	readonly commitments: Point[];
	readonly rhos: Scalar[];
};

function collect(
	{ claims, points, commitments }: Prepared,
	equation: Equation,
	rng: RandomBytes,
): void {
	const factors = points.map(() => 0n);
	const all = claims.commitments();
	const random = rng((all.length * RHO_BITS) / 8);
	all.forEach(({ g, y, terms }, k) => {
		const rho = bytesToBigIntLE(random.subarray(16 * k, 16 * (k + 1)));
		equation.g += rho * g;
		equation.y += rho * y;
		for (const { sum, factor } of terms)
			for (const i of claims.sums[sum]!) factors[i] = factors[i]! + rho * factor;
		equation.commitments.push(commitments[k]!);
		equation.rhos.push(rho);
	});
	points.forEach((point, i) => {
		if (factors[i] === 0n) return;
		equation.points.push(point);
		equation.factors.push(modOrder(factors[i]!));
	});
}
