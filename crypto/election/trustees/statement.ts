/**
 * What a trustee signs around the wire format, which leaves shuffles and partial decryptions unsigned. The signature covers its own
 * key, its purpose and the election or ceremony. Spec: SPEC §4.9.
 */
import { hash256, integer, object, type Codec, type Infer } from '../../codec.ts';
import { encodePoint, G, isIdentity, type Point, type Secret } from '../../group.ts';
import { proofCodec, proveKnowledge, verifyKnowledge } from '../../proofs/schnorr.ts';
import { randomBytes, type RandomBytes } from '../../random.ts';
import { ProblemError } from '../../result.ts';

const KINDS = [
	'coefexps-commitment',
	'parameters',
	'shuffle',
	'partial-decryption',
	'certified',
	'dissent',
] as const;
/**
 * What is signed: the hash of coefficients to come, the manifest, the text of a shuffle or partial decryption, the result that the
 * member certifies or dissents from.
 */
export type StatementKind = (typeof KINDS)[number];

const kindCodec: Codec<StatementKind> = {
	decode: (value, place) => {
		const kind = KINDS.find((k) => k === value);
		if (kind) return kind;
		throw new ProblemError('wire.value', place, `expected one of ${KINDS.join(', ')}`);
	},
	encode: (kind) => kind,
};

/** `owner` is the number of the trustee, `payload` the SHA-256 of what is signed. */
export const statementCodec = object({
	kind: kindCodec,
	owner: integer(1),
	payload: hash256,
	signature: proofCodec,
});
export type Statement = Infer<typeof statementCodec>;

/** What is signed, without the signature. */
export type Claim = Omit<Statement, 'signature'>;

/** `context`: the election's fingerprint, or the hash of the ceremony; both are base64 and have no "|". */
const prefix = (context: string, { kind, owner, payload }: Claim, key: Point): string =>
	`viche/trustee-statement/v1|${context}|${kind}|${owner}|${payload}|${encodePoint(key)}|`;

/** Signs with the key that belongs to the owner: its signing key in a threshold group, its trustee key otherwise. Secret: the key. */
export function signStatement(
	context: string,
	claim: Claim,
	secret: Secret,
	rng: RandomBytes = randomBytes,
): Statement {
	const { kind, owner, payload } = claim;
	const signature = proveKnowledge(prefix(context, claim, G.multiply(secret)), secret, rng);
	return { kind, owner, payload, signature };
}

/** Whether the owner of the key has signed this statement in this context. */
export const verifyStatement = (context: string, statement: Statement, key: Point): boolean =>
	!isIdentity(key) && verifyKnowledge(prefix(context, statement, key), key, statement.signature);
