/** What became of a person's right to vote, vote by vote: the answer to whether somebody has voted in their name. */
import { and, eq, ne } from 'drizzle-orm';
import type { RightView } from '../api/contract.ts';
import { makeIssuanceIndex } from '../register/issuances.ts';
import type { Services } from '../services.ts';
import { listVotes } from '../votes/list.ts';

/** @returns a reader of the rights of an account in all votes that have a roll for good */
export function makeRightsReader(services: Services): (account: string) => Promise<RightView[]> {
	const findEntry = makeIssuanceIndex(services);
	return async (account) => {
		const votes = await listVotes(services);
		const places = await placesOf(services, account);
		const rights = votes.map(async (vote): Promise<RightView> => {
			const place = places.get(vote.id);
			if (!place) return { vote, right: 'not-on-roll' };
			if (!place.isIssued) return { vote, right: 'unused' };
			const entry = await findEntry(vote.id, place.position);
			return { vote, right: 'issued', ...(entry === undefined ? {} : { entry }) };
		});
		return await Promise.all(rights);
	};
}

/** Where a person stands on the rolls, by vote. */
async function placesOf(
	{ store: { db, t } }: Services,
	account: string,
): Promise<Map<string, { readonly position: number; readonly isIssued: boolean }>> {
	const rows = await db
		.select({ vote: t.roll.vote, position: t.roll.position, request: t.issuances.request })
		.from(t.accounts)
		// By way of the votes: each has its own roll, in which a person is found at once.
		.innerJoin(t.votes, ne(t.votes.phase, 'draft'))
		.innerJoin(t.roll, and(eq(t.roll.vote, t.votes.id), eq(t.roll.identity, t.accounts.identity)))
		.leftJoin(
			t.issuances,
			and(eq(t.issuances.vote, t.roll.vote), eq(t.issuances.position, t.roll.position)),
		)
		.where(eq(t.accounts.id, account));
	return new Map(
		rows.map(({ vote, position, request }) => [vote, { position, isIssued: request !== null }]),
	);
}
