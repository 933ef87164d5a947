/** Petitions as everybody finds and reads them, as their authors see them, and as staff see what waits for them. */
import { and, asc, count, desc, eq, inArray, isNotNull } from 'drizzle-orm';
import type {
	MyPetition,
	OfficialText,
	OwnPetition,
	PetitionEvent,
	PetitionFilter,
	PetitionList,
	PetitionPage,
	PetitionRefusal,
	PetitionRulesPage,
	PetitionSummary,
	PetitionToHandle,
	SignatoryList,
} from '../../api/contract-petition.ts';
import { documentsLike, latestDocument } from '../../civic/process/documents.ts';
import { versionOf } from '../../civic/process/processes.ts';
import { authorsOf, requireAuthor } from '../../civic/proposal/authors.ts';
import { BETWEEN } from '../../civic/notification/between.ts';
import { eventsOf, type ProposalEvent } from '../../civic/proposal/history.ts';
import { requireVersion } from '../../civic/proposal/proposals.ts';
import { closestTo, hasWords } from '../../civic/search/words.ts';
import {
	signaturesOf,
	stateOf,
	termsOf,
	type Collection,
} from '../../civic/signature/signatures.ts';
import type { Role } from '../../db/schema.ts';
import type { PetitionStatus } from '../../db/schema-civic.ts';
import { ApiError } from '../../http/api-error.ts';
import type { Inside, Services } from '../../services.ts';
import { FieldReader } from '../../civic/fields.ts';
import { refusalName, type RefusalText } from './check.ts';
import { answerName, decisionName, type PetitionAnswer } from './consideration.ts';
import { decodePetition, readPetition, type PetitionDraft, type PetitionText } from './petition.ts';
import { requirePetition, type Petition } from './petitions.ts';
import { findRules, requireRules, rulesOf, rulesVersions, SERVICE } from './service.ts';
import { requireCollection } from './signing.ts';

/** Petitions of one page of a list, and signatories. */
const PAGE = 20;
const MOST_SIGNATORIES = 100;

const dueOf = ({ due }: Pick<Petition, 'due'>) => (due === null ? {} : { due });

function summaryOf(
	inside: Pick<Inside, 'now'>,
	petition: Petition,
	collection: Collection | null,
): PetitionSummary {
	const { id, number, status, card } = petition;
	const { title, summary, category } = card!;
	return {
		...{ id, number: number ?? 0, status, title, summary, topic: category },
		...(collection === null ? {} : { collection: stateOf(inside, collection) }),
		...dueOf(petition),
	};
}

/** A page of published petitions that fit. */
export async function listPetitions(
	services: Services,
	{ status, topic, words = '', order = 'new', page = 1 }: PetitionFilter,
): Promise<PetitionList> {
	const { store } = services;
	const { db, t } = store;
	const { proposals, collections } = t;
	const published = and(eq(proposals.process, SERVICE), isNotNull(proposals.number));
	const where = and(
		published,
		status === undefined ? undefined : eq(proposals.status, status),
		topic === undefined ? undefined : eq(proposals.category, topic),
		hasWords(store, SERVICE, proposals.id, words),
	);
	const latest = desc(proposals.number);
	const orders = {
		new: [latest],
		signed: [desc(collections.signed), latest],
		// Those that are over come last.
		ending: [asc(isNotNull(collections.endedAt)), asc(collections.ends), latest],
	};
	const rows = await db
		.select({ petition: proposals, collection: collections })
		.from(proposals)
		.leftJoin(collections, eq(collections.object, proposals.id))
		.where(where)
		.orderBy(...orders[order])
		.limit(PAGE)
		.offset((page - 1) * PAGE);
	const found = await db.$count(proposals, where);
	const statuses = await db
		.select({ status: proposals.status, petitions: count() })
		.from(proposals)
		.where(published)
		.groupBy(proposals.status);
	return {
		petitions: rows.map((row) => summaryOf(services, row.petition as Petition, row.collection)),
		found,
		pages: Math.max(1, Math.ceil(found / PAGE)),
		statuses: statuses as PetitionList['statuses'],
	};
}

