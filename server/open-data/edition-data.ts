/** An edition of the participatory budget as data: its projects as a table, and what happens to them as a feed. */
import type { ProposalEventKind } from '../db/schema-civic.ts';
import { and, asc, desc, eq, isNotNull, notInArray } from 'drizzle-orm';
import type { Language } from '../../crypto/sentences.ts';
import { pathOf, sayNotice } from '../civic/notification/sentences.ts';
import { findEdition } from '../instruments/budget/edition.ts';
import type { Inside } from '../services.ts';
import type { Channel } from './rss.ts';

/** News of one feed. */
const MOST_NEWS = 50;

/** Published projects, a row each: names of columns in English, as programs read them. @throws ApiError not-found */
export async function projectTable(inside: Inside, id: string): Promise<string[][]> {
	const { db, store } = inside;
	const { proposals } = store.t;
	await findEdition(inside, id);
	const rows = await db
		.select({
			id: proposals.id,
			number: proposals.number,
			status: proposals.status,
			progress: proposals.progress,
			card: proposals.card,
		})
		.from(proposals)
		.where(and(eq(proposals.process, id), isNotNull(proposals.number)))
		.orderBy(asc(proposals.number));
	return [
		[
			'number',
			'id',
			'title',
			'status',
			'pot',
			'category',
			'cost',
			'place',
			'lat',
			'lon',
			'progress',
		],
		...rows.map(({ id: project, number, status, progress, card }) => {
			const { title, group, category, cost, place = {} } = card!;
			const { label = '', lat = '', lon = '' } = place;
			return [
				...[String(number), project, title, status, group, category, cost],
				...[label, lat, lon, progress ?? ''],
			];
		}),
	];
}

/** What lately happened to the projects of an edition. @param origin - where people reach the platform @throws ApiError not-found */
export async function newsOfEdition(
	inside: Inside,
	id: string,
	origin: string,
	language: Language,
): Promise<Channel> {
	const { db, store } = inside;
	const { proposals, proposalEvents: events, followUps } = store.t;
	const { title } = await findEdition(inside, id);
	const ofEdition = and(eq(proposals.process, id), isNotNull(proposals.number));
	const told = await db
		.select({ project: proposals.id, card: proposals.card, kind: events.kind, at: events.at })
		.from(events)
		.innerJoin(proposals, eq(proposals.id, events.proposal))
		.where(and(ofEdition, notInArray(events.kind, ['submitted', 'returned'])))
		.orderBy(desc(events.at))
		.limit(MOST_NEWS);
	const reported = await db
		.select({ project: proposals.id, card: proposals.card, at: followUps.at })
		.from(followUps)
		.innerJoin(proposals, eq(proposals.id, followUps.proposal))
		.where(ofEdition)
		.orderBy(desc(followUps.at))
		.limit(MOST_NEWS);
	const notices = [
		...told.map(({ project, card, kind: event, at }) => ({
			at,
			notice: {
				kind: 'project',
				project,
				title: card!.title,
				event: event as ProposalEventKind,
			} as const,
		})),
		...reported.map(({ project, card, at }) => ({
			at,
			notice: { kind: 'follow-up', project, title: card!.title } as const,
		})),
	];
	const latest = notices.sort((a, b) => b.at - a.at).slice(0, MOST_NEWS);
	return {
		...{ title, about: title, language },
		link: `${origin}/budget/${id}`,
		self: `${origin}/data/editions/${id}/news.rss?lang=${language}`,
		news: latest.map(({ at, notice }) => ({
			guid: `${notice.project} ${at} ${notice.kind === 'project' ? notice.event : notice.kind}`,
			title: sayNotice(notice)[language],
			text: sayNotice(notice)[language],
			link: origin + pathOf(notice),
			at,
		})),
	};
}
