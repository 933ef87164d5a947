import { ProblemError } from '../../result.ts';
import type { Contest } from './contest.ts';
import { MAX_VOTERS } from './contest.ts';

/** A ballot and how many voters cast it. */
export type Grouped<Ballot> = { readonly ballot: Ballot; readonly voters: number };

/** Ids of the options chosen, in any order. Blank when empty. */
export type ChoiceBallot = readonly string[];
/** A mark for each option in the order of the contest; `null` for none. Blank when all are `null`. */
export type MarkBallot = readonly (number | null)[];
/** Ids from best to worst, equals together; options left out are below all others and equal. Blank when empty. */
export type RankedBallot = readonly (readonly string[])[];

/** Checked ballots that say something, and the number of voters whose ballot is blank. */
export type Read<Ballot> = {
	readonly groups: readonly Grouped<Ballot>[];
	readonly filled: number;
	readonly blank: number;
};

/**
 * Checks every ballot with `read`, which returns nothing for a blank one. Spec: SPEC §9.10.3.
 * @throws ProblemError `count.voters`, and those of `read`.
 */
export function readBallots<Ballot, Checked>(
	ballots: Iterable<Grouped<Ballot>>,
	read: (ballot: Ballot, place: string) => Checked | undefined,
): Read<Checked> {
	const groups: Grouped<Checked>[] = [];
	let filled = 0;
	let blank = 0;
	let i = 0;
	for (const { ballot, voters } of ballots) {
		const place = `ballots[${i++}]`;
		if (!Number.isSafeInteger(voters) || voters < 1)
			throw new ProblemError('count.voters', place, 'a ballot stands for at least one voter');
		const checked = read(ballot, place);
		if (checked === undefined) blank += voters;
		else {
			filled += voters;
			groups.push({ ballot: checked, voters });
		}
		if (filled + blank > MAX_VOTERS)
			throw new ProblemError('count.voters', place, 'too many voters');
	}
	return { groups, filled, blank };
}

function indexes(contest: Contest, ids: readonly string[], place: string): number[] {
	const found = ids.map((id) => {
		const option = contest.indexOf.get(id);
		if (option === undefined)
			throw new ProblemError('count.unknown-option', place, `no option is called ${id}`);
		return option;
	});
	if (new Set(found).size !== found.length)
		throw new ProblemError('count.repeated-option', place, 'an option is named twice');
	return found;
}

/** @throws ProblemError `count.unknown-option`, `count.repeated-option`, `count.too-many-choices`. */
export function readChoices(
	contest: Contest,
	most: number,
): (ballot: ChoiceBallot, place: string) => number[] | undefined {
	return (ballot, place) => {
		const chosen = indexes(contest, ballot, place);
		if (chosen.length > most)
			throw new ProblemError('count.too-many-choices', place, `at most ${most} may be chosen`);
		return chosen.length === 0 ? undefined : chosen;
	};
}

/** @throws ProblemError `count.ballot-length`, `count.mark`. */
export function readMarks(
	contest: Contest,
	lowest: number,
	highest: number,
): (ballot: MarkBallot, place: string) => MarkBallot | undefined {
	const isMark = (mark: number | null) =>
		mark === null || (Number.isSafeInteger(mark) && mark >= lowest && mark <= highest);
	return (ballot, place) => {
		if (ballot.length !== contest.options.length)
			throw new ProblemError('count.ballot-length', place, 'one mark is due for each option');
		const wrong = ballot.findIndex((mark) => !isMark(mark));
		if (wrong >= 0)
			throw new ProblemError(
				'count.mark',
				`${place}[${wrong}]`,
				`a mark is a whole number from ${lowest} to ${highest}, or none`,
			);
		return ballot.every((mark) => mark === null) ? undefined : ballot;
	};
}

/** @throws ProblemError `count.unknown-option`, `count.repeated-option`. */
export function readRanking(
	contest: Contest,
): (ballot: RankedBallot, place: string) => number[][] | undefined {
	return (ballot, place) => {
		const flat = indexes(contest, ballot.flat(), place);
		if (flat.length === 0) return undefined;
		let from = 0;
		return ballot
			.filter((level) => level.length > 0)
			.map((level) => flat.slice(from, (from += level.length)));
	};
}

/** A ranking without equals, as a transferable vote needs. @throws ProblemError `count.equal-rank` and the above. */
export function readStrictRanking(
	contest: Contest,
): (ballot: RankedBallot, place: string) => number[] | undefined {
	const read = readRanking(contest);
	return (ballot, place) => {
		const levels = read(ballot, place);
		if (levels?.some((level) => level.length > 1))
			throw new ProblemError('count.equal-rank', place, 'two options share a rank');
		return levels?.flat();
	};
}
