/** Projects as everybody finds and reads them, and as staff see what waits for them. */
import { and, asc, count, desc, eq, inArray, isNotNull } from 'drizzle-orm';
import type {
	FollowUpView,
	MyProject,
	OwnProject,
	ProjectEvent,
	ProjectFilter,
	ProjectList,
	ProjectPage,
	ProjectPoints,
	ProjectSummary,
	ProjectToFollowUp,
	ProjectToReview,
	VersionView,
} from '../../api/contract.ts';
import { attachedTo } from '../../civic/file/attachments.ts';
import { followUpsOf, seenOf, type FollowUp } from '../../civic/follow-up/follow-ups.ts';
import { decodeReport, type ReportDraft } from '../../civic/follow-up/report.ts';
import { currentPhase, versionOf } from '../../civic/process/processes.ts';
import { BETWEEN } from '../../civic/notification/between.ts';
import { offerOf, offersTo } from '../../civic/proposal/merges.ts';
import { authorsOf, requireAuthor } from '../../civic/proposal/authors.ts';
import { eventsOf, type ProposalEvent } from '../../civic/proposal/history.ts';
import {
	requireProposal,
	requireVersion,
	versionsOf,
	type Proposal,
} from '../../civic/proposal/proposals.ts';
import { closestTo, hasWords } from '../../civic/search/words.ts';
import { collectionState } from '../../civic/signature/signatures.ts';
import type { ProposalEventKind, ProposalStatus } from '../../db/schema-civic.ts';
import { ApiError } from '../../http/api-error.ts';
import type { Inside, Services } from '../../services.ts';
import { BUDGET, findEdition, requireEdition } from './edition.ts';
import { MERGEABLE, owesCommonText } from './merge.ts';
import { isFunded, requireFunded } from './implementation.ts';
import { isAllowed } from './phases.ts';
import { agreedUnits, handedIn } from './review.ts';
import { decodeProject, type ProjectDraft, type ProjectText } from './project.ts';
import { editionOf, previewDraft, WITHDRAWABLE, WRITABLE } from './projects.ts';
import type { EditionTerms } from './terms.ts';

/** Projects of one page of a list. */
const PAGE = 24;

/** Statuses and events of projects are told from those of petitions by their process. */
const statusOf = ({ status }: Pick<Proposal, 'status'>) => status as ProposalStatus;

const summaryOf = (project: Proposal): ProjectSummary => ({
	...{ id: project.id, number: project.number ?? 0, status: statusOf(project) },
	...project.card!,
	...(project.place === null ? {} : { ballotPlace: project.place }),
	...(project.progress === null ? {} : { progress: project.progress }),
});

/** Published projects that fit. */
function filtered({ store }: Services, edition: string, filter: ProjectFilter) {
	const { proposals } = store.t;
	const { status, category, pot, words = '' } = filter;
	return and(
		eq(proposals.process, edition),
		isNotNull(proposals.number),
		status === undefined ? undefined : eq(proposals.status, status),
		category === undefined ? undefined : eq(proposals.category, category),
		pot === undefined ? undefined : eq(proposals.group, pot),
		hasWords(store, edition, proposals.id, words),
	);
}

/** A page of the list: in the order of the ballot once there is one, else as they were published. @throws ApiError not-found */
export async function listProjects(
	services: Services,
	edition: string,
	filter: ProjectFilter,
): Promise<ProjectList> {
	const { db, t } = services.store;
	await findEdition({ ...services, db }, edition);
	const { page = 1 } = filter;
	const where = filtered(services, edition, filter);
	const shown = await db
		.select({ id: t.proposals.id })
		.from(t.proposals)
		.where(where)
		.orderBy(asc(t.proposals.number))
		.limit(PAGE)
		.offset((page - 1) * PAGE);
	const found = await db.$count(t.proposals, where);
	const statuses = await db
		.select({ status: t.proposals.status, projects: count() })
		.from(t.proposals)
		.where(and(eq(t.proposals.process, edition), isNotNull(t.proposals.number)))
		.groupBy(t.proposals.status);
	return {
		projects: await projectsById(
			{ ...services, db },
			edition,
			shown.map(({ id }) => id),
		),
		found,
		pages: Math.max(1, Math.ceil(found / PAGE)),
		statuses: statuses.map((row) => ({ status: statusOf(row), projects: row.projects })),
	};
}

