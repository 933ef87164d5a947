/** Editions of the participatory budget, for everybody; and how the secretary sets them up. */
import { desc, eq } from 'drizzle-orm';
import { z } from 'zod';
import { STAFF_ROLES } from '../db/schema.ts';
import { forAnybody, forPerson, type Endpoint } from '../http/endpoint.ts';
import {
	beginEdition,
	BUDGET,
	changeEditionDraft,
	findEdition,
	holdEdition,
	listEditions,
	publishEdition,
	viewEdition,
	viewEditionDraft,
} from '../instruments/budget/edition.ts';
import { decide } from '../services.ts';
import {
	editionDraft,
	editionDraftView,
	editionPage,
	editionStatistics,
	editionSummary,
} from './answers/edition.ts';
import { countEdition } from '../instruments/budget/statistics.ts';
import { DONE, done, nothing, voteParams } from './schemas.ts';

/** Long lists of reasons and checks. */
const MAX_TERMS = 512 * 1024;
const SECRETARY = ['secretary'] as const;
const IF_MATCH = { 'If-Match': 'The version of the draft that was read' };

export const editionEndpoints: readonly Endpoint[] = [
	forAnybody({
		method: 'get',
		path: '/editions',
		summary: 'Editions of the participatory budget',
		access: 'public',
		params: z.object({}),
		body: nothing,
		answer: z.array(editionSummary),
		handle: ({ services }) => listEditions(services),
	}),
	forAnybody({
		method: 'get',
		path: '/editions/:id',
		summary: 'An edition: its terms, its phase, and the texts whose hashes stand in the register',
		access: 'public',
		params: voteParams,
		body: nothing,
		answer: editionPage,
		refusals: ['not-found'],
		handle: ({ services, params }) =>
			viewEdition({ ...services, db: services.store.db }, params.id),
	}),
	forAnybody({
		method: 'get',
		path: '/editions/:id/statistics',
		summary: 'How many people take part in an edition',
		access: 'public',
		params: voteParams,
		body: nothing,
		answer: editionStatistics,
		refusals: ['not-found'],
		handle: ({ services, params }) =>
			countEdition({ ...services, db: services.store.db }, params.id),
	}),
	forPerson({
		method: 'get',
		path: '/staff/editions',
		summary: 'All editions, drafts included',
		access: STAFF_ROLES,
		params: z.object({}),
		body: nothing,
		answer: z.array(editionDraftView),
		handle: async ({ services: { store } }) => {
			const { processes } = store.t;
			const rows = await store.db
				.select()
				.from(processes)
				.where(eq(processes.kind, BUDGET))
				.orderBy(desc(processes.createdAt), processes.id);
			return rows.map(viewEditionDraft);
		},
	}),
	forPerson({
		method: 'post',
		path: '/editions',
		summary: 'Begin the draft of an edition',
		access: SECRETARY,
		params: z.object({}),
		body: editionDraft,
		maxBody: MAX_TERMS,
		answer: z.object({ id: z.string() }),
		handle: async ({ services, body }) => ({
			id: await decide(services, (inside) => beginEdition(inside, body)),
		}),
	}),
	forPerson({
		method: 'get',
		path: '/editions/:id/draft',
		summary: 'The terms as they are typed; their ETag is asked back when they are changed',
		access: [...SECRETARY, 'auditor'],
		params: voteParams,
		body: nothing,
		answer: editionDraftView,
		refusals: ['not-found'],
		handle: ({ services, params }) =>
			decide(services, async (inside) => viewEditionDraft(await findEdition(inside, params.id))),
	}),
	forPerson({
		method: 'put',
		path: '/editions/:id/draft',
		summary: 'Change what is typed, in the version that was read',
		access: SECRETARY,
		headers: IF_MATCH,
		params: voteParams,
		body: editionDraft,
		maxBody: MAX_TERMS,
		answer: done,
		refusals: ['not-found', 'request.outdated'],
		handle: ({ services, params, body, ifMatch }) =>
			decide(services, async (inside) => {
				await changeEditionDraft(inside, await holdEdition(inside, params.id), body, ifMatch);
				return DONE;
			}),
	}),
	forPerson({
		method: 'post',
		path: '/editions/:id/publish',
		summary:
			'Publish the terms as they are typed: the first version begins the edition, later ones say why they change it',
		access: SECRETARY,
		headers: IF_MATCH,
		params: voteParams,
		body: z.strictObject({ reason: z.string().trim().max(2000).default('') }),
		answer: z.object({ number: z.number().int() }),
		refusals: ['not-found', 'request.outdated', 'edition.terms', 'edition.pot-used'],
		handle: ({ services, params, body, ifMatch }) =>
			decide(services, async (inside) => ({
				number: await publishEdition(
					inside,
					await holdEdition(inside, params.id),
					body.reason,
					ifMatch,
				),
			})),
	}),
];
