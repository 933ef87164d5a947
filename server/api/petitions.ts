/** Petitions, for everybody; how people write and sign them. */
import { z } from 'zod';
import { ownSignature, withdrawSignature } from '../civic/signature/signatures.ts';
import { forAnybody, forPerson, type Endpoint } from '../http/endpoint.ts';
import {
	listOwnPetitions,
	listPetitions,
	listRefusals,
	listSignatories,
	similarPetitions,
	viewOwnPetition,
	viewPetition,
	viewRules,
} from '../instruments/petition/find.ts';
import {
	beginPetition,
	requirePetition,
	savePetition,
	submitPetition,
	withdrawPetition,
} from '../instruments/petition/petitions.ts';
import { requireCollection, signPetition } from '../instruments/petition/signing.ts';
import { decide } from '../services.ts';
import {
	myPetition,
	ownPetition,
	petitionDraft,
	petitionList,
	petitionPage,
	petitionRefusal,
	petitionStatus,
	petitionSummary,
	rulesPage,
	signatoryList,
} from './answers/petition.ts';
import { ownSignatureView, signatureAnswer } from './answers/signature.ts';
import { PETITION_ORDERS, type PetitionFilter } from './contract-petition.ts';
import { DONE, done, nothing, voteParams } from './schemas.ts';

export const petitionParams = z.object({ petition: voteParams.shape.id });
const IF_MATCH = { 'If-Match': 'The version of the draft that was read' };

const filter: z.ZodType<PetitionFilter> = z.object({
	status: petitionStatus.optional(),
	topic: z.string().max(200).optional(),
	words: z.string().max(200).optional(),
	order: z.enum(PETITION_ORDERS).optional(),
	page: z.coerce.number().int().min(1).max(10_000).optional(),
});