/** Published projects that share most words with a text: what somebody is about to write may be there. @throws ApiError not-found */
export async function listSimilar(
	services: Services,
	edition: string,
	text: string,
): Promise<ProjectSummary[]> {
	const inside = { ...services, db: services.store.db };
	await findEdition(inside, edition);
	return await projectsById(
		inside,
		edition,
		await closestTo(inside, edition, text, { least: 2, most: 5 }),
	);
}

/** Published projects of an edition, in the order of these ids. */
export async function projectsById(
	{ db, store: { t } }: Inside,
	edition: string,
	ids: readonly string[],
): Promise<ProjectSummary[]> {
	if (ids.length === 0) return [];
	const rows = await db
		.select()
		.from(t.proposals)
		.where(
			and(
				eq(t.proposals.process, edition),
				isNotNull(t.proposals.number),
				inArray(t.proposals.id, [...ids]),
			),
		);
	return ids.flatMap((id) => rows.filter((row) => row.id === id).map(summaryOf));
}

/** A metre, in degrees of latitude: pins need no more. */
const rounded = (degrees: string): number => Number(Number(degrees).toFixed(5));

/** Where the published projects of an edition are. @throws ApiError not-found */
export async function listPoints(services: Services, edition: string): Promise<ProjectPoints> {
	const { db, t } = services.store;
	await findEdition({ ...services, db }, edition);
	const rows = await db
		.select({ id: t.proposals.id, number: t.proposals.number, card: t.proposals.card })
		.from(t.proposals)
		.where(filtered(services, edition, {}))
		.orderBy(asc(t.proposals.number));
	const placed = rows.flatMap(({ id, number, card }) => {
		const { title, cost, place } = card!;
		if (place?.lat === undefined || place.lon === undefined) return [];
		return [{ id, number: number!, title, cost, lat: place.lat, lon: place.lon }];
	});
	return {
		ids: placed.map(({ id }) => id),
		numbers: placed.map(({ number }) => number),
		titles: placed.map(({ title }) => title),
		costs: placed.map(({ cost }) => cost),
		lats: placed.map(({ lat }) => rounded(lat)),
		lons: placed.map(({ lon }) => rounded(lon)),
	};
}

/** What the points are made from: every text that is published of an edition is an entry about it. */
export const stateOfPoints = async ({ civic }: Services, edition: string): Promise<string> =>
	String(await civic.lastAbout(edition));

/** Numbers of the published projects that fit. @throws ApiError not-found */
export async function listNumbers(
	services: Services,
	edition: string,
	filter: ProjectFilter,
): Promise<number[]> {
	const { db, t } = services.store;
	await findEdition({ ...services, db }, edition);
	const rows = await db
		.select({ number: t.proposals.number })
		.from(t.proposals)
		.where(filtered(services, edition, filter))
		.orderBy(asc(t.proposals.number));
	return rows.map(({ number }) => number!);
}

const viewEvent = ({ number, kind, details, at }: ProposalEvent): ProjectEvent => ({
	...{ number, kind: kind as ProposalEventKind, at },
	...details,
});

/** Until when the authors may answer something; how long signatures are collected is no such term. */
const dueOf = ({ status, due }: Pick<Proposal, 'status' | 'due'>): { readonly due?: number } =>
	due === null || status === 'collecting' ? {} : { due };

