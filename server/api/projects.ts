/** Projects of the participatory budget, for everybody; and how their authors write them. */
import { z } from 'zod';
import {
	acceptInvitation,
	findInvitation,
	inviteAuthor,
	requireAuthor,
} from '../civic/proposal/authors.ts';
import { holdProposal, requireStatus } from '../civic/proposal/proposals.ts';
import { forAnybody, forPerson, type Endpoint } from '../http/endpoint.ts';
import {
	listNumbers,
	listOwnProjects,
	listPoints,
	listProjects,
	listSimilar,
	stateOfPoints,
	viewOwnProject,
	viewProject,
	viewVersion,
} from '../instruments/budget/find.ts';
import type { ProjectDraft } from '../instruments/budget/project.ts';
import {
	appeal,
	beginProject,
	requireProject,
	saveProject,
	submitProject,
	WITHDRAWABLE,
	withdrawProject,
} from '../instruments/budget/projects.ts';
import { decide } from '../services.ts';
import {
	myProject,
	ownProject,
	projectDraft,
	projectList,
	projectPage,
	projectPoints,
	projectSummary,
	status,
	versionView,
} from './answers/project.ts';
import type { ProjectFilter } from './contract.ts';
import { DONE, done, nothing, reasonText, voteParams } from './schemas.ts';

export const projectParams = z.object({ project: voteParams.shape.id });
const invitationParams = z.object({ code: z.string().regex(/^[\w-]{22}$/) });
const IF_MATCH = { 'If-Match': 'The version of the draft that was read' };
/** Why somebody takes a step back; may be left out. */
const remark = z.string().trim().max(2000).default('');

const filter: z.ZodType<ProjectFilter> = z.object({
	status: status.optional(),
	category: z.string().max(200).optional(),
	pot: z.string().max(100).optional(),
	words: z.string().max(200).optional(),
	page: z.coerce.number().int().min(1).max(10_000).optional(),
});

