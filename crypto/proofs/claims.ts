/**
 * What a ballot claims, in one form for all its proofs, so that the plain and the batch verifier (SPEC §11) check the same thing.
 *
 * A claim is a Fiat–Shamir proof whose commitments are linear in public points:
 *   commitment = g·G + y·Y + Σ factor·sum,   and it holds iff   Hs(prefix ‖ sums; points, commitments) = Σ of its challenges.
 * Spec: SPEC §3.4.
 */
import {
	add,
	encodePoints,
	G,
	IDENTITY,
	isMember,
	multiplyManyIfMember,
	multiplyManyPublic,
	parseCurvePoint,
	sumPoints,
	type CurvePoint,
	type FixedBase,
	type Point,
	type Scalar,
} from '../group.ts';
import { err, ok, type Problem, type Result } from '../result.ts';
import { hashTextToScalar } from '../transcript.ts';

export type Commitment = {
	readonly g: Scalar;
	readonly y: Scalar;
	readonly terms: readonly { readonly sum: number; readonly factor: Scalar }[];
};

export type Claim = {
	/** Problem code when it does not hold. */
	readonly code: string;
	readonly place: string;
	readonly prefix: string;
	/** Sums whose texts end the prefix: joined by commas, closed by "|". */
	readonly prefixSums?: readonly number[];
	/** Points that go into the hash before the commitments. */
	readonly hashed?: readonly number[];
	readonly commitments: readonly Commitment[];
	readonly challenge: Scalar;
};

/** A point of the ballot as it is written there. */
export type WrittenPoint = { readonly text: string; readonly place: string };

/** The points of a ballot, sums of them that proofs are about, and the claims. Collects; decides nothing. */
export class Claims {
	readonly points: WrittenPoint[] = [];
	/** Indices into {@link points}. */
	readonly sums: (readonly number[])[] = [];
	readonly claims: Claim[] = [];
	/** What is wrong without any computation. */
	readonly problems: Problem[] = [];
	readonly #singles = new Map<number, number>();

	point(text: string, place: string): number {
		return this.points.push({ text, place }) - 1;
	}

	sum(points: readonly number[]): number {
		const [first] = points;
		const known = points.length === 1 ? this.#singles.get(first!) : undefined;
		if (known !== undefined) return known;
		const index = this.sums.push(points) - 1;
		if (points.length === 1) this.#singles.set(first!, index);
		return index;
	}

	claim(claim: Claim): void {
		this.claims.push(claim);
	}

	problem(code: string, place: string, message: string): void {
		this.problems.push({ code, place, message });
	}

	/** All commitments, in the order of the claims. */
	commitments(): Commitment[] {
		return this.claims.flatMap((c) => c.commitments);
	}
}

/** Decodes the points; problems name those that are none. */
export function decodePoints(claims: Claims): { points: CurvePoint[]; problems: Problem[] } {
	const problems: Problem[] = [];
	const points = claims.points.map(({ text, place }) => {
		const point = parseCurvePoint(text);
		if (!point)
			problems.push({
				code: 'point.not-on-curve',
				place,
				message: 'not the canonical text of a curve point',
			});
		return point ?? IDENTITY;
	});
	return { points, problems };
}

/** What a verifier computes from the points and compares with the hashes. */
export type Recomputed = {
	readonly sums: readonly Point[];
	readonly commitments: readonly Point[];
};

/**
 * The sums, and the commitments that the proofs stand for. The factors of each point are multiplied together with the group order,
 * so that the membership check shares their doublings.
 */
export function recompute(
	claims: Claims,
	points: readonly CurvePoint[],
	key: FixedBase,
	commitments: readonly Commitment[] = claims.commitments(),
): Result<Recomputed, Problem[]> {
	const factors: Scalar[][] = claims.sums.map(() => []);
	for (const { terms } of commitments)
		for (const { sum, factor } of terms) factors[sum]!.push(factor);
	const singles = multiplySingles(claims, points, factors);
	if (!singles.ok) return singles;
	const sums = sumUp(claims, points as readonly Point[]);
	const multiples = sums.map(
		(sum, k) => singles.value.get(k) ?? multiplyManyPublic(sum, factors[k]!),
	);
	const next = factors.map(() => 0);
	return ok({
		sums,
		commitments: commitments.map(({ g, y, terms }) => {
			let sum = IDENTITY;
			for (const term of terms) sum = add(sum, multiples[term.sum]![next[term.sum]!++]!);
			if (g !== 0n) sum = G.addMultiplePublic(sum, g);
			return y === 0n ? sum : key.addMultiplePublic(sum, y);
		}),
	});
}

/** The sums of points that the claims are about; most are of one point, and cost nothing. */
export const sumUp = (claims: Claims, points: readonly Point[]): Point[] =>
	claims.sums.map((sum) =>
		sum.length === 1 ? points[sum[0]!]! : sumPoints(sum.map((i) => points[i]!)),
	);

/** The multiples of the sums that are a single point; shows on the way that every point of the ballot is a member. */
function multiplySingles(
	claims: Claims,
	points: readonly CurvePoint[],
	factors: readonly (readonly Scalar[])[],
): Result<Map<number, Point[]>, Problem[]> {
	const multiples = new Map<number, Point[]>();
	const members = new Set<number>();
	claims.sums.forEach((sum, k) => {
		if (sum.length !== 1) return;
		const products = multiplyManyIfMember(points[sum[0]!]!, factors[k]!);
		if (!products) return;
		members.add(sum[0]!);
		multiples.set(k, products);
	});
	const problems = claims.points
		.filter((_, i) => !members.has(i) && !isMember(points[i]!))
		.map(({ place }) => ({
			code: 'point.not-in-group',
			place,
			message: 'the point has a component of small order',
		}));
	return problems.length > 0 ? err(problems) : ok(multiples);
}

/** Hashes what was recomputed and compares with the challenges: the problems of the claims that do not hold. */
export function checkChallenges(claims: Claims, { sums, commitments }: Recomputed): Problem[] {
	const texts = encodePoints([...sums, ...commitments]);
	let next = sums.length;
	return claims.claims.flatMap((claim) => {
		const summed = (claim.prefixSums ?? []).map((k) => texts[k]!).join(',');
		const prefix = claim.prefixSums ? `${claim.prefix}${summed}|` : claim.prefix;
		const hashed = (claim.hashed ?? []).map((i) => claims.points[i]!.text);
		const computed = texts.slice(next, next + claim.commitments.length);
		next += claim.commitments.length;
		return hashTextToScalar(prefix + [...hashed, ...computed].join(',')) === claim.challenge
			? []
			: [{ code: claim.code, place: claim.place, message: 'the proof does not hold' }];
	});
}

/** Checks everything that a ballot claims, one claim at a time. */
export function verifyClaims(claims: Claims, key: FixedBase): Problem[] {
	if (claims.problems.length > 0) return claims.problems;
	const decoded = decodePoints(claims);
	if (decoded.problems.length > 0) return decoded.problems;
	const recomputed = recompute(claims, decoded.points, key);
	return recomputed.ok ? checkChallenges(claims, recomputed.value) : recomputed.error;
}