/** A published project. @throws ApiError not-found */
export async function viewProject(inside: Inside, id: string): Promise<ProjectPage> {
	const project = await requireProposal(inside, id);
	if (project.version === 0) throw new ApiError('not-found');
	const { edition, terms } = await editionOf(inside, project);
	const { text } = await requireVersion(inside, id, project.version);
	const events = await eventsOf(inside, id);
	const support = await collectionState(inside, id);
	return {
		...summaryOf(project),
		edition: { id: edition.id, title: edition.title },
		potTitle: terms.pots.find((pot) => pot.id === project.group)?.title ?? '',
		version: project.version,
		text: decodeProject(text),
		authors: await authorsOf(inside, id),
		versions: await versionsOf(inside, id),
		// What was between the authors and the moderators before is theirs.
		events: events.filter(({ kind }) => !BETWEEN.includes(kind)).map(viewEvent),
		...dueOf(project),
		...(support ? { support } : {}),
		followUps: (await followUpsOf(inside, id)).map(viewFollowUp),
		isFunded: await isFunded(inside, project),
	};
}

const viewFollowUp = ({ number, at, entry, text }: FollowUp): FollowUpView => ({
	...{ number, at, entry },
	report: decodeReport(text),
});

/** A text as it was published. @throws ApiError not-found */
export async function viewVersion(
	inside: Inside,
	id: string,
	version: number,
): Promise<VersionView> {
	const { text, at, entry } = await requireVersion(inside, id, version);
	return { version, at, entry, text: decodeProject(text) };
}

/** A project as its authors see it. @throws ApiError not-found, project.not-author */
export async function viewOwnProject(
	inside: Inside,
	id: string,
	account: string,
): Promise<OwnProject> {
	const project = await requireProposal(inside, id);
	await requireAuthor(inside, project, account);
	const { edition, terms } = await editionOf(inside, project);
	const phase = currentPhase(inside, edition);
	const { due } = project;
	const status = statusOf(project);
	const isInTime = due === null || inside.now() < due;
	const action = { draft: 'submit', returned: 'revise', revise: 'revise' } as const;
	const isWritable = WRITABLE.includes(status);
	const offer = await offerOf(inside, id);
	return {
		id,
		edition: { id: edition.id, title: edition.title },
		status,
		draft: project.draft as ProjectDraft,
		version: versionOf(project.draft),
		published: project.version,
		...(project.number === null ? {} : { number: project.number }),
		authors: await authorsOf(inside, id),
		events: (await eventsOf(inside, id)).map(viewEvent),
		...dueOf(project),
		pots: terms.pots,
		categories: terms.categories,
		cost: previewDraft(project, terms).cost,
		files: await attachedTo(inside, id, 'project'),
		isWritable,
		maySubmit: isWritable && isInTime && isAllowed(action[status as keyof typeof action], phase),
		mayAppeal: status === 'negative' && due !== null && isInTime && isAllowed('appeal', phase),
		mayMerge: MERGEABLE.includes(status) && isAllowed('merge', phase),
		...(offer ? { offer } : {}),
		offers: await offersTo(inside, id, MERGEABLE),
		mayWithdraw:
			WITHDRAWABLE.includes(status) && (status === 'draft' || isAllowed('withdraw', phase)),
	};
}

/** Projects that somebody writes, the latest first. */
export async function listOwnProjects(
	{ store: { db, t } }: Services,
	account: string,
): Promise<MyProject[]> {
	const rows = await db
		.select({ project: t.proposals, edition: t.processes.title })
		.from(t.proposalAuthors)
		.innerJoin(t.proposals, eq(t.proposals.id, t.proposalAuthors.proposal))
		.innerJoin(t.processes, eq(t.processes.id, t.proposals.process))
		.where(and(eq(t.proposalAuthors.account, account), eq(t.processes.kind, BUDGET)))
		.orderBy(desc(t.proposals.changedAt), t.proposals.id);
	return rows.map(({ project: { id, status, draft, card, due, number }, edition }) => ({
		...{ id, status: statusOf({ status }), edition },
		title: card?.title ?? (draft as ProjectDraft).title,
		...(number === null ? {} : { number }),
		...dueOf({ status, due }),
	}));
}

