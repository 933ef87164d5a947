import fc from 'fast-check';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import {
	evaluate,
	evaluateInExponent,
	lagrangeCoefficients,
	randomPolynomial,
} from '../../../../crypto/election/trustees/polynomial.ts';
import { equalPoints, G, modOrder, ORDER } from '../../../../crypto/group.ts';

const test = suite('crypto/election/trustees: polynomial');
const scalar = fc.bigInt(1n, ORDER - 1n);

test('evaluation is the sum of coefficients times powers', () => {
	assert.is(evaluate([5n, 3n, 2n], 10), 235n);
	assert.is(evaluate([ORDER - 1n, 1n], 1), 0n);
});

test('evaluation in the exponent is evaluation, times G', () => {
	for (let coefficients = 1; coefficients <= 5; coefficients++) {
		const polynomial = randomPolynomial(coefficients);
		const inExponent = polynomial.map((a) => G.multiply(a));
		for (const at of [1, 2, 3, 4, 7, 8, 100])
			assert.ok(
				equalPoints(evaluateInExponent(inExponent, at), G.multiplyPublic(evaluate(polynomial, at))),
				`${coefficients} coefficients at ${at}`,
			);
	}
});

test('as many values as coefficients, at any places, give the value at any other', () => {
	fc.assert(
		fc.property(
			fc.array(scalar, { minLength: 1, maxLength: 6 }),
			fc.uniqueArray(fc.integer({ min: 1, max: 100 }), { minLength: 6, maxLength: 6 }),
			fc.integer({ min: 0, max: 100 }),
			(polynomial, places, at) => {
				const indices = places.slice(0, polynomial.length);
				const lambda = lagrangeCoefficients(indices, at);
				const sum = indices.reduce((s, j, i) => s + lambda[i]! * evaluate(polynomial, j), 0n);
				return modOrder(sum) === evaluate(polynomial, at);
			},
		),
		{ numRuns: 100 },
	);
});

test('an index that stands twice is refused', () => {
	assert.throws(() => lagrangeCoefficients([1, 2, 1]), /inverse/);
});

test.run();
