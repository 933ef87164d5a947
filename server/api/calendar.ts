/** The working days of the community. */
import { z } from 'zod';
import { calendarOf, changeCalendar } from '../civic/process/calendar.ts';
import { versionOf } from '../civic/process/processes.ts';
import { forAnybody, forPerson, type Endpoint } from '../http/endpoint.ts';
import { decide } from '../services.ts';
import { exactly } from './answers/exactly.ts';
import type { CalendarDraft, CalendarView } from './contract.ts';
import { DONE, done, nothing } from './schemas.ts';

const calendarView = exactly<CalendarView>()(
	z.strictObject({
		martialLaw: z.boolean(),
		holidays: z.array(z.strictObject({ on: z.string(), name: z.string() })),
		moved: z.array(z.strictObject({ off: z.string(), worked: z.string() })),
		version: z.string(),
	}),
).meta({ id: 'Calendar' });

const calendarDraft = exactly<CalendarDraft>()(
	z.strictObject({
		martialLaw: z.boolean(),
		holidays: z.string().max(20_000),
		moved: z.string().max(20_000),
	}),
);

export const calendarEndpoints: readonly Endpoint[] = [
	forAnybody({
		method: 'get',
		path: '/calendar',
		summary: 'Which days are working days; its ETag is asked back when the calendar is changed',
		access: 'public',
		params: z.object({}),
		body: nothing,
		answer: calendarView,
		handle: async ({ services }) => {
			const calendar = await calendarOf({ ...services, db: services.store.db });
			return { ...calendar, version: versionOf(calendar) };
		},
	}),
	forPerson({
		method: 'put',
		path: '/calendar',
		summary:
			'Put a calendar, a line each as `08-24 | name` and `day off | day worked`, in the place of the one that was read',
		access: ['administrator'],
		headers: { 'If-Match': 'The version of the calendar that was read' },
		params: z.object({}),
		body: calendarDraft,
		answer: done,
		refusals: ['calendar', 'request.outdated'],
		handle: ({ services, body, ifMatch }) =>
			decide(services, async (inside) => {
				await changeCalendar(inside, body, ifMatch);
				return DONE;
			}),
	}),
];