/** What waits for somebody of staff. */
const WAITING: readonly ProposalStatus[] = [
	'submitted',
	'review',
	'revise',
	'appealed',
	'positive',
	'admitted',
];

/** Projects that wait for a decision, those that have waited longest first. @throws ApiError not-found */
export async function listQueue(services: Services, edition: string): Promise<ProjectSummary[]> {
	const { db, t } = services.store;
	await findEdition({ ...services, db }, edition);
	const rows = await db
		.select()
		.from(t.proposals)
		.where(
			and(
				eq(t.proposals.process, edition),
				inArray(t.proposals.status, [...WAITING]),
				isNotNull(t.proposals.card),
			),
		)
		.orderBy(asc(t.proposals.changedAt), asc(t.proposals.id));
	return rows.map(summaryOf);
}

/** What would be published now. */
async function previewed(
	inside: Inside,
	project: Proposal,
	terms: EditionTerms,
): Promise<ProjectText> {
	const attached = await attachedTo(inside, project.id, 'project');
	const files = attached.map(({ number: _, ...file }) => file);
	return { ...previewDraft(project, terms), ...(files.length > 0 ? { files } : {}) };
}

/** A project as staff see it, published or not; drafts that were not handed in are the authors' alone. @throws ApiError not-found */
export async function viewToReview(inside: Inside, id: string): Promise<ProjectToReview> {
	const project = await requireProposal(inside, id);
	if (project.card === null) throw new ApiError('not-found');
	const { edition } = await editionOf(inside, project);
	const { terms } = await requireEdition(inside, edition.id);
	const text =
		project.version === 0
			? await previewed(inside, project, terms)
			: decodeProject((await requireVersion(inside, id, project.version)).text);
	const { units, checklist, reasons } = terms;
	const phase = currentPhase(inside, edition);
	return {
		...summaryOf(project),
		edition: { id: edition.id, title: edition.title },
		potTitle: terms.pots.find((pot) => pot.id === text.pot)?.title ?? '',
		version: project.version,
		text,
		authors: await authorsOf(inside, id),
		events: (await eventsOf(inside, id)).map(viewEvent),
		...dueOf(project),
		...{ units, checklist, reasons },
		assigned: project.units ?? [],
		agreed: await agreedUnits(inside, project),
		seen: await handedIn(inside, project),
		mayPublish: project.status === 'submitted' && isAllowed('publish', phase),
		mayReview:
			(project.status === 'review' || project.status === 'revise') &&
			isAllowed('review', phase) &&
			!(await owesCommonText(inside, id)),
		mayDecideAppeal: project.status === 'appealed',
	};
}

/** A funded project as those see it who report on it. @throws ApiError not-found, follow-up.not-funded */
export async function viewToFollowUp(inside: Inside, id: string): Promise<ProjectToFollowUp> {
	const project = await requireFunded(inside, id);
	const { edition, terms } = await editionOf(inside, project);
	const [latest] = await followUpsOf(inside, id);
	const { title, cost } = project.card!;
	return {
		...{ id, number: project.number!, title, cost },
		edition: { id: edition.id, title: edition.title },
		units: terms.units,
		draft: nextReport(latest, cost),
		files: await attachedTo(inside, id, 'follow-up'),
		version: seenOf(latest),
	};
}

/** What is typed next: all that was said last, but the news. */
function nextReport(latest: FollowUp | undefined, cost: string): ReportDraft {
	const nothing = { progress: 'planned', unit: '', contractor: '', planned: cost, spent: '0' };
	if (!latest) return { ...nothing, due: '', milestones: [], links: [], text: '' };
	const {
		progress,
		unit,
		contractor = '',
		planned,
		spent,
		due,
		milestones,
		links,
	} = decodeReport(latest.text);
	return {
		...{ progress, unit, contractor, planned, spent, due, text: '' },
		milestones: milestones.map(({ done = '', ...rest }) => ({ ...rest, done })),
		links: links.map(({ url = '', ...rest }) => ({ ...rest, url })),
	};
}
