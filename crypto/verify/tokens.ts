/** T1: every key in the archive's list has a token of this vote. Spec: SPEC §7. */
import type { CredentialList } from '../election/credential.ts';
import { verifyTokens } from '../token/batch.ts';
import { readIssuer, type IssuerParameters } from '../token/issuer.ts';
import type { Tokens } from './record.ts';
import type { CheckLog, Journal } from './report.ts';

/** `credentials`: the archive's list, whose order the tokens must have. */
export function checkTokens(
	journal: Journal,
	uuid: string,
	parameters: IssuerParameters,
	{ tokens, proof }: Tokens,
	credentials: CredentialList | undefined,
): void {
	const check = journal.check('T1');
	check.count(tokens.length);
	const issuer = readIssuer(uuid, parameters);
	if (!issuer.ok) check.problems(issuer.error, 'manifest.json: issuer');
	else check.problems(verifyTokens(issuer.value, uuid, tokens, proof), 'tokens.json');
	if (!credentials) check.unproved('ballot.voters-unknown');
	else compareWithList(check, tokens, credentials);
}

function compareWithList(
	check: CheckLog,
	tokens: Tokens['tokens'],
	credentials: CredentialList,
): void {
	if (tokens.length !== credentials.size)
		check.error('tokens.count', { values: { tokens: tokens.length, keys: credentials.size } });
	let next = 0;
	for (const [credential, weight] of credentials) {
		const place = `tokens[${next}]`;
		const token = tokens[next++];
		if (token && token.credential !== credential)
			check.error('tokens.other-credential', { place, detail: credential });
		if (weight !== 1n) check.error('tokens.weight', { place, detail: String(weight) });
	}
}
