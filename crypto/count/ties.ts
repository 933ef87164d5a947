import { compareBytes, utf8ToBytes } from '../bytes.ts';
import type { Problem, Result } from '../result.ts';
import { ok, problem } from '../result.ts';
import type { LotSeed } from './lot.ts';
import { drawLot } from './lot.ts';
import type { Rational } from './rational.ts';
import { compare } from './rational.ts';

/** What decides between tied projects. The last key of an order is total: an id, the file's order or the lot. */
export const TIE_KEYS = [
	'cheapest',
	'dearest',
	'most-votes',
	'fewest-votes',
	'id-ascending',
	'id-descending',
	'file-order',
	'lot',
] as const;
export type TieKey = (typeof TIE_KEYS)[number];

const TOTAL: ReadonlySet<TieKey> = new Set(['id-ascending', 'id-descending', 'file-order', 'lot']);

/** Lowest cost, then most votes, then id: what equalshares.net recommends, with the id in place of the lot. */
export const DEFAULT_TIE_KEYS: readonly TieKey[] = ['cheapest', 'most-votes', 'id-ascending'];

/** A tie that was met and how it was broken. Plain data. */
export type Tie = {
	/** Where: `ranking`, or `round 3`. */
	readonly at: string;
	/** The tied ids in the order that the keys give. In a round the first was chosen. */
	readonly between: readonly string[];
	/** The keys that were needed to separate them, in the order they were asked. */
	readonly by: readonly TieKey[];
};

/** What the keys look at. */
export type TieSubject = { readonly id: string; readonly cost: Rational; readonly votes: number };

export type TieOrder = {
	/** rank[p]: place of project p when all were tied; smaller wins. */
	readonly rank: Int32Array;
	/** Reports a tie between projects given by index, in any order. */
	readonly report: (at: string, between: readonly number[]) => Tie;
};

type Comparison = (a: number, b: number) => number;

function comparisonOf(
	key: TieKey,
	subjects: readonly TieSubject[],
	seed: LotSeed | undefined,
): Comparison {
	switch (key) {
		case 'cheapest':
			return (a, b) => compare(subjects[a]!.cost, subjects[b]!.cost);
		case 'dearest':
			return (a, b) => compare(subjects[b]!.cost, subjects[a]!.cost);
		case 'most-votes':
			return (a, b) => subjects[b]!.votes - subjects[a]!.votes;
		case 'fewest-votes':
			return (a, b) => subjects[a]!.votes - subjects[b]!.votes;
		case 'file-order':
			return (a, b) => a - b;
		case 'id-ascending':
		case 'id-descending': {
			const bytes = subjects.map((s) => utf8ToBytes(s.id));
			const sign = key === 'id-ascending' ? 1 : -1;
			return (a, b) => sign * compareBytes(bytes[a]!, bytes[b]!);
		}
		case 'lot': {
			const ids = subjects.map((s) => s.id);
			const place = new Map(drawLot(seed!, ids).map((id, i) => [id, i]));
			return (a, b) => place.get(ids[a]!)! - place.get(ids[b]!)!;
		}
	}
}

function checkKeys(keys: readonly TieKey[], seed: LotSeed | undefined): Problem | undefined {
	const wrong = (message: string): Problem => ({ code: 'count.tie-order', place: 'tie', message });
	const unknown = keys.find((k) => !TIE_KEYS.includes(k));
	if (unknown !== undefined) return wrong(`no tie key is called ${unknown}`);
	if (!TOTAL.has(keys.at(-1)!)) return wrong('the last tie key must separate any two projects');
	if (keys.includes('lot') && seed === undefined) return wrong('a lot needs a seed');
	return undefined;
}

/**
 * The order in which tied projects win. Spec: SPEC §9.2. Ids compare as sequences of Unicode code points.
 * The order of two projects depends on nothing but the two (and their places in the file, for `file-order`).
 */
export function makeTieOrder(
	keys: readonly TieKey[],
	subjects: readonly TieSubject[],
	seed?: LotSeed,
): Result<TieOrder> {
	const wrong = checkKeys(keys, seed);
	if (wrong) return problem(wrong.code, wrong.place, wrong.message);
	const comparisons = keys.map((key) => comparisonOf(key, subjects, seed));
	const order = subjects
		.map((_, p) => p)
		.sort((a, b) => firstDifference(comparisons, a, b).difference);
	const rank = new Int32Array(subjects.length);
	for (const [place, p] of order.entries()) rank[p] = place;
	const report = (at: string, between: readonly number[]): Tie => {
		const sorted = [...between].sort((a, b) => rank[a]! - rank[b]!);
		let needed = 0;
		for (let i = 1; i < sorted.length; i++)
			needed = Math.max(needed, firstDifference(comparisons, sorted[i - 1]!, sorted[i]!).key);
		return { at, between: sorted.map((p) => subjects[p]!.id), by: keys.slice(0, needed + 1) };
	};
	return ok({ rank, report });
}

function firstDifference(comparisons: readonly Comparison[], a: number, b: number) {
	for (const [key, compareBy] of comparisons.entries()) {
		const difference = compareBy(a, b);
		if (difference !== 0) return { key, difference };
	}
	return { key: comparisons.length - 1, difference: 0 };
}
