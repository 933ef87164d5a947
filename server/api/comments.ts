/** What people say about projects, and how it is moderated. */
import { z } from 'zod';
import {
	react,
	withdrawComment,
	writeComment,
	type CommentKey,
} from '../civic/comment/comments.ts';
import { listComments, listOwn } from '../civic/comment/find.ts';
import {
	appealRemoval,
	decideComment,
	decideRemovalAppeal,
	report,
	type CommentVerdict,
} from '../civic/moderation/moderate.ts';
import { listWaiting, summarise } from '../civic/moderation/queue.ts';
import { changeReasons, reasonsToRemove } from '../civic/moderation/reasons.ts';
import { versionOf } from '../civic/process/processes.ts';
import { STAFF_ROLES, type Role } from '../db/schema.ts';
import { ApiError } from '../http/api-error.ts';
import { forAnybody, forPerson, type Endpoint } from '../http/endpoint.ts';
import { requireProject } from '../instruments/budget/projects.ts';
import { decide } from '../services.ts';
import {
	commentPage,
	moderationSummary,
	ownComments,
	reaction,
	reasonList,
	waitingComment,
} from './answers/comment.ts';
import { projectParams } from './projects.ts';
import { DONE, done, nothing, reasonText } from './schemas.ts';

const MODERATORS = ['moderator', 'secretary'] as const;
const READERS = [...MODERATORS, 'auditor', 'administrator'] as const;

const commentParams = projectParams.extend({
	number: z.coerce.number().int().min(1).max(1_000_000_000),
});
const keyOf = ({ project, number }: z.infer<typeof commentParams>): CommentKey => ({
	proposal: project,
	number,
});
const saying = z.strictObject({
	text: z.string().max(10_000),
	answers: z.number().int().min(1).optional(),
	isOfficial: z.boolean().default(false),
});
const verdict: z.ZodType<CommentVerdict> = z.strictObject({
	verdict: z.enum(['keep', 'remove']),
	reasons: z.array(z.string().max(1000)).max(20),
	text: z.string().trim().max(2000),
});

