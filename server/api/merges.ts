/** Authors of two projects make one of them. */
import { z } from 'zod';
import { forPerson, type Endpoint } from '../http/endpoint.ts';
import {
	acceptOffer,
	offerMerge,
	refuseOffer,
	withdrawOffer,
} from '../instruments/budget/merge.ts';
import { decide, type Inside, type Services } from '../services.ts';
import { projectParams } from './projects.ts';
import { DONE, done, nothing, reasonText } from './schemas.ts';

const offerParams = projectParams.extend({ from: projectParams.shape.project });

const doing = (services: Services, work: (inside: Inside) => Promise<void>) =>
	decide(services, async (inside) => {
		await work(inside);
		return DONE;
	});

export const mergeEndpoints: readonly Endpoint[] = [
	forPerson({
		method: 'put',
		path: '/projects/:project/merge',
		summary: 'Offer to merge a project into another of the edition, named by its number',
		access: 'signed-in',
		params: projectParams,
		body: z.strictObject({ into: z.number().int().min(1).max(1_000_000), text: reasonText }),
		answer: done,
		refusals: [
			'not-found',
			'project.not-author',
			'project.status',
			'edition.phase',
			'project.late',
			'merge.other',
			'merge.offered',
		],
		handle: ({ services, params, body, person }) =>
			doing(services, (inside) => offerMerge(inside, params.project, person.account, body)),
	}),
	forPerson({
		method: 'delete',
		path: '/projects/:project/merge',
		summary: 'Take an offer to merge back',
		access: 'signed-in',
		params: projectParams,
		body: nothing,
		answer: done,
		refusals: ['not-found', 'project.not-author'],
		handle: ({ services, params, person }) =>
			doing(services, (inside) => withdrawOffer(inside, params.project, person.account)),
	}),
	forPerson({
		method: 'post',
		path: '/projects/:project/merges/:from/accept',
		summary: 'Take a project that was offered in: its authors join',
		access: 'signed-in',
		params: offerParams,
		body: nothing,
		answer: done,
		refusals: [
			'not-found',
			'project.not-author',
			'project.status',
			'project.late',
			'project.many-authors',
			'merge.late',
			'edition.phase',
		],
		handle: ({ services, params, person }) =>
			doing(services, (inside) => acceptOffer(inside, params.project, person.account, params.from)),
	}),
	forPerson({
		method: 'delete',
		path: '/projects/:project/merges/:from',
		summary: 'Refuse a project that was offered',
		access: 'signed-in',
		params: offerParams,
		body: nothing,
		answer: done,
		refusals: ['not-found', 'project.not-author'],
		handle: ({ services, params, person }) =>
			doing(services, (inside) => refuseOffer(inside, params.project, person.account, params.from)),
	}),
];
