import type { Result } from '../../result.ts';
import { ok, problem } from '../../result.ts';
import type { RankedBallot } from './ballots.ts';

/**
 * Reads an answer that gives each option a rank (1 is best, equal ranks are equals, 0 is unranked) as a ranking. Ranks
 * may leave gaps. Spec: SPEC §9.10.3. Errors: `count.ballot-length`, `count.rank`.
 */
export function parseRanks(
	options: readonly string[],
	ranks: readonly number[],
): Result<RankedBallot> {
	if (ranks.length !== options.length)
		return problem('count.ballot-length', 'ranks', 'one rank is due for each option');
	const levels = new Map<number, string[]>();
	for (const [i, rank] of ranks.entries()) {
		if (!Number.isSafeInteger(rank) || rank < 0)
			return problem('count.rank', `ranks[${i}]`, 'a rank is a whole number from 0');
		if (rank > 0) levels.set(rank, [...(levels.get(rank) ?? []), options[i]!]);
	}
	return ok([...levels].sort(([a], [b]) => a - b).map(([, ids]) => ids));
}
