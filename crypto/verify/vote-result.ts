/** result.json from what was decrypted: the same function writes it and checks it. Spec: SPEC §10.3. */
import { countPot, readOutcome, type Decrypted, type PotOutcome } from '../budget/outcome.ts';
import type { Pot } from '../budget/pot.ts';
import type { Nest } from '../election/nest.ts';
import { paperOfPot, type PaperBatch } from './paper.ts';
import { ok, problem, type Result } from '../result.ts';
import type { Manifest, PotResult, VoteResult } from './record.ts';

/** Everything that an outcome follows from. */
export type ResultSources = {
	readonly manifest: Manifest;
	/** The decrypted result, one part a question. */
	readonly decrypted: readonly Nest<bigint>[];
	/** For each question the places of ballots whose group element is not the canonical one of its bytes. */
	readonly notCanonical: readonly ReadonlySet<number>[];
	/** Batches of paper ballots, checked. */
	readonly paper: readonly PaperBatch[];
} & Pick<VoteResult, 'archive' | 'ballotRegister' | 'cast' | 'counted' | 'issued'>;

/** Counts every pot by its rule. Codes: `outcome.*`, those of counting, with the pot in their place. */
export function makeVoteResult(sources: ResultSources): Result<VoteResult> {
	const { manifest, decrypted: _, notCanonical: __, paper, ...facts } = sources;
	const lot = facts.ballotRegister.root;
	const pots: PotResult[] = [];
	for (const [i, pot] of manifest.pots.entries()) {
		const outcome = readPart(sources, pot, i);
		if (!outcome.ok) return outcome;
		const result = makePotResult(pot, outcome.value, lot);
		if (!result.ok) return result;
		pots.push(result.value);
	}
	const { uuid, roll } = manifest;
	return ok({
		format: 'viche-result/v1',
		uuid,
		roll: roll.count,
		lot,
		pots,
		...(manifest.paper ? { paper: totalOfPaper(paper) } : {}),
		...facts,
	});
}

const totalOfPaper = (paper: readonly PaperBatch[]): NonNullable<VoteResult['paper']> => ({
	batches: paper.length,
	forms: paper.reduce((sum, { forms }) => sum + forms, 0),
});

/** What a pot's outcome is read from. */
export type PartSources = Pick<ResultSources, 'decrypted' | 'notCanonical' | 'counted' | 'paper'>;

/** What was voted for the pot at place `i`, under encryption and on paper. Codes: `outcome.*`. */
export function readPart(
	{ decrypted, notCanonical, counted, paper }: PartSources,
	pot: Pot,
	i: number,
): Result<PotOutcome> {
	const part = decrypted[i];
	const read = part === undefined ? undefined : asDecrypted(pot, part, notCanonical[i]);
	if (!read) return problem('outcome.shape', pot.id, 'the result has another shape');
	return readOutcome(pot, read, counted, paperOfPot(paper, i));
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

function makePotResult(pot: Pot, outcome: PotOutcome, lot: string): Result<PotResult> {
	const count = countPot(pot, outcome, lot);
	if (!count.ok)
		return problem(count.error.code, `${pot.id}: ${count.error.place}`, count.error.message);
	const { valid, blank, spoiled, totals } = outcome;
	return ok({
		id: pot.id,
		valid,
		blank,
		spoiled,
		totals: Object.fromEntries(pot.projects.map((p, i) => [p.id, totals[i]!])),
		count: count.value,
	});
}