export const projectEndpoints: readonly Endpoint[] = [
	forAnybody({
		method: 'get',
		path: '/editions/:id/projects',
		summary: 'Published projects of an edition that fit, page by page',
		access: 'public',
		params: voteParams,
		query: filter,
		body: nothing,
		answer: projectList,
		refusals: ['not-found'],
		handle: ({ services, params, query }) => listProjects(services, params.id, query),
	}),
	forAnybody({
		method: 'get',
		path: '/editions/:id/similar',
		summary: 'Published projects that share most words with a text',
		access: 'public',
		params: voteParams,
		query: z.object({ text: z.string().max(2000) }),
		body: nothing,
		answer: z.array(projectSummary),
		refusals: ['not-found'],
		handle: ({ services, params, query }) => listSimilar(services, params.id, query.text),
	}),
	forAnybody({
		method: 'get',
		path: '/editions/:id/points',
		summary: 'Where the published projects of an edition are, column by column',
		access: 'public',
		params: voteParams,
		body: nothing,
		answer: projectPoints,
		refusals: ['not-found'],
		stateOf: ({ services, params }) => stateOfPoints(services, params.id),
		handle: ({ services, params }) => listPoints(services, params.id),
	}),
	forAnybody({
		method: 'get',
		path: '/editions/:id/numbers',
		summary: 'Numbers of the published projects of an edition that fit',
		access: 'public',
		params: voteParams,
		query: filter,
		body: nothing,
		answer: z.array(z.number().int().min(1)),
		refusals: ['not-found'],
		handle: ({ services, params, query }) => listNumbers(services, params.id, query),
	}),
	forAnybody({
		method: 'get',
		path: '/projects/:project',
		summary: 'A published project with its history',
		access: 'public',
		params: projectParams,
		body: nothing,
		answer: projectPage,
		refusals: ['not-found'],
		handle: ({ services, params }) =>
			viewProject({ ...services, db: services.store.db }, params.project),
	}),
	forAnybody({
		method: 'get',
		path: '/projects/:project/versions/:version',
		summary: 'A text of a project as it was published',
		access: 'public',
		params: projectParams.extend({ version: z.coerce.number().int().min(1).max(100_000) }),
		body: nothing,
		answer: versionView,
		refusals: ['not-found'],
		handle: ({ services, params }) =>
			viewVersion({ ...services, db: services.store.db }, params.project, params.version),
	}),
	forPerson({
		method: 'get',
		path: '/me/projects',
		summary: 'Projects that the caller writes',
		access: 'signed-in',
		params: z.object({}),
		body: nothing,
		answer: z.array(myProject),
		handle: ({ services, person }) => listOwnProjects(services, person.account),
	}),
	forPerson({
		method: 'post',
		path: '/editions/:id/projects',
		summary: 'Begin the draft of a project',
		access: 'signed-in',
		params: voteParams,
		body: nothing,
		answer: z.object({ id: z.string() }),
		refusals: ['not-found', 'edition.phase', 'project.authors-only', 'project.too-many'],
		handle: ({ services, params, person }) =>
			decide(services, async (inside) => ({ id: await beginProject(inside, params.id, person) })),
	}),
	forPerson({
		method: 'get',
		path: '/projects/:project/draft',
		summary: 'A project as its authors see it; its ETag is asked back when it is changed',
		access: 'signed-in',
		params: projectParams,
		body: nothing,
		answer: ownProject,
		refusals: ['not-found', 'project.not-author'],
		handle: ({ services, params, person }) =>
			viewOwnProject({ ...services, db: services.store.db }, params.project, person.account),
	}),
	forPerson({
		method: 'put',
		path: '/projects/:project/draft',
		summary: 'Keep what is typed, in the place of the version that was read',
		access: 'signed-in',
		headers: IF_MATCH,
		params: projectParams,
		body: projectDraft,
		maxBody: 256 * 1024,
		answer: z.object({ version: z.string() }),
		refusals: ['not-found', 'project.not-author', 'project.status', 'request.outdated'],
		handle: ({ services, params, body, person, ifMatch }) =>
			decide(services, async (inside) => ({
				version: await saveProject(inside, params.project, person.account, body, ifMatch),
			})),
	}),
	forPerson({
		method: 'post',
		path: '/projects/:project/submit',
		summary:
			'Hand in what is typed, in the version that was read; its authors agree that their names are published',
		access: 'signed-in',
		headers: IF_MATCH,
		params: projectParams,
		body: z.strictObject({ agreed: z.boolean() }),
		answer: done,
		refusals: [
			'not-found',
			'edition.phase',
			'project.not-author',
			'project.status',
			'project.content',
			'project.too-many',
			'project.late',
			'request.outdated',
		],
		handle: ({ services, params, body, person, ifMatch }) =>
			decide(services, async (inside) => {
				await submitProject(inside, params.project, person.account, body.agreed, ifMatch);
				return DONE;
			}),
	}),
	forPerson({
		method: 'post',
		path: '/projects/:project/appeal',
		summary: 'Ask the commission to look again at a negative verdict',
		access: 'signed-in',
		params: projectParams,
		body: z.strictObject({ text: reasonText }),
		answer: done,
		refusals: [
			'not-found',
			'edition.phase',
			'project.not-author',
			'project.status',
			'project.late',
		],
		handle: ({ services, params, body, person }) =>
			decide(services, async (inside) => {
				await appeal(inside, params.project, person.account, body.text);
				return DONE;
			}),
	}),
	forPerson({
		method: 'post',
		path: '/projects/:project/withdraw',
		summary: 'Take a project back',
		access: 'signed-in',
		params: projectParams,
		body: z.strictObject({ text: remark }),
		answer: done,
		refusals: ['not-found', 'edition.phase', 'project.not-author', 'project.status'],
		handle: ({ services, params, body, person }) =>
			decide(services, async (inside) => {
				await withdrawProject(inside, params.project, person.account, body.text);
				return DONE;
			}),
	}),
	forPerson({
		method: 'post',
		path: '/projects/:project/invitations',
		summary: 'Make a link by which one person may become a co-author, within fourteen days',
		access: 'signed-in',
		params: projectParams,
		body: nothing,
		answer: z.object({ code: z.string() }),
		refusals: ['not-found', 'project.not-author', 'project.status', 'project.many-authors'],
		handle: ({ services, params, person }) =>
			decide(services, async (inside) => {
				await requireProject(inside, params.project);
				const project = await holdProposal(inside, params.project);
				await requireAuthor(inside, project, person.account);
				requireStatus(project, ...WITHDRAWABLE);
				return { code: await inviteAuthor(inside, project) };
			}),
	}),
	forPerson({
		method: 'get',
		path: '/invitations/:code',
		summary: 'To which project a link invites',
		access: 'signed-in',
		params: invitationParams,
		body: nothing,
		answer: z.object({ project: z.string(), title: z.string() }),
		refusals: ['not-found'],
		handle: async ({ services, params }) => {
			const { id, draft } = await findInvitation(
				{ ...services, db: services.store.db },
				params.code,
			);
			return { project: id, title: (draft as ProjectDraft).title };
		},
	}),
	forPerson({
		method: 'post',
		path: '/invitations/:code/accept',
		summary: 'Become a co-author',
		access: 'signed-in',
		params: invitationParams,
		body: nothing,
		answer: z.object({ project: z.string() }),
		refusals: ['not-found', 'project.status', 'project.many-authors'],
		handle: ({ services, params, person }) =>
			decide(services, async (inside) => ({
				project: await acceptInvitation(inside, params.code, person.account, WITHDRAWABLE),
			})),
	}),
];
