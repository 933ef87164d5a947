/** Pictures and documents of projects. */
import { z } from 'zod';
import { attach, detach } from '../civic/file/attachments.ts';
import { checkFile, MOST_BYTES } from '../civic/file/check.ts';
import { forPerson, type Endpoint } from '../http/endpoint.ts';
import { holdWritable } from '../instruments/budget/projects.ts';
import { decide } from '../services.ts';
import { projectParams } from './projects.ts';
import { DONE, done, nothing } from './schemas.ts';

/** Base64 and what is around it. */
export const MOST_BODY = Math.ceil((MOST_BYTES / 3) * 4) + 4096;

export const sentFile = z.strictObject({
	name: z.string().min(1).max(300),
	alt: z.string().max(1000).default(''),
	bytes: z.base64().max(MOST_BODY).meta({ description: 'The file, in base64' }),
});

export const fileParams = projectParams.extend({
	number: z.coerce.number().int().min(1).max(100_000),
});
export const FILE_REFUSALS = [
	'file.too-large',
	'file.type',
	'file.broken',
	'file.many',
	'file.alt',
] as const;

export const fileEndpoints: readonly Endpoint[] = [
	forPerson({
		method: 'post',
		path: '/projects/:project/files',
		summary:
			'Attach a picture, with what it shows, or a document to what is typed; it is published with the text',
		access: 'signed-in',
		params: projectParams,
		body: sentFile,
		maxBody: MOST_BODY,
		answer: z.object({ number: z.number() }),
		refusals: ['not-found', 'project.not-author', 'project.status', ...FILE_REFUSALS],
		handle: async ({ services, params, body: { name, alt, bytes }, person }) => {
			const file = await checkFile(Buffer.from(bytes, 'base64'));
			return await decide(services, async (inside) => {
				const { id } = await holdWritable(inside, params.project, person.account);
				const sent = { file, name, alt, purpose: 'project' } as const;
				return { number: await attach(inside, id, person.account, sent) };
			});
		},
	}),
	forPerson({
		method: 'delete',
		path: '/projects/:project/files/:number',
		summary: 'Take a file away from what is typed',
		access: 'signed-in',
		params: fileParams,
		body: nothing,
		answer: done,
		refusals: ['not-found', 'project.not-author', 'project.status'],
		handle: ({ services, params, person }) =>
			decide(services, async (inside) => {
				const { id } = await holdWritable(inside, params.project, person.account);
				await detach(inside, id, params.number, 'project');
				return DONE;
			}),
	}),
];
