/** Polynomials over the scalars, openly and in the exponent. Spec: SPEC §4.4; Shamir 1979, Feldman 1987. */
import {
	invertScalar,
	modOrder,
	randomScalar,
	sumOfProductsPublic,
	type Point,
	type Scalar,
	type Secret,
} from '../../group.ts';
import { randomBytes, type RandomBytes } from '../../random.ts';

/** Coefficients from the constant term on. */
export const randomPolynomial = (coefficients: number, rng: RandomBytes = randomBytes): Secret[] =>
	Array.from({ length: coefficients }, () => randomScalar(rng));

/** f(at) mod ℓ, in Horner's way. */
export const evaluate = (polynomial: readonly Scalar[], at: number): Scalar =>
	polynomial.reduceRight((value, a) => modOrder(value * BigInt(at) + a), 0n);

/** f(at)·G from the coefficients' multiples of G. */
export function evaluateInExponent(coefficients: readonly Point[], at: number): Point {
	const powers = coefficients.map((_, t) => modOrder(BigInt(at) ** BigInt(t)));
	const bits = Math.max(...powers.map((p) => p.toString(2).length));
	return sumOfProductsPublic(coefficients, powers, bits);
}

/**
 * λ_j with f(at) = Σ λ_j·f(j) for every polynomial of a degree below the number of indices: λ_j = Π (at − i)/(j − i) over the others.
 * @throws RangeError when an index stands twice.
 */
export const lagrangeCoefficients = (indices: readonly number[], at = 0): Scalar[] =>
	indices.map((j, position) => {
		let numerator = 1n;
		let denominator = 1n;
		indices.forEach((i, other) => {
			if (other === position) return;
			numerator = modOrder(numerator * BigInt(at - i));
			denominator = modOrder(denominator * BigInt(j - i));
		});
		return modOrder(numerator * invertScalar(denominator));
	});
