/** Support and opposition of a link: how many voters put its start above its end, and its end above its start. */
export type Link = readonly [support: number, opposition: number];

/**
 * Strength of links by winning votes: a win beats a tie beats a defeat; of two wins the greater support, then the
 * smaller opposition; of two defeats the smaller opposition, then the greater support; all ties are equal.
 * Spec: SPEC §9.14; Schulze, arXiv 1804.02973, §2.2, example 3. Negative when `a` is stronger.
 */
export function compareLinks(a: Link, b: Link): number {
	const kind = ([support, opposition]: Link) => Math.sign(support - opposition);
	if (kind(a) !== kind(b)) return kind(b) - kind(a);
	if (kind(a) === 0) return 0;
	const [bySupport, byOpposition] = [b[0] - a[0], a[1] - b[1]];
	return kind(a) > 0 ? bySupport || byOpposition : byOpposition || bySupport;
}

/** Strongest paths between all options. */
export type Paths = {
	/** A link as strong as the strongest path from i to j; of equally strong ones that with most support. */
	readonly strength: (i: number, j: number) => Link;
	/** Whether the strongest path from i to j is stronger than that from j to i. */
	readonly beats: (i: number, j: number) => boolean;
	/** The options on a strongest path from i to j, both included, with as few links as possible. */
	readonly path: (i: number, j: number) => number[];
};

/** Numbers the strengths that occur from 0, the weakest, so that paths compare as integers. */
function rankStrengths(pairwise: readonly (readonly number[])[]) {
	const links = pairwise.flatMap((row, i) =>
		row.flatMap((support, j): Link[] => (i === j ? [] : [[support, pairwise[j]![i]!]])),
	);
	const byStrength = links.sort((a, b) => compareLinks(b, a) || b[0] - a[0]);
	const rank = new Map<string, number>();
	const linkOf: Link[] = [];
	for (const link of byStrength) {
		if (linkOf.length === 0 || compareLinks(linkOf.at(-1)!, link) !== 0) linkOf.push(link);
		rank.set(link.join(), linkOf.length - 1);
	}
	return { rank, linkOf };
}

/**
 * The widths of widest paths by the algorithm of Floyd and Warshall, in the cube of the number of options.
 * @param pairwise - `pairwise[i][j]`: voters who strictly prefer i to j
 */
export function strongestPaths(pairwise: readonly (readonly number[])[]): Paths {
	const { rank, linkOf } = rankStrengths(pairwise);
	const link = pairwise.map((row, i) =>
		Int32Array.from(row, (support, j) => rank.get(`${support},${pairwise[j]![i]!}`) ?? 0),
	);
	const width = link.map((row) => Int32Array.from(row));
	for (const [via, onwards] of width.entries())
		for (const [i, row] of width.entries()) {
			const first = row[via]!;
			if (i === via) continue;
			for (let j = 0; j < row.length; j++) {
				const through = first < onwards[j]! ? first : onwards[j]!;
				if (j !== i && j !== via && row[j]! < through) row[j] = through;
			}
		}
	return {
		strength: (i, j) => linkOf[width[i]![j]!]!,
		beats: (i, j) => width[i]![j]! > width[j]![i]!,
		path: (i, j) => shortestPath(link, i, j, width[i]![j]!),
	};
}

/** The path with the fewest links among those with no link weaker than `least`; breadth first. */
function shortestPath(
	link: readonly Int32Array[],
	from: number,
	to: number,
	least: number,
): number[] {
	const before = new Map([[from, from]]);
	for (const i of before.keys())
		for (const [j, strength] of link[i]!.entries())
			if (i !== j && strength >= least && !before.has(j)) before.set(j, i);
	const path = [to];
	while (path[0] !== from) path.unshift(before.get(path[0]!)!);
	return path;
}
