/** What people follow, what they are told, and the letters that say it. */
import { z } from 'zod';
import { countUnread, markRead, readInbox } from '../civic/notification/inbox.ts';
import {
	changeFrequency,
	confirmMail,
	findWish,
	forgetMail,
	wishMail,
} from '../civic/notification/mail-wishes.ts';
import { doesFollow, follow } from '../civic/notification/notify.ts';
import { requireFollowable } from '../civic/notification/followable.ts';
import { ApiError } from '../http/api-error.ts';
import { forPerson, type Endpoint } from '../http/endpoint.ts';
import { decide } from '../services.ts';
import { frequency, inbox, mailSettings } from './answers/notification.ts';
import { DONE, done, nothing, voteParams } from './schemas.ts';

const none = z.object({});

export const notificationEndpoints: readonly Endpoint[] = [
	forPerson({
		method: 'get',
		path: '/me/notifications',
		summary: 'What the caller has been told, the latest first',
		access: 'signed-in',
		params: none,
		query: z.object({ page: z.coerce.number().int().min(1).max(10_000).default(1) }),
		body: nothing,
		answer: inbox,
		handle: ({ services, person, query }) =>
			readInbox({ ...services, db: services.store.db }, person.account, query.page),
	}),
	forPerson({
		method: 'get',
		path: '/me/unread',
		summary: 'How many notifications the caller has not read',
		access: 'signed-in',
		params: none,
		body: nothing,
		answer: z.object({ unread: z.number() }),
		handle: async ({ services, person }) => ({
			unread: await countUnread({ ...services, db: services.store.db }, person.account),
		}),
	}),
	forPerson({
		method: 'post',
		path: '/me/notifications/read',
		summary: 'Mark as read what had come until a time',
		access: 'signed-in',
		params: none,
		body: z.strictObject({ until: z.number().int().min(0) }),
		answer: done,
		handle: ({ services, person, body }) =>
			decide(services, async (inside) => {
				await markRead(inside, person.account, body.until);
				return DONE;
			}),
	}),
	forPerson({
		method: 'get',
		path: '/me/follows/:id',
		summary: 'Whether the caller follows a project or an edition',
		access: 'signed-in',
		params: voteParams,
		body: nothing,
		answer: z.object({ follows: z.boolean() }),
		refusals: ['not-found'],
		handle: async ({ services, params, person }) => {
			const inside = { ...services, db: services.store.db };
			await requireFollowable(inside, params.id);
			return { follows: await doesFollow(inside, params.id, person.account) };
		},
	}),
	forPerson({
		method: 'put',
		path: '/me/follows/:id',
		summary: 'Begin to follow a project or an edition, or end it',
		access: 'signed-in',
		params: voteParams,
		body: z.strictObject({ follows: z.boolean() }),
		answer: done,
		refusals: ['not-found'],
		handle: ({ services, params, person, body }) =>
			decide(services, async (inside) => {
				await requireFollowable(inside, params.id);
				await follow(inside, params.id, person.account, body.follows);
				return DONE;
			}),
	}),
	forPerson({
		method: 'get',
		path: '/me/mail',
		summary: 'Whether the caller wants letters, and where',
		access: 'signed-in',
		params: none,
		body: nothing,
		answer: mailSettings,
		handle: async ({ services, person }) => {
			const wish = await findWish({ ...services, db: services.store.db }, person.account);
			return {
				isOffered: services.sendsMail ?? false,
				...(wish ? { address: wish.masked } : {}),
				isConfirmed: wish?.isConfirmed ?? false,
				frequency: wish?.frequency ?? 'never',
			};
		},
	}),
	forPerson({
		method: 'put',
		path: '/me/mail',
		summary: 'Ask for letters to an address; a code is sent there',
		access: 'signed-in',
		params: none,
		body: z.strictObject({
			address: z.string().max(600),
			frequency,
			language: z.enum(['uk', 'en']),
		}),
		answer: done,
		refusals: ['mail.off', 'mail.address', 'mail.wait'],
		handle: ({ services, person, body }) =>
			decide(services, async (inside) => {
				await wishMail(inside, person.account, body);
				return DONE;
			}),
	}),
	forPerson({
		method: 'post',
		path: '/me/mail/confirm',
		summary: 'Show that the address is one’s own, by the code that was sent there',
		access: 'signed-in',
		params: none,
		body: z.strictObject({ code: z.string().max(50) }),
		answer: done,
		refusals: ['mail.code'],
		handle: async ({ services, person, body }) => {
			const code = body.code.replaceAll(/[\s\u2011-]/g, '');
			// A try that failed is counted: it is decided before it is refused.
			if (!(await decide(services, (inside) => confirmMail(inside, person.account, code))))
				throw new ApiError('mail.code');
			return DONE;
		},
	}),
	forPerson({
		method: 'put',
		path: '/me/mail/frequency',
		summary: 'Say how often letters come',
		access: 'signed-in',
		params: none,
		body: z.strictObject({ frequency }),
		answer: done,
		refusals: ['not-found'],
		handle: ({ services, person, body }) =>
			decide(services, async (inside) => {
				await changeFrequency(inside, person.account, body.frequency);
				return DONE;
			}),
	}),
	forPerson({
		method: 'delete',
		path: '/me/mail',
		summary: 'Forget the address',
		access: 'signed-in',
		params: none,
		body: nothing,
		answer: done,
		handle: ({ services, person }) =>
			decide(services, async (inside) => {
				await forgetMail(inside, person.account);
				return DONE;
			}),
	}),
];