/** All published petitions, as they were published. */
export async function publishedPetitions(inside: Inside): Promise<PetitionSummary[]> {
	const { proposals, collections } = inside.store.t;
	const rows = await inside.db
		.select({ petition: proposals, collection: collections })
		.from(proposals)
		.innerJoin(collections, eq(collections.object, proposals.id))
		.where(eq(proposals.process, SERVICE))
		.orderBy(asc(proposals.number));
	return rows.map((row) => summaryOf(inside, row.petition as Petition, row.collection));
}

/** Published petitions that share most words with a text. */
export async function similarPetitions(
	services: Services,
	text: string,
): Promise<PetitionSummary[]> {
	const inside = { ...services, db: services.store.db };
	const ids = await closestTo(inside, SERVICE, text, { least: 2, most: 5 });
	return await petitionsById(inside, ids);
}

async function petitionsById(inside: Inside, ids: readonly string[]): Promise<PetitionSummary[]> {
	if (ids.length === 0) return [];
	const { db, store } = inside;
	const { proposals, collections } = store.t;
	const rows = await db
		.select({ petition: proposals, collection: collections })
		.from(proposals)
		.leftJoin(collections, eq(collections.object, proposals.id))
		.where(and(eq(proposals.process, SERVICE), inArray(proposals.id, [...ids])));
	const byId = new Map(rows.map((row) => [row.petition.id, row]));
	return ids.flatMap((id) => {
		const row = byId.get(id);
		return row ? [summaryOf(inside, row.petition as Petition, row.collection)] : [];
	});
}

const viewEvent = ({ number, kind, at, details }: ProposalEvent): PetitionEvent => ({
	...{ number, kind: kind as PetitionEvent['kind'], at },
	...details,
});

async function officialText(inside: Inside, name: string): Promise<OfficialText | undefined> {
	const found = await latestDocument(inside, SERVICE, name);
	if (!found) return undefined;
	const { text, signedBy } = JSON.parse(found.text) as PetitionAnswer;
	return { text, signedBy, at: found.at, entry: found.entry };
}

/** A published petition with all that became of it. @throws ApiError not-found */
export async function viewPetition(inside: Inside, id: string): Promise<PetitionPage> {
	const petition = await requirePetition(inside, id);
	const { text, at, entry } = await requireVersion(inside, id, petition.version);
	const read = decodePetition(text);
	const decision = await officialText(inside, decisionName(id));
	const answer = await officialText(inside, answerName(id));
	const events = (await eventsOf(inside, id)).filter(({ kind }) => !BETWEEN.includes(kind));
	return {
		...summaryOf(inside, petition, await requireCollection(inside, id)),
		...{ text: read, publishedAt: at, entry },
		author: (await authorsOf(inside, id)).join(', '),
		rules: await rulesOf(inside, read.rules),
		events: events.map(viewEvent),
		...(decision ? { decision } : {}),
		...(answer ? { answer } : {}),
	};
}

/** A petition as its author sees it. @throws ApiError not-found, project.not-author */
export async function viewOwnPetition(
	inside: Inside,
	id: string,
	account: string,
): Promise<OwnPetition> {
	const petition = await requirePetition(inside, id);
	await requireAuthor(inside, petition, account);
	const { paused, topics } = (await requireRules(inside)).rules;
	const { status, number } = petition;
	return {
		...{ id, status, draft: petition.draft as PetitionDraft, version: versionOf(petition.draft) },
		...(number === null ? {} : { number }),
		author: (await authorsOf(inside, id)).join(', '),
		events: (await eventsOf(inside, id)).map(viewEvent),
		...dueOf(petition),
		topics,
		isWritable: status === 'draft',
		maySubmit: status === 'draft' && paused === undefined,
		mayWithdraw: status === 'draft' || status === 'submitted',
		...(paused === undefined ? {} : { paused }),
	};
}

/** Petitions that somebody writes, the latest first. */
export async function listOwnPetitions(
	{ store: { db, t } }: Services,
	account: string,
): Promise<MyPetition[]> {
	const rows = await db
		.select({ petition: t.proposals })
		.from(t.proposalAuthors)
		.innerJoin(t.proposals, eq(t.proposals.id, t.proposalAuthors.proposal))
		.where(and(eq(t.proposalAuthors.account, account), eq(t.proposals.process, SERVICE)))
		.orderBy(desc(t.proposals.changedAt), t.proposals.id);
	return rows.map(({ petition }) => ({
		...{ id: petition.id, number: petition.number ?? 0, ...dueOf(petition) },
		status: petition.status as PetitionStatus,
		title: petition.card?.title ?? (petition.draft as PetitionDraft).title,
	}));
}

