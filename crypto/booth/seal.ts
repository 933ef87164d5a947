/** How a booth makes a ballot and checks its receipt. Spec: SPEC §3.6–3.9, §8.6. */
import { choicesOf } from '../budget/question.ts';
import type { PotBallot } from '../budget/ballot.ts';
import { bytesToBase64, parseBase64 } from '../bytes.ts';
import type { Pot } from '../budget/pot.ts';
import { makeHintedBallot } from '../election/ballot.ts';
import { randomBytes } from '../random.ts';
import { deriveCredential } from '../election/credential.ts';
import type { Election } from '../election/definition.ts';
import { G } from '../group.ts';
import { parseEntry } from '../register/entry.ts';
import { parsePolicy, parseWitnesses } from '../register/policy.ts';
import { verifyReceipt } from '../register/receipt.ts';
import { ok, problem, type Result } from '../result.ts';
import { drawsOf, SEED_BYTES } from './draws.ts';

/** Makes the tables that a ballot is sealed with, while the voter is still choosing. */
export function prepareToSeal({ key }: Election): void {
	G.eighth.prepare();
	key.eighth.prepare();
}

/** A ballot as it is sent: nobody can tell from its text what is in it. `hints` in base64: with them the server checks many ballots at once. */
export type SealedBallot = { readonly ballot: string; readonly hints: string };

/**
 * Encrypts a filled-in ballot, one part a pot, and proves and signs it.
 * @param seed - 32 bytes that everything but the signature is drawn from: whoever knows it can open the ballot. Secret until an audit
 */
export function sealBallot(
	election: Election,
	pots: readonly Pot[],
	filled: readonly PotBallot[],
	code: string,
	seed: Uint8Array = randomBytes(SEED_BYTES),
): SealedBallot {
	const credential = deriveCredential(election.definition.uuid, code);
	const choices = choicesOf(pots, filled);
	const { text, hints } = makeHintedBallot(
		election,
		credential,
		choices,
		drawsOf(seed),
		randomBytes,
	);
	return { ballot: text, hints: bytesToBase64(hints) };
}

const NO_WITNESSES = 'quorum none\n';

/**
 * Whether a receipt proves that the ballot of this hash is in the register that the manifest names.
 * @param policy - the text of a policy (SPEC §8.5) whose witnesses must have cosigned; logs that it names do not matter
 * @returns the entry's index, and the names of the witnesses that cosigned
 * Codes: those of receipts, policies and entries, `receipt.other-ballot`.
 */
export function checkReceipt(
	registerKey: string,
	uuid: string,
	hash: string,
	{ receipt, entry }: { readonly receipt: string; readonly entry: string },
	policy = NO_WITNESSES,
): Result<{ readonly index: number; readonly witnesses: readonly string[] }> {
	const register = parsePolicy(`log ${registerKey}\n${NO_WITNESSES}`);
	const bytes = parseBase64(entry) ?? new Uint8Array();
	if (!register.ok) return register;
	const witnesses = parseWitnesses(policy);
	if (!witnesses.ok) return witnesses;
	const parsed = parseEntry('ballot', bytes);
	if (!parsed.ok) return parsed;
	const { type, object } = parsed.value;
	if (type !== 'ballot' || object !== uuid || parsed.value.ballot !== hash)
		return problem('receipt.other-ballot', '', 'the receipt is for another ballot');
	const { logs } = register.value;
	const verified = verifyReceipt(receipt, bytes, { ...witnesses.value, logs });
	if (!verified.ok) return verified;
	const { index, checkpoint } = verified.value;
	return ok({ index, witnesses: checkpoint.witnesses.map(({ name }) => name) });
}
