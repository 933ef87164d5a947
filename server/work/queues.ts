/** What is done in batches: casts and tokens. */
import { acceptBallots, type Cast } from '../ballots/accept.ts';
import type { Accepted } from '../api/contract.ts';
import { issueTokens, type TokenWish } from '../electorate/issue.ts';
import type { ServicesWithoutQueues } from '../services.ts';
import { Batcher } from './batcher.ts';

export type Queues = {
	readonly casts: Batcher<Cast, Accepted>;
	readonly wishes: Batcher<TokenWish, string>;
};

const WAIT_MS = 3;
/** What a ballot costs beside what grows with its length, in bytes. */
const PER_BALLOT = 4096;

/** @param parallel - how many batches of each kind are under way at a time */
export const makeQueues = (services: ServicesWithoutQueues, parallel: number): Queues => ({
	casts: new Batcher(
		{
			weightOf: ({ ballot, hints }) => ballot.length + (hints?.length ?? 0) + PER_BALLOT,
			// A quarter of a second of a thread; some seconds of waiting.
			full: 1.5 * 1024 * 1024,
			most: 24 * 1024 * 1024,
			waitMs: WAIT_MS,
			parallel,
		},
		(casts) => acceptBallots(services, casts),
	),
	wishes: new Batcher(
		{ weightOf: () => 1, full: 128, most: 4096, waitMs: WAIT_MS, parallel },
		(wishes) => issueTokens(services, wishes),
	),
});
