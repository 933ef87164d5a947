/** Where the money ran out among the winners. Taken from the explanation alone. */
import type { CountResult, Exact, GreedyExplanation } from '../../crypto/count/outcome.ts';
import { formatRational, parseRational, subtract, sum } from '../../crypto/count/rational.ts';

export type MoneyLine = {
	/** So many winners stand above the line. */
	readonly above: number;
	/** The project that could not be paid; where voters' shares ran out there is none. */
	readonly at?: string;
	/** Money that was left there. */
	readonly left: Exact;
};

/** `undefined` where the money sufficed for all, or where the explanation is of another outcome. */
export function moneyLineOf({ winners, budget, explanation }: CountResult): MoneyLine | undefined {
	switch (explanation.kind) {
		case 'greedy':
			return greedyLine(explanation, winners);
		case 'equal-shares': {
			const { rounds, rejected, comparison } = explanation;
			if (comparison?.kept === 'greedy' || rejected.length === 0) return undefined;
			const spent = sum(rounds.map(({ cost }) => parseRational(cost)!));
			const left = formatRational(subtract(parseRational(budget)!, spent));
			return { above: rounds.length, left };
		}
		case 'phragmen': {
			const { rounds, stoppedAt: at, left } = explanation;
			return at === undefined ? undefined : { above: rounds.length, at, left };
		}
		case 'pots':
			return undefined;
	}
}

function greedyLine(
	{ steps, ranOutAt: at }: GreedyExplanation,
	winners: readonly string[],
): MoneyLine | undefined {
	const place = steps.findIndex(({ id }) => id === at);
	if (at === undefined || place < 0) return undefined;
	const before = new Set(steps.slice(0, place).map(({ id }) => id));
	return { above: winners.filter((id) => before.has(id)).length, at, left: steps[place]!.left };
}
