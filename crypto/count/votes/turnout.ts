import { ProblemError } from '../../result.ts';
import type { Rational } from '../rational.ts';
import { floor, formatRational, fromInteger, multiply } from '../rational.ts';
import type { Read } from './ballots.ts';
import type { Contest } from './contest.ts';
import { readShare } from './contest.ts';

/** Who took part. Spec: SPEC §9.10.4. */
export type Turnout = {
	/** Everyone who cast a ballot: filled plus blank. */
	readonly participants: number;
	readonly filled: number;
	readonly blank: number;
	readonly electorate?: number;
	/** `needed` is the smallest number of participants that is at least `share` of the electorate. */
	readonly quorum?: { readonly share: string; readonly needed: number; readonly met: boolean };
};

/** @throws ProblemError `count.electorate` when more took part than may vote. */
export function turnoutOf(contest: Contest, { filled, blank }: Read<unknown>): Turnout {
	const { electorate, quorum } = contest;
	const participants = filled + blank;
	if (electorate === undefined) return { participants, filled, blank };
	if (participants > electorate)
		throw new ProblemError('count.electorate', 'electorate', 'more ballots than voters');
	if (quorum === undefined) return { participants, filled, blank, electorate };
	const needed = atLeast(quorum, electorate);
	const share = formatRational(quorum);
	return {
		participants,
		filled,
		blank,
		electorate,
		quorum: { share, needed, met: participants >= needed },
	};
}

/** Of whom a majority is taken: of filled ballots, of all ballots with blank ones, of everyone who may vote. */
export const BASES = ['filled', 'participants', 'electorate'] as const;
export type Base = (typeof BASES)[number];

/** What an option must reach: strictly more than a share of the base, or at least it. Shares as `1/2` or `0.6`. */
export type Majority =
	| { readonly moreThan: string; readonly of: Base }
	| { readonly atLeast: string; readonly of: Base };

/** More than half of those who expressed a choice. */
export const SIMPLE_MAJORITY: Majority = { moreThan: '1/2', of: 'filled' };
/** More than half of everyone who may vote. */
export const ABSOLUTE_MAJORITY: Majority = { moreThan: '1/2', of: 'electorate' };

/** The smallest number of votes that is a majority. @throws ProblemError `count.majority`, `count.electorate`. */
export function votesNeeded(majority: Majority, turnout: Turnout): number {
	if (!BASES.includes(majority.of))
		throw new ProblemError('count.majority', 'majority.of', 'a majority is of a known base');
	const base = turnout[majority.of];
	if (base === undefined)
		throw new ProblemError('count.electorate', 'electorate', 'the majority needs the electorate');
	return 'moreThan' in majority
		? moreThan(readShare(majority.moreThan, 'count.majority', 'majority'), base)
		: atLeast(readShare(majority.atLeast, 'count.majority', 'majority'), base);
}

const moreThan = (share: Rational, base: number): number =>
	Number(floor(multiply(share, fromInteger(base)))) + 1;
const atLeast = (share: Rational, base: number): number =>
	Number(-floor(multiply(share, fromInteger(-base))));
