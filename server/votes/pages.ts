/** What anybody may know about votes. */
import { desc, eq, isNotNull, and } from 'drizzle-orm';
import type { Decision } from '../../crypto/verify/decisions.ts';
import type { VoteResult } from '../../crypto/verify/record.ts';
import type { VotePage, VoteSummary } from '../api/contract.ts';
import type { Services } from '../services.ts';
import { decidedTexts } from './decisions.ts';
import { countOf, membersOf, type Vote } from './votes.ts';

const summaryOf = ({ id, title, phase, opens, closes }: Vote): VoteSummary => ({
	id,
	title,
	phase,
	opens,
	closes,
});

/** All votes, those that close last first. */
export async function listVotes({ store: { db, t } }: Services): Promise<VoteSummary[]> {
	const votes = await db.select().from(t.votes).orderBy(desc(t.votes.closes));
	return votes.map(summaryOf);
}

export const hasRecord = ({ phase }: Vote): boolean => phase === 'tallied' || phase === 'certified';

const decidedOf = async (services: Services, vote: string): Promise<Decision[]> =>
	(await decidedTexts({ ...services, db: services.store.db }, vote)).map(
		(text) => JSON.parse(text) as Decision,
	);

export async function findVotePage(services: Services, id: string): Promise<VotePage | undefined> {
	const { db, t } = services.store;
	const [vote] = await db.select().from(t.votes).where(eq(t.votes.id, id));
	if (!vote) return undefined;
	const members = await membersOf(services, db, id);
	const cast = await db.$count(t.ballots, and(eq(t.ballots.vote, id), isNotNull(t.ballots.number)));
	const { election, manifest, trustees, result } = vote;
	return {
		...summaryOf(vote),
		pots: vote.pots,
		commission: {
			threshold: vote.threshold,
			members: members.map(({ member, name }) => ({ member, name })),
		},
		roll: await countOf(db, t.roll, id),
		issued: await countOf(db, t.issuances, id),
		cast,
		decisions: await decidedOf(services, id),
		...(election === null || manifest === null || trustees === null
			? {}
			: { election, manifest, trustees }),
		...(result === null ? {} : { result: JSON.parse(result) as VoteResult }),
		...(hasRecord(vote) ? { record: `/record/${id}/` } : {}),
	};
}
