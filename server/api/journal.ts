/** The journal of what officials did, for who oversees them. */
import { z } from 'zod';
import { readJournal, type JournalEntry } from '../civic/journal/journal.ts';
import { forPerson, type Endpoint } from '../http/endpoint.ts';
import { exactly } from './answers/exactly.ts';
import { seconds } from './answers/vote.ts';
import { nothing } from './schemas.ts';

const entry = exactly<JournalEntry>()(
	z.strictObject({
		name: z.string(),
		action: z.string().meta({ description: 'As this document calls it: method and path' }),
		object: z.string().optional(),
		at: seconds,
	}),
).meta({ id: 'JournalEntry' });

export const journalEndpoints: readonly Endpoint[] = [
	forPerson({
		method: 'get',
		path: '/journal',
		summary: 'What officials did, the latest first; kept for three years',
		access: ['auditor', 'administrator'],
		params: z.object({}),
		query: z.object({ page: z.coerce.number().int().min(1).max(100_000).default(1) }),
		body: nothing,
		answer: z.object({ acts: z.array(entry), pages: z.number().int().min(1) }),
		handle: ({ services, query }) =>
			readJournal({ ...services, db: services.store.db }, query.page),
	}),
];
