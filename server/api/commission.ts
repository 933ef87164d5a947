/** What members of a commission and the secretary do. */
import { z } from 'zod';
import { takeCertificate } from '../certify/certify.ts';
import { forPerson, type Endpoint } from '../http/endpoint.ts';
import { decide, type Inside, type Services } from '../services.ts';
import { CEREMONY_STEPS, takeCeremonyMessage } from '../votes/ceremony.ts';
import { commissionState } from '../votes/commission-state.ts';
import { closeVote } from '../votes/close.ts';
import { openVote, signParameters } from '../votes/open.ts';
import { takeDecryption, takeShuffle } from '../votes/tally.ts';
import { requireMember, requireVote, type Vote } from '../votes/votes.ts';
import type { CommissionState } from './contract.ts';
import { DONE, done, nothing, protocolText, voteParams } from './schemas.ts';

/** Does something as a member of the vote's commission. */
const asMember = (
	services: Services,
	id: string,
	account: string,
	work: (inside: Inside, vote: Vote, member: number) => Promise<void>,
) =>
	decide(services, async (inside) => {
		const vote = await requireVote(inside, inside.db, id);
		await work(inside, vote, await requireMember(inside, inside.db, id, account));
		return DONE;
	});

const common = {
	method: 'post',
	access: ['commission'],
	params: voteParams,
	answer: done,
} as const;

export const commissionEndpoints: readonly Endpoint[] = [
	forPerson({
		method: 'get',
		path: '/votes/:id/commission',
		summary: 'What the commission has done, what is waited for, and what a member needs for it',
		access: ['commission'],
		params: voteParams,
		body: nothing,
		answer: z.custom<CommissionState>(),
		handle: ({ services, params, person }) =>
			decide(services, async (inside) => {
				const vote = await requireVote(inside, inside.db, params.id);
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
		handle: ({ services, params, body, person }) =>
			asMember(services, params.id, person.account, (inside, vote, member) =>
				takeShuffle(inside, vote, member, body.shuffle, body.statement),
			),
	}),
	forPerson({
		...common,
		path: '/votes/:id/decryptions',
		summary: 'Decrypt with a share',
		body: z.object({ text: protocolText, strong: protocolText, statement: protocolText }),
		handle: ({ services, params, body, person }) =>
			asMember(services, params.id, person.account, (inside, vote, member) =>
				takeDecryption(inside, vote, member, body),
			),
	}),
	forPerson({
		...common,
		path: '/votes/:id/certificates',
		summary: 'Sign the result, or dissent from it',
		body: z.object({ verdict: z.enum(['certified', 'dissent']), statement: protocolText }),
		handle: ({ services, params, body, person }) =>
			asMember(services, params.id, person.account, (inside, vote, member) =>
				takeCertificate(inside, vote, member, body.verdict, body.statement),
			),
	}),
	...(['open', 'close'] as const).map((action) =>
		forPerson({
			method: 'post',
			path: `/votes/:id/${action}`,
			summary:
				action === 'open'
					? 'Open a vote that all members have signed'
					: 'Close a vote whose time is over',
			access: ['secretary'],
			params: voteParams,
			body: nothing,
			answer: done,
			handle: ({ services, params }) =>
				decide(services, async (inside) => {
					const vote = await requireVote(inside, inside.db, params.id);
					await (action === 'open' ? openVote : closeVote)(inside, vote);
					return DONE;
				}),
		}),
	),
];
