/** One-person-one-vote tokens: blinded by the booth, evaluated by the issuers, redeemed with a ballot. Spec: SPEC §7.4; RFC 9497 §3.3.2. */
import { bytesToHex, concatBytes, utf8ToBytes } from '../bytes.ts';
import { array, integer, object, pointText, type Codec, type Infer } from '../codec.ts';
import {
	invertScalar,
	isIdentity,
	parsePoint as parseCredential,
	randomScalar,
	type Secret,
} from '../group.ts';
import { sha256 } from '../hash.ts';
import { randomBytes, type RandomBytes } from '../random.ts';
import { ok, problem, type Result } from '../result.ts';
import { equalityProofCodec, proveEquality, singlePair, verifyEquality } from './equality.ts';
import { type Element, elementCodec, hashToElement } from './group.ts';
import { lagrange, type Issuer } from './issuer.ts';

export const tokenCodec = object({ credential: pointText, element: elementCodec }, 'sorted');
/** The right to cast one counted ballot: N = k·H(m) for the credential it is bound to. */
export type Token = Infer<typeof tokenCodec>;

/** The token's input m: domain, vote and credential, each behind its length in two bytes. */
export function tokenInput(uuid: string, credential: string): Uint8Array {
	const part = (text: string) => {
		const bytes = utf8ToBytes(text);
		return concatBytes(Uint8Array.of(bytes.length >> 8, bytes.length & 255), bytes);
	};
	return concatBytes(part('viche/token/v1'), part(uuid), part(credential));
}

const evaluationCodec = object(
	{ issuer: integer(1, 30), evaluated: elementCodec, proof: equalityProofCodec },
	'sorted',
);
/** One issuer's answer: k_j·P and the proof that it used the key it published. */
export type Evaluation = Infer<typeof evaluationCodec>;
export const evaluationsCodec: Codec<Evaluation[]> = array(evaluationCodec, 1, 30);

/** A blinded request and what unblinds its answer. Secret: r. */
export type Blinded = { readonly request: Element; readonly blind: Secret };

/** P = r·H(m). Secret: r, which unlinks the token from the request. */
export function blindToken(
	uuid: string,
	credential: string,
	rng: RandomBytes = randomBytes,
): Blinded {
	const blind = randomScalar(rng);
	return { request: hashToElement(tokenInput(uuid, credential)).multiply(blind), blind };
}

/** SHA-256 of a request, in hex: how the register names it. */
export const requestHash = (request: Element): string =>
	bytesToHex(sha256(concatBytes(utf8ToBytes('viche/token/request/v1|'), request.toBytes())));

/** Issuer `j` (from 1) evaluates a request, or the input itself at redemption. Secret: its key share. */
export function evaluateToken(
	{ shareKeys }: Issuer,
	j: number,
	share: Secret,
	request: Element,
	rng: RandomBytes = randomBytes,
): Evaluation {
	const evaluated = request.multiply(share);
	const pair = singlePair(shareKeys[j - 1]!, request, evaluated);
	return { issuer: j, evaluated, proof: proveEquality(pair, share, rng) };
}

/**
 * k·P from the answers of at least t issuers, each proof checked against the published keys: an issuer that marks people by another
 * key is caught here. Codes: `token.{too-few-issuers,unknown-issuer,repeated-issuer,issuer-proof}`.
 */
export function combineEvaluations(
	issuer: Issuer,
	request: Element,
	evaluations: readonly Evaluation[],
): Result<Element> {
	const seen = new Set<number>();
	for (const { issuer: j, evaluated, proof } of evaluations) {
		const key = issuer.shareKeys[j - 1];
		const place = `issuer ${j}`;
		if (!key) return problem('token.unknown-issuer', place, 'there is no such issuer');
		if (seen.has(j)) return problem('token.repeated-issuer', place, 'answers twice');
		seen.add(j);
		if (!verifyEquality(singlePair(key, request, evaluated), proof))
			return problem('token.issuer-proof', place, 'did not use the key that it published');
	}
	if (seen.size < issuer.threshold)
		return problem('token.too-few-issuers', '', `${issuer.threshold} issuers are needed`);
	const used = evaluations.slice(0, issuer.threshold);
	const lambda = lagrange(used.map((e) => e.issuer));
	return ok(used.map((e, i) => e.evaluated.multiplyPublic(lambda[i]!)).reduce((a, b) => a.add(b)));
}

/** The token from the issuers' answers. Secret: the blind. Codes as {@link combineEvaluations}. */
export function unblindToken(
	issuer: Issuer,
	credential: string,
	{ request, blind }: Blinded,
	evaluations: readonly Evaluation[],
): Result<Token> {
	const evaluated = combineEvaluations(issuer, request, evaluations);
	if (!evaluated.ok) return evaluated;
	return ok({ credential, element: evaluated.value.multiply(invertScalar(blind)) });
}

/** What issuers evaluate to check a token that is redeemed. */
export const redemptionRequest = (uuid: string, { credential }: Token): Element =>
	hashToElement(tokenInput(uuid, credential));

/**
 * Checks a token with the answers of t issuers to its {@link redemptionRequest}. Codes: `token.{credential,invalid}` and those of
 * {@link combineEvaluations}.
 */
export function redeemToken(
	issuer: Issuer,
	uuid: string,
	token: Token,
	evaluations: readonly Evaluation[],
): Result<Token> {
	const credential = parseCredential(token.credential);
	if (!credential || isIdentity(credential))
		return problem('token.credential', 'credential', 'not a key of the prime-order group');
	const expected = combineEvaluations(issuer, redemptionRequest(uuid, token), evaluations);
	if (!expected.ok) return expected;
	return expected.value.equals(token.element)
		? ok(token)
		: problem('token.invalid', 'element', 'not a token of this vote for this credential');
}
