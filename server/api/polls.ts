/** Open polls, for everybody; how people answer them, and how the secretary sets them up. */
import { z } from 'zod';
import { forAnybody, forPerson, type Endpoint } from '../http/endpoint.ts';
import { answerPoll, ownAnswer } from '../instruments/poll/answers.ts';
import { listPollDrafts, listPolls, viewPoll, viewPollDraft } from '../instruments/poll/find.ts';
import { beginPoll, publishPoll, savePollDraft } from '../instruments/poll/polls.ts';
import { decide } from '../services.ts';
import {
	answerReceipt,
	marks,
	ownAnswerView,
	pollDraft,
	pollDraftView,
	pollPage,
	pollSummary,
	pollWork,
} from './answers/poll.ts';
import { nothing, voteParams } from './schemas.ts';

const pollParams = z.object({ poll: voteParams.shape.id });
const SECRETARY = ['secretary'] as const;
const READERS = ['secretary', 'auditor'] as const;
const IF_MATCH = { 'If-Match': 'The version of the draft that was read' };

export const pollEndpoints: readonly Endpoint[] = [
	forAnybody({
		method: 'get',
		path: '/polls',
		summary: 'Published polls, the latest first',
		access: 'public',
		params: z.object({}),
		body: nothing,
		answer: z.array(pollSummary),
		handle: ({ services }) => listPolls(services),
	}),
	forAnybody({
		method: 'get',
		path: '/polls/:poll',
		summary: 'A published poll, and what came out once it is counted',
		access: 'public',
		params: pollParams,
		body: nothing,
		answer: pollPage,
		refusals: ['not-found'],
		handle: ({ services, params }) => viewPoll({ ...services, db: services.store.db }, params.poll),
	}),
	forPerson({
		method: 'get',
		path: '/polls/:poll/answer',
		summary: 'How one has answered a poll, and where that stands in the register',
		access: 'signed-in',
		params: pollParams,
		body: nothing,
		answer: ownAnswerView,
		refusals: ['not-found'],
		handle: async ({ services, params, person }) => {
			const inside = { ...services, db: services.store.db };
			const given = await ownAnswer(inside, params.poll, person.account);
			return given ? { given } : {};
		},
	}),
	forPerson({
		method: 'post',
		path: '/polls/:poll/answer',
		summary: 'Answer a poll, once',
		access: 'signed-in',
		params: pollParams,
		body: z.strictObject({ answer: marks }),
		answer: answerReceipt,
		refusals: ['not-found', 'poll.closed', 'poll.answer', 'poll.twice'],
		handle: ({ services, params, body, person }) =>
			decide(services, async (inside) => {
				const { entry, answer } = await answerPoll(
					inside,
					params.poll,
					person.account,
					body.answer,
				);
				return { entry, answer: answer.map((given) => [...given]) };
			}),
	}),
	forPerson({
		method: 'get',
		path: '/poll-drafts',
		summary: 'All polls, drafts too',
		access: READERS,
		params: z.object({}),
		body: nothing,
		answer: z.array(pollWork),
		handle: ({ services }) => listPollDrafts({ ...services, db: services.store.db }),
	}),
	forPerson({
		method: 'post',
		path: '/polls',
		summary: 'Begin the draft of a poll',
		access: SECRETARY,
		params: z.object({}),
		body: nothing,
		answer: z.object({ id: z.string() }),
		handle: ({ services }) => decide(services, async (inside) => ({ id: await beginPoll(inside) })),
	}),
	forPerson({
		method: 'get',
		path: '/polls/:poll/draft',
		summary: 'A poll as it is typed',
		access: READERS,
		params: pollParams,
		body: nothing,
		answer: pollDraftView,
		refusals: ['not-found'],
		handle: ({ services, params }) =>
			viewPollDraft({ ...services, db: services.store.db }, params.poll),
	}),
	forPerson({
		method: 'put',
		path: '/polls/:poll/draft',
		summary: 'Keep what is typed, in the place of the version that was read',
		access: SECRETARY,
		headers: IF_MATCH,
		params: pollParams,
		body: pollDraft,
		maxBody: 1024 * 1024,
		answer: z.object({ version: z.string() }),
		refusals: ['not-found', 'request.outdated'],
		handle: ({ services, params, body, ifMatch }) =>
			decide(services, async (inside) => ({
				version: await savePollDraft(inside, params.poll, body, ifMatch),
			})),
	}),
	forPerson({
		method: 'post',
		path: '/polls/:poll/publish',
		summary: 'Publish the terms that are typed, until people answer',
		access: SECRETARY,
		headers: IF_MATCH,
		params: pollParams,
		body: z.strictObject({ reason: z.string().trim().max(1000) }),
		answer: z.object({ version: z.number().int().min(1) }),
		refusals: ['not-found', 'poll.terms', 'poll.begun', 'request.outdated'],
		handle: ({ services, params, body, ifMatch }) =>
			decide(services, async (inside) => ({
				version: await publishPoll(inside, params.poll, body.reason, ifMatch),
			})),
	}),
];
