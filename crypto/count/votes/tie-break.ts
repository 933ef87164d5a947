import { ProblemError } from '../../result.ts';
import type { LotSeed } from '../lot.ts';
import { drawLot } from '../lot.ts';

/** What separated tied options. `earlier-rounds` exists in a transferable vote only. */
export type TieMeans = 'earlier-rounds' | 'precedence' | 'lot';

/** A tie that was met and how it was broken. Plain data. */
export type BrokenTie = {
	/** Where: `place 2` of a ranking, or `round 3: exclusion`. */
	readonly at: string;
	/** The tied ids, the preferred one first: it is placed higher, transferred first, excluded last. */
	readonly between: readonly string[];
	/** What was needed to separate them, in the order it was asked. */
	readonly by: readonly TieMeans[];
};

/** One means of separating two options given by index: negative when the first is preferred. */
export type TieBreak = {
	readonly means: TieMeans;
	readonly compare: (a: number, b: number) => number;
};

/** Ids that a regulation prefers in a tie (the older candidate, the earlier proposal), level by level, best first. */
export type Precedence = readonly (readonly string[])[];

/**
 * The stated order of tie-breaks: precedence if there is one, then the lot, which separates any two. Spec: SPEC §9.10.2.
 * Options that the precedence leaves out come after those it lists.
 * @throws ProblemError `count.precedence` for an id that is unknown or listed twice.
 */
export function makeTieBreaks(
	options: readonly string[],
	seed: LotSeed,
	precedence: Precedence = [],
): TieBreak[] {
	const level = levelsOf(options, precedence);
	const drawn = new Map(drawLot(seed, options).map((id, place) => [id, place]));
	const lot = options.map((id) => drawn.get(id)!);
	const byLot: TieBreak = { means: 'lot', compare: (a, b) => lot[a]! - lot[b]! };
	if (precedence.length === 0) return [byLot];
	return [{ means: 'precedence', compare: (a, b) => level[a]! - level[b]! }, byLot];
}

function levelsOf(options: readonly string[], precedence: Precedence): number[] {
	const left = new Map(options.map((id, i) => [id, i]));
	const level = options.map(() => precedence.length);
	for (const [l, ids] of precedence.entries())
		for (const id of ids) {
			const i = left.get(id);
			if (i === undefined)
				throw new ProblemError(
					'count.precedence',
					`precedence[${l}]`,
					`${id} is no option or was listed before`,
				);
			level[i] = l;
			left.delete(id);
		}
	return level;
}

/** Puts tied options in the order of preference and says what that took. */
export function breakTie(
	breaks: readonly TieBreak[],
	tied: readonly number[],
): { order: number[]; by: TieMeans[] } {
	const order = [...tied].sort((a, b) => breaks.reduce((d, t) => d || t.compare(a, b), 0));
	const decisive = (a: number, b: number) => breaks.find((t) => t.compare(a, b) !== 0);
	const used = new Set(order.slice(1).map((b, i) => decisive(order[i]!, b)));
	return { order, by: breaks.filter((t) => used.has(t)).map((t) => t.means) };
}
