/** Voters' credentials: a code that the voter keeps, and the public key derived from it. Spec: SPEC §3.9. */
import { bytesToBigIntBE, concatBytes } from '../bytes.ts';
import {
	areMembers,
	encodePoint,
	G,
	isIdentity,
	isMember,
	modOrder,
	parseCurvePoint,
	type CurvePoint,
	asSecret,
	type Secret,
} from '../group.ts';
import { sha256Text } from '../hash.ts';
import { randomBytes, type RandomBytes } from '../random.ts';
import { err, ok, problem, type Problem, type Result } from '../result.ts';
import { array, decodeText, string } from '../codec.ts';
import { BASE58, randomBase58 } from './base58.ts';

const CODE = new RegExp(`^[${BASE58}]{5}-[${BASE58}]{6}-[${BASE58}]{5}-[${BASE58}]{6}$`);

/** A new voting code: 22 Base58 characters, 128.9 bits, as XXXXX-XXXXXX-XXXXX-XXXXXX. Secret. */
export function makeCode(rng: RandomBytes = randomBytes): string {
	const c = randomBase58(22, rng);
	return [c.slice(0, 5), c.slice(5, 11), c.slice(11, 16), c.slice(16)].join('-');
}

export const isCode = (text: string): boolean => CODE.test(text);

/** A voter's signing key; the public credential is its text in ballots and in the list. */
export type Credential = { readonly secret: Secret; readonly public: string };

/** Derives the credential of a code for one election. Secret: the code and the result's `secret`. */
export function deriveCredential(uuid: string, code: string): Credential {
	const half = (i: number) => sha256Text(`derive_credential|${uuid}|${i}|${code}`);
	const secret = asSecret(modOrder(bytesToBigIntBE(concatBytes(half(0), half(1)))));
	return { secret, public: encodePoint(G.multiply(secret)) };
}

/** Public credentials with their weights, in the order of the list. */
export type CredentialList = ReadonlyMap<string, bigint>;

const LINE = /^([0-9a-f]{64})(?:,(0|[1-9][0-9]{0,18}))?$/;

/** Reads the archive's list: texts `[P]` or `[P],weight`; each a group element, none the identity, none twice. */
export function parseCredentials(text: string): Result<CredentialList, Problem[]> {
	const lines = decodeText(array(string), text);
	if (!lines.ok) return err([lines.error]);
	const list = new Map<string, bigint>();
	const points: CurvePoint[] = [];
	const problems: Problem[] = [];
	lines.value.forEach((line, i) => {
		const place = `credentials[${i}]`;
		const entry = parseLine(line, place);
		if (!entry.ok) problems.push(entry.error);
		else if (list.has(entry.value.key))
			problems.push({
				code: 'credentials.duplicate',
				place,
				message: 'the credential is listed twice',
			});
		else {
			list.set(entry.value.key, entry.value.weight);
			points.push(entry.value.point);
		}
	});
	if (problems.length === 0 && !areMembers(points))
		points.forEach((point, i) => {
			if (!isMember(point)) problems.push(notAKey(`credentials[${i}]`));
		});
	return problems.length > 0 ? err(problems) : ok(list);
}

const notAKey = (place: string): Problem => ({
	code: 'credentials.point',
	place,
	message: 'not a point of the prime-order group, or its identity',
});

type Line = { readonly key: string; readonly weight: bigint; readonly point: CurvePoint };

function parseLine(line: string, place: string): Result<Line> {
	const [, key, weight] = LINE.exec(line) ?? [];
	if (key === undefined)
		return problem(
			'credentials.format',
			place,
			'expected a point, with a comma and a weight at most',
		);
	const point = parseCurvePoint(key);
	if (!point || isIdentity(point)) return err(notAKey(place));
	return ok({ key, weight: BigInt(weight ?? 1), point });
}

/** The list's text as the archive holds it; weights are written where they are not 1. */
export const encodeCredentials = (list: Iterable<readonly [string, bigint]>): string =>
	JSON.stringify([...list].map(([key, weight]) => (weight === 1n ? key : `${key},${weight}`)));
