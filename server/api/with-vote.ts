/** What endpoints do with a vote, in one decision. */
import { decide, type Inside, type Services } from '../services.ts';
import { requireInsider, type Reader } from '../votes/insiders.ts';
import { holdVote, requireVote, type Vote } from '../votes/votes.ts';

type Work<T> = (inside: Inside, vote: Vote) => Promise<T>;

/** Reads. @throws ApiError not-found */
export const withVote = <T>(services: Services, id: string, work: Work<T>): Promise<T> =>
	decide(services, async (inside) => work(inside, await requireVote(inside, inside.db, id)));

/** Reads what only those see who work on the vote. @throws ApiError not-found, member.not-one */
export const withInsider = <T>(
	services: Services,
	id: string,
	reader: Reader,
	work: Work<T>,
): Promise<T> =>
	withVote(services, id, async (inside, vote) => {
		await requireInsider(inside, vote, reader);
		return await work(inside, vote);
	});

/** Changes something, while nobody else changes the vote. @throws ApiError not-found */
export const holdingVote = <T>(services: Services, id: string, work: Work<T>): Promise<T> =>
	decide(services, async (inside) => work(inside, await holdVote(inside, id)));
