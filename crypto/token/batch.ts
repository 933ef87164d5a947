/**
 * The public proof that every redeemed token was evaluated by the issuers' key: RFC 9497's batched proof, in runs of the length that
 * the RFC allows. Each of t issuers proves its share of the run's composite. Spec: SPEC §7.5.
 */
import { array, hexBytes, integer, object, pointText, type Infer } from '../codec.ts';
import {
	areMembers,
	isIdentity,
	isMember,
	parseCurvePoint,
	type CurvePoint,
	type Secret,
} from '../group.ts';
import { randomBytes, type RandomBytes } from '../random.ts';
import type { Problem } from '../result.ts';
import { compositeWeights, equalityProofCodec, proveEquality, verifyEquality } from './equality.ts';
import { Element, elementCodec, encodeElement, hashToElement, parseElement } from './group.ts';
import { lagrange, type Issuer } from './issuer.ts';
import { tokenInput } from './token.ts';

/** A token as it is published: texts, not yet decoded. */
export const writtenTokenCodec = object({ credential: pointText, element: hexBytes }, 'sorted');
export type WrittenToken = Infer<typeof writtenTokenCodec>;

const RUN = 50_000;

const shareCodec = object(
	{ issuer: integer(1, 30), image: elementCodec, proof: equalityProofCodec },
	'sorted',
);
/** For every run of 50,000 tokens, in their order, the share of each proving issuer. */
export const batchProofCodec = array(array(shareCodec, 1, 30), 0, 10_000);
export type BatchProof = Infer<typeof batchProofCodec>;
export type BatchShare = Infer<typeof shareCodec>;

/** A run's composites: M = Σ d_i·H(m_i) and Z = Σ d_i·N_i. */
export type Composite = { readonly base: Element; readonly image: Element };

type Decoded = { readonly input: Element; readonly element: Element };

function compositeOf(key: Element, run: readonly Decoded[]): Composite {
	const pairs = run.map(({ input, element }) => [input.toBytes(), element.toBytes()] as const);
	const weights = compositeWeights(key, pairs);
	const inputs = run.map((t) => t.input);
	const elements = run.map((t) => t.element);
	return {
		base: Element.sumOfProductsPublic(inputs, weights),
		image: Element.sumOfProductsPublic(elements, weights),
	};
}

const runsOf = <T>(items: readonly T[]): T[][] =>
	Array.from({ length: Math.ceil(items.length / RUN) }, (_, i) =>
		items.slice(RUN * i, RUN * (i + 1)),
	);

/** Decodes tokens; problems name those that are none. Codes: `token.{element,credential,duplicate}`. */
function decodeTokens(
	uuid: string,
	tokens: readonly WrittenToken[],
): { decoded: Decoded[]; problems: Problem[] } {
	const problems: Problem[] = [];
	const elements = new Set<string>();
	const credentials = new Set<string>();
	const keys: CurvePoint[] = [];
	const decoded = tokens.flatMap(({ credential, element }, i): Decoded[] => {
		const wrong = (code: string, message: string) =>
			problems.push({ code: `token.${code}`, place: `tokens[${i}]`, message });
		const decoded = parseElement(element);
		const key = parseCurvePoint(credential);
		if (elements.has(element) || credentials.has(credential))
			wrong('duplicate', 'the token stands twice');
		elements.add(element);
		credentials.add(credential);
		if (!decoded) wrong('element', 'not the encoding of an element');
		if (!key || isIdentity(key)) wrong('credential', 'not a credential');
		if (!decoded || !key) return [];
		keys.push(key);
		return [{ input: hashToElement(tokenInput(uuid, credential)), element: decoded }];
	});
	if (problems.length === 0 && !areMembers(keys))
		keys.forEach((key, i) => {
			if (!isMember(key))
				problems.push({
					code: 'token.credential',
					place: `tokens[${i}]`,
					message: 'the credential has a component of small order',
				});
		});
	return { decoded, problems };
}

/**
 * The composites that issuers prove their shares of, one a run. @throws RangeError for tokens that are none: check them at redemption.
 */
export function batchComposites(
	issuer: Issuer,
	uuid: string,
	tokens: readonly WrittenToken[],
): Composite[] {
	const { decoded, problems } = decodeTokens(uuid, tokens);
	if (problems[0]) throw new RangeError(`${problems[0].code} ${problems[0].place}`);
	return runsOf(decoded).map((run) => compositeOf(issuer.key, run));
}

/** Issuer `j`'s share of the proof for one run. Secret: its key share. */
export function proveBatchShare(
	{ shareKeys }: Issuer,
	j: number,
	share: Secret,
	{ base }: Composite,
	rng: RandomBytes = randomBytes,
): BatchShare {
	const image = base.multiply(share);
	const proof = proveEquality({ key: shareKeys[j - 1]!, base, image }, share, rng);
	return { issuer: j, image, proof };
}

/**
 * Checks all tokens of a vote against the proof. Codes: `token.{element,credential,duplicate}`, `tokens.{runs,too-few-issuers,
 * unknown-issuer,repeated-issuer,issuer-proof,not-issued}`; a batch does not tell which token was not issued.
 */
export function verifyTokens(
	issuer: Issuer,
	uuid: string,
	tokens: readonly WrittenToken[],
	proof: BatchProof,
): Problem[] {
	const { decoded, problems } = decodeTokens(uuid, tokens);
	if (problems.length > 0) return problems;
	const runs = runsOf(decoded);
	if (runs.length !== proof.length)
		return [
			{
				code: 'tokens.runs',
				place: '',
				message: `${runs.length} runs have ${proof.length} proofs`,
			},
		];
	return runs.flatMap((run, r) =>
		verifyRun(issuer, compositeOf(issuer.key, run), proof[r]!, `proof[${r}]`),
	);
}

function verifyRun(
	issuer: Issuer,
	composite: Composite,
	shares: readonly BatchShare[],
	place: string,
): Problem[] {
	const wrong = (code: string, at: string, message: string): Problem[] => [
		{ code: `tokens.${code}`, place: at, message },
	];
	const seen = new Set<number>();
	for (const { issuer: j, image, proof } of shares) {
		const at = `${place}, issuer ${j}`;
		const key = issuer.shareKeys[j - 1];
		if (!key) return wrong('unknown-issuer', at, 'there is no such issuer');
		if (seen.has(j)) return wrong('repeated-issuer', at, 'proves twice');
		seen.add(j);
		if (!verifyEquality({ key, base: composite.base, image }, proof))
			return wrong('issuer-proof', at, 'the proof does not hold');
	}
	if (seen.size < issuer.threshold)
		return wrong('too-few-issuers', place, `${issuer.threshold} issuers are needed`);
	const used = shares.slice(0, issuer.threshold);
	const lambda = lagrange(used.map((s) => s.issuer));
	const image = used.map((s, i) => s.image.multiplyPublic(lambda[i]!)).reduce((a, b) => a.add(b));
	return image.equals(composite.image)
		? []
		: wrong(
				'not-issued',
				place,
				'at least one of these tokens was not issued by the key of this vote',
			);
}

/** A token for publication. */
export const writeToken = (token: {
	readonly credential: string;
	readonly element: Element;
}): WrittenToken => ({
	credential: token.credential,
	element: encodeElement(token.element),
});
