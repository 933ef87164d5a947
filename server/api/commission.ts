/** What members of a commission and the secretary do. */
import { z } from 'zod';
import { takeCertificate } from '../certify/certify.ts';
import { COMMISSION_ROLES } from '../db/schema.ts';
import { forPerson, type Endpoint } from '../http/endpoint.ts';
import type { Inside, Services } from '../services.ts';
import { CEREMONY_STEPS, takeCeremonyMessage } from '../votes/ceremony.ts';
import { commissionState } from '../votes/commission-state.ts';
import { closeVote } from '../votes/close.ts';
import { signParameters } from '../votes/open.ts';
import { checkShuffle, takeDecryption, takeShuffle } from '../votes/tally.ts';
import { requireMember, requireVote, type Vote } from '../votes/votes.ts';
import { commissionState as state } from './answers/commission.ts';
import { DONE, done, LONG_BODY, nothing, protocolText, reasonText, voteParams } from './schemas.ts';
import { holdingVote, withVote } from './with-vote.ts';

/** Does something as a member of the vote's commission. */
const asMember = (
	services: Services,
	id: string,
	account: string,
	work: (inside: Inside, vote: Vote, member: number) => Promise<void>,
) =>
	holdingVote(services, id, async (inside, vote) => {
		await work(inside, vote, await requireMember(inside, inside.db, id, account));
		return DONE;
	});

const common = {
	method: 'post',
	access: COMMISSION_ROLES,
	params: voteParams,
	maxBody: LONG_BODY,
	answer: done,
} as const;

export const commissionEndpoints: readonly Endpoint[] = [
	forPerson({
		method: 'get',
		path: '/votes/:id/commission',
		summary: 'What the commission has done, what is waited for, and what a member needs for it',
		access: COMMISSION_ROLES,
		params: voteParams,
		body: nothing,
		answer: state,
		refusals: ['not-found', 'member.not-one'],
		handle: ({ services, params, person }) =>
			withVote(services, params.id, async (inside, vote) => {
				return commissionState(
					inside,
					vote,
					await requireMember(inside, inside.db, vote.id, person.account),
				);
			}),
	}),
	forPerson({
		...common,
		path: '/votes/:id/ceremony',
		summary: 'Say a step of the key ceremony',
		body: z.object({ step: z.enum(CEREMONY_STEPS as [string, ...string[]]), text: protocolText }),
		refusals: ['not-found', 'member.not-one', 'vote.phase', 'member.said', 'member.message'],
		handle: ({ services, params, body, person }) =>
			asMember(services, params.id, person.account, (inside, vote, member) =>
				takeCeremonyMessage(inside, vote, member, body.step as never, body.text),
			),
	}),
	forPerson({
		...common,
		path: '/votes/:id/parameters',
		summary: 'Sign the manifest',
		body: z.object({ statement: protocolText }),
		refusals: ['not-found', 'member.not-one', 'vote.phase', 'member.said', 'member.message'],
		handle: ({ services, params, body, person }) =>
			asMember(services, params.id, person.account, (inside, vote, member) =>
				signParameters(inside, vote, member, body.statement),
			),
	}),
	forPerson({
		...common,
		path: '/votes/:id/shuffles',
		summary: 'Shuffle the ballots, in turn',
		body: z.object({ shuffle: protocolText, statement: protocolText }),
		refusals: ['not-found', 'member.not-one', 'vote.phase', 'member.said', 'member.message'],
		handle: async ({ services, params, body, person }) => {
			const { id } = params;
			const { db } = services.store;
			const vote = await requireVote(services, db, id);
			const own = await requireMember(services, db, id, person.account);
			const checked = await checkShuffle({ ...services, db }, vote, own, body);
			return await asMember(services, id, person.account, (inside, held, member) =>
				takeShuffle(inside, held, member, checked),
			);
		},
	}),
	forPerson({
		...common,
		path: '/votes/:id/decryptions',
		summary: 'Decrypt with a share',
		body: z.object({ text: protocolText, strong: protocolText, statement: protocolText }),
		refusals: [
			'not-found',
			'member.not-one',
			'vote.phase',
			'paper.not-complete',
			'member.said',
			'member.message',
		],
		handle: ({ services, params, body, person }) =>
			asMember(services, params.id, person.account, (inside, vote, member) =>
				takeDecryption(inside, vote, member, body),
			),
	}),
	forPerson({
		...common,
		path: '/votes/:id/certificates',
		summary: 'Sign the result, or dissent from it',
		body: z.object({
			verdict: z.enum(['certified', 'dissent']),
			statement: protocolText,
			reason: reasonText.optional(),
		}),
		refusals: [
			'not-found',
			'member.not-one',
			'vote.phase',
			'member.said',
			'member.message',
			'member.reason',
		],
		handle: ({ services, params, body, person }) =>
			asMember(services, params.id, person.account, (inside, vote, member) =>
				takeCertificate(inside, vote, member, body),
			),
	}),
	forPerson({
		...common,
		path: '/votes/:id/close',
		summary: 'Close a vote whose time is over; a chair, whose commission it is',
		access: ['secretary', 'chair'],
		body: nothing,
		refusals: ['not-found', 'vote.phase', 'member.not-one'],
		handle: ({ services, params, person }) =>
			holdingVote(services, params.id, async (inside, vote) => {
				if (!person.roles.includes('secretary'))
					await requireMember(inside, inside.db, vote.id, person.account);
				await closeVote(inside, vote);
				return DONE;
			}),
	}),
];
