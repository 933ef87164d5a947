/** Puts verified partial decryptions together: what the ciphertexts of a tally encrypt, as points. Spec: SPEC §4.10. */
import { bytesToBigIntBE } from '../bytes.ts';
import {
	add,
	equalPoints,
	IDENTITY,
	subtract,
	sumOfProductsPublic,
	type Point,
	type Scalar,
} from '../group.ts';
import { randomBytes, type RandomBytes } from '../random.ts';
import { ok, problem, type Result } from '../result.ts';
import type { Ciphertext } from './elgamal.ts';
import { fillNest, leaves, sameShape, type Nest } from './nest.ts';
import { lagrangeCoefficients } from './trustees/polynomial.ts';
import type { Quorum, Trustees } from './trustees/trustees.ts';

const WEIGHT_BITS = 128;

/** Factors that were verified, by owner. */
export type VerifiedFactors = ReadonlyMap<number, Nest<Point>>;

/**
 * The plaintext beta − F of every ciphertext. Everybody who holds a key alone must be there, and as many members of each group as
 * it demands; further members must agree with the lowest-numbered ones.
 * Codes: `decryption.{missing-owner,too-few-shares,shares-disagree}`.
 * @throws RangeError for factors of another shape: they were not verified against this tally.
 */
export function combineDecryptions(
	{ quorums }: Trustees,
	tally: Nest<Ciphertext>,
	verified: VerifiedFactors,
	rng: RandomBytes = randomBytes,
): Result<Nest<Point>> {
	if ([...verified.values()].some((f) => !sameShape(f, tally)))
		throw new RangeError('factors that do not belong to this tally');
	const ciphertexts = leaves(tally);
	let sums = ciphertexts.map(() => IDENTITY);
	for (const quorum of quorums) {
		const factors = combineQuorum(quorum, verified, rng);
		if (!factors.ok) return factors;
		sums = sums.map((sum, i) => add(sum, factors.value[i]!));
	}
	return ok(
		fillNest(
			tally,
			ciphertexts.map(({ beta }, i) => subtract(beta, sums[i]!)),
		),
	);
}

/** An owner's factors in reading order; `member` is its place in its group. */
type Share = { readonly owner: number; readonly member: number; readonly factors: Point[] };

function combineQuorum(
	{ owners, threshold }: Quorum,
	verified: VerifiedFactors,
	rng: RandomBytes,
): Result<Point[]> {
	const shares = owners.flatMap(({ owner, member = 1 }): Share[] => {
		const factors = verified.get(owner);
		return factors === undefined ? [] : [{ owner, member, factors: leaves(factors) }];
	});
	const first = owners[0]!;
	if (shares.length < threshold)
		return first.member === undefined
			? problem('decryption.missing-owner', `owner ${first.owner}`, 'its factors are missing')
			: problem(
					'decryption.too-few-shares',
					`owners ${first.owner} to ${owners.at(-1)!.owner}`,
					`${shares.length} of at least ${threshold} partial decryptions`,
				);
	const used = shares.slice(0, threshold);
	const odd = findDisagreement(used, shares.slice(threshold), rng);
	if (odd !== undefined)
		return problem(
			'decryption.shares-disagree',
			`owner ${odd}`,
			'its factors do not lie on one polynomial with those before it',
		);
	return ok(interpolate(used));
}

/** F at 0 for every ciphertext. */
function interpolate(shares: readonly Share[]): Point[] {
	if (shares.length === 1) return shares[0]!.factors;
	const lambda = lagrangeCoefficients(shares.map((s) => s.member));
	return shares[0]!.factors.map((_, i) =>
		sumOfProductsPublic(
			shares.map((s) => s.factors[i]!),
			lambda,
		),
	);
}

/**
 * The first further owner whose factors differ from what the used shares give at its place: then not all subsets of the size of the
 * threshold decrypt alike. All ciphertexts at once with random 128-bit weights: a difference is missed with probability 2^−128.
 */
function findDisagreement(
	used: readonly Share[],
	further: readonly Share[],
	rng: RandomBytes,
): number | undefined {
	if (further.length === 0) return undefined;
	const weights = used[0]!.factors.map((): Scalar => bytesToBigIntBE(rng(WEIGHT_BITS / 8)));
	const fold = ({ factors }: Share) => sumOfProductsPublic(factors, weights, WEIGHT_BITS);
	const folded = used.map(fold);
	const indices = used.map((s) => s.member);
	return further.find((share) => {
		const expected = sumOfProductsPublic(folded, lagrangeCoefficients(indices, share.member));
		return !equalPoints(fold(share), expected);
	})?.owner;
}
