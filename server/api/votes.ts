/** Votes as anybody sees them, tokens for residents, ballots from nobody in particular. */
import { and, eq } from 'drizzle-orm';
import { z } from 'zod';
import { bytesToBase64 } from '../../crypto/bytes.ts';
import { acceptBallot } from '../ballots/accept.ts';
import { issueToken } from '../electorate/issue.ts';
import { ApiError } from '../http/api-error.ts';
import { forAnybody, forPerson, type Endpoint } from '../http/endpoint.ts';
import { findVotePage, listVotes } from '../votes/pages.ts';
import type { Accepted, ReceiptAnswer, TokenAnswer, VotePage, VoteSummary } from './contract.ts';
import { hex64, nothing, voteParams } from './schemas.ts';

/** The longest ballot that anybody makes, with room to spare. */
const MAX_BALLOT = 1024 * 1024;

export const voteEndpoints: readonly Endpoint[] = [
	forAnybody({
		method: 'get',
		path: '/votes',
		summary: 'All votes',
		access: 'public',
		params: z.object({}),
		body: nothing,
		answer: z.custom<VoteSummary[]>(),
		handle: ({ services }) => listVotes(services),
	}),
	forAnybody({
		method: 'get',
		path: '/votes/:id',
		summary: 'A vote: pots, commission, phase, and the texts that ballots are made from',
		access: 'public',
		params: voteParams,
		body: nothing,
		answer: z.custom<VotePage>(),
		handle: async ({ services, params }) => {
			const page = await findVotePage(services, params.id);
			if (!page) throw new ApiError('not-found');
			return page;
		},
	}),
	forPerson({
		method: 'post',
		path: '/votes/:id/token',
		summary: 'Take the right to vote: answers a blinded request once a person',
		access: 'signed-in',
		params: voteParams,
		body: z.object({ request: hex64 }),
		answer: z.custom<TokenAnswer>(),
		handle: async ({ services, params, body, person }) => ({
			evaluations: await issueToken(services, params.id, person.account, body.request),
		}),
	}),
	forAnybody({
		method: 'post',
		path: '/votes/:id/ballots',
		summary:
			'Cast a ballot with its token. Only without a session; the same ballot may be sent again',
		access: 'anonymous',
		params: voteParams,
		body: z.object({ ballot: z.string().min(1).max(MAX_BALLOT), element: hex64 }),
		answer: z.custom<Accepted>(),
		handle: ({ services, params, body }) => acceptBallot(services, params.id, body),
	}),
	forAnybody({
		method: 'get',
		path: '/votes/:id/ballots/:hash',
		summary: 'The receipt of a ballot, once it is published',
		access: 'public',
		params: voteParams.extend({ hash: hex64 }),
		body: nothing,
		answer: z.custom<ReceiptAnswer>(),
		handle: async ({ services, params }): Promise<ReceiptAnswer> => {
			const { store, box } = services;
			const { t } = store;
			const [ballot] = await store.db
				.select({ number: t.ballots.number })
				.from(t.ballots)
				.where(and(eq(t.ballots.vote, params.id), eq(t.ballots.hash, params.hash)));
			if (!ballot) throw new ApiError('not-found');
			const receipt = ballot.number === null ? undefined : await box.receipt(ballot.number);
			if (receipt === undefined) return { pending: true };
			const entry = await box.entry(ballot.number!);
			return { receipt, entry: bytesToBase64(entry) };
		},
	}),
];
