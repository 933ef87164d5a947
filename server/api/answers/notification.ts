/** Notifications and letters, as JSON. */
import { z } from 'zod';
import { MAIL_FREQUENCIES } from '../../db/schema-talk.ts';
import type { Inbox, MailSettings } from '../contract.ts';
import { exactly } from './exactly.ts';
import { seconds } from './vote.ts';

const count = z.number().int().min(0);
export const frequency = z.enum(MAIL_FREQUENCIES);

export const inbox = exactly<Inbox>()(
	z.strictObject({
		notifications: z.array(
			z.strictObject({
				id: z.string(),
				text: z.strictObject({ uk: z.string(), en: z.string() }),
				path: z.string(),
				at: seconds,
				isRead: z.boolean(),
			}),
		),
		unread: count,
		pages: count,
	}),
).meta({ id: 'Inbox' });

export const mailSettings = exactly<MailSettings>()(
	z.strictObject({
		isOffered: z.boolean(),
		address: z.string().optional(),
		isConfirmed: z.boolean(),
		frequency,
	}),
).meta({ id: 'MailSettings' });
