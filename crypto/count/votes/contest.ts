import { ProblemError } from '../../result.ts';
import type { LotSeed } from '../lot.ts';
import type { Rational } from '../rational.ts';
import { ONE, compare, parseRational } from '../rational.ts';
import type { Precedence, TieBreak } from './tie-break.ts';
import { makeTieBreaks } from './tie-break.ts';

const MAX_OPTIONS = 1000;
export const MAX_VOTERS = 2 ** 40;

/** What a vote is about, whatever rule counts it. Spec: SPEC §9.10.1. */
export type ContestInput = {
	/** Ids in the order of the ballot; 1 to 1000. */
	readonly options: readonly string[];
	readonly seats: number;
	/** Seed of the lot that ends every tie. */
	readonly seed: LotSeed;
	readonly precedence?: Precedence;
	/** How many people may vote. */
	readonly electorate?: number;
	/** Share of the electorate that must take part, as `1/4` or `0.25`. */
	readonly quorum?: string;
};

/** A checked contest; options are known by their index from here on. */
export type Contest = {
	readonly options: readonly string[];
	readonly indexOf: ReadonlyMap<string, number>;
	readonly seats: number;
	readonly tieBreaks: readonly TieBreak[];
	readonly electorate?: number;
	readonly quorum?: Rational;
};

/**
 * @throws ProblemError `count.options`, `count.duplicate-option`, `count.seats`, `count.electorate`, `count.quorum`,
 * `count.precedence`.
 */
export function readContest(input: ContestInput): Contest {
	const { options, seats, electorate, quorum } = input;
	if (options.length < 1 || options.length > MAX_OPTIONS)
		throw new ProblemError('count.options', 'options', `a vote has 1 to ${MAX_OPTIONS} options`);
	if (!options.every((id) => id.isWellFormed()))
		throw new ProblemError('count.options', 'options', 'an id is not well-formed Unicode');
	const indexOf = new Map(options.map((id, i) => [id, i]));
	if (indexOf.size !== options.length)
		throw new ProblemError('count.duplicate-option', 'options', 'an option is listed twice');
	if (!Number.isSafeInteger(seats) || seats < 1)
		throw new ProblemError('count.seats', 'seats', 'at least one seat must be filled');
	if (electorate !== undefined && !isVoters(electorate))
		throw new ProblemError('count.electorate', 'electorate', 'not a number of people');
	if (quorum !== undefined && electorate === undefined)
		throw new ProblemError('count.electorate', 'electorate', 'a quorum needs the electorate');
	return {
		options,
		indexOf,
		seats,
		tieBreaks: makeTieBreaks(options, input.seed, input.precedence),
		...(electorate === undefined ? {} : { electorate }),
		...(quorum === undefined ? {} : { quorum: readShare(quorum, 'count.quorum', 'quorum') }),
	};
}

/** A whole number of people, zero included. */
export const isVoters = (n: number): boolean =>
	Number.isSafeInteger(n) && n >= 0 && n <= MAX_VOTERS;

/** Reads a share between 0 and 1. @throws ProblemError with `code`. */
export function readShare(text: string, code: string, place: string): Rational {
	const share = parseRational(text);
	if (!share || share.n < 0n || compare(share, ONE) > 0)
		throw new ProblemError(code, place, 'a share is a fraction from 0 to 1');
	return share;
}
