import fc from 'fast-check';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import {
	asSecret,
	add,
	FixedBase,
	G,
	IDENTITY,
	modOrder,
	multiplyPublic,
	ORDER,
	randomScalar,
} from '../../../crypto/group.ts';
import { proveEquality, verifyEquality } from '../../../crypto/proofs/equality.ts';

const test = suite('crypto/proofs: equality');
const scalar = fc.bigInt(1n, ORDER - 1n);

test('a true statement is accepted', () => {
	fc.assert(
		fc.property(scalar, scalar, fc.string(), (secret, b, prefix) => {
			const base = multiplyPublic(G.point, b);
			const statement = {
				key: new FixedBase(G.multiply(asSecret(secret))),
				base,
				image: multiplyPublic(base, secret),
			};
			return verifyEquality(prefix, statement, proveEquality(prefix, asSecret(secret), base));
		}),
		{ numRuns: 10 },
	);
});

test('the identity as base is accepted: nobody has voted', () => {
	const secret = randomScalar();
	const statement = { key: new FixedBase(G.multiply(secret)), base: IDENTITY, image: IDENTITY };
	assert.ok(verifyEquality('p', statement, proveEquality('p', secret, IDENTITY)));
});

const secret = randomScalar();
const base = G.multiply(randomScalar());
const statement = {
	key: new FixedBase(G.multiply(secret)),
	base,
	image: multiplyPublic(base, BigInt(secret)),
};
const proof = proveEquality('p', secret, base);
const shift = (n: bigint) => modOrder(n + 1n);

for (const [what, forged] of [
	['prefix', () => verifyEquality('q', statement, proof)],
	['key', () => verifyEquality('p', { ...statement, key: new FixedBase(base) }, proof)],
	['base', () => verifyEquality('p', { ...statement, base: add(base, G.point) }, proof)],
	['image', () => verifyEquality('p', { ...statement, image: add(base, G.point) }, proof)],
	[
		'challenge',
		() => verifyEquality('p', statement, { ...proof, challenge: shift(proof.challenge) }),
	],
	['response', () => verifyEquality('p', statement, { ...proof, response: shift(proof.response) })],
] as const)
	test(`another ${what} is refused`, () => {
		assert.ok(verifyEquality('p', statement, proof));
		assert.not(forged());
	});

test('different logarithms cannot be proved by the honest prover', () => {
	const image = multiplyPublic(base, shift(secret));
	assert.not(verifyEquality('p', { ...statement, image }, proveEquality('p', secret, base)));
	assert.not(
		verifyEquality('p', { ...statement, image }, proveEquality('p', asSecret(shift(secret)), base)),
	);
});

test.run();
