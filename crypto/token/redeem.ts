/**
 * How those who hold the issuers' shares check tokens that are redeemed, many at once. Spec: SPEC §7.4.
 *
 * A token is N = k·H(m). For random 128-bit ρ, Σ ρ·N = k·Σ ρ·H(m) holds for tokens that are all good, and else for at most one choice
 * of ρ in 2^128; so that many tokens cost one secret multiplication by each share.
 */
import { bytesToBigIntLE } from '../bytes.ts';
import { isIdentity, parseCurvePoint, type Secret } from '../group.ts';
import { randomBytes, type RandomBytes } from '../random.ts';
import type { WrittenToken } from './batch.ts';
import { Element, hashToElement, parseElement } from './group.ts';
import { lagrange } from './issuer.ts';
import { tokenInput } from './token.ts';

const RHO_BITS = 128;

type Open = { readonly index: number; readonly input: Element; readonly element: Element };

/**
 * Whether each token was issued in this vote for its credential. That the credential belongs to the group is the ballot's to show.
 * Secret: `shares`, those of issuers 1 to t.
 */
export function areIssued(
	uuid: string,
	shares: readonly Secret[],
	tokens: readonly WrittenToken[],
	rng: RandomBytes = randomBytes,
): boolean[] {
	const verdicts = tokens.map(() => false);
	const open = tokens.flatMap(({ credential, element }, index): Open[] => {
		const key = parseCurvePoint(credential);
		const decoded = parseElement(element);
		if (!key || isIdentity(key) || !decoded) return [];
		return [{ index, input: hashToElement(tokenInput(uuid, credential)), element: decoded }];
	});
	const lambda = lagrange(shares.map((_, i) => i + 1));
	settle(open);
	return verdicts;

	/** Halves tokens among which one is bad until those at fault stand alone. */
	function settle(some: readonly Open[]): void {
		if (some.length === 0) return;
		if (hold(some)) for (const { index } of some) verdicts[index] = true;
		else if (some.length > 1) {
			settle(some.slice(0, some.length >> 1));
			settle(some.slice(some.length >> 1));
		}
	}

	function hold(some: readonly Open[]): boolean {
		const random = rng((some.length * RHO_BITS) / 8);
		const rhos = some.map((_, i) => bytesToBigIntLE(random.subarray(16 * i, 16 * (i + 1))));
		const sum = (elements: readonly Element[]) =>
			Element.sumOfProductsPublic(elements, rhos, RHO_BITS);
		const inputs = sum(some.map((s) => s.input));
		const expected = shares
			.map((share, i) => inputs.multiply(share).multiplyPublic(lambda[i]!))
			.reduce((a, b) => a.add(b));
		return expected.equals(sum(some.map((s) => s.element)));
	}
}
