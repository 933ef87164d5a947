import type { Result } from '../result.ts';
import { ProblemError, attempt } from '../result.ts';
import { parseHex } from '../bytes.ts';
import type { Instance, Reading } from './instance.ts';
import { DEFAULT_READING, READINGS, readingFits } from './instance.ts';
import type { LotSeed } from './lot.ts';
import type { Rational } from './rational.ts';
import { ONE, compare, parseDecimal, rational } from './rational.ts';
import type { TieKey } from './ties.ts';
import { DEFAULT_TIE_KEYS, TIE_KEYS } from './ties.ts';

export const UTILITIES = ['cost', 'cardinality'] as const;
export const COMPLETIONS = [
	'none',
	'add1',
	'add1-nonexhaustive',
	'add1-integral',
	'add1-pabulib',
] as const;
export const COMPARISONS = ['none', 'preference', 'exclusion-ratio'] as const;
export type Utility = (typeof UTILITIES)[number];
export type Completion = (typeof COMPLETIONS)[number];
export type Comparison = (typeof COMPARISONS)[number];

/**
 * How a budget is counted, as it stands in a vote's public definition: JSON values only, amounts as decimals.
 * Everything has a default; what a rule does not use is refused. Spec: SPEC §9.4.
 */
export type CountOptions = {
	/** How ballots become weights; default `approval`, `points` or `rank-points` by kind. */
	readonly reading?: Reading;
	readonly tie?: readonly TieKey[];
	/** Seed of the `lot` key, lower-case hex. */
	readonly lotSeed?: string;
	/** Least score a project needs. */
	readonly threshold?: string;
	/** Drops p when v(p)/n < c(p)/(f·B). */
	readonly supportFloor?: string;
	/** At most one project of each set is funded. */
	readonly exclusive?: readonly (readonly string[])[];
	/** Most money for the projects of a category. */
	readonly caps?: readonly { readonly category: string; readonly amount: string }[];
	/** Spends what caps or pots left over on projects in order of score, without caps. */
	readonly leftover?: boolean;
	/** Share of its cost that must be left for the first project that does not fit; default 0.8. */
	readonly share?: string;
	/** Money beyond the budget that may complete or fund projects; without it, as much as the topped-up project needs. */
	readonly reserve?: string;
	readonly utility?: Utility;
	readonly completion?: Completion;
	/** Spends what equal shares left over on projects in order of score. */
	readonly utilitarian?: boolean;
	/** Money per voter added in each step of add1; default 1. */
	readonly increment?: string;
	/** Replaces the outcome by the greedy one when more voters prefer that. */
	readonly comparison?: Comparison;
};

export type OptionName = keyof CountOptions;

/** {@link CountOptions} with defaults filled in and amounts read. */
export type Settings = {
	readonly reading: Reading;
	readonly tie: readonly TieKey[];
	readonly lotSeed: LotSeed | undefined;
	readonly threshold: Rational | undefined;
	readonly supportFloor: Rational | undefined;
	/** Sets of project indexes. */
	readonly exclusive: readonly ReadonlySet<number>[];
	readonly caps: readonly { readonly category: string; readonly amount: Rational }[];
	readonly leftover: boolean;
	readonly share: Rational;
	readonly reserve: Rational | undefined;
	readonly utility: Utility;
	readonly completion: Completion;
	readonly utilitarian: boolean;
	readonly increment: Rational;
	readonly comparison: Comparison;
};

function fail(name: string, message: string): never {
	throw new ProblemError('count.option', name, message);
}

// Options may come from a manifest or a command line, so nothing about their types is taken for granted.

function amount(name: OptionName, text: unknown): Rational | undefined {
	if (text === undefined) return undefined;
	const value = typeof text === 'string' ? parseDecimal(text) : undefined;
	if (!value || value.n < 0n) fail(name, 'expected a decimal that is not negative, as text');
	return value;
}

