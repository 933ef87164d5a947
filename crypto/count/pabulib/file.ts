import type { BallotInput } from '../instance.ts';
import type { Rational } from '../rational.ts';

export const VOTE_TYPES = ['approval', 'choose-1', 'ordinal', 'cumulative', 'scoring'] as const;
export type VoteType = (typeof VOTE_TYPES)[number];

/** Cost that marks a project withdrawn after the vote. */
export const WITHDRAWN_COST = 999_999_999n;

/** `selected`: 0 not funded, 1 by the rule, 2 otherwise, 3 from reserve money later. */
export type Selected = 0 | 1 | 2 | 3;

export type PabulibProject = {
	readonly id: string;
	readonly cost: Rational;
	readonly name: string | undefined;
	readonly categories: readonly string[];
	readonly selected: Selected | undefined;
};

/** A section as it stands in the file: texts, none of them interpreted. */
export type Table = {
	readonly columns: readonly string[];
	readonly rows: readonly (readonly string[])[];
};

/** A Pabulib file. Spec: SPEC §9.3; format of pabulib.org as of April 2026. */
export type PabulibFile = {
	/** META in the order of the file, unknown keys included. */
	readonly meta: ReadonlyMap<string, string>;
	readonly projectTable: Table;
	/** Without rows when they were not kept. */
	readonly voteTable: Table;
	readonly newline: '\n' | '\r\n';
	readonly endsWithNewline: boolean;
	readonly voteType: VoteType;
	readonly budget: Rational;
	readonly projects: readonly PabulibProject[];
	/** Identical ballots put together, in the order in which they first occur. */
	readonly ballots: readonly (BallotInput & { readonly voters: number })[];
	readonly voters: number;
};
