/**
 * Who issues tokens: n issuers, any t of whom can together; one alone is the case t = n = 1. Nobody ever holds the key. Spec: SPEC §7.3.
 * Pedersen's key generation with Feldman's commitments and proofs of possession; hashes of the dealings are exchanged first, so that
 * nobody chooses a dealing after having seen the others.
 */
import { concatBytes, utf8ToBytes, bytesToHex } from '../bytes.ts';
import { array, encodeText, integer, object, type Infer } from '../codec.ts';
import {
	invertScalar,
	modOrder,
	randomScalar,
	type Scalar,
	asSecret,
	type Secret,
} from '../group.ts';
import { sha256 } from '../hash.ts';
import { randomBytes, type RandomBytes } from '../random.ts';
import { err, ok, problem, type Problem, type Result } from '../result.ts';
import { equalityProofCodec, type EqualityProof } from './equality.ts';
import { Element, elementCodec, encodeElement, hashToScalar } from './group.ts';

const MAX_ISSUERS = 30;

const dealingCodec = object(
	{
		commitments: array(elementCodec, 1, MAX_ISSUERS),
		possession: equalityProofCodec,
	},
	'sorted',
);
/** What an issuer publishes in the key generation: a_k·G for its polynomial, and that it knows a_0. */
export type Dealing = Infer<typeof dealingCodec>;

export const issuerCodec = object(
	{
		dealings: array(dealingCodec, 1, MAX_ISSUERS),
		threshold: integer(1, MAX_ISSUERS),
	},
	'sorted',
);
/** The issuers of a vote, as its manifest names them. */
export type IssuerParameters = Infer<typeof issuerCodec>;

/** What follows from the parameters: the key K, and K_j of every issuer (index j − 1). */
export type Issuer = {
	readonly threshold: number;
	readonly key: Element;
	readonly shareKeys: readonly Element[];
};

/** The vote and the shape of the group that a dealing is for. */
export type IssuerContext = {
	readonly uuid: string;
	readonly size: number;
	readonly threshold: number;
};

/** An issuer's polynomial. Secret. */
export type DealerSecret = { readonly coefficients: readonly Secret[] };

/** Proof of possession: Schnorr with the context, the dealer's number and all its commitments in the hash. */
function possessionChallenge(
	{ uuid, size, threshold }: IssuerContext,
	dealer: number,
	commitments: readonly Element[],
	w: Element,
): Scalar {
	const head = utf8ToBytes(`viche/token/possession/v1|${uuid}|${size}|${threshold}|${dealer}|`);
	return hashToScalar(concatBytes(head, ...commitments.map((c) => c.toBytes()), w.toBytes()));
}

/** Dealer `dealer` (from 1) draws its polynomial. */
export function makeDealing(
	context: IssuerContext,
	dealer: number,
	rng: RandomBytes = randomBytes,
): { dealing: Dealing; secret: DealerSecret } {
	const coefficients = Array.from({ length: context.threshold }, () => randomScalar(rng));
	const commitments = coefficients.map((a) => Element.multiplyBase(a));
	const w = randomScalar(rng);
	const challenge = possessionChallenge(context, dealer, commitments, Element.multiplyBase(w));
	const response = modOrder(w - challenge * coefficients[0]!);
	return {
		dealing: { commitments, possession: { challenge, response } },
		secret: { coefficients },
	};
}

/** What is exchanged before the dealings themselves: SHA-256, in hex. */
export const dealingHash = (dealing: Dealing): string =>
	bytesToHex(sha256(utf8ToBytes(`viche/token/dealing/v1|${encodeText(dealingCodec, dealing)}`)));

/** f(j), to be told to issuer j alone. Secret. */
export const dealShare = ({ coefficients }: DealerSecret, j: number): Secret =>
	asSecret(coefficients.reduceRight((sum, a) => modOrder(sum * BigInt(j) + a), 0n));

const inExponent = ({ commitments }: Dealing, j: number): Element =>
	commitments.reduceRight((sum, c) => sum.multiplyPublic(BigInt(j)).add(c), Element.ZERO);

/** Whether a share is the one that its dealer committed to; if not, the dealer is to be accused. */
export const checkShare = (dealing: Dealing, j: number, share: Secret): boolean =>
	share > 0n && Element.multiplyBase(share).equals(inExponent(dealing, j));

/** The key share of issuer j from the shares of all dealers. Secret. */
export const combineShares = (shares: readonly Secret[]): Secret =>
	asSecret(modOrder(shares.reduce((a, b) => a + b, 0n)));

/**
 * Checks the parameters and derives the keys. Codes: `issuer.{threshold,degree,possession,duplicate,identity}`; the place names the dealer.
 */
export function readIssuer(
	uuid: string,
	{ dealings, threshold }: IssuerParameters,
): Result<Issuer, Problem[]> {
	const size = dealings.length;
	if (threshold > size)
		return err([problem('issuer.threshold', 'threshold', 'more than there are issuers').error]);
	const problems = dealings.flatMap((dealing, i) =>
		checkDealing({ uuid, size, threshold }, i + 1, dealing),
	);
	const first = dealings.map(({ commitments }) => encodeElement(commitments[0]!));
	if (new Set(first).size !== size)
		problems.push(problem('issuer.duplicate', 'dealings', 'two issuers have the same key').error);
	if (problems.length > 0) return err(problems);
	const at = (j: number) => dealings.map((d) => inExponent(d, j)).reduce((a, b) => a.add(b));
	const key = dealings.map((d) => d.commitments[0]!).reduce((a, b) => a.add(b));
	const shareKeys = dealings.map((_, i) => at(i + 1));
	if (key.isZero() || shareKeys.some((k) => k.isZero()))
		return err([problem('issuer.identity', 'dealings', 'the keys cancel each other').error]);
	return ok({ threshold, key, shareKeys });
}

function checkDealing(context: IssuerContext, dealer: number, dealing: Dealing): Problem[] {
	const place = `dealings[${dealer - 1}]`;
	const { commitments, possession } = dealing;
	if (commitments.length !== context.threshold)
		return [problem('issuer.degree', place, `${context.threshold} commitments are needed`).error];
	return verifyPossession(context, dealer, commitments, possession)
		? []
		: [problem('issuer.possession', place, 'the proof of possession does not hold').error];
}

function verifyPossession(
	context: IssuerContext,
	dealer: number,
	commitments: readonly Element[],
	{ challenge, response }: EqualityProof,
): boolean {
	const w = Element.multiplyBasePublic(response).add(commitments[0]!.multiplyPublic(challenge));
	return possessionChallenge(context, dealer, commitments, w) === challenge;
}

/** Lagrange coefficients at 0 for these issuers. */
export const lagrange = (issuers: readonly number[]): Scalar[] =>
	issuers.map((j) => {
		const others = issuers.filter((k) => k !== j);
		const numerator = others.reduce((n, k) => modOrder(n * BigInt(k)), 1n);
		const denominator = others.reduce((n, k) => modOrder(n * BigInt(k - j)), 1n);
		return modOrder(numerator * invertScalar(denominator));
	});
