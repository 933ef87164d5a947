/** result.json from what was decrypted: the same function writes it and checks it. Spec: SPEC §10.3. */
import { countPot, readOutcome, type Decrypted } from '../budget/outcome.ts';
import type { Pot } from '../budget/pot.ts';
import type { Nest } from '../election/nest.ts';
import { ok, problem, type Result } from '../result.ts';
import type { Manifest, PotResult, VoteResult } from './record.ts';

/** Everything that an outcome follows from. */
export type ResultSources = {
	readonly manifest: Manifest;
	/** The decrypted result, one part a question. */
	readonly decrypted: readonly Nest<bigint>[];
	/** For each question the places of ballots whose group element is not the canonical one of its bytes. */
	readonly notCanonical: readonly ReadonlySet<number>[];
} & Pick<VoteResult, 'archive' | 'ballotRegister' | 'cast' | 'counted' | 'issued'>;

/** Counts every pot by its rule. Codes: `outcome.*`, those of counting, with the pot in their place. */
export function makeVoteResult({
	manifest,
	decrypted,
	notCanonical,
	...facts
}: ResultSources): Result<VoteResult> {
	const lot = facts.ballotRegister.root;
	const pots: PotResult[] = [];
	for (const [i, pot] of manifest.pots.entries()) {
		const part =
			decrypted[i] === undefined ? undefined : asDecrypted(pot, decrypted[i], notCanonical[i]);
		if (!part) return problem('outcome.shape', pot.id, 'the result has another shape');
		const result = makePotResult(pot, part, facts.counted, lot);
		if (!result.ok) return result;
		pots.push(result.value);
	}
	const { uuid, roll } = manifest;
	return ok({ format: 'viche-result/v1', uuid, roll: roll.count, lot, pots, ...facts });
}

function asDecrypted(
	pot: Pot,
	part: Nest<bigint>,
	notCanonical?: ReadonlySet<number>,
): Decrypted | undefined {
	if (!Array.isArray(part)) return undefined;
	const items = part as readonly Nest<bigint>[];
	if (pot.carried === 'sum')
		return items.every((n) => typeof n === 'bigint') ? { counts: items } : undefined;
	const ballots = items.map((b) => (Array.isArray(b) ? (b as readonly bigint[]).map(Number) : []));
	return notCanonical ? { ballots, notCanonical } : { ballots };
}

function makePotResult(
	pot: Pot,
	decrypted: Decrypted,
	voters: number,
	lot: string,
): Result<PotResult> {
	const outcome = readOutcome(pot, decrypted, voters);
	if (!outcome.ok) return outcome;
	const count = countPot(pot, outcome.value, lot);
	if (!count.ok)
		return problem(count.error.code, `${pot.id}: ${count.error.place}`, count.error.message);
	const { valid, blank, spoiled, totals } = outcome.value;
	return ok({
		id: pot.id,
		valid,
		blank,
		spoiled,
		totals: Object.fromEntries(pot.projects.map((p, i) => [p.id, totals[i]!])),
		count: count.value,
	});
}
