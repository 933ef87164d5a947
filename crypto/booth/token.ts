/** How a booth gets the right to vote. All secrets stay here. Spec: SPEC §7.4. */
import { decodeText } from '../codec.ts';
import { deriveCredential, makeCode } from '../election/credential.ts';
import type { Secret } from '../group.ts';
import { err, type Problem, type Result } from '../result.ts';
import { encodeElement, parseElement } from '../token/group.ts';
import { readIssuer, type IssuerParameters } from '../token/issuer.ts';
import { blindToken, evaluationsCodec, unblindToken } from '../token/token.ts';

/** What a voter keeps: with it anybody can vote in their place, and without it nobody. Secret. */
export type VotingCode = string;

/** A request that is under way. Secret: everything but `request`. */
export type TokenRequest = {
	readonly code: VotingCode;
	readonly request: string;
	readonly blind: Secret;
};

/** Draws a code and blinds the request for its token. Keep it until the answer is there: the server answers this request only. */
export function requestToken(uuid: string, code: VotingCode = makeCode()): TokenRequest {
	const { public: credential } = deriveCredential(uuid, code);
	const { request, blind } = blindToken(uuid, credential);
	return { code, request: encodeElement(request), blind };
}

/**
 * Unblinds the answer, checking that the issuers used the key that the manifest names for everybody. @returns the token's element
 * Codes: `wire.*`, `issuer.*`, `token.*`.
 */
export function receiveToken(
	uuid: string,
	parameters: IssuerParameters,
	{ code, request, blind }: TokenRequest,
	answer: string,
): Result<string, Problem | Problem[]> {
	const issuer = readIssuer(uuid, parameters);
	if (!issuer.ok) return issuer;
	const evaluations = decodeText(evaluationsCodec, answer);
	if (!evaluations.ok) return evaluations;
	const { public: credential } = deriveCredential(uuid, code);
	const blinded = { request: parseElement(request)!, blind };
	const token = unblindToken(issuer.value, credential, blinded, evaluations.value);
	return token.ok ? { ok: true, value: encodeElement(token.value.element) } : err(token.error);
}
