/**
 * Measures ways of doing the same thing against each other. All of them take turns within one run, so that noise hits all alike, and
 * all must give the same result.
 */
import assert from 'node:assert/strict';

/** One way of doing something. */
export type Variant<Item, Result> = {
	readonly name: string;
	/** What is timed. */
	readonly run: (items: readonly Item[]) => Result | Promise<Result>;
	/** What the work costs when there is none to do, such as the start of a program: timed in the same round and taken off. */
	readonly overhead?: (items: readonly Item[]) => unknown;
	/** Before a turn, untimed. */
	readonly before?: () => void;
	/** After a turn, untimed. */
	readonly after?: () => void;
	/** What a slow variant is timed with instead. */
	readonly items?: readonly Item[];
	/** Other variants are compared with this one; where none is, with the first. */
	readonly baseline?: true;
};

export type Comparison<Item, Result> = {
	readonly title: string;
	/** What an item is. */
	readonly unit: string;
	/** What is timed. */
	readonly items: readonly Item[];
	/** How many units the items are; by default one each. */
	readonly unitsOf?: (items: readonly Item[]) => number;
	/** What an item consists of, to be shown beside it. */
	readonly parts?: { readonly unit: string; readonly count: number };
	/** Inputs for which all variants must agree, damaged ones among them. */
	readonly trials: readonly (readonly Item[])[];
	/** What of a result can be compared; by default all of it. */
	readonly factsOf?: (result: Result) => unknown;
	readonly variants: readonly Variant<Item, Result>[];
	/** Variants that this machine has not. */
	readonly missing?: readonly string[];
};

export type Timing = {
	readonly variant: string;
	/** Median over the rounds, per unit. */
	readonly microseconds: number;
	/** Distance between the quartiles, as a part of the median. */
	readonly spread: number;
	/** How many units are done in a round. */
	readonly units: number;
	readonly baseline: boolean;
};

export type Measured = Pick<Comparison<never, never>, 'title' | 'unit' | 'parts'> & {
	readonly rounds: number;
	readonly timings: readonly Timing[];
	readonly missing: readonly string[];
};

/** How long a comparison may take: rounds are added until it has. */
export type Effort = {
	readonly leastRounds: number;
	readonly mostRounds: number;
	readonly milliseconds: number;
};

/** Two variants whose results differ: the faster one is worth nothing. */
export class DisagreementError extends Error {}

/** @throws DisagreementError */
export async function measure<Item, Result>(
	comparison: Comparison<Item, Result>,
	effort: Effort,
): Promise<Measured> {
	const { title, unit, parts, variants, missing = [] } = comparison;
	for (const trial of comparison.trials) await requireAgreement(comparison, trial);
	const times: number[][] = variants.map(() => []);
	const unitsOf = comparison.unitsOf ?? ((some) => some.length);
	const chosen = variants.map(({ items }) => items ?? comparison.items);
	const start = performance.now();
	let rounds = 0;
	while (
		rounds < effort.leastRounds ||
		(rounds < effort.mostRounds && performance.now() - start < effort.milliseconds)
	) {
		for (let turn = 0; turn < variants.length; turn++) {
			const v = (turn + rounds) % variants.length;
			times[v]!.push((await timeTurn(variants[v]!, chosen[v]!)) / unitsOf(chosen[v]!));
		}
		rounds++;
	}
	const timings = variants.map(({ name, baseline }, v) => ({
		variant: name,
		...summarize(times[v]!),
		units: unitsOf(chosen[v]!),
		baseline: baseline ?? false,
	}));
	return { title, unit, ...(parts && { parts }), rounds, timings, missing };
}

async function requireAgreement<Item, Result>(
	{ title, variants, factsOf = (result) => result }: Comparison<Item, Result>,
	trial: readonly Item[],
): Promise<void> {
	let first: { readonly name: string; readonly facts: unknown } | undefined;
	for (const { name, run, before, after } of variants) {
		before?.();
		const facts = factsOf(await run(trial));
		after?.();
		if (!first) {
			first = { name, facts };
			continue;
		}
		try {
			assert.deepStrictEqual(facts, first.facts);
		} catch (e) {
			const difference = e instanceof Error ? e.message : String(e);
			throw new DisagreementError(`${title}: ${name} and ${first.name} differ\n${difference}`);
		}
	}
}

async function timeTurn<Item, Result>(
	{ run, overhead, before, after }: Variant<Item, Result>,
	items: readonly Item[],
): Promise<number> {
	before?.();
	const whole = await time(() => run(items));
	const idle = overhead ? await time(() => overhead(items)) : 0;
	after?.();
	return whole - idle;
}

async function time(work: () => unknown): Promise<number> {
	const start = performance.now();
	await work();
	return performance.now() - start;
}

function summarize(milliseconds: readonly number[]) {
	const sorted = milliseconds.toSorted((a, b) => a - b);
	const median = quantile(sorted, 0.5);
	const spread = (quantile(sorted, 0.75) - quantile(sorted, 0.25)) / median;
	return { microseconds: 1000 * median, spread };
}

function quantile(sorted: readonly number[], q: number): number {
	const at = q * (sorted.length - 1);
	const below = sorted[Math.floor(at)]!;
	return below + (at % 1) * (sorted[Math.ceil(at)]! - below);
}
