/** What waits for staff, vote by vote. */
import { and, desc, eq, isNull } from 'drizzle-orm';
import type { VoteWork } from '../api/contract.ts';
import { decide, type Services } from '../services.ts';
import { isInsider, type Reader } from './insiders.ts';
import { headOf } from './list.ts';
import { countOf, membersOf } from './votes.ts';
import { waitingOf } from './waiting.ts';

/** All votes, those that close last first; of drafts those that the reader works on. */
export const listWork = (services: Services, reader: Reader): Promise<VoteWork[]> =>
	decide(services, async (inside) => {
		const { db, store } = inside;
		const { votes, decisions, rollRequests, roll } = store.t;
		const work: VoteWork[] = [];
		for (const vote of await db.select().from(votes).orderBy(desc(votes.closes))) {
			const { id } = vote;
			if (vote.phase === 'draft' && !(await isInsider(inside, id, reader))) continue;
			const waiting = await waitingOf(inside, vote);
			const members = await membersOf(inside, db, id);
			work.push({
				...headOf(vote),
				roll: await countOf(db, roll, id),
				proposals: await db.$count(
					decisions,
					and(eq(decisions.vote, id), isNull(decisions.decidedAt), isNull(decisions.withdrawnAt)),
				),
				requests: await db.$count(
					rollRequests,
					and(eq(rollRequests.vote, id), isNull(rollRequests.decidedAt)),
				),
				...(waiting ? { waiting } : {}),
				names: members
					.filter(({ member }) => waiting?.members.includes(member))
					.map(({ name }) => name),
			});
		}
		return work;
	});
