/** Requests of people who are not on a roll, and how two persons of staff answer them. */
import { z } from 'zod';
import {
	answerRequest,
	askForRoll,
	confirmAnswer,
	findPlace,
	listRequests,
	withdrawAnswer,
	withdrawRequest,
	type Reply,
} from '../electorate/requests.ts';
import { forPerson, type Endpoint } from '../http/endpoint.ts';
import { rollPlace, rollRequestView } from './answers/person.ts';
import { DONE, done, hex64, nothing, reasonText, voteParams } from './schemas.ts';
import { holdingVote, withVote } from './with-vote.ts';

const reply: z.ZodType<Reply> = z.strictObject({
	verdict: z.enum(['accepted', 'refused']),
	answer: reasonText,
});
const requestParams = voteParams.extend({ account: z.string().regex(/^[\w-]{1,64}$/) });

export const rollRequestEndpoints: readonly Endpoint[] = [
	forPerson({
		method: 'get',
		path: '/votes/:id/roll-request',
		summary: 'Whether the caller is on the roll, and what became of their request',
		access: 'signed-in',
		params: voteParams,
		body: nothing,
		answer: rollPlace,
		refusals: ['not-found'],
		handle: ({ services, params, person }) =>
			withVote(services, params.id, (inside, vote) => findPlace(inside, vote, person.account)),
	}),
	forPerson({
		method: 'post',
		path: '/votes/:id/roll-requests',
		summary: 'Ask to be put on the roll: once a person and vote',
		access: 'signed-in',
		params: voteParams,
		body: z.strictObject({ reason: reasonText }),
		answer: done,
		refusals: ['not-found', 'roll.not-yet', 'roll.on-it', 'roll.asked', 'vote.closed'],
		handle: ({ services, params, body, person }) =>
			holdingVote(services, params.id, async (inside, vote) => {
				await askForRoll(inside, vote, person.account, body.reason);
				return DONE;
			}),
	}),
	forPerson({
		method: 'delete',
		path: '/votes/:id/roll-request',
		summary: 'Take one’s own request back while nobody has decided it',
		access: 'signed-in',
		params: voteParams,
		body: nothing,
		answer: done,
		refusals: ['not-found', 'decision.done'],
		handle: ({ services, params, person }) =>
			holdingVote(services, params.id, async (inside, vote) => {
				await withdrawRequest(inside, vote, person.account);
				return DONE;
			}),
	}),
	forPerson({
		method: 'get',
		path: '/votes/:id/roll-requests',
		summary: 'Everybody who asked, and what was answered',
		access: ['secretary', 'administrator', 'auditor'],
		params: voteParams,
		body: nothing,
		answer: z.array(rollRequestView),
		refusals: ['not-found'],
		handle: ({ services, params, person }) =>
			withVote(services, params.id, (inside, vote) =>
				listRequests(inside, vote.id, person.account),
			),
	}),
	forPerson({
		method: 'post',
		path: '/votes/:id/roll-requests/:account/answer',
		summary: 'Propose an answer, which another person must confirm',
		access: ['secretary'],
		params: requestParams,
		body: reply,
		answer: done,
		refusals: ['not-found', 'decision.done', 'decision.personal', 'roll.own-request', 'roll.fixed'],
		handle: ({ services, params, body, person }) =>
			holdingVote(services, params.id, async (inside, vote) => {
				await answerRequest(inside, vote, person.account, params.account, body);
				return DONE;
			}),
	}),
	forPerson({
		method: 'post',
		path: '/votes/:id/roll-requests/:account/confirm',
		summary: 'Confirm the answer that somebody else proposed, in the version that was read',
		access: ['secretary', 'administrator'],
		params: requestParams,
		body: z.strictObject({ version: hex64 }),
		answer: done,
		refusals: [
			'not-found',
			'decision.done',
			'decision.own',
			'request.outdated',
			'roll.own-request',
			'roll.fixed',
			'roll.on-it',
		],
		handle: ({ services, params, body, person }) =>
			holdingVote(services, params.id, async (inside, vote) => {
				await confirmAnswer(inside, vote, person.account, params.account, body.version);
				return DONE;
			}),
	}),
	forPerson({
		method: 'post',
		path: '/votes/:id/roll-requests/:account/withdraw',
		summary: 'Take back the answer that one has proposed oneself, while nobody has confirmed it',
		access: ['secretary'],
		params: requestParams,
		body: nothing,
		answer: done,
		refusals: ['not-found', 'decision.done', 'decision.not-own', 'roll.own-request'],
		handle: ({ services, params, person }) =>
			holdingVote(services, params.id, async (inside, vote) => {
				await withdrawAnswer(inside, vote, person.account, params.account);
				return DONE;
			}),
	}),
];
