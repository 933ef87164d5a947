/** How a booth makes a ballot and checks its receipt. Spec: SPEC §3.6–3.9, §8.6. */
import { choicesOf } from '../budget/question.ts';
import type { PotBallot } from '../budget/ballot.ts';
import { parseBase64 } from '../bytes.ts';
import type { Pot } from '../budget/pot.ts';
import { makeBallot } from '../election/ballot.ts';
import { randomBytes } from '../random.ts';
import { deriveCredential } from '../election/credential.ts';
import type { Election } from '../election/definition.ts';
import { parseEntry } from '../register/entry.ts';
import { parsePolicy } from '../register/policy.ts';
import { verifyReceipt } from '../register/receipt.ts';
import { ok, problem, type Result } from '../result.ts';
import { drawsOf, SEED_BYTES } from './draws.ts';

/**
 * Encrypts a filled-in ballot, one part a pot, and proves and signs it. @returns its text; nobody can tell what is in it
 * @param seed - 32 bytes that everything but the signature is drawn from: whoever knows it can open the ballot. Secret until an audit
 */
export function sealBallot(
	election: Election,
	pots: readonly Pot[],
	filled: readonly PotBallot[],
	code: string,
	seed: Uint8Array = randomBytes(SEED_BYTES),
): string {
	const credential = deriveCredential(election.definition.uuid, code);
	return makeBallot(election, credential, choicesOf(pots, filled), drawsOf(seed), randomBytes);
}

/**
 * Whether a receipt proves that the ballot of this hash is in the register that the manifest names.
 * Codes: those of receipts and entries, `receipt.other-ballot`.
 */
export function checkReceipt(
	registerKey: string,
	uuid: string,
	hash: string,
	{ receipt, entry }: { readonly receipt: string; readonly entry: string },
): Result<{ readonly index: number }> {
	const policy = parsePolicy(`log ${registerKey}\nquorum none\n`);
	const bytes = parseBase64(entry) ?? new Uint8Array();
	if (!policy.ok) return policy;
	const parsed = parseEntry('ballot', bytes);
	if (!parsed.ok) return parsed;
	const { type, object } = parsed.value;
	if (type !== 'ballot' || object !== uuid || parsed.value.ballot !== hash)
		return problem('receipt.other-ballot', '', 'the receipt is for another ballot');
	const verified = verifyReceipt(receipt, bytes, policy.value);
	return verified.ok ? ok({ index: verified.value.index }) : verified;
}
