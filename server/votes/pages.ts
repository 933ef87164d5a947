/** What anybody may know about a vote. */
import { and, eq, isNotNull, ne } from 'drizzle-orm';
import type { Decision } from '../../crypto/verify/decisions.ts';
import type { VoteResult } from '../../crypto/verify/record.ts';
import type { VoteAnalysis } from '../../crypto/verify/vote-analysis.ts';
import type { VotePage } from '../api/contract.ts';
import type { Inside, Services } from '../services.ts';
import { decidedTexts, readDecision } from './decisions.ts';
import { headOf } from './list.ts';
import { findPages } from './pages-entry.ts';
import { publicStepsOf } from './public-steps.ts';
import { countOf, membersOf, type Vote } from './votes.ts';
import { waitingOf } from './waiting.ts';

/** A vote as the public sees it: from the ceremony on. */
export async function findVotePage(services: Services, id: string): Promise<VotePage | undefined> {
	const { db, t } = services.store;
	const [vote] = await db
		.select()
		.from(t.votes)
		.where(and(eq(t.votes.id, id), ne(t.votes.phase, 'draft')));
	return vote && (await viewVote({ ...services, db }, vote));
}

const decidedOf = async (inside: Inside, vote: string): Promise<Decision[]> =>
	(await decidedTexts(inside, vote)).map(readDecision);

/** The same of any vote. */
export async function viewVote(inside: Inside, vote: Vote): Promise<VotePage> {
	const { id } = vote;
	const { db, store } = inside;
	const { t } = store;
	const members = await membersOf(inside, db, id);
	const cast = await db.$count(t.ballots, and(eq(t.ballots.vote, id), isNotNull(t.ballots.number)));
	const { election, manifest, trustees, result, analysis } = vote;
	const pages = await findPages(inside, id);
	const waiting = await waitingOf(inside, vote);
	const steps = await publicStepsOf(inside, vote);
	return {
		...headOf(vote),
		pots: vote.pots,
		commission: {
			threshold: vote.threshold,
			members: members.map(({ member, name }) => ({ member, name })),
		},
		roll: await countOf(db, t.roll, id),
		issued: await countOf(db, t.issuances, id),
		cast,
		batch: vote.batch,
		...(vote.isPaper ? { isPaper: true as const } : {}),
		decisions: await decidedOf(inside, id),
		...(election === null || manifest === null || trustees === null
			? {}
			: { election, manifest, trustees }),
		...(pages ? { pages: { hash: pages.hash, entry: pages.index } } : {}),
		...(waiting ? { waiting } : {}),
		...(result === null ? {} : { result: JSON.parse(result) as VoteResult }),
		...(analysis === null ? {} : { analysis: JSON.parse(analysis) as VoteAnalysis }),
		...(steps.isPending ? { isRecordPending: true } : {}),
		...(steps.hashes ? { record: `/record/${id}/` } : {}),
	};
}
