/** Proofs that one secret multiplied all of many elements: RFC 9497 §2.2.1 and §2.2.2. Spec: SPEC §7.2. */
import { concatBytes, utf8ToBytes } from '../bytes.ts';
import { object, type Infer } from '../codec.ts';
import { modOrder, randomScalar, type Scalar, type Secret } from '../group.ts';
import { sha512 } from '../hash.ts';
import { randomBytes, type RandomBytes } from '../random.ts';
import { Element, hashToScalar, scalarCodec, SEED_DST } from './group.ts';

export const equalityProofCodec = object({ challenge: scalarCodec, response: scalarCodec });
/** The RFC's [c, s]. */
export type EqualityProof = Infer<typeof equalityProofCodec>;

/** The RFC numbers pairs with two bytes. */
export const MAX_PAIRS = 65_535;

const number2 = (n: number): Uint8Array => Uint8Array.of(n >> 8, n & 255);
const prefixed = (bytes: Uint8Array): Uint8Array => concatBytes(number2(bytes.length), bytes);

/** d_i for every pair of encodings (C_i, D_i) under the public key. @throws RangeError for more than 65,535 pairs. */
export function compositeWeights(
	key: Element,
	pairs: readonly (readonly [Uint8Array, Uint8Array])[],
): Scalar[] {
	if (pairs.length > MAX_PAIRS) throw new RangeError(`at most ${MAX_PAIRS} pairs`);
	const seed = prefixed(sha512(concatBytes(prefixed(key.toBytes()), prefixed(SEED_DST))));
	const label = utf8ToBytes('Composite');
	return pairs.map(([c, d], i) =>
		hashToScalar(concatBytes(seed, number2(i), prefixed(c), prefixed(d), label)),
	);
}

/** B = k·G and Z = k·M. */
export type Equality = { readonly key: Element; readonly base: Element; readonly image: Element };

const challengeOf = ({ key, base, image }: Equality, t2: Element, t3: Element): Scalar =>
	hashToScalar(
		concatBytes(
			...[key, base, image, t2, t3].map((e) => prefixed(e.toBytes())),
			utf8ToBytes('Challenge'),
		),
	);

/** Proves that the image is the base times the secret behind the key. Secret: k. */
export function proveEquality(
	equality: Equality,
	secret: Secret,
	rng: RandomBytes = randomBytes,
): EqualityProof {
	const r = randomScalar(rng);
	const challenge = challengeOf(equality, Element.multiplyBase(r), equality.base.multiply(r));
	return { challenge, response: modOrder(r - challenge * secret) };
}

export function verifyEquality(
	equality: Equality,
	{ challenge, response }: EqualityProof,
): boolean {
	const { key, base, image } = equality;
	const t2 = Element.multiplyBasePublic(response).add(key.multiplyPublic(challenge));
	const t3 = base.multiplyPublic(response).add(image.multiplyPublic(challenge));
	return challengeOf(equality, t2, t3) === challenge;
}

/** One pair as the RFC proves it: base and image are weighted by their composite. */
export function singlePair(key: Element, blinded: Element, evaluated: Element): Equality {
	const [d] = compositeWeights(key, [[blinded.toBytes(), evaluated.toBytes()]]);
	return { key, base: blinded.multiplyPublic(d!), image: evaluated.multiplyPublic(d!) };
}
