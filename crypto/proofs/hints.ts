/**
 * Hints: for every point and commitment of a ballot the affine coordinates of one eighth of it. Untrusted and computable by anyone;
 * with them a verifier checks membership by three doublings and all equations of many ballots at once. Spec: SPEC §11.1.
 */
import { bigIntToBytesLE, concatBytes } from '../bytes.ts';
import {
	clearCofactor,
	G,
	INVERSE_OF_EIGHT,
	modOrder,
	pointsFromEighths,
	toAffine,
	type FixedBase,
	type Point,
} from '../group.ts';
import type { RandomBytes } from '../random.ts';
import { err, ok, type Problem, type Result } from '../result.ts';
import {
	checkChallenges,
	decodePoints,
	recompute,
	type Claims,
	type Commitment,
} from './claims.ts';

const COORDINATE = 32;
const POINT = 2 * COORDINATE;

/** One eighth of a commitment. */
const eighth = ({ g, y, terms }: Commitment): Commitment => ({
	g: modOrder(g * INVERSE_OF_EIGHT),
	y: modOrder(y * INVERSE_OF_EIGHT),
	terms: terms.map(({ sum, factor }) => ({ sum, factor: modOrder(factor * INVERSE_OF_EIGHT) })),
});

/**
 * Checks everything that a ballot claims, as {@link verifyClaims} does, and gives its hints: 64 bytes for each point of the ballot,
 * then for each commitment; x, then y, each 32 bytes, least significant first.
 */
export function verifyAndHint(claims: Claims, key: FixedBase): Result<Uint8Array, Problem[]> {
	if (claims.problems.length > 0) return err(claims.problems);
	const decoded = decodePoints(claims);
	if (decoded.problems.length > 0) return err(decoded.problems);
	const itself = claims.points.map((_, i) => ({
		g: 0n,
		y: 0n,
		terms: [{ sum: claims.sum([i]), factor: 1n }],
	}));
	const wanted = [...itself, ...claims.commitments()].map(eighth);
	const recomputed = recompute(claims, decoded.points, key, wanted);
	if (!recomputed.ok) return recomputed;
	const { sums, commitments: eighths } = recomputed.value;
	const commitments = eighths.slice(itself.length).map(clearCofactor);
	const problems = checkChallenges(claims, { sums, commitments });
	return problems.length > 0 ? err(problems) : ok(encodeHints(eighths));
}

/**
 * Makes a ballot's public points and its hints in one: the prover computes with eighths of G and Y, so that every point comes out as its
 * eighth, which three doublings make whole. Points and commitments are stated in the order of the ballot's claims.
 */
export class Prover {
	readonly g: FixedBase;
	readonly y: FixedBase;
	readonly rng: RandomBytes;
	readonly #points: Uint8Array[] = [];
	readonly #commitments: Uint8Array[] = [];

	/** @param key - Y */
	constructor(key: FixedBase, rng: RandomBytes) {
		this.g = G.eighth;
		this.y = key.eighth;
		this.rng = rng;
	}

	/** @returns the points of these eighths, which the ballot will hold */
	statePoints = (eighths: readonly Point[]): Point[] => state(this.#points, eighths);

	/** @returns the commitments of these eighths, which a challenge will cover */
	stateCommitments = (eighths: readonly Point[]): Point[] => state(this.#commitments, eighths);

	/**
	 * The ballot's hints.
	 * @param before - eighths of the point and of the commitment that its claims begin with
	 */
	hints(before: { readonly point: Point; readonly commitment: Point }): Uint8Array {
		return concatBytes(
			encodeHints([before.point]),
			...this.#points,
			encodeHints([before.commitment]),
			...this.#commitments,
		);
	}
}

/** Whole points are affine already: to write their texts takes no inversion. */
function state(kept: Uint8Array[], eighths: readonly Point[]): Point[] {
	const hints = encodeHints(eighths);
	kept.push(hints);
	return pointsFromEighths(hints)!;
}

function encodeHints(eighths: readonly Point[]): Uint8Array {
	const bytes = new Uint8Array(POINT * eighths.length);
	toAffine(eighths).forEach(({ x, y }, i) => {
		bytes.set(bigIntToBytesLE(x, COORDINATE), POINT * i);
		bytes.set(bigIntToBytesLE(y, COORDINATE), POINT * i + COORDINATE);
	});
	return bytes;
}

/** The points and commitments that hints stand for, all of them group elements; `undefined` for hints that fit no curve points. */
export function decodeHints(
	claims: Claims,
	hints: Uint8Array,
): { points: Point[]; commitments: Point[] } | undefined {
	const count = claims.points.length;
	const total = count + claims.claims.reduce((n, c) => n + c.commitments.length, 0);
	if (hints.length !== POINT * total) return undefined;
	const all = pointsFromEighths(hints);
	return all && { points: all.slice(0, count), commitments: all.slice(count) };
}
