/** Counts an earlier edition on another thread: nothing of the file leaves the browser. */
import { analyzePot, type PotAnalysis } from '../../../crypto/budget/analysis.ts';
import { ballotsOf, potOf } from '../../../crypto/budget/from-pabulib.ts';
import { countPot, type PotOutcome } from '../../../crypto/budget/outcome.ts';
import { findSpoil, potInstance, type Pot } from '../../../crypto/budget/pot.ts';
import { votesOf } from '../../../crypto/count/instance.ts';
import { parsePabulib } from '../../../crypto/count/pabulib/reader.ts';
import type { Problem } from '../../../crypto/result.ts';
import type { PotResult } from '../../../crypto/verify/record.ts';

export type DryRun = {
	/** A .pb file. */
	readonly text: string;
	/** The rule to count by; absent for the file's own. */
	readonly rule?: Pot['rule'];
};

export type DryOutcome =
	| {
			readonly pot: Pot;
			readonly result: PotResult;
			readonly analysis: PotAnalysis;
			/** What the file says was funded; absent where it does not say. */
			readonly recorded?: readonly string[];
	  }
	| { readonly problems: readonly Problem[] };

/** Nobody draws a lot for a rehearsal: this one is the same every time. */
const LOT = '00'.repeat(32);

export function dryRun({ text, rule }: DryRun): DryOutcome {
	const read = parsePabulib(text, { mode: 'tolerant', keepVotes: false });
	if (!read.ok) return { problems: read.error };
	const { file } = read.value;
	const pot = potOf(file, { id: 'pot', mode: 'mix', ...(rule && { rule }) });
	if (!pot.ok) return { problems: pot.error };
	const ballots = ballotsOf(file, pot.value);
	if (!ballots.ok) return { problems: [ballots.error] };
	const valid = ballots.value.filter((ballot) => findSpoil(pot.value, ballot) === undefined);
	const instance = potInstance(pot.value, valid);
	if (!instance.ok) return { problems: [instance.error] };
	const totals = votesOf(instance.value);
	const outcome: PotOutcome = {
		...{ valid: valid.length, blank: 0, spoiled: [], totals },
		instance: instance.value,
	};
	const count = countPot(pot.value, outcome, LOT);
	if (!count.ok) return { problems: [count.error] };
	const spoiled = ballots.value.length - valid.length;
	const selected = file.projects.filter((p) => p.selected !== undefined);
	return {
		pot: pot.value,
		result: {
			...{ id: 'pot', valid: valid.length, blank: 0 },
			spoiled: Array.from({ length: spoiled }, () => ({ code: 'spoiled.limits', bytes: '' })),
			totals: Object.fromEntries(pot.value.projects.map((p, i) => [p.id, totals[i]!])),
			count: count.value,
		},
		analysis: analyzePot(pot.value, outcome, count.value),
		...(selected.length === 0
			? {}
			: { recorded: selected.filter((p) => p.selected !== 0).map((p) => p.id) }),
	};
}

export const TASKS = { dryRun };
