/** What moderators, experts and the commission decide about projects of the participatory budget. */
import { z } from 'zod';
import { COMMISSION_ROLES } from '../db/schema.ts';
import { forPerson, type Endpoint } from '../http/endpoint.ts';
import { admit, drawOrder, type Admission } from '../instruments/budget/admission.ts';
import { listQueue, viewToReview } from '../instruments/budget/find.ts';
import {
	decideAppeal,
	moderate,
	review,
	VERDICTS,
	type AppealDecision,
	type Moderation,
	type Review,
} from '../instruments/budget/review.ts';
import { makeVote } from '../instruments/budget/vote.ts';
import { decide } from '../services.ts';
import { checkedItem, projectSummary, projectToReview } from './answers/project.ts';
import { projectParams } from './projects.ts';
import { DONE, done, nothing, reasonText, voteParams } from './schemas.ts';

const READERS = [
	...(['moderator', 'expert', 'secretary', 'auditor'] as const),
	...COMMISSION_ROLES,
] as const;
/** Who writes down what the commission decided. */
const SCRIBES = ['secretary', 'chair'] as const;

const text = z.string().trim().max(4000);
const reasons = z.array(z.string().max(1000)).max(20);
const ids = z.array(voteParams.shape.id).max(2000);
const votes = z.number().int().min(0).max(1000);

const moderation: z.ZodType<Moderation> = z.strictObject({
	verdict: z.enum(['publish', 'return']),
	reasons,
	text,
	units: z.array(z.string().max(300)).max(50).optional(),
});
const reviewBody: z.ZodType<Review> = z.strictObject({
	unit: z.string().max(300),
	checks: z.array(checkedItem).max(50),
	verdict: z.enum(VERDICTS),
	reasons,
	text,
	version: z.number().int().min(1).max(100_000),
});
const appealDecision: z.ZodType<AppealDecision> = z.strictObject({
	granted: z.boolean(),
	text: reasonText,
});
const admission: z.ZodType<Admission> = z.strictObject({
	minute: z.strictObject({
		number: z.string().trim().min(1).max(50),
		date: z.iso.date(),
		for: votes,
		against: votes,
		abstained: votes,
	}),
	admitted: ids,
	rejected: z
		.array(z.strictObject({ project: voteParams.shape.id, reasons, text: reasonText }))
		.max(2000),
});

export const reviewEndpoints: readonly Endpoint[] = [
	forPerson({
		method: 'get',
		path: '/editions/:id/queue',
		summary: 'Projects that wait for a decision',
		access: READERS,
		params: voteParams,
		body: nothing,
		answer: z.array(projectSummary),
		refusals: ['not-found'],
		handle: ({ services, params }) => listQueue(services, params.id),
	}),
	forPerson({
		method: 'get',
		path: '/projects/:project/review',
		summary: 'A project as staff see it, published or not',
		access: READERS,
		params: projectParams,
		body: nothing,
		answer: projectToReview,
		refusals: ['not-found'],
		handle: ({ services, params }) =>
			viewToReview({ ...services, db: services.store.db }, params.project),
	}),
	forPerson({
		method: 'post',
		path: '/projects/:project/moderation',
		summary:
			'Publish what was handed in, in the version that was read, or send it back with reasons',
		access: ['moderator'],
		headers: { 'If-Match': 'What was handed in, as it was read' },
		params: projectParams,
		body: moderation,
		answer: done,
		refusals: [
			'not-found',
			'edition.phase',
			'project.status',
			'project.content',
			'review.card',
			'review.own',
			'request.outdated',
		],
		handle: ({ services, params, body, person, ifMatch }) =>
			decide(services, async (inside) => {
				await moderate(inside, params.project, person.account, body, ifMatch);
				return DONE;
			}),
	}),
	forPerson({
		method: 'post',
		path: '/projects/:project/reviews',
		summary: 'Give the verdict of a unit about a version, item by item',
		access: ['expert'],
		params: projectParams,
		body: reviewBody,
		maxBody: 256 * 1024,
		answer: done,
		refusals: [
			'not-found',
			'edition.phase',
			'project.status',
			'request.outdated',
			'review.card',
			'review.own',
		],
		handle: ({ services, params, body, person }) =>
			decide(services, async (inside) => {
				await review(inside, params.project, person.account, body);
				return DONE;
			}),
	}),
	forPerson({
		method: 'post',
		path: '/projects/:project/appeal-decision',
		summary: 'Write down what the commission decided about an appeal',
		access: SCRIBES,
		params: projectParams,
		body: appealDecision,
		answer: done,
		refusals: ['not-found', 'project.status', 'review.own', 'edition.drawn'],
		handle: ({ services, params, body, person }) =>
			decide(services, async (inside) => {
				await decideAppeal(inside, params.project, person.account, body);
				return DONE;
			}),
	}),
	forPerson({
		method: 'post',
		path: '/editions/:id/admission',
		summary: 'Write down which projects the commission admits to the vote, with its minute',
		access: SCRIBES,
		params: voteParams,
		body: admission,
		maxBody: 4 * 1024 * 1024,
		answer: done,
		refusals: [
			'not-found',
			'edition.phase',
			'edition.drawn',
			'project.status',
			'review.card',
			'review.own',
			'edition.nothing-admitted',
		],
		handle: ({ services, params, body, person }) =>
			decide(services, async (inside) => {
				await admit(inside, params.id, person.account, body);
				return DONE;
			}),
	}),
	forPerson({
		method: 'post',
		path: '/editions/:id/lot',
		summary:
			'Draw the order of the admitted projects on the ballot, as everybody can draw it again',
		access: SCRIBES,
		params: voteParams,
		body: nothing,
		answer: done,
		refusals: [
			'not-found',
			'edition.phase',
			'edition.drawn',
			'edition.appeals',
			'edition.nothing-admitted',
			'edition.not-published',
		],
		handle: ({ services, params }) =>
			decide(services, async (inside) => {
				await drawOrder(inside, params.id);
				return DONE;
			}),
	}),
	forPerson({
		method: 'post',
		path: '/editions/:id/vote',
		summary: 'Make the draft of a vote of the admitted projects, in the order of the lot',
		access: ['secretary'],
		params: voteParams,
		body: nothing,
		answer: z.object({ vote: z.string() }),
		refusals: [
			'not-found',
			'edition.not-drawn',
			'edition.has-vote',
			'edition.pot-used',
			'edition.ballots',
			'vote.no-commission',
			'vote.draft',
		],
		handle: ({ services, params, origin }) =>
			decide(services, async (inside) => ({ vote: await makeVote(inside, params.id, origin) })),
	}),
];
