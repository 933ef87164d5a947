/** Editions of the participatory budget: set up by the secretary, published, then led through their phases by the clock. */
import { and, eq, isNotNull, ne, notInArray } from 'drizzle-orm';
import {
	beginProcess,
	currentPhase,
	holdProcess,
	publishedProcesses,
	publishTerms,
	requireProcess,
	saveDraft,
	TERMS,
	versionOf,
	type Process,
} from '../../civic/process/processes.ts';
import { documentsOf, latestDocument, type Document } from '../../civic/process/documents.ts';
import { kopecksOf } from '../../civic/fields.ts';
import type {
	DocumentView,
	EditionDraftView,
	EditionPage,
	EditionSummary,
} from '../../api/contract.ts';
import { ApiError } from '../../http/api-error.ts';
import type { Inside, Services } from '../../services.ts';
import {
	decodeTerms,
	encodeTerms,
	readTerms,
	totalOf,
	type EditionDraft,
	type EditionTerms,
} from './terms.ts';

export const BUDGET = 'budget';

export const beginEdition = (inside: Inside, draft: EditionDraft): Promise<string> =>
	beginProcess(inside, BUDGET, draft);

export const holdEdition = (inside: Inside, id: string): Promise<Process> =>
	holdProcess(inside, BUDGET, id);

/** Published or not. @throws ApiError not-found */
export const findEdition = (inside: Inside, id: string): Promise<Process> =>
	requireProcess(inside, BUDGET, id);

export const draftOfEdition = ({ draft }: Process): EditionDraft => draft as EditionDraft;

export const changeEditionDraft = (
	inside: Inside,
	edition: Process,
	draft: EditionDraft,
	seen: string | undefined,
): Promise<void> => saveDraft(inside, edition, draft, seen);

export function viewEditionDraft(edition: Process): EditionDraftView {
	const { id, version, title } = edition;
	const draft = draftOfEdition(edition);
	return { id, published: version, title: title || draft.title, draft, version: versionOf(draft) };
}

/**
 * Publishes what the draft says: the first time the edition begins, later its terms change for a reason.
 * @throws ApiError edition.terms, edition.pot-used, request.outdated
 */
export async function publishEdition(
	inside: Inside,
	edition: Process,
	reason: string,
	seen: string | undefined,
): Promise<number> {
	const draft = draftOfEdition(edition);
	if (versionOf(draft) !== seen) throw new ApiError('request.outdated');
	const terms = readTerms(draft);
	if (edition.version > 0 && reason === '')
		throw new ApiError('edition.terms', {}, { reason: 'empty' });
	await requirePotsOfProjects(inside, edition.id, terms);
	const { title, schedule } = terms;
	return await publishTerms(inside, edition, { title, schedule, text: encodeTerms(terms), reason });
}

/** No pot goes away that a project is in which may still be voted on. @throws ApiError edition.pot-used */
async function requirePotsOfProjects(
	{ db, store: { t } }: Inside,
	id: string,
	{ pots }: Pick<EditionTerms, 'pots'>,
): Promise<void> {
	const { proposals } = t;
	const left = await db.$count(
		proposals,
		and(
			eq(proposals.process, id),
			isNotNull(proposals.card),
			notInArray(proposals.status, ['withdrawn', 'rejected', 'merged']),
			notInArray(
				proposals.group,
				pots.map((pot) => pot.id),
			),
			ne(proposals.group, ''),
		),
	);
	if (left > 0) throw new ApiError('edition.pot-used');
}

/** The published terms. @throws ApiError not-found before the first */
export async function termsOf(inside: Inside, { id }: Pick<Process, 'id'>): Promise<EditionTerms> {
	const document = await latestDocument(inside, id, TERMS);
	if (!document) throw new ApiError('not-found');
	return decodeTerms(document.text);
}

/** A published edition with its terms. @throws ApiError not-found */
export async function requireEdition(
	inside: Inside,
	id: string,
): Promise<{ readonly edition: Process; readonly terms: EditionTerms }> {
	const edition = await findEdition(inside, id);
	return { edition, terms: await termsOf(inside, edition) };
}

export async function viewEdition(inside: Inside, id: string): Promise<EditionPage> {
	const { edition, terms } = await requireEdition(inside, id);
	const documents = await documentsOf(inside, id);
	return {
		...summaryOf(inside, edition, terms),
		terms,
		documents: documents.map(viewDocument),
		...(edition.vote === null ? {} : { vote: edition.vote }),
	};
}

const viewDocument = ({ name, version, reason, at, entry, text }: Document): DocumentView => ({
	...{ name, version, reason, at, entry },
	...(name === TERMS ? {} : { text }),
});

function summaryOf(
	inside: Inside,
	edition: Process,
	{ title, pots, schedule }: EditionTerms,
): EditionSummary {
	const phase = currentPhase(inside, edition);
	return {
		id: edition.id,
		title,
		total: totalOf(pots.map(({ budget }) => kopecksOf(budget))),
		phases: schedule.phases,
		ends: schedule.ends,
		...(phase === undefined ? {} : { phase }),
	};
}

/** Published editions, the latest first. */
export async function listEditions(services: Services): Promise<EditionSummary[]> {
	const inside = { ...services, db: services.store.db };
	const editions = await publishedProcesses(services, BUDGET);
	return Promise.all(
		editions.map(async (edition) => summaryOf(inside, edition, await termsOf(inside, edition))),
	);
}