export const petitionEndpoints: readonly Endpoint[] = [
	forAnybody({
		method: 'get',
		path: '/petitions',
		summary: 'Published petitions that fit, page by page',
		access: 'public',
		params: z.object({}),
		query: filter,
		body: nothing,
		answer: petitionList,
		handle: ({ services, query }) => listPetitions(services, query),
	}),
	forAnybody({
		method: 'get',
		path: '/petition-rules',
		summary: 'The rules of petitions, and where each of their versions stands in the register',
		access: 'public',
		params: z.object({}),
		body: nothing,
		answer: rulesPage,
		handle: ({ services }) => viewRules({ ...services, db: services.store.db }),
	}),
	forAnybody({
		method: 'get',
		path: '/petition-refusals',
		summary: 'Refusals to publish petitions, with their grounds',
		access: 'public',
		params: z.object({}),
		body: nothing,
		answer: z.array(petitionRefusal),
		handle: ({ services }) => listRefusals({ ...services, db: services.store.db }),
	}),
	forAnybody({
		method: 'get',
		path: '/similar-petitions',
		summary: 'Published petitions that share most words with a text',
		access: 'public',
		params: z.object({}),
		query: z.object({ text: z.string().max(2000) }),
		body: nothing,
		answer: z.array(petitionSummary),
		handle: ({ services, query }) => similarPetitions(services, query.text),
	}),
	forAnybody({
		method: 'get',
		path: '/petitions/:petition',
		summary: 'A published petition with all that became of it',
		access: 'public',
		params: petitionParams,
		body: nothing,
		answer: petitionPage,
		refusals: ['not-found'],
		handle: ({ services, params }) =>
			viewPetition({ ...services, db: services.store.db }, params.petition),
	}),
	forAnybody({
		method: 'get',
		path: '/petitions/:petition/signatories',
		summary: 'Who signed, as far as the rules make it public, page by page',
		access: 'public',
		params: petitionParams,
		query: z.object({ after: z.coerce.number().int().min(-1).optional() }),
		body: nothing,
		answer: signatoryList,
		refusals: ['not-found'],
		handle: ({ services, params, query }) =>
			listSignatories({ ...services, db: services.store.db }, params.petition, query.after),
	}),
	forPerson({
		method: 'get',
		path: '/me/petitions',
		summary: 'Petitions that the caller writes',
		access: 'signed-in',
		params: z.object({}),
		body: nothing,
		answer: z.array(myPetition),
		handle: ({ services, person }) => listOwnPetitions(services, person.account),
	}),
	forPerson({
		method: 'post',
		path: '/petitions',
		summary: 'Begin the draft of a petition',
		access: 'signed-in',
		params: z.object({}),
		body: nothing,
		answer: z.object({ id: z.string() }),
		refusals: ['not-found', 'petition.paused', 'petition.too-many'],
		handle: ({ services, person }) =>
			decide(services, async (inside) => ({ id: await beginPetition(inside, person.account) })),
	}),
	forPerson({
		method: 'get',
		path: '/petitions/:petition/draft',
		summary: 'A petition as its author sees it; its ETag is asked back when it is changed',
		access: 'signed-in',
		params: petitionParams,
		body: nothing,
		answer: ownPetition,
		refusals: ['not-found', 'project.not-author'],
		handle: ({ services, params, person }) =>
			viewOwnPetition({ ...services, db: services.store.db }, params.petition, person.account),
	}),
	forPerson({
		method: 'put',
		path: '/petitions/:petition/draft',
		summary: 'Keep what is typed, in the place of the version that was read',
		access: 'signed-in',
		headers: IF_MATCH,
		params: petitionParams,
		body: petitionDraft,
		maxBody: 256 * 1024,
		answer: z.object({ version: z.string() }),
		refusals: ['not-found', 'project.not-author', 'petition.status', 'request.outdated'],
		handle: ({ services, params, body, person, ifMatch }) =>
			decide(services, async (inside) => ({
				version: await savePetition(inside, params.petition, person.account, body, ifMatch),
			})),
	}),
	forPerson({
		method: 'post',
		path: '/petitions/:petition/submit',
		summary:
			'Hand in what is typed, in the version that was read; its author answers for it, and agrees that their name is published',
		access: 'signed-in',
		headers: IF_MATCH,
		params: petitionParams,
		body: z.strictObject({ agreed: z.boolean() }),
		answer: done,
		refusals: [
			'not-found',
			'project.not-author',
			'petition.status',
			'petition.content',
			'petition.paused',
			'request.outdated',
		],
		handle: ({ services, params, body, person, ifMatch }) =>
			decide(services, async (inside) => {
				await submitPetition(inside, params.petition, person.account, body.agreed, ifMatch);
				return DONE;
			}),
	}),
	forPerson({
		method: 'post',
		path: '/petitions/:petition/withdraw',
		summary: 'Take a petition back that is not published',
		access: 'signed-in',
		params: petitionParams,
		body: nothing,
		answer: done,
		refusals: ['not-found', 'project.not-author', 'petition.status'],
		handle: ({ services, params, person }) =>
			decide(services, async (inside) => {
				await withdrawPetition(inside, params.petition, person.account);
				return DONE;
			}),
	}),
	forPerson({
		method: 'get',
		path: '/petitions/:petition/signature',
		summary: 'Whether one has signed a petition, and where that stands in the register',
		access: 'signed-in',
		params: petitionParams,
		body: nothing,
		answer: ownSignatureView,
		refusals: ['not-found'],
		handle: ({ services, params, person }) =>
			decide(services, async (inside) => {
				await requirePetition(inside, params.petition);
				const signed = await ownSignature(inside, params.petition, person.account);
				return signed ? { signed } : {};
			}),
	}),
	forPerson({
		method: 'post',
		path: '/petitions/:petition/signature',
		summary: 'Sign a petition, once',
		access: 'signed-in',
		params: petitionParams,
		body: nothing,
		answer: signatureAnswer,
		refusals: ['not-found', 'signature.closed', 'signature.twice'],
		handle: ({ services, params, person }) =>
			decide(services, (inside) => signPetition(inside, params.petition, person)),
	}),
	forPerson({
		method: 'delete',
		path: '/petitions/:petition/signature',
		summary:
			'Take one’s signature back for good, where the rules allow it and until enough have signed',
		access: 'signed-in',
		params: petitionParams,
		body: nothing,
		answer: done,
		refusals: ['not-found', 'signature.closed', 'signature.final'],
		handle: ({ services, params, person }) =>
			decide(services, async (inside) => {
				await requirePetition(inside, params.petition);
				await requireCollection(inside, params.petition);
				await withdrawSignature(inside, params.petition, person.account);
				return DONE;
			}),
	}),
];