function positive(name: OptionName, text: unknown): Rational | undefined {
	const value = amount(name, text);
	if (value?.n === 0n) fail(name, 'expected more than nothing');
	return value;
}

function oneOf<T extends string>(
	name: OptionName,
	allowed: readonly T[],
	value: unknown,
	or: T,
): T {
	if (value === undefined) return or;
	const found = allowed.find((a) => a === value);
	return found ?? fail(name, `expected one of ${allowed.join(', ')}`);
}

function flag(name: OptionName, value: unknown): boolean {
	if (value !== undefined && typeof value !== 'boolean') fail(name, 'expected true or false');
	return value ?? false;
}

function list(name: OptionName, value: unknown): readonly unknown[] {
	if (value === undefined) return [];
	return Array.isArray(value) ? (value as readonly unknown[]) : fail(name, 'expected a list');
}

function readSeed(text: unknown): LotSeed | undefined {
	if (text === undefined) return undefined;
	const seed = typeof text === 'string' ? parseHex(text) : undefined;
	if (!seed || seed.length < 16) fail('lotSeed', 'expected at least 16 bytes in lower-case hex');
	return seed;
}

function readTie(keys: unknown): readonly TieKey[] {
	if (keys === undefined) return DEFAULT_TIE_KEYS;
	return list('tie', keys).map((key) => oneOf('tie', TIE_KEYS, key ?? null, 'file-order'));
}

function readExclusive(instance: Instance, sets: unknown): ReadonlySet<number>[] {
	const index = new Map<unknown, number>(instance.projects.map(({ id }, i) => [id, i]));
	const projectOf = (id: unknown) =>
		index.get(id) ?? fail('exclusive', 'expected lists of project ids');
	return list('exclusive', sets).map((set) => new Set(list('exclusive', set).map(projectOf)));
}

function readCaps(instance: Instance, caps: unknown): Settings['caps'] {
	const known = new Set<unknown>(instance.projects.flatMap((p) => p.categories));
	return list('caps', caps).map((cap) => {
		const { category, amount: most } = (cap ?? {}) as { category?: unknown; amount?: unknown };
		if (typeof category !== 'string' || !known.has(category))
			fail('caps', 'expected the category of a project');
		return { category, amount: amount('caps', most) ?? fail('caps', 'expected an amount') };
	});
}

/** Reads options for a rule that uses those in `used`. Errors: `count.option` with the option's name. */
export function readOptions(
	instance: Instance,
	options: CountOptions,
	used: readonly OptionName[],
): Result<Settings> {
	return attempt(() => {
		for (const name of Object.keys(options))
			if (!(used as readonly string[]).includes(name)) fail(name, 'this rule has no such option');
		const given: Readonly<Partial<Record<OptionName, unknown>>> = options;
		const reading = oneOf('reading', READINGS, given.reading, DEFAULT_READING[instance.kind]);
		if (!readingFits(instance.kind, reading))
			fail('reading', `${instance.kind} ballots cannot be read as ${reading}`);
		const share = amount('share', given.share) ?? rational(4n, 5n);
		if (compare(share, ONE) > 0) fail('share', 'a share is at most 1');
		return {
			reading,
			tie: readTie(given.tie),
			lotSeed: readSeed(given.lotSeed),
			threshold: amount('threshold', given.threshold),
			supportFloor: positive('supportFloor', given.supportFloor),
			exclusive: readExclusive(instance, given.exclusive),
			caps: readCaps(instance, given.caps),
			leftover: flag('leftover', given.leftover),
			share,
			reserve: amount('reserve', given.reserve),
			utility: oneOf('utility', UTILITIES, given.utility, 'cost'),
			completion: oneOf('completion', COMPLETIONS, given.completion, 'add1'),
			utilitarian: flag('utilitarian', given.utilitarian),
			increment: positive('increment', given.increment) ?? ONE,
			comparison: oneOf('comparison', COMPARISONS, given.comparison, 'none'),
		};
	});
}
