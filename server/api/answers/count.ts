/** The outcome of a count and why, as JSON. Spec: SPEC §9.4. */
import { z } from 'zod';
import type {
	CountResult,
	Explanation,
	GreedyDecision,
	GreedyExplanation,
	PhragmenExplanation,
	SharesExplanation,
} from '../../../crypto/count/outcome.ts';
import type { Barrier } from '../../../crypto/count/ranking.ts';
import { TIE_KEYS } from '../../../crypto/count/ties.ts';
import { exactly } from './exactly.ts';
import { amount, countOptions } from './pot.ts';

const number = z.number();
const id = z.string();
const BARRIERS = ['withdrawn', 'below-threshold', 'below-support-floor'] as const;
const barrier = exactly<Barrier>()(z.enum(BARRIERS));
const decision = exactly<GreedyDecision>()(
	z.enum([
		'funded',
		'does-not-fit',
		'after-the-end',
		'funded-from-reserve',
		'excluded',
		'over-cap',
		'funded-from-leftover',
		...BARRIERS,
	]),
);

const greedy = exactly<GreedyExplanation>()(
	z.strictObject({
		kind: z.literal('greedy'),
		steps: z.array(
			z.strictObject({
				id,
				votes: number,
				score: amount,
				key: amount,
				cost: amount,
				left: amount,
				decision,
				fromReserve: amount.optional(),
				because: z.string().optional(),
			}),
		),
		ranOutAt: id.optional(),
		left: amount,
	}),
).meta({ id: 'GreedyExplanation' });

const round = z.strictObject({
	id,
	cost: amount,
	votes: number,
	effectiveVotes: amount,
	rho: amount,
	maxPayment: amount,
	payersInFull: number,
	payersOfAllLeft: number,
	withoutMoney: number,
});
const rejection = z.strictObject({
	id,
	cost: amount,
	votes: number,
	moneyAtStart: amount,
	afterRound: number,
	moneyThen: amount,
	spent: z.array(z.strictObject({ on: id, amount })),
});

const shares = exactly<SharesExplanation>()(
	z.strictObject({
		kind: z.literal('equal-shares'),
		endowment: amount,
		rounds: z.array(round),
		rejected: z.array(rejection),
		barred: z.array(z.strictObject({ id, why: barrier })),
		unspent: amount,
		votersWithoutMoney: number,
		completion: z.strictObject({
			name: z.string(),
			runs: number,
			firstEndowment: amount,
			ended: z.enum(['not-run', 'exhaustive', 'overspent', 'all-supported-funded']),
			tiesMet: number,
		}),
		utilitarian: greedy.optional(),
		comparison: z
			.strictObject({
				by: z.string(),
				greedy: z.array(id),
				equalShares: z.array(id),
				votersForGreedy: number,
				votersForEqualShares: number,
				kept: z.enum(['equal-shares', 'greedy']),
			})
			.optional(),
	}),
).meta({ id: 'SharesExplanation' });

const phragmen = exactly<PhragmenExplanation>()(
	z.strictObject({
		kind: z.literal('phragmen'),
		rounds: z.array(z.strictObject({ id, cost: amount, votes: number, time: amount.optional() })),
		stoppedAt: id.optional(),
		left: amount,
	}),
).meta({ id: 'PhragmenExplanation' });

/** Pots may explain themselves by pots. */
const pots = z
	.strictObject({
		kind: z.literal('pots'),
		get pots() {
			return z.array(z.strictObject({ name: z.string(), result: countResult }));
		},
		leftover: greedy.optional(),
	})
	.meta({ id: 'PotsExplanation' });

const explanation: z.ZodType<Explanation> = z.union([greedy, shares, phragmen, pots]);

export const countResult: z.ZodType<CountResult> = z
	.strictObject({
		rule: z.string(),
		options: countOptions,
		winners: z.array(id).meta({ description: 'In the order of choice' }),
		cost: amount,
		budget: amount,
		ties: z.array(
			z.strictObject({ at: z.string(), between: z.array(id), by: z.array(z.enum(TIE_KEYS)) }),
		),
		explanation,
	})
	.meta({ id: 'CountResult', description: 'Winners and why (crypto/SPEC.md §9.4)' });
