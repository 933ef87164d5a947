/** What those do who hand paper forms out and count them. */
import { z } from 'zod';
import { MAX_FORMS } from '../../crypto/budget/paper.ts';
import { COMMISSION_ROLES } from '../db/schema.ts';
import { forPerson, type Endpoint } from '../http/endpoint.ts';
import { beginBatch, enterBatch, removeBatch } from '../paper/batches.ts';
import { requireCounter } from '../paper/counters.ts';
import { handOutForm } from '../paper/forms.ts';
import { viewPaper } from '../paper/view.ts';
import { paperView } from './answers/paper.ts';
import { DONE, done, hex64, nothing, voteParams } from './schemas.ts';
import { holdingVote, withVote } from './with-vote.ts';

const DESK = ['desk', 'secretary'] as const;
const COUNTERS = [...DESK, ...COMMISSION_ROLES] as const;

const batchParams = voteParams.extend({ batch: z.uuid() });
const newBatch = z.strictObject({
	label: z.string().trim().min(1).max(100),
	forms: z.number().int().min(1).max(MAX_FORMS),
	sheet: hex64.meta({
		description: 'SHA-256 of the scan of the sheet that those who counted signed',
	}),
});
/** The longest line: every project of a large pot, with points. */
const line = z.string().max(20_000);

export const paperEndpoints: readonly Endpoint[] = [
	forPerson({
		method: 'get',
		path: '/votes/:id/paper',
		summary: 'Paper forms: how many were handed out and entered, and in which batches',
		access: [...COUNTERS, 'auditor'],
		params: voteParams,
		body: nothing,
		answer: paperView,
		refusals: ['not-found', 'member.not-one', 'paper.not-taken'],
		handle: ({ services, params, person }) =>
			withVote(services, params.id, async (inside, vote) => {
				await requireCounter(inside, vote, person);
				return await viewPaper(inside, vote, person.account);
			}),
	}),
	forPerson({
		method: 'post',
		path: '/votes/:id/paper/forms',
		summary: 'Hand a form out to who has shown who they are: from then on they get no token',
		access: DESK,
		params: voteParams,
		body: z.strictObject({
			domain: z.string().regex(/^[a-z][a-z0-9.-]{0,59}$/),
			number: z.string().trim().min(1).max(100),
		}),
		answer: done,
		refusals: [
			'not-found',
			'vote.not-open',
			'vote.closed',
			'paper.not-taken',
			'paper.number',
			'paper.not-on-roll',
			'paper.has-token',
			'paper.has-form',
		],
		handle: ({ services, params, body }) =>
			withVote(services, params.id, async (inside, vote) => {
				await handOutForm(inside, vote, { domain: body.domain, subject: body.number });
				return DONE;
			}),
	}),
	forPerson({
		method: 'post',
		path: '/votes/:id/paper/batches',
		summary: 'Begin a batch of counted forms',
		access: COUNTERS,
		params: voteParams,
		body: newBatch,
		answer: z.object({ id: z.string() }),
		refusals: [
			'not-found',
			'member.not-one',
			'vote.phase',
			'paper.not-taken',
			'paper.complete',
			'paper.too-many',
		],
		handle: ({ services, params, body, person }) =>
			holdingVote(services, params.id, async (inside, vote) => {
				await requireCounter(inside, vote, person);
				return { id: await beginBatch(inside, vote, body) };
			}),
	}),
	forPerson({
		method: 'delete',
		path: '/votes/:id/paper/batches/:batch',
		summary: 'Remove a batch that is not in the register',
		access: COUNTERS,
		params: batchParams,
		body: nothing,
		answer: done,
		refusals: [
			'not-found',
			'member.not-one',
			'vote.phase',
			'paper.not-taken',
			'paper.complete',
			'paper.entered',
		],
		handle: ({ services, params, person }) =>
			holdingVote(services, params.id, async (inside, vote) => {
				await requireCounter(inside, vote, person);
				await removeBatch(inside, vote, params.batch);
				return DONE;
			}),
	}),
	forPerson({
		method: 'put',
		path: '/votes/:id/paper/batches/:batch/entry',
		summary: 'Say what one reads on the forms of a batch; what two read alike goes to the register',
		access: COUNTERS,
		params: batchParams,
		body: z.strictObject({ lines: z.array(z.array(line).max(200)).min(1).max(MAX_FORMS) }),
		maxBody: 8 * 1024 * 1024,
		answer: paperView,
		refusals: [
			'not-found',
			'member.not-one',
			'vote.phase',
			'paper.not-taken',
			'paper.complete',
			'paper.entered',
			'paper.lines',
			'paper.two-persons',
			'paper.too-many',
		],
		handle: ({ services, params, body, person }) =>
			holdingVote(services, params.id, async (inside, vote) => {
				await requireCounter(inside, vote, person);
				await enterBatch(inside, vote, params.batch, person.account, body.lines);
				return await viewPaper(inside, vote, person.account);
			}),
	}),
];
