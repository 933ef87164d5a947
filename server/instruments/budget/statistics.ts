/** How many people take part in an edition: counted from what they did in public, by following nobody. */
import { and, countDistinct, eq, isNotNull } from 'drizzle-orm';
import type { EditionStatistics } from '../../api/contract.ts';
import type { Inside } from '../../services.ts';
import { findEdition } from './edition.ts';

/** @throws ApiError not-found */
export async function countEdition(inside: Inside, id: string): Promise<EditionStatistics> {
	const { db, store } = inside;
	const { proposals, proposalAuthors, comments, reactions, follows } = store.t;
	await findEdition(inside, id);
	const published = and(eq(proposals.process, id), isNotNull(proposals.number));
	const [authors] = await db
		.select({ people: countDistinct(proposalAuthors.account) })
		.from(proposalAuthors)
		.innerJoin(proposals, eq(proposals.id, proposalAuthors.proposal))
		.where(published);
	const [said] = await db
		.select({ people: countDistinct(comments.account) })
		.from(comments)
		.innerJoin(proposals, eq(proposals.id, comments.proposal))
		.where(published);
	const [reacted] = await db
		.select({ people: countDistinct(reactions.account) })
		.from(reactions)
		.innerJoin(proposals, eq(proposals.id, reactions.proposal))
		.where(published);
	return {
		projects: await db.$count(proposals, published),
		authors: authors!.people,
		commenters: said!.people,
		reacting: reacted!.people,
		followers: await db.$count(follows, eq(follows.object, id)),
	};
}
