/**
 * An answer to a question: one mark for each option, a whole number from 0 to 255. Zero says nothing of the option, zeros alone are the
 * blank answer. What other marks mean is the rule's: chosen (1), a step of the scale or a grade from the lowest (1 …), points, a rank
 * (1 is best). There is one list of marks for each answer and no other. Spec: SPEC §12.2.
 */
import { array, integer } from '../codec.ts';
import type { Grouped, MarkBallot } from '../count/votes/ballots.ts';
import { MAX_MARK, type PollQuestion } from './question.ts';

export type Marks = readonly number[];

export const marksCodec = array(integer(0, MAX_MARK), 1, 50);

export const isBlank = (marks: Marks): boolean => marks.every((mark) => mark === 0);

/** Why marks are no answer to the question, as a code; `undefined` for an answer, a blank one included. */
export function findSpoil({ options, rule }: PollQuestion, marks: Marks): string | undefined {
	if (marks.length !== options.length) return 'spoiled.marks';
	const highest = Math.max(...marks);
	const said = marks.filter((mark) => mark > 0);
	const sum = said.reduce((all, mark) => all + mark, 0);
	switch (rule.name) {
		case 'plurality':
			return highest > 1 ? 'spoiled.marks' : sum > 1 ? 'spoiled.too-many-choices' : undefined;
		case 'approval':
			return highest > 1
				? 'spoiled.marks'
				: sum > rule.most
					? 'spoiled.too-many-choices'
					: undefined;
		case 'score':
			return highest > rule.highest - rule.lowest + 1 ? 'spoiled.marks' : undefined;
		case 'points':
			return sum > rule.total ? 'spoiled.too-many-points' : undefined;
		case 'majority-judgment':
			return highest > rule.grades.length ? 'spoiled.marks' : undefined;
		case 'schulze':
			return highest > new Set(said).size ? 'spoiled.rank-gap' : undefined;
		case 'stv':
			return new Set(said).size < said.length
				? 'spoiled.equal-rank'
				: highest > said.length
					? 'spoiled.rank-gap'
					: undefined;
	}
}

/** Ranks as people give them, put together without gaps: 2, 5, 5 becomes 1, 2, 2. */
export function closeGaps(ranks: Marks): number[] {
	const given = [...new Set(ranks.filter((rank) => rank > 0))].sort((a, b) => a - b);
	return ranks.map((rank) => given.indexOf(rank) + 1);
}

/** Marks of a scale or of grades as numbers from `lowest`; none where nothing was said. */
export const numbersOf = (
	groups: readonly Grouped<Marks>[],
	lowest: number,
): Grouped<MarkBallot>[] =>
	groups.map(({ ballot, voters }) => ({
		ballot: ballot.map((mark) => (mark === 0 ? null : lowest + mark - 1)),
		voters,
	}));
