/** Votes as anybody sees them, tokens for residents, ballots from nobody in particular. */
import { and, eq } from 'drizzle-orm';
import { z } from 'zod';
import { HASH_DIGITS } from '../../crypto/booth/code-words.ts';
import { bytesToBase64 } from '../../crypto/bytes.ts';
import { acceptBallot, hashOf } from '../ballots/accept.ts';
import { findBallots } from '../ballots/find.ts';
import { issueToken } from '../electorate/issue.ts';
import { ApiError } from '../http/api-error.ts';
import { forAnybody, forPerson, type Endpoint } from '../http/endpoint.ts';
import { listVotes } from '../votes/list.ts';
import { findVotePage } from '../votes/pages.ts';
import {
	accepted,
	codeWordsAnswer,
	receiptAnswer,
	tokenAnswer,
	votePage,
	voteSummary,
} from './answers/vote.ts';
import type { ReceiptAnswer } from './contract.ts';
import { hex64, nothing, voteParams } from './schemas.ts';

/** The longest ballot that anybody makes, with room to spare. */
const MAX_BALLOT = 1024 * 1024;
const castBody = z.object({
	ballot: z.string().min(1).max(MAX_BALLOT),
	element: hex64,
	hints: z
		.base64()
		.max(2 * MAX_BALLOT)
		.optional()
		.meta({
			description: 'Hints of the ballot (crypto/SPEC.md §11.1): with them it is checked sooner',
		}),
});

export const voteEndpoints: readonly Endpoint[] = [
	forAnybody({
		method: 'get',
		path: '/votes',
		summary: 'All votes but drafts',
		access: 'public',
		params: z.object({}),
		body: nothing,
		answer: z.array(voteSummary),
		handle: ({ services }) => listVotes(services),
	}),
	forAnybody({
		method: 'get',
		path: '/votes/:id',
		summary: 'A vote: pots, commission, phase, and the texts that ballots are made from',
		access: 'public',
		params: voteParams,
		body: nothing,
		answer: votePage,
		refusals: ['not-found'],
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
		answer: tokenAnswer,
		refusals: [
			'not-found',
			'request.busy',
			'vote.not-open',
			'vote.closed',
			'roll.not-on-it',
			'token.request',
			'token.other-request',
			'token.at-desk',
		],
		handle: async ({ services, params, body, person }) => ({
			evaluations: await issueToken(services, {
				vote: params.id,
				account: person.account,
				request: body.request,
			}),
		}),
	}),
	forAnybody({
		method: 'post',
		path: '/votes/:id/ballots',
		summary:
			'Cast a ballot with its token. Only without a session; the same ballot may be sent again',
		access: 'anonymous',
		params: voteParams,
		headers: {
			'Idempotency-Key':
				'The hash of the ballot, by which it is known anyway: the same ballot again gets the same answer',
		},
		maxBody: 4 * MAX_BALLOT,
		body: castBody,
		answer: accepted,
		refusals: [
			'not-found',
			'request.busy',
			'request.idempotency-key',
			'vote.not-open',
			'vote.closed',
			'ballot.invalid',
			'token.invalid',
		],
		handle: ({ services, params, body, idempotencyKey }) => {
			const { ballot, element } = body;
			// By the platform: it is long, and whether it is base64 was checked.
			const hints = body.hints === undefined ? undefined : Buffer.from(body.hints, 'base64');
			const cast = { vote: params.id, hash: hashOf(ballot), ballot, element, hints };
			if (idempotencyKey !== undefined && idempotencyKey !== cast.hash)
				throw new ApiError('request.idempotency-key');
			return acceptBallot(services, cast);
		},
	}),
	forAnybody({
		method: 'get',
		path: '/votes/:id/ballots/:hash',
		summary: 'The receipt of a ballot, once it is published',
		access: 'public',
		params: voteParams.extend({ hash: hex64 }),
		body: nothing,
		answer: receiptAnswer,
		refusals: ['not-found'],
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
	forAnybody({
		method: 'get',
		path: '/votes/:id/code-words/:digits',
		summary: 'The hashes of ballots that begin with what their code words carry',
		access: 'public',
		params: voteParams.extend({
			digits: z.string().regex(new RegExp(`^[0-9a-f]{${HASH_DIGITS}}$`)),
		}),
		body: nothing,
		answer: codeWordsAnswer,
		refusals: ['not-found'],
		handle: async ({ services, params }) => ({
			ballots: await findBallots(services, params.id, params.digits),
		}),
	}),
];
