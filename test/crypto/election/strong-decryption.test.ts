import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { decodeText, encodeText } from '../../../crypto/codec.ts';
import {
	decryptPartially,
	verifyPartialDecryption,
	type PartialDecryption,
} from '../../../crypto/election/decryption.ts';
import { encryptPoint, NEUTRAL, type Ciphertext } from '../../../crypto/election/elgamal.ts';
import { leaves } from '../../../crypto/election/nest.ts';
import {
	proveStrongDecryption,
	strongDecryptionCodec,
	verifyStrongDecryption,
} from '../../../crypto/election/strong-decryption.ts';
import {
	asSecret,
	add,
	encodePoint,
	equalPoints,
	FixedBase,
	G,
	invertScalar,
	modOrder,
	multiply,
	multiplyPublic,
	randomScalar,
	subtract,
	sumPoints,
	type Point,
} from '../../../crypto/group.ts';
import { sha256Base64, sha256Hex } from '../../../crypto/hash.ts';
import { proveEquality, verifyEquality } from '../../../crypto/proofs/equality.ts';
import { hashToScalar } from '../../../crypto/transcript.ts';
import { alterLeaf, unwrap } from '../../support/ceremony.ts';
import { leafPaths, replaceLeaf, showPath } from '../../support/election.ts';

const test = suite('crypto/election: strong decryption');

const secret = randomScalar();
const key = new FixedBase(G.multiply(secret));
const encrypt = (m: bigint) => encryptPoint(key, G.multiplyPublic(m)).ciphertext;
const tally = [[encrypt(3n), encrypt(0n), encrypt(5n)], [encrypt(1n)]];
const decryption = { fingerprint: sha256Base64('election'), tally };
const factors = tally.map((part) => part.map((c) => multiply(c.alpha, secret)));
const statement = { ...decryption, owner: 2, key: key.point, factors };
const proof = proveStrongDecryption(statement, secret);

test('true factors are accepted after the way of the proof through its text', () => {
	const text = encodeText(strongDecryptionCodec, proof);
	assert.match(text, /^\{"owner":2,"proof":\{"challenge":"\d+","response":"\d+"\}\}$/);
	assert.ok(verifyStrongDecryption(statement, unwrap(decodeText(strongDecryptionCodec, text))));
});

/** SPEC §4.8, written down a second time. */
function specified({ fingerprint, tally: parts, owner, factors: F }: typeof statement) {
	const domain = 'viche/strong-decryption/v1';
	const text = (value: unknown) => sha256Hex(JSON.stringify(value));
	const tallyHash = text(
		parts.map((part) =>
			part.map((c) => ({ alpha: encodePoint(c.alpha), beta: encodePoint(c.beta) })),
		),
	);
	const factorsHash = text(F.map((part) => part.map(encodePoint)));
	const X = encodePoint(key.point);
	const ctx = sha256Hex(
		`${domain}/context|${fingerprint}|${tallyHash}|${owner}|${X}|${factorsHash}`,
	);
	const weights = parts
		.flat()
		.map((_, n) => BigInt(`0x${sha256Hex(`${domain}/weight|${ctx}|${n}`).slice(0, 32)}`));
	const sum = (points: Point[]) => sumPoints(points.map((p, n) => multiplyPublic(p, weights[n]!)));
	const base = sum(parts.flat().map((c) => c.alpha));
	const image = sum(F.flat());
	const prefix = `${domain}/proof|${ctx}|${encodePoint(base)},${encodePoint(image)}|`;
	return { weights, prefix, base, image };
}

test('proofs are those of the specification', () => {
	const { prefix, base, image } = specified(statement);
	assert.ok(verifyEquality(prefix, { key, base, image }, proof.proof));
	const made = { owner: 2, proof: proveEquality(prefix, secret, base) };
	assert.ok(verifyStrongDecryption(statement, made));
});

test('factors that cancel under the weights of the true ones get other weights', () => {
	const [e0, e1] = specified(statement).weights as [bigint, bigint];
	const [F0, F1, F2] = factors[0]! as [Point, Point, Point];
	const cancelling = [
		[add(F0, G.multiply(asSecret(e1))), subtract(F1, G.multiply(asSecret(e0))), F2],
		factors[1]!,
	];
	const claimed = { ...statement, factors: cancelling };
	assert.not(verifyStrongDecryption(claimed, proof));
	assert.not(verifyStrongDecryption(claimed, proveStrongDecryption(claimed, secret)));
});

test('a tally without ballots is decrypted, too', () => {
	const empty = { ...statement, tally: [[NEUTRAL]], factors: [[NEUTRAL.alpha]] };
	assert.ok(verifyStrongDecryption(empty, proveStrongDecryption(empty, secret)));
});

