/** How projects of the participatory budget are carried out. */
import { z } from 'zod';
import { attach, detach } from '../civic/file/attachments.ts';
import { checkFile } from '../civic/file/check.ts';
import { publishReport } from '../civic/follow-up/follow-ups.ts';
import { forAnybody, forPerson, type Endpoint } from '../http/endpoint.ts';
import { viewToFollowUp } from '../instruments/budget/find.ts';
import { holdFunded, viewImplementation } from '../instruments/budget/implementation.ts';
import { decide } from '../services.ts';
import { implementation, projectToFollowUp, reportDraft } from './answers/follow-up.ts';
import { fileParams, FILE_REFUSALS, MOST_BODY, sentFile } from './files.ts';
import { projectParams } from './projects.ts';
import { DONE, done, nothing, voteParams } from './schemas.ts';

/** Who reports for the responsible unit. */
const REPORTERS = ['secretary', 'expert'] as const;

export const followUpEndpoints: readonly Endpoint[] = [
	forAnybody({
		method: 'get',
		path: '/editions/:id/implementation',
		summary: 'How far the funded projects of an edition are',
		access: 'public',
		params: voteParams,
		body: nothing,
		answer: implementation,
		refusals: ['not-found'],
		handle: ({ services, params }) =>
			viewImplementation({ ...services, db: services.store.db }, params.id),
	}),
	forPerson({
		method: 'get',
		path: '/projects/:project/follow-up',
		summary:
			'A funded project with what was last reported; its ETag is asked back with the next report',
		access: REPORTERS,
		params: projectParams,
		body: nothing,
		answer: projectToFollowUp,
		refusals: ['not-found', 'follow-up.not-funded'],
		handle: ({ services, params }) =>
			viewToFollowUp({ ...services, db: services.store.db }, params.project),
	}),
	forPerson({
		method: 'post',
		path: '/projects/:project/follow-ups',
		summary: 'Report how a funded project is carried out; it is public at once and stays',
		access: REPORTERS,
		headers: { 'If-Match': 'The version of the last report that was read' },
		params: projectParams,
		body: reportDraft,
		answer: done,
		refusals: ['not-found', 'follow-up.not-funded', 'follow-up.content', 'request.outdated'],
		handle: ({ services, params, body, person, ifMatch }) =>
			decide(services, async (inside) => {
				const project = await holdFunded(inside, params.project);
				await publishReport(inside, project, person.account, body, ifMatch);
				return DONE;
			}),
	}),
	forPerson({
		method: 'post',
		path: '/projects/:project/follow-up/files',
		summary: 'Attach a picture, with what it shows, or a document to the next report',
		access: REPORTERS,
		params: projectParams,
		body: sentFile,
		maxBody: MOST_BODY,
		answer: z.object({ number: z.number() }),
		refusals: ['not-found', 'follow-up.not-funded', ...FILE_REFUSALS],
		handle: async ({ services, params, body: { name, alt, bytes }, person }) => {
			const file = await checkFile(Buffer.from(bytes, 'base64'));
			return await decide(services, async (inside) => {
				const { id } = await holdFunded(inside, params.project);
				const sent = { file, name, alt, purpose: 'follow-up' } as const;
				return { number: await attach(inside, id, person.account, sent) };
			});
		},
	}),
	forPerson({
		method: 'delete',
		path: '/projects/:project/follow-up/files/:number',
		summary: 'Take a file away from the next report',
		access: REPORTERS,
		params: fileParams,
		body: nothing,
		answer: done,
		refusals: ['not-found', 'follow-up.not-funded'],
		handle: ({ services, params }) =>
			decide(services, async (inside) => {
				const { id } = await holdFunded(inside, params.project);
				await detach(inside, id, params.number, 'follow-up');
				return DONE;
			}),
	}),
];
