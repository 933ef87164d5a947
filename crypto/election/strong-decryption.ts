/**
 * One proof that binds all decryption factors of an owner to ciphertexts, key and election, outside the wire format.
 * Spec: SPEC §4.8, ADR 0041.
 */
import { integer, object, type Infer } from '../codec.ts';
import {
	encodePoint,
	encodePoints,
	FixedBase,
	sumOfProductsPublic,
	type Point,
	type Scalar,
	type Secret,
} from '../group.ts';
import { bytesToBigIntBE } from '../bytes.ts';
import { sha256Hex, sha256Text } from '../hash.ts';
import { proveEquality, verifyEquality } from '../proofs/equality.ts';
import { proofCodec } from '../proofs/schnorr.ts';
import { randomBytes, type RandomBytes } from '../random.ts';
import type { Decryption } from './decryption.ts';
import { fillNest, leaves, sameShape, type Nest } from './nest.ts';

const DOMAIN = 'viche/strong-decryption/v1';
const WEIGHT_BITS = 128;

export const strongDecryptionCodec = object({ owner: integer(1), proof: proofCodec });
/** The record of the strong proof. */
export type StrongDecryption = Infer<typeof strongDecryptionCodec>;

/** What is proved: `factors` are the tally's alphas times the secret behind `key`, which belongs to this owner. */
export type StrongStatement = Decryption & {
	readonly owner: number;
	readonly key: Point;
	readonly factors: Nest<Point>;
};

/** Makes the proof. Secret: x. @throws RangeError when factors and tally differ in shape. */
export function proveStrongDecryption(
	statement: StrongStatement,
	secret: Secret,
	rng: RandomBytes = randomBytes,
): StrongDecryption {
	const aggregate = aggregateStatement(statement);
	if (!aggregate) throw new RangeError('not one factor for every ciphertext');
	const proof = proveEquality(aggregate.prefix, secret, aggregate.base, rng);
	return { owner: statement.owner, proof };
}

/** Whether every factor is right: a false one passes with probability 2^−128 a try. */
export function verifyStrongDecryption(
	statement: StrongStatement,
	{ owner, proof }: StrongDecryption,
): boolean {
	const aggregate = aggregateStatement(statement);
	if (!aggregate || owner !== statement.owner) return false;
	const { prefix, base, image } = aggregate;
	return verifyEquality(prefix, { key: new FixedBase(statement.key), base, image }, proof);
}

/**
 * Σ e_k·alpha_k and Σ e_k·F_k with e_k from the hash of everything, and the prefix that binds them; `undefined` when the shapes
 * differ. With log_G X = log of the second sum to the first, F_k = x·alpha_k for all k but with probability 2^−128.
 */
function aggregateStatement(
	statement: StrongStatement,
): { prefix: string; base: Point; image: Point } | undefined {
	const { tally, factors } = statement;
	if (!sameShape(tally, factors)) return undefined;
	const context = contextHash(statement);
	const alphas = leaves(tally).map((c) => c.alpha);
	const weights = alphas.map((_, k) => weight(context, k));
	const base = sumOfProductsPublic(alphas, weights, WEIGHT_BITS);
	const image = sumOfProductsPublic(leaves(factors), weights, WEIGHT_BITS);
	const prefix = `${DOMAIN}/proof|${context}|${encodePoints([base, image]).join(',')}|`;
	return { prefix, base, image };
}

/** The hash of election, tally, owner, key and factors: all that the proof is about. */
function contextHash({ fingerprint, tally, owner, key, factors }: StrongStatement): string {
	const tallyHash = sha256Hex(tallyText(tally));
	const factorsHash = sha256Hex(factorsText(factors));
	return sha256Hex(
		`${DOMAIN}/context|${fingerprint}|${tallyHash}|${owner}|${encodePoint(key)}|${factorsHash}`,
	);
}

/** The first 128 bits of a hash of the context and the position. */
const weight = (context: string, k: number): Scalar =>
	bytesToBigIntBE(sha256Text(`${DOMAIN}/weight|${context}|${k}`).subarray(0, WEIGHT_BITS / 8));

/** The tally as the archive writes it; one inversion for all its points. */
function tallyText(tally: Decryption['tally']): string {
	const texts = encodePoints(leaves(tally).flatMap((c) => [c.alpha, c.beta]));
	const pairs = leaves(tally).map((_, i) => ({ alpha: texts[2 * i]!, beta: texts[2 * i + 1]! }));
	return JSON.stringify(fillNest(tally, pairs));
}

/** The factors as the archive writes them. */
const factorsText = (factors: Nest<Point>): string =>
	JSON.stringify(fillNest(factors, encodePoints(leaves(factors))));