/** What waits for somebody of staff. */
const WAITING: readonly PetitionStatus[] = ['submitted', 'reached', 'consideration', 'hearing'];

/** Petitions for which something must be done, what is due first first. */
export async function petitionQueue(services: Services): Promise<PetitionSummary[]> {
	const { db, t } = services.store;
	const { proposals, collections } = t;
	const waiting = await db
		.select({ petition: proposals, collection: collections })
		.from(proposals)
		.leftJoin(collections, eq(collections.object, proposals.id))
		.where(
			and(
				eq(proposals.process, SERVICE),
				inArray(proposals.status, [...WAITING, 'endorsed', 'declined', 'unreached']),
			),
		)
		.orderBy(asc(proposals.due), asc(proposals.changedAt), proposals.id);
	return waiting
		.filter(
			({ petition: { status, due } }) => WAITING.includes(status as PetitionStatus) || due !== null,
		)
		.map((row) => summaryOf(services, row.petition as Petition, row.collection));
}

/** A petition as staff see it, published or not; the author's address only who writes the answer. @throws ApiError not-found */
export async function viewToHandle(
	inside: Inside,
	id: string,
	roles: readonly Role[],
): Promise<PetitionToHandle> {
	const petition = await requirePetition(inside, id);
	if (petition.card === null) throw new ApiError('not-found');
	const draft = petition.draft as PetitionDraft;
	const text = await handledText(inside, petition);
	const { reasons, official } = (await requireRules(inside)).rules;
	const isPublished = petition.version > 0;
	return {
		...{ id, number: petition.number ?? 0, status: petition.status, text },
		...(roles.includes('secretary') ? { email: draft.email } : {}),
		author: (await authorsOf(inside, id)).join(', '),
		version: versionOf(petition.draft),
		events: (await eventsOf(inside, id)).map(viewEvent),
		...dueOf(petition),
		...(isPublished ? { collection: stateOf(inside, await requireCollection(inside, id)) } : {}),
		isAnswered: (await latestDocument(inside, SERVICE, answerName(id))) !== undefined,
		...{ reasons, official },
	};
}

async function handledText(inside: Inside, petition: Petition): Promise<PetitionText> {
	const { id, version } = petition;
	if (version > 0) return decodePetition((await requireVersion(inside, id, version)).text);
	const { rules, version: current } = await requireRules(inside);
	return readPetition(new FieldReader(), petition.draft as PetitionDraft, rules, current);
}

/** Who signed, page by page. @param after - the last entry that was read @throws ApiError not-found */
export async function listSignatories(
	inside: Inside,
	id: string,
	after = -1,
): Promise<SignatoryList> {
	await requirePetition(inside, id);
	const { names } = termsOf(await requireCollection(inside, id));
	const most = MOST_SIGNATORIES;
	const page = await signaturesOf(inside, id, { after, before: Number.MAX_SAFE_INTEGER, most });
	const last = page.at(-1);
	return {
		names,
		signatories: page.map(({ entry, at, name }) => ({
			...{ entry, at },
			...(name === null ? {} : { name }),
		})),
		...(page.length === most && last ? { next: last.entry } : {}),
	};
}

/** What was refused publication, the latest first. */
export async function listRefusals(inside: Inside): Promise<PetitionRefusal[]> {
	const documents = await documentsLike(inside, SERVICE, refusalName('%'));
	return documents.map(({ at, entry, text: written }) => {
		const { reasons, text } = JSON.parse(written) as RefusalText;
		return { at, entry, reasons, text };
	});
}

export async function viewRules(inside: Inside): Promise<PetitionRulesPage> {
	const current = await findRules(inside);
	const versions = await rulesVersions(inside);
	return {
		...(current ? { current } : {}),
		versions: versions.map(({ version, at, entry, reason }) => ({ version, at, entry, reason })),
	};
}
