/** Figures about voters as people read them. */
import type { Satisfaction } from '../../crypto/budget/analysis.ts';

/** Longer lists of numbers say no more. */
const MOST_ROWS = 8;

export type VotersRow = {
	readonly projects: number;
	readonly voters: number;
	/** So many projects or more. */
	readonly isTail: boolean;
};

/** Voters by the number of their projects that are funded; the last row may stand for all above. */
export function foldTail(voters: readonly number[]): VotersRow[] {
	const last = MOST_ROWS - 1;
	const rows = voters
		.slice(0, voters.length > MOST_ROWS ? last : MOST_ROWS)
		.map((n, projects) => ({ projects, voters: n, isTail: false }));
	if (voters.length <= MOST_ROWS) return rows;
	const tail = voters.slice(last).reduce((a, b) => a + b, 0);
	return [...rows, { projects: last, voters: tail, isTail: true }];
}

/** Winners that a voter listed, on average, in hundredths. */
export const meanOf = ({ votes }: Satisfaction, valid: number): number =>
	valid === 0 ? 0 : Math.round((100 * votes) / valid) / 100;
