/** From what was decrypted to what is counted: valid, blank and spoiled ballots of a pot, and its winners. Spec: SPEC §3.23. */
import { bytesToHex } from '../bytes.ts';
import type { Instance } from '../count/instance.ts';
import { votesOf } from '../count/instance.ts';
import type { CountResult } from '../count/outcome.ts';
import { countBudget } from '../count/rules.ts';
import { ok, problem, type Result } from '../result.ts';
import { ENCODINGS } from './encoding.ts';
import type { PotBallot } from './ballot.ts';
import { bytesOf, validForms, type PotPaper } from './paper.ts';
import { findSpoil, potInstance, type Pot } from './pot.ts';

/** The decrypted part of a pot: counts with the blank bit first, or the bytes of every ballot. */
export type Decrypted =
	| { readonly counts: readonly bigint[] }
	| {
			readonly ballots: readonly (readonly number[])[];
			/** Places of ballots whose group element no honest booth makes for these bytes. */
			readonly notCanonical?: ReadonlySet<number>;
	  };

export type Spoiled = {
	readonly code: string;
	/** The ballot's bytes in hex. */ readonly bytes: string;
};

export type PotOutcome = {
	readonly valid: number;
	readonly blank: number;
	/** Sorted by bytes, so that the order of the shuffle does not matter; a form has none. */
	readonly spoiled: readonly Spoiled[];
	/** How many valid ballots list each project, in the pot's order. */
	readonly totals: readonly number[];
	readonly instance: Instance;
};

/**
 * Reads a pot's decrypted part, and adds what was voted on paper. `voters`: how many ballots were tallied; `paper`: batches that were
 * checked. Codes: `outcome.{shape,too-many}`: the result does not belong to the pot.
 */
export function readOutcome(
	pot: Pot,
	decrypted: Decrypted,
	voters: number,
	paper: readonly PotPaper[] = [],
): Result<PotOutcome> {
	const bytes = paper.flatMap(({ part }) => (part.ballots ?? []).map(bytesOf));
	const outcome =
		'counts' in decrypted
			? readCounts(pot, decrypted.counts, voters, paper)
			: readBallots(pot, [...decrypted.ballots, ...bytes], decrypted.notCanonical ?? new Set());
	return outcome.ok ? ok(withoutVotes(outcome.value, paper)) : outcome;
}

/** Adds forms that are blank or spoiled. */
function withoutVotes(outcome: PotOutcome, paper: readonly PotPaper[]): PotOutcome {
	const blank = paper.reduce((sum, { part }) => sum + part.blank, outcome.blank);
	const spoiled = paper.flatMap(({ part }) => part.spoiled.map((code) => ({ code, bytes: '' })));
	return { ...outcome, blank, spoiled: [...outcome.spoiled, ...spoiled].sort(bySpoil) };
}

function bySpoil(a: Spoiled, b: Spoiled): number {
	const [first, second] = [a.bytes + a.code, b.bytes + b.code];
	return first < second ? -1 : first > second ? 1 : 0;
}

function readCounts(
	pot: Pot,
	counts: readonly bigint[],
	voters: number,
	paper: readonly PotPaper[],
): Result<PotOutcome> {
	if (pot.carried !== 'sum' || counts.length !== pot.projects.length + 1)
		return problem('outcome.shape', pot.id, 'not a count for every project');
	if (counts.some((c) => c < 0n || c > BigInt(voters)))
		return problem('outcome.too-many', pot.id, 'more votes for a project than ballots');
	const [blank, ...added] = counts.map(Number) as [number, ...number[]];
	const totals = added.map((total, p) =>
		paper.reduce((sum, { part }) => sum + part.totals![p]!, total),
	);
	const valid = paper.reduce(
		(sum, { forms, part }) => sum + validForms(part, forms),
		voters - blank,
	);
	const groups = totals.flatMap((n, p) => (n > 0 ? [{ projects: [p], voters: n }] : []));
	const instance = potInstance(pot, groups);
	if (!instance.ok) return instance;
	return ok({ valid, blank, spoiled: [], totals, instance: instance.value });
}

function readBallots(
	pot: Pot,
	ballots: readonly (readonly number[])[],
	notCanonical: ReadonlySet<number>,
): Result<PotOutcome> {
	if (pot.carried === 'sum') return problem('outcome.shape', pot.id, 'counts were expected');
	const encoding = ENCODINGS[pot.carried];
	const length = encoding.length(pot);
	if (ballots.some((bytes) => bytes.length !== length))
		return problem('outcome.shape', pot.id, `every ballot has ${length} bytes`);
	const valid: PotBallot[] = [];
	const spoiled: Spoiled[] = [];
	let blank = 0;
	ballots.forEach((bytes, i) => {
		const ballot = encoding.decode(pot, bytes);
		const code = notCanonical.has(i)
			? 'spoiled.embedding'
			: !ballot.ok
				? ballot.error.code
				: ballot.value.projects.length > 0
					? findSpoil(pot, ballot.value)
					: undefined;
		if (code !== undefined) spoiled.push({ code, bytes: bytesToHex(Uint8Array.from(bytes)) });
		else if (ballot.ok && ballot.value.projects.length > 0) valid.push(ballot.value);
		else blank++;
	});
	const instance = potInstance(pot, valid);
	if (!instance.ok) return instance;
	return ok({
		valid: valid.length,
		blank,
		spoiled,
		totals: votesOf(instance.value),
		instance: instance.value,
	});
}

/** The winners by the pot's rule. `lotSeed`: public bytes in hex that nobody could choose, for ties that only a lot decides. */
export function countPot(pot: Pot, { instance }: PotOutcome, lotSeed: string): Result<CountResult> {
	const { name, options } = pot.rule;
	return countBudget(
		instance,
		name,
		options.tie?.includes('lot') ? { ...options, lotSeed } : options,
	);
}
