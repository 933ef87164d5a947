/** Everything that the API offers. */
import type { Endpoint } from '../http/endpoint.ts';
import { commissionEndpoints } from './commission.ts';
import { draftEndpoints } from './drafts.ts';
import { voteEndpoints } from './votes.ts';

export const ENDPOINTS: readonly Endpoint[] = [
	...voteEndpoints,
	...draftEndpoints,
	...commissionEndpoints,
];
