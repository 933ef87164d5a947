/** How a secretary sets a vote up, and how two persons decide about it. */
import { z } from 'zod';
import { COMMISSION_ROLES, PROPOSAL_KINDS, STAFF_ROLES, type ProposedRoll } from '../db/schema.ts';
import { compareToRoll } from '../electorate/roll.ts';
import { forPerson, type Endpoint } from '../http/endpoint.ts';
import { decide } from '../services.ts';
import {
	beginCeremony,
	changeDraft,
	draftOf,
	draftVote,
	listSeatable,
	versionOf,
	type Draft,
} from '../votes/create.ts';
import { confirm, previewRoll, propose, viewDecisions, withdraw } from '../votes/decisions.ts';
import { viewVote } from '../votes/pages.ts';
import { listWork } from '../votes/work-list.ts';
import {
	decisionView,
	draftView,
	rollChange,
	rollPreview,
	staffMember,
	voteWork,
} from './answers/commission.ts';
import { pot } from './answers/pot.ts';
import { votePage } from './answers/vote.ts';
import { DONE, done, hex64, LONG_BODY, nothing, reasonText, voteParams } from './schemas.ts';
import { holdingVote, withInsider, withVote } from './with-vote.ts';

const seconds = z.number().int().min(0).max(10_000_000_000);
const draft: z.ZodType<Draft> = z.strictObject({
	title: z.string().trim().min(1).max(300),
	pots: z.array(pot).min(1).max(200),
	opens: seconds,
	closes: seconds,
	threshold: z.number().int().min(1).max(100),
	commission: z
		.array(z.strictObject({ account: z.uuid(), name: z.string().trim().min(1).max(200) }))
		.min(1)
		.max(100),
	batch: z.number().int().min(1).max(100_000).default(1),
	isPaper: z.boolean().default(false),
});
/** As many as fit into one request, at 67 characters each. */
const MAX_ROLL = 1_900_000;
const identities = z.array(hex64).min(1).max(MAX_ROLL);
const words = z.array(z.string().trim().min(1).max(200));
const roll: z.ZodType<ProposedRoll> = z.strictObject({
	identities,
	eligibility: z
		.strictObject({
			minAge: z.number().int().min(0).max(150),
			on: z.iso.date(),
			territories: words.max(1000),
			bases: words.max(100),
		})
		.optional(),
});
const proposal = z.strictObject({
	kind: z.enum(PROPOSAL_KINDS),
	reason: reasonText,
	roll: roll.optional(),
});
const decisionParams = voteParams.extend({ number: z.coerce.number().int().min(1).max(1_000_000) });

/** Hundreds of projects with everything that is said of them. */
const MAX_DRAFT = 8 * 1024 * 1024;

const SECRETARY = ['secretary'] as const;
const DECIDERS = ['secretary', 'administrator', ...COMMISSION_ROLES] as const;
/** Why it cannot be decided that all paper ballots are entered. */
const PAPER_NOT_COMPLETE = ['paper.not-taken', 'paper.complete', 'paper.unfinished'] as const;
/** Sees what staff see, and changes nothing. */
const AUDITOR = 'auditor';

