/**
 * The majority value of Balinski and Laraki (Majority Judgment, MIT Press 2010, ch. 1 and 13) on counts of grades, so
 * that its cost depends on the number of grades and not of voters. Spec: SPEC §9.13.
 */

/** `length` successive pairs of grades, going outwards from the middle: `low` below it, `high` above. */
type Run = { low: number; high: number; length: number };

const total = (counts: readonly number[]): number => counts.reduce((n, c) => n + c, 0);

/** The grade at a 1-based position when all grades are sorted from worst to best. */
function gradeAt(counts: readonly number[], position: number): number {
	let seen = 0;
	return counts.findIndex((count) => (seen += count) >= position);
}

/** The lower middle grade: at least half of the voters give it or better. `counts`: voters per grade, worst first. */
export const medianGrade = (counts: readonly number[]): number =>
	gradeAt(counts, Math.ceil(total(counts) / 2));

function outwardRuns(counts: readonly number[]): Run[] {
	const voters = total(counts);
	let lowAt = Math.ceil(voters / 2);
	let highAt = Math.floor(voters / 2) + 1;
	const runs: Run[] = [];
	while (lowAt > 0) {
		const low = gradeAt(counts, lowAt);
		const high = gradeAt(counts, highAt);
		const below = total(counts.slice(0, low));
		const upTo = total(counts.slice(0, high + 1));
		const length = Math.min(lowAt - below, upTo - highAt + 1);
		runs.push({ low, high, length });
		lowAt -= length;
		highAt += length;
	}
	return runs;
}

/** Where two options part: after `removed` of each one's median grades were taken away, the medians differ. */
export type Parting = { readonly removed: number; readonly a: number; readonly b: number };

/**
 * Takes the median grade of two options away, one ballot each, until the medians differ; nothing when they never do.
 * Both must have the same number of voters. An odd number has one middle, which the outward pairs hold twice.
 */
export function partingOf(
	countsA: readonly number[],
	countsB: readonly number[],
): Parting | undefined {
	const [runsA, runsB] = [outwardRuns(countsA), outwardRuns(countsB)];
	const odd = total(countsA) % 2;
	let pairs = 0;
	for (let i = 0, j = 0; i < runsA.length && j < runsB.length;) {
		const [a, b] = [runsA[i]!, runsB[j]!];
		const removed = Math.max(0, 2 * pairs - odd);
		if (a.low !== b.low) return { removed, a: a.low, b: b.low };
		if (a.high !== b.high) return { removed: 2 * pairs - odd + 1, a: a.high, b: b.high };
		const length = Math.min(a.length, b.length);
		pairs += length;
		if ((a.length -= length) === 0) i++;
		if ((b.length -= length) === 0) j++;
	}
	return undefined;
}