export const commentEndpoints: readonly Endpoint[] = [
	forAnybody({
		method: 'get',
		path: '/projects/:project/comments',
		summary: 'What people say about a project, page by page',
		access: 'public',
		params: projectParams,
		query: z.object({ page: z.coerce.number().int().min(1).max(100_000).default(1) }),
		body: nothing,
		answer: commentPage,
		refusals: ['not-found'],
		handle: ({ services, params, query }) =>
			listComments({ ...services, db: services.store.db }, params.project, query.page),
	}),
	forPerson({
		method: 'get',
		path: '/projects/:project/comments/mine',
		summary: 'What the caller said about a project, and about its comments',
		access: 'signed-in',
		params: projectParams,
		body: nothing,
		answer: ownComments,
		refusals: ['not-found'],
		handle: ({ services, params, person }) =>
			listOwn({ ...services, db: services.store.db }, params.project, person.account),
	}),
	forPerson({
		method: 'post',
		path: '/projects/:project/comments',
		summary:
			'Say something about a published project, or answer a comment; the name is published with it. Staff may say it for the community',
		access: 'signed-in',
		params: projectParams,
		body: saying,
		answer: z.object({ number: z.number() }),
		refusals: [
			'not-found',
			'session.forbidden',
			'comment.text',
			'comment.gone',
			'comment.too-many',
		],
		handle: ({ services, params, body, person }) => {
			const speaksForCommunity = (role: Role) => STAFF_ROLES.some((staff) => staff === role);
			if (body.isOfficial && !person.roles.some(speaksForCommunity))
				throw new ApiError('session.forbidden');
			return decide(services, async (inside) => {
				await requireProject(inside, params.project);
				const { number } = await writeComment(inside, params.project, person.account, body);
				return { number };
			});
		},
	}),
	forPerson({
		method: 'post',
		path: '/projects/:project/comments/:number/withdraw',
		summary: 'Take one’s own comment back',
		access: 'signed-in',
		params: commentParams,
		body: nothing,
		answer: done,
		refusals: ['not-found', 'comment.not-own', 'comment.gone'],
		handle: ({ services, params, person }) =>
			decide(services, async (inside) => {
				await withdrawComment(inside, keyOf(params), person.account);
				return DONE;
			}),
	}),
	forPerson({
		method: 'put',
		path: '/projects/:project/comments/:number/reaction',
		summary: 'Say whether one agrees with a comment; without a reaction it is taken back',
		access: 'signed-in',
		params: commentParams,
		body: z.strictObject({ reaction: reaction.optional() }),
		answer: done,
		refusals: ['not-found', 'comment.gone', 'comment.own'],
		handle: ({ services, params, body, person }) =>
			decide(services, async (inside) => {
				await react(inside, keyOf(params), person.account, body.reaction);
				return DONE;
			}),
	}),
	forPerson({
		method: 'post',
		path: '/projects/:project/comments/:number/report',
		summary: 'Say that a comment breaks the rules: for which reason of the list',
		access: 'signed-in',
		params: commentParams,
		body: z.strictObject({ reason: z.string().max(1000) }),
		answer: done,
		refusals: ['not-found', 'comment.gone', 'comment.own', 'review.card'],
		handle: ({ services, params, body, person }) =>
			decide(services, async (inside) => {
				await report(inside, keyOf(params), person.account, body.reason);
				return DONE;
			}),
	}),
	forPerson({
		method: 'post',
		path: '/projects/:project/comments/:number/appeal',
		summary: 'Ask for another moderator, once, where one’s own comment was removed',
		access: 'signed-in',
		params: commentParams,
		body: z.strictObject({ text: reasonText }),
		answer: done,
		refusals: ['not-found', 'comment.not-own', 'comment.no-appeal'],
		handle: ({ services, params, body, person }) =>
			decide(services, async (inside) => {
				await appealRemoval(inside, keyOf(params), person.account, body.text);
				return DONE;
			}),
	}),
	forPerson({
		method: 'post',
		path: '/projects/:project/comments/:number/moderation',
		summary: 'Keep a comment or remove it; not one’s own',
		access: MODERATORS,
		params: commentParams,
		body: verdict,
		answer: done,
		refusals: ['not-found', 'comment.gone', 'review.own', 'review.card'],
		handle: ({ services, params, body, person }) =>
			decide(services, async (inside) => {
				await decideComment(inside, keyOf(params), person.account, body);
				return DONE;
			}),
	}),
	forPerson({
		method: 'post',
		path: '/projects/:project/comments/:number/appeal-decision',
		summary: 'Answer an appeal; not who removed the comment',
		access: MODERATORS,
		params: commentParams,
		body: z.strictObject({ granted: z.boolean(), text: reasonText }),
		answer: done,
		refusals: ['not-found', 'comment.no-appeal', 'comment.second-person', 'review.own'],
		handle: ({ services, params, body, person }) =>
			decide(services, async (inside) => {
				await decideRemovalAppeal(inside, keyOf(params), person.account, body);
				return DONE;
			}),
	}),
	forPerson({
		method: 'get',
		path: '/moderation/comments',
		summary: 'Comments that wait for a moderator, those that were written first before the others',
		access: READERS,
		params: z.object({}),
		body: nothing,
		answer: z.array(waitingComment),
		handle: ({ services, person }) =>
			listWaiting({ ...services, db: services.store.db }, person.account),
	}),
	forAnybody({
		method: 'get',
		path: '/moderation/summary',
		summary: 'What moderators did in the last year, in numbers',
		access: 'public',
		params: z.object({}),
		body: nothing,
		answer: moderationSummary,
		handle: ({ services }) => summarise({ ...services, db: services.store.db }),
	}),
	forAnybody({
		method: 'get',
		path: '/moderation/reasons',
		summary: 'Why comments are removed; its ETag is asked back when the list is changed',
		access: 'public',
		params: z.object({}),
		body: nothing,
		answer: reasonList,
		handle: async ({ services }) => {
			const reasons = await reasonsToRemove({ ...services, db: services.store.db });
			return { reasons, version: versionOf(reasons) };
		},
	}),
	forPerson({
		method: 'put',
		path: '/moderation/reasons',
		summary:
			'Put a list of reasons, a line each as `reason | clause`, in the place of the one that was read',
		access: ['secretary'],
		headers: { 'If-Match': 'The version of the list that was read' },
		params: z.object({}),
		body: z.strictObject({ reasons: z.string().max(20_000) }),
		answer: done,
		refusals: ['moderation.reasons', 'request.outdated'],
		handle: ({ services, body, ifMatch }) =>
			decide(services, async (inside) => {
				await changeReasons(inside, body.reasons, ifMatch);
				return DONE;
			}),
	}),
];
