/** A pretended vote for practice, in the language of the reader. Nobody votes on it. */
import type { Pot } from '../../crypto/budget/pot.ts';
import type { PracticeTexts } from '../texts/practice.ts';

/** Costs of the pretended projects. */
const COSTS = [
	['40000', '25000', '60000', '15000', '30000', '55000'],
	['9000', '4000', '7000', '3000'],
] as const;

/** One pot by number, one by money. */
export const practicePots = ({ pots, currency }: PracticeTexts): Pot[] =>
	pots.map(({ title, projects }, i) => ({
		v: 1,
		id: String(i),
		title,
		currency,
		budget: i === 0 ? '100000' : '12000',
		projects: projects.map(({ name, summary, category }, place) => ({
			id: String(place + 1),
			name,
			cost: COSTS[i]![place]!,
			categories: [category],
			withdrawn: false,
			summary,
		})),
		kind: 'approval',
		limits:
			i === 0
				? { minLength: 0, maxLength: 3 }
				: { minLength: 0, maxLength: projects.length, maxSumCost: '12000' },
		rule: { name: 'greedy', options: {} },
		carried: i === 0 ? 'sum' : 'bitmap',
	}));
