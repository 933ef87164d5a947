/** How a secretary sets a vote up, and how two persons decide about it. */
import { eq } from 'drizzle-orm';
import { z } from 'zod';
import { potCodec, type Pot } from '../../crypto/budget/pot.ts';
import { attempt } from '../../crypto/result.ts';
import { DECISION_KINDS } from '../db/schema.ts';
import { forPerson, type Endpoint } from '../http/endpoint.ts';
import { decide, type Inside, type Services } from '../services.ts';
import {
	beginCeremony,
	changeDraft,
	draftOf,
	draftVote,
	versionOf,
	type Draft,
} from '../votes/create.ts';
import { confirm, decisionsOf, propose } from '../votes/decisions.ts';
import { requireVote, type Vote } from '../votes/votes.ts';
import type { DecisionView, DraftView, StaffMember } from './contract.ts';
import { DONE, done, hex64, nothing, voteParams } from './schemas.ts';

/** A pot is checked by the codec that the verifier reads it with. */
const pot = z
	.custom<Pot>((value) => attempt(() => potCodec.decode(value, 'pot')).ok, 'not a pot')
	.meta({ type: 'object', description: 'A pot (crypto/SPEC.md §3.20)' });
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
});
const proposal = z.strictObject({
	kind: z.enum(DECISION_KINDS),
	reason: z.string().trim().min(10).max(2000),
	roll: z.array(hex64).max(5_000_000).optional(),
});

const SECRETARY = ['secretary'] as const;
const DECIDERS = ['secretary', 'administrator', 'commission'] as const;

/** Does something with a vote in one decision. */
const withVote = <T>(
	services: Services,
	id: string,
	work: (inside: Inside, vote: Vote) => Promise<T>,
): Promise<T> =>
	decide(services, async (inside) => work(inside, await requireVote(inside, inside.db, id)));

export const draftEndpoints: readonly Endpoint[] = [
	forPerson({
		method: 'get',
		path: '/staff',
		summary: 'Who can sit on a commission',
		access: SECRETARY,
		params: z.object({}),
		body: nothing,
		answer: z.custom<StaffMember[]>(),
		handle: async ({ services: { store } }) => {
			const { accounts, roles } = store.t;
			return await store.db
				.select({ account: accounts.id, name: accounts.name })
				.from(roles)
				.innerJoin(accounts, eq(accounts.id, roles.account))
				.where(eq(roles.role, 'commission'))
				.orderBy(accounts.name);
		},
	}),
	forPerson({
		method: 'post',
		path: '/votes',
		summary: 'Begin a draft',
		access: SECRETARY,
		params: z.object({}),
		body: draft,
		answer: z.object({ id: z.string() }),
		handle: async ({ services, body }) => ({
			id: await decide(services, (inside) => draftVote(inside, body)),
		}),
	}),
	forPerson({
		method: 'get',
		path: '/votes/:id/draft',
		summary: 'The draft; its ETag is asked back when it is changed',
		access: SECRETARY,
		params: voteParams,
		body: nothing,
		answer: z.custom<DraftView>(),
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
		answer: done,
		handle: ({ services, params, body, ifMatch }) =>
			withVote(services, params.id, async (inside, vote) => {
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
		handle: ({ services, params }) =>
			withVote(services, params.id, async (inside, vote) => {
				await beginCeremony(inside, vote);
				return DONE;
			}),
	}),
	forPerson({
		method: 'get',
		path: '/votes/:id/decisions',
		summary: 'What was proposed and decided about the vote',
		access: DECIDERS,
		params: voteParams,
		body: nothing,
		answer: z.custom<DecisionView[]>(),
		handle: ({ services, params, person }) =>
			withVote(services, params.id, async (inside, vote) =>
				(await decisionsOf(inside, vote.id)).map((d) => ({
					number: d.number,
					kind: d.kind,
					reason: d.reason,
					proposedAt: d.proposedAt,
					isOwn: d.proposer === person.account,
					...(d.roll === null ? {} : { people: new Set(d.roll).size }),
					...(d.decidedAt === null ? {} : { decidedAt: d.decidedAt }),
				})),
			),
	}),
	forPerson({
		method: 'post',
		path: '/votes/:id/decisions',
		summary: 'Propose what another person must confirm: a roll, an early close, an annulment',
		access: SECRETARY,
		params: voteParams,
		body: proposal,
		answer: z.object({ number: z.number() }),
		handle: ({ services, params, body, person }) =>
			withVote(services, params.id, async (inside, vote) => ({
				number: await propose(inside, vote, person.account, body),
			})),
	}),
	forPerson({
		method: 'post',
		path: '/votes/:id/decisions/:number/confirm',
		summary: 'Confirm what somebody else proposed',
		access: DECIDERS,
		params: voteParams.extend({ number: z.coerce.number().int().min(1).max(1_000_000) }),
		body: nothing,
		answer: done,
		handle: ({ services, params, person }) =>
			withVote(services, params.id, async (inside, vote) => {
				await confirm(inside, vote, person, params.number);
				return DONE;
			}),
	}),
];
