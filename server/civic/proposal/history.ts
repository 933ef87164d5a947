/** What happened to a proposal: told in order, never rewritten. */
import { and, asc, eq } from 'drizzle-orm';
import type { Schema } from '../../db/schema.ts';
import type { EventDetails, PetitionEventKind, ProposalEventKind } from '../../db/schema-civic.ts';
import type { Inside } from '../../services.ts';
import { tellOfEvent } from '../notification/notify.ts';

export type ProposalEvent = Schema['proposalEvents']['$inferSelect'];

/** Writes down what happened, and tells who is concerned. The caller holds the proposal. @param actor - an account; who it is is told to nobody */
export async function recordEvent(
	inside: Inside,
	proposal: string,
	kind: ProposalEventKind | PetitionEventKind,
	actor: string,
	details: EventDetails = {},
): Promise<void> {
	const { db, store, now } = inside;
	const { t } = store;
	const number = (await db.$count(t.proposalEvents, eq(t.proposalEvents.proposal, proposal))) + 1;
	await db.insert(t.proposalEvents).values({ proposal, number, kind, details, actor, at: now() });
	await tellOfEvent(inside, proposal, kind, actor);
}

/** The latest first. */
export const eventsOf = async (
	{ db, store: { t } }: Inside,
	proposal: string,
): Promise<ProposalEvent[]> => {
	const events = await db
		.select()
		.from(t.proposalEvents)
		.where(eq(t.proposalEvents.proposal, proposal))
		.orderBy(t.proposalEvents.number);
	return events.reverse();
};

/** Who published a proposal: what the number of signatures decides is told as if by them, for nobody who signed is written down. */
export async function publisherOf({ db, store: { t } }: Inside, proposal: string): Promise<string> {
	const { proposalEvents: events } = t;
	const [published] = await db
		.select({ actor: events.actor })
		.from(events)
		.where(and(eq(events.proposal, proposal), eq(events.kind, 'published')))
		.orderBy(asc(events.number))
		.limit(1);
	return published!.actor;
}
