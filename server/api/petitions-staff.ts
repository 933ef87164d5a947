/** What moderators, and the council and its head, do with petitions; the secretary sets their rules. */
import { z } from 'zod';
import { forPerson, type Endpoint } from '../http/endpoint.ts';
import { checkPetition, type PetitionCheck } from '../instruments/petition/check.ts';
import {
	announce,
	answerPetition,
	callHearing,
	decidePetition,
	endHearing,
	type PetitionAnswer,
	type PetitionDecision,
} from '../instruments/petition/consideration.ts';
import { petitionQueue, viewToHandle } from '../instruments/petition/find.ts';
import { publishRules, saveRulesDraft, viewRulesDraft } from '../instruments/petition/service.ts';
import { decide, type Inside } from '../services.ts';
import {
	petitionSummary,
	petitionToHandle,
	rulesDraft,
	rulesDraftView,
} from './answers/petition.ts';
import { petitionParams } from './petitions.ts';
import { DONE, done, nothing, reasonText } from './schemas.ts';

const READERS = ['moderator', 'secretary', 'auditor'] as const;
const SECRETARY = ['secretary'] as const;
const IF_MATCH = { 'If-Match': 'The version of the draft that was read' };

const check: z.ZodType<PetitionCheck> = z.strictObject({
	verdict: z.enum(['publish', 'refuse']),
	reasons: z.array(z.string().max(1000)).max(60),
	text: z.string().trim().max(4000),
});
const signedBy = z.string().trim().min(5).max(200);
const longText = z.string().trim().min(20).max(20_000);
const decision: z.ZodType<PetitionDecision> = z.strictObject({
	verdict: z.enum(['endorsed', 'declined']),
	text: longText,
	signedBy,
});
const answer: z.ZodType<PetitionAnswer> = z.strictObject({ text: longText, signedBy });

type Step = (inside: Inside, id: string, account: string, text: string) => Promise<void>;

/** A step that needs no more than words. */
const step = (path: string, summary: string, take: Step, hasHearing: boolean): Endpoint =>
	forPerson({
		method: 'post',
		path: `/petitions/:petition/${path}`,
		summary,
		access: SECRETARY,
		params: petitionParams,
		body: z.strictObject({ text: reasonText }),
		answer: done,
		refusals: [
			'not-found',
			'petition.status',
			...(hasHearing ? (['petition.no-hearing'] as const) : []),
		],
		handle: ({ services, params, body, person }) =>
			decide(services, async (inside) => {
				await take(inside, params.petition, person.account, body.text);
				return DONE;
			}),
	});

export const petitionStaffEndpoints: readonly Endpoint[] = [
	forPerson({
		method: 'get',
		path: '/petition-queue',
		summary: 'Petitions for which something must be done, what is due first first',
		access: READERS,
		params: z.object({}),
		body: nothing,
		answer: z.array(petitionSummary),
		handle: ({ services }) => petitionQueue(services),
	}),
	forPerson({
		method: 'get',
		path: '/petitions/:petition/handling',
		summary: 'A petition as staff see it, published or not',
		access: READERS,
		params: petitionParams,
		body: nothing,
		answer: petitionToHandle,
		refusals: ['not-found'],
		handle: ({ services, params, person }) =>
			viewToHandle({ ...services, db: services.store.db }, params.petition, person.roles),
	}),
	forPerson({
		method: 'post',
		path: '/petitions/:petition/check',
		summary: 'Publish what was handed in, in the version that was read, or refuse with grounds',
		access: ['moderator'],
		headers: IF_MATCH,
		params: petitionParams,
		body: check,
		answer: done,
		refusals: [
			'not-found',
			'petition.status',
			'petition.content',
			'petition.check',
			'petition.own',
			'request.outdated',
		],
		handle: ({ services, params, body, person, ifMatch }) =>
			decide(services, async (inside) => {
				await checkPetition(inside, params.petition, person.account, body, ifMatch);
				return DONE;
			}),
	}),
	step('announcement', 'Make it public that consideration begins', announce, false),
	step('hearing', 'Call a public hearing, where the author asks for it', callHearing, true),
	step('hearing-end', 'Say that the hearing was held; the term is prolonged', endHearing, false),
	forPerson({
		method: 'post',
		path: '/petitions/:petition/decision',
		summary: 'Make the head’s decision public: supported or not',
		access: SECRETARY,
		params: petitionParams,
		body: decision,
		answer: done,
		refusals: ['not-found', 'petition.status'],
		handle: ({ services, params, body, person }) =>
			decide(services, async (inside) => {
				await decidePetition(inside, params.petition, person.account, body);
				return DONE;
			}),
	}),
	forPerson({
		method: 'post',
		path: '/petitions/:petition/answer',
		summary: 'Publish the answer, with the reasons of the decision',
		access: SECRETARY,
		params: petitionParams,
		body: answer,
		answer: done,
		refusals: ['not-found', 'petition.status'],
		handle: ({ services, params, body, person }) =>
			decide(services, async (inside) => {
				await answerPetition(inside, params.petition, person.account, body);
				return DONE;
			}),
	}),
	forPerson({
		method: 'get',
		path: '/petition-rules/draft',
		summary: 'The rules of petitions as they are typed',
		access: ['secretary', 'auditor'],
		params: z.object({}),
		body: nothing,
		answer: rulesDraftView,
		handle: ({ services }) => viewRulesDraft({ ...services, db: services.store.db }),
	}),
	forPerson({
		method: 'put',
		path: '/petition-rules/draft',
		summary: 'Keep what is typed, in the place of the version that was read',
		access: SECRETARY,
		headers: IF_MATCH,
		params: z.object({}),
		body: rulesDraft,
		maxBody: 128 * 1024,
		answer: z.object({ version: z.string() }),
		refusals: ['request.outdated'],
		handle: ({ services, body, ifMatch }) =>
			decide(services, async (inside) => ({
				version: await saveRulesDraft(inside, body, ifMatch),
			})),
	}),
	forPerson({
		method: 'post',
		path: '/petition-rules/publication',
		summary: 'Publish the rules that are typed; petitions that run keep theirs',
		access: SECRETARY,
		headers: IF_MATCH,
		params: z.object({}),
		body: z.strictObject({ reason: z.string().trim().max(1000) }),
		answer: z.object({ version: z.number().int().min(1) }),
		refusals: ['petition.rules', 'request.outdated'],
		handle: ({ services, body, ifMatch }) =>
			decide(services, async (inside) => ({
				version: await publishRules(inside, body.reason, ifMatch),
			})),
	}),
];