export const draftEndpoints: readonly Endpoint[] = [
	forPerson({
		method: 'get',
		path: '/staff',
		summary: 'Who can sit on a commission',
		access: [...SECRETARY, AUDITOR],
		params: z.object({}),
		body: nothing,
		answer: z.array(staffMember),
		handle: ({ services }) => listSeatable(services),
	}),
	forPerson({
		method: 'get',
		path: '/staff/votes',
		summary: 'All votes, and what each waits for; of drafts those that the caller works on',
		access: STAFF_ROLES,
		params: z.object({}),
		body: nothing,
		answer: z.array(voteWork),
		handle: ({ services, person }) => listWork(services, person),
	}),
	forPerson({
		method: 'get',
		path: '/staff/votes/:id',
		summary: 'A vote as those see it who work on it: while it is a draft, too',
		access: [...DECIDERS, AUDITOR],
		params: voteParams,
		body: nothing,
		answer: votePage,
		refusals: ['not-found', 'member.not-one'],
		handle: ({ services, params, person }) => withInsider(services, params.id, person, viewVote),
	}),
	forPerson({
		method: 'post',
		path: '/votes',
		summary: 'Begin a draft',
		access: SECRETARY,
		params: z.object({}),
		body: draft,
		maxBody: MAX_DRAFT,
		answer: z.object({ id: z.string() }),
		refusals: ['vote.draft'],
		handle: async ({ services, body }) => ({
			id: await decide(services, (inside) => draftVote(inside, body)),
		}),
	}),
	forPerson({
		method: 'get',
		path: '/votes/:id/draft',
		summary: 'The draft; its ETag is asked back when it is changed',
		access: [...SECRETARY, AUDITOR],
		params: voteParams,
		body: nothing,
		answer: draftView,
		refusals: ['not-found'],
		handle: ({ services, params }) =>
			withVote(services, params.id, async (inside, vote) => {
				const found = await draftOf(inside, vote);
				return { ...found, version: versionOf(found) };
			}),
	}),
	forPerson({
		method: 'put',
		path: '/votes/:id/draft',
		summary: 'Change a draft that nobody has changed since it was read (If-Match)',
		access: SECRETARY,
		params: voteParams,
		body: draft,
		maxBody: MAX_DRAFT,
		answer: done,
		refusals: ['not-found', 'vote.phase', 'vote.draft', 'request.outdated'],
		handle: ({ services, params, body, ifMatch }) =>
			holdingVote(services, params.id, async (inside, vote) => {
				await changeDraft(inside, vote, body, ifMatch);
				return DONE;
			}),
	}),
	forPerson({
		method: 'post',
		path: '/votes/:id/begin',
		summary: 'End the draft: the commission begins to make the key',
		access: SECRETARY,
		params: voteParams,
		body: nothing,
		answer: done,
		refusals: ['not-found', 'vote.phase', 'vote.no-roll', 'vote.no-commission'],
		handle: ({ services, params }) =>
			holdingVote(services, params.id, async (inside, vote) => {
				await beginCeremony(inside, vote);
				return DONE;
			}),
	}),
	forPerson({
		method: 'get',
		path: '/votes/:id/decisions',
		summary: 'What was proposed and decided about the vote',
		access: [...DECIDERS, AUDITOR],
		params: voteParams,
		body: nothing,
		answer: z.array(decisionView),
		refusals: ['not-found', 'member.not-one'],
		handle: ({ services, params, person }) =>
			withInsider(services, params.id, person, (inside, vote) =>
				viewDecisions(inside, vote.id, person.account),
			),
	}),
	forPerson({
		method: 'get',
		path: '/votes/:id/decisions/:number/roll',
		summary: 'What a proposed roll would change, in numbers, while it is not decided',
		access: [...DECIDERS, AUDITOR],
		params: decisionParams,
		body: nothing,
		answer: rollPreview,
		refusals: ['not-found', 'member.not-one'],
		handle: ({ services, params, person }) =>
			withInsider(services, params.id, person, (inside, vote) =>
				previewRoll(inside, vote.id, params.number),
			),
	}),
	forPerson({
		method: 'post',
		path: '/votes/:id/roll-preview',
		summary: 'What a roll would change, in numbers, before it is proposed',
		access: SECRETARY,
		params: voteParams,
		body: z.strictObject({ identities }),
		maxBody: LONG_BODY,
		answer: rollChange,
		refusals: ['not-found'],
		handle: ({ services, params, body }) =>
			withVote(services, params.id, (inside, vote) =>
				compareToRoll(inside, vote.id, body.identities),
			),
	}),
	forPerson({
		method: 'post',
		path: '/votes/:id/decisions',
		summary:
			'Propose what another person must confirm: a roll, the opening, an early close, an annulment, that all paper is entered',
		access: SECRETARY,
		params: voteParams,
		body: proposal,
		maxBody: LONG_BODY,
		answer: z.object({ number: z.number() }),
		refusals: [
			'not-found',
			'vote.phase',
			'vote.not-signed',
			'decision.roll',
			'roll.fixed',
			...PAPER_NOT_COMPLETE,
		],
		handle: ({ services, params, body, person }) =>
			holdingVote(services, params.id, async (inside, vote) => ({
				number: await propose(inside, vote, person.account, body),
			})),
	}),
	forPerson({
		method: 'post',
		path: '/votes/:id/decisions/:number/confirm',
		summary: 'Confirm what somebody else proposed',
		access: DECIDERS,
		params: decisionParams,
		body: nothing,
		answer: done,
		refusals: [
			'not-found',
			'vote.phase',
			'vote.not-signed',
			...PAPER_NOT_COMPLETE,
			'decision.done',
			'decision.withdrawn',
			'decision.own',
			'member.not-one',
			'roll.fixed',
		],
		handle: ({ services, params, person }) =>
			holdingVote(services, params.id, async (inside, vote) => {
				await confirm(inside, vote, person, params.number);
				return DONE;
			}),
	}),
	forPerson({
		method: 'post',
		path: '/votes/:id/decisions/:number/withdraw',
		summary: 'Take back what one has proposed oneself, while nobody has confirmed it',
		access: SECRETARY,
		params: decisionParams,
		body: nothing,
		answer: done,
		refusals: ['not-found', 'decision.done', 'decision.withdrawn', 'decision.not-own'],
		handle: ({ services, params, person }) =>
			holdingVote(services, params.id, async (inside, vote) => {
				await withdraw(inside, vote, person.account, params.number);
				return DONE;
			}),
	}),
];