const json: unknown = JSON.parse(encodeText(strongDecryptionCodec, proof));
for (const path of leafPaths(json))
	test(`a changed ${showPath(path)} is refused`, () => {
		const changed = JSON.stringify(replaceLeaf(json, path, alterLeaf));
		const read = unwrap(decodeText(strongDecryptionCodec, changed));
		assert.not(verifyStrongDecryption(statement, read));
	});

const shift = (p: Point): Point => add(p, G.point);
const [first, ...others] = tally[0]!;
const withFirst = (ciphertext: Ciphertext) => [[ciphertext, ...others], tally[1]!];
for (const [what, change] of [
	['election', { fingerprint: sha256Base64('other') }],
	['owner', { owner: 3 }],
	['key', { key: shift(key.point) }],
	['alpha', { tally: withFirst({ ...first!, alpha: shift(first!.alpha) }) }],
	['beta', { tally: withFirst({ ...first!, beta: shift(first!.beta) }) }],
	['factor', { factors: [[shift(factors[0]![0]!), ...factors[0]!.slice(1)], factors[1]!] }],
	['order of factors', { factors: [[...factors[0]!].reverse(), factors[1]!] }],
	['shape of the factors', { factors: [factors[0]!, ...factors[1]!] }],
	['shape of both', { tally: tally.flat(), factors: factors.flat() }],
] as const)
	test(`a proof for another ${what} is refused`, () => {
		assert.not(verifyStrongDecryption({ ...statement, ...change }, proof));
		const sameOwner = { ...proof, owner: { ...statement, ...change }.owner };
		assert.not(verifyStrongDecryption({ ...statement, ...change }, sameOwner));
	});

test('errors that cancel each other in a plain sum are refused', () => {
	const [a, b, c] = factors[0]! as [Point, Point, Point];
	const false_ = {
		...statement,
		factors: [[add(a, G.point), subtract(b, G.point), c], factors[1]!],
	};
	assert.not(verifyStrongDecryption(false_, proveStrongDecryption(false_, secret)));
});

test('a prover needs a factor for every ciphertext', () => {
	assert.throws(
		() => proveStrongDecryption({ ...statement, factors: [] }, secret),
		/every ciphertext/,
	);
});

/**
 * The attack that makes the strong proof necessary (ADR 0041). Attacker: a trustee with its own key. The hash of the wire proof covers
 * w1·G and a second commitment only; so it chooses that as w1·alpha + d·G, learns the challenge c, and solves for the factor:
 * F = c⁻¹·(w1·alpha + d·G − r·alpha) = x·alpha + (d/c)·G. The decrypted point moves by d/c, at random but as often as it likes.
 */
function forgePartialDecryption(d: bigint): PartialDecryption {
	const forged = leaves<Ciphertext>(tally).map(({ alpha }) => {
		const w = randomScalar();
		const commitments = [G.multiply(w), add(multiply(alpha, w), G.multiply(asSecret(d)))];
		const prefix = `decrypt|${decryption.fingerprint}|${encodePoint(key.point)}|`;
		const challenge = hashToScalar(prefix, commitments);
		const factor = add(
			multiply(alpha, secret),
			G.multiply(asSecret(modOrder(d * invertScalar(challenge)))),
		);
		return { factor, proof: { challenge, response: modOrder(w - secret * challenge) } };
	});
	const shape = <T>(items: T[]) => [items.slice(0, 3), items.slice(3)];
	return {
		decryption_factors: shape(forged.map((f) => f.factor)),
		decryption_proofs: shape(forged.map((f) => f.proof)),
	};
}

test('false factors pass the wire proofs and fail the strong proof', () => {
	const forged = forgePartialDecryption(randomScalar());
	const accepted = unwrap(verifyPartialDecryption(decryption, key, forged));
	leaves(accepted).forEach((f, i) => assert.not(equalPoints(f, factors.flat()[i]!)));
	const claimed = { ...statement, factors: accepted };
	assert.not(verifyStrongDecryption(claimed, proof), 'the proof of the true factors');
	assert.not(verifyStrongDecryption(claimed, proveStrongDecryption(claimed, secret)));
	const honest = decryptPartially(decryption, key.point, secret);
	const verified = unwrap(verifyPartialDecryption(decryption, key, honest));
	assert.ok(verifyStrongDecryption({ ...statement, factors: verified }, proof));
});

test('the same trick against the strong proof fails: the factors are hashed before the commitments', () => {
	const w = randomScalar();
	const base = leaves<Ciphertext>(tally)[0]!.alpha;
	const commitments = [G.multiply(w), add(multiply(base, w), G.point)];
	const challenge = hashToScalar('viche/strong-decryption/v1/proof|', commitments);
	const shifted = factors.map((p) =>
		p.map((f) => add(f, G.multiply(asSecret(invertScalar(challenge))))),
	);
	const forged = { owner: 2, proof: { challenge, response: modOrder(w - secret * challenge) } };
	assert.not(verifyStrongDecryption({ ...statement, factors: shifted }, forged));
});

test.run();
