/** Residents sign in support of projects. */
import { ownSignature } from '../civic/signature/signatures.ts';
import { forPerson, type Endpoint } from '../http/endpoint.ts';
import { requireProject } from '../instruments/budget/projects.ts';
import { support } from '../instruments/budget/support.ts';
import { decide } from '../services.ts';
import { ownSignatureView, signatureAnswer } from './answers/signature.ts';
import { projectParams } from './projects.ts';
import { nothing } from './schemas.ts';

export const signatureEndpoints: readonly Endpoint[] = [
	forPerson({
		method: 'get',
		path: '/projects/:project/signature',
		summary:
			'Whether one has signed in support of a project, and where that stands in the register',
		access: 'signed-in',
		params: projectParams,
		body: nothing,
		answer: ownSignatureView,
		refusals: ['not-found'],
		handle: ({ services, params, person }) =>
			decide(services, async (inside) => {
				await requireProject(inside, params.project);
				const signed = await ownSignature(inside, params.project, person.account);
				return signed ? { signed } : {};
			}),
	}),
	forPerson({
		method: 'post',
		path: '/projects/:project/signature',
		summary: 'Sign in support of a project, once',
		access: 'signed-in',
		params: projectParams,
		body: nothing,
		answer: signatureAnswer,
		refusals: [
			'not-found',
			'edition.phase',
			'signature.own',
			'signature.closed',
			'signature.twice',
		],
		handle: ({ services, params, person }) =>
			decide(services, (inside) => support(inside, params.project, person.account)),
	}),
];
