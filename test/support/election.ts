import {
	encodeElection,
	makeUuid,
	parseElection,
	type Election,
} from '../../crypto/election/definition.ts';
import type { Credential } from '../../crypto/election/credential.ts';
import type { Question } from '../../crypto/election/questions/index.ts';
import { G, modOrder, randomScalar, type Scalar } from '../../crypto/group.ts';
import { sha256Base64 } from '../../crypto/hash.ts';
import { hashToScalar } from '../../crypto/transcript.ts';

/** An election with these questions and the secret key that decrypts it. */
export function makeTestElection(questions: Question[]): { election: Election; secret: Scalar } {
	const secret = randomScalar();
	const text = encodeElection({
		version: 1,
		description: 'test',
		name: 'test',
		group: 'Ed25519',
		public_key: G.multiply(secret),
		questions,
		uuid: makeUuid(),
	});
	const election = parseElection(text);
	if (!election.ok) throw new Error(election.error.message);
	return { election: election.value, secret };
}

export type JsonObject = Record<string, unknown>;

/** Signs a ballot of any content with a credential, as a cheating voter can. */
export function signAnything(ballot: JsonObject, credential: Credential): string {
	const { signature: _, ...unsigned } = ballot;
	const hash = sha256Base64(JSON.stringify(unsigned));
	const w = randomScalar();
	const challenge = hashToScalar(`sig|${hash}|`, [G.multiply(w)]);
	const response = modOrder(w - credential.secret * challenge);
	const proof = { challenge: String(challenge), response: String(response) };
	return JSON.stringify({ ...unsigned, signature: { hash, proof } });
}

/** Every place of a JSON value that holds no list or object, as a path of keys. */
export function leafPaths(value: unknown, path: (string | number)[] = []): (string | number)[][] {
	if (typeof value !== 'object' || value === null) return [path];
	return Object.entries(value).flatMap(([key, v]) =>
		leafPaths(v, [...path, Array.isArray(value) ? Number(key) : key]),
	);
}

/** A copy with one leaf replaced. */
export function replaceLeaf<T>(
	value: T,
	path: readonly (string | number)[],
	change: (leaf: unknown) => unknown,
): T {
	const [key, ...rest] = path;
	if (key === undefined) return change(value) as T;
	const copy = structuredClone(value) as JsonObject;
	copy[key] = replaceLeaf(copy[key], rest, change);
	return copy as T;
}

/** `answers[0].choices[3].alpha` */
export const showPath = (path: readonly (string | number)[]): string =>
	path.reduce<string>(
		(at, key) => (typeof key === 'number' ? `${at}[${key}]` : at ? `${at}.${key}` : key),
		'',
	);
