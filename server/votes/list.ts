/** All public votes at a glance: when, about how much money, and what came of it. */
import { desc, eq, ne } from 'drizzle-orm';
import type { VoteResult } from '../../crypto/verify/record.ts';
import type { Phase, PotOutcome, PotSummary, VoteHead, VoteSummary } from '../api/contract.ts';
import type { Store } from '../db/store.ts';
import type { Services } from '../services.ts';
import type { Vote } from './votes.ts';

export const headOf = ({
	id,
	title,
	phase,
	opens,
	closes,
}: Pick<Vote, keyof VoteHead>): VoteHead => ({ id, title, phase, opens, closes });

const WITH_RESULT: readonly Phase[] = ['tallied', 'certified'];

/** Whether the votes of this phase have been counted. */
export const hasResult = (phase: Phase): boolean => WITH_RESULT.includes(phase);

/** Those that the public sees, with their pots: which close last come first. */
export function selectPublicVotes({ db, t }: Store) {
	const { id, title, phase, opens, closes, pots } = t.votes;
	return db
		.select({ id, title, phase, opens, closes, pots })
		.from(t.votes)
		.where(ne(phase, 'draft'))
		.orderBy(desc(closes));
}

/** As {@link selectPublicVotes} has them. */
export async function listVotes({ store }: Services): Promise<VoteSummary[]> {
	const votes = await selectPublicVotes(store);
	return Promise.all(
		votes.map(async (vote) => {
			const outcomes = hasResult(vote.phase) ? await outcomesOf(store, vote.id) : [];
			return {
				...headOf(vote),
				money: vote.pots.map((pot): PotSummary => {
					const outcome = outcomes.find((o) => o.pot === pot.id);
					const { title, budget, currency, projects } = pot;
					const base = { title, budget, currency, projects: projects.length };
					return outcome ? { ...base, outcome } : base;
				}),
			};
		}),
	);
}

type Outcomes = readonly (PotOutcome & { readonly pot: string })[];

/** Results are long and never change: each is read once. */
const known = new WeakMap<Store, Map<string, Outcomes>>();

async function outcomesOf(store: Store, id: string): Promise<Outcomes> {
	const ofStore = known.get(store) ?? new Map<string, Outcomes>();
	known.set(store, ofStore);
	const found = ofStore.get(id);
	if (found) return found;
	const { db, t } = store;
	const [vote] = await db
		.select({ result: t.votes.result })
		.from(t.votes)
		.where(eq(t.votes.id, id));
	const { pots } = JSON.parse(vote!.result!) as VoteResult;
	const outcomes = pots.map(({ id: pot, count }) => ({
		pot,
		funded: count.winners.length,
		cost: count.cost,
	}));
	ofStore.set(id, outcomes);
	return outcomes;
}
