import type { Instance, Reading } from '../instance.ts';
import { weightOf } from '../instance.ts';
import type { Utility } from '../options.ts';
import type { Rational } from '../rational.ts';
import { toDouble } from '../rational.ts';
import type { Result } from '../../result.ts';
import { ok, problem } from '../../result.ts';

/**
 * An instance as equal shares reads it, in flat arrays: utility u_i(p) = weight · factor(p), the factor being c(p) with
 * cost utilities, else 1. Weights are brought to integers by one common multiplier, which changes no outcome: ρ shrinks
 * by it for every project alike.
 */
export type Profile = {
	readonly projects: number;
	readonly voters: number;
	readonly costs: readonly Rational[];
	readonly costDoubles: Float64Array;
	/** Doubles of the factors; divide a price by it to get ρ. */
	readonly factors: readonly Rational[];
	readonly factorDoubles: Float64Array;
	readonly multiplier: bigint;
	/** Voters of each ballot group. */
	readonly voterCounts: Float64Array;
	/** Supporters of p, those with weight > 0: groups[start[p]] … groups[start[p + 1] - 1], and their weights. */
	readonly start: Int32Array;
	readonly groups: Int32Array;
	readonly weights: Float64Array;
	/** Projects with weight > 0 of group g: listed[ballotStart[g]] …, and their weights. */
	readonly ballotStart: Int32Array;
	readonly listed: Int32Array;
	readonly listedWeights: Float64Array;
	/** Voters with weight > 0 for p; sum and greatest of their weights. */
	readonly support: Float64Array;
	readonly weightSums: Float64Array;
	readonly greatestWeights: Float64Array;
};

const MOST = BigInt(Number.MAX_SAFE_INTEGER);

type Entry = { readonly p: number; readonly weight: number };

/** Errors: `count.points-too-large` when sums of points exceed what doubles hold exactly. */
export function makeProfile(
	instance: Instance,
	reading: Reading,
	utility: Utility,
	takesPart: (p: number) => boolean,
): Result<Profile> {
	const ballots = instance.ballots.map((ballot) =>
		ballot.projects.flatMap((p, i) => {
			const weight = weightOf(ballot, i, reading);
			return weight.n > 0n && takesPart(p) ? [{ p, weight }] : [];
		}),
	);
	const tooLarge = () =>
		problem('count.points-too-large', 'ballots', 'points add up to more than 2^53');
	let multiplier = 1n;
	for (const { weight } of ballots.flat()) {
		if (multiplier % weight.d !== 0n) multiplier *= weight.d;
		if (multiplier > MOST) return tooLarge();
	}
	let total = 0;
	const entries = ballots.map((ballot, g) =>
		ballot.map(({ p, weight }): Entry => {
			const scaled = Number((weight.n * multiplier) / weight.d);
			total += scaled * instance.ballots[g]!.voters;
			return { p, weight: scaled };
		}),
	);
	if (!Number.isSafeInteger(total)) return tooLarge();
	return ok(flatten(instance, entries, multiplier, utility));
}

function flatten(
	instance: Instance,
	entries: readonly (readonly Entry[])[],
	multiplier: bigint,
	utility: Utility,
): Profile {
	const costs = instance.projects.map((p) => p.cost);
	const one: Rational = { n: 1n, d: 1n };
	const factors = costs.map((cost) => (utility === 'cost' ? cost : one));
	const m = costs.length;
	const size = entries.reduce((n, ballot) => n + ballot.length, 0);
	const profile = {
		projects: m,
		voters: instance.voters,
		costs,
		costDoubles: Float64Array.from(costs, toDouble),
		factors,
		factorDoubles: Float64Array.from(factors, toDouble),
		multiplier,
		voterCounts: Float64Array.from(instance.ballots, (b) => b.voters),
		start: new Int32Array(m + 1),
		groups: new Int32Array(size),
		weights: new Float64Array(size),
		ballotStart: new Int32Array(entries.length + 1),
		listed: new Int32Array(size),
		listedWeights: new Float64Array(size),
		support: new Float64Array(m),
		weightSums: new Float64Array(m),
		greatestWeights: new Float64Array(m),
	};
	for (const ballot of entries) for (const { p } of ballot) profile.start[p + 1]!++;
	for (let p = 0; p < m; p++) profile.start[p + 1]! += profile.start[p]!;
	const next = profile.start.slice();
	let at = 0;
	for (const [g, ballot] of entries.entries()) {
		for (const { p, weight } of ballot) {
			const voters = profile.voterCounts[g]!;
			profile.listed[at] = p;
			profile.listedWeights[at++] = weight;
			profile.groups[next[p]!] = g;
			profile.weights[next[p]!++] = weight;
			profile.support[p]! += voters;
			profile.weightSums[p]! += voters * weight;
			profile.greatestWeights[p] = Math.max(profile.greatestWeights[p]!, weight);
		}
		profile.ballotStart[g + 1] = at;
	}
	return profile;
}
