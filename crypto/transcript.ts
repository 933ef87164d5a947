/** Challenges of the Belenios protocol: SHA-256 over a text prefix and points, mod ℓ. Spec: SPEC §2.3. */
import { bytesToBigIntBE } from './bytes.ts';
import { encodePoints, modOrder, type CurvePoint, type Scalar } from './group.ts';
import { sha256Text } from './hash.ts';

/** int_BE(SHA-256(text)) mod ℓ. The bias of the reduction is about 2^−127 (SPEC §2.3). */
export const hashTextToScalar = (text: string): Scalar =>
	modOrder(bytesToBigIntBE(sha256Text(text)));

/** Hs(prefix; P1, …, Pn): the points' texts joined by commas behind the prefix, which ends in its own separator. */
export const hashToScalar = (prefix: string, points: readonly CurvePoint[]): Scalar =>
	hashTextToScalar(prefix + encodePoints(points).join(','));
