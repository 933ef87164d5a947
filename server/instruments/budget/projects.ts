/** What authors do with their projects: write, hand in, revise, appeal, withdraw. */
import { afterWorkingDays } from '../../../crypto/working-days.ts';
import { publishAttached } from '../../civic/file/attachments.ts';
import { FieldReader } from '../../civic/fields.ts';
import { calendarOf } from '../../civic/process/calendar.ts';
import { versionOf, type Process } from '../../civic/process/processes.ts';
import { addAuthor, begunBy, requireAuthor } from '../../civic/proposal/authors.ts';
import { recordEvent } from '../../civic/proposal/history.ts';
import {
	beginProposal,
	changeProposal,
	holdProposal,
	publishVersion,
	requireProposal,
	requireStatus,
	saveProposal,
	type Proposal,
} from '../../civic/proposal/proposals.ts';
import { dropOffersAbout } from '../../civic/proposal/merges.ts';
import { endCollection } from '../../civic/signature/signatures.ts';
import { ApiError } from '../../http/api-error.ts';
import type { Person } from '../../http/endpoint.ts';
import type { Inside } from '../../services.ts';
import { findEdition, holdEdition, requireEdition, termsOf } from './edition.ts';
import { requirePhase } from './phases.ts';
import {
	EMPTY_PROJECT,
	publishedText,
	readProject,
	type ProjectDraft,
	type ProjectText,
} from './project.ts';
import type { EditionTerms } from './terms.ts';

/** Drafts that one person may have lying about in an edition. */
const MOST_DRAFTS = 5;
/** States in which authors can change what is typed. */
export const WRITABLE: readonly Proposal['status'][] = ['draft', 'returned', 'revise'];

/** States from which authors can take a project back; later it is the commission's and the voters'. */
export const WITHDRAWABLE: readonly Proposal['status'][] = [
	...WRITABLE,
	...(['submitted', 'collecting', 'review', 'positive', 'appealed'] as const),
];

export type HeldProject = {
	readonly edition: Process;
	readonly terms: EditionTerms;
	readonly project: Proposal;
};

/** A proposal that is a project, of whatever state. @throws ApiError not-found */
export async function requireProject(inside: Inside, id: string): Promise<Proposal> {
	const found = await requireProposal(inside, id);
	await findEdition(inside, found.process);
	return found;
}

/** A project with its edition; nobody else changes either until this decision ends. @throws ApiError not-found */
export async function holdProject(inside: Inside, id: string): Promise<HeldProject> {
	// The process first, by everybody: who holds both never waits for who holds one.
	const { process } = await requireProposal(inside, id);
	const edition = await holdEdition(inside, process);
	return {
		edition,
		terms: await termsOf(inside, edition),
		project: await holdProposal(inside, id),
	};
}

/** The same for one of its authors. @throws ApiError not-found, project.not-author */
export async function holdOwnProject(
	inside: Inside,
	id: string,
	account: string,
): Promise<HeldProject> {
	const held = await holdProject(inside, id);
	await requireAuthor(inside, held.project, account);
	return held;
}

/** @returns the id @throws ApiError not-found, edition.phase, project.authors-only, project.too-many */
export async function beginProject(
	inside: Inside,
	id: string,
	{ account, roles }: Pick<Person, 'account' | 'roles'>,
): Promise<string> {
	await holdEdition(inside, id);
	const { edition, terms } = await requireEdition(inside, id);
	requirePhase(inside, edition, 'submit');
	if (terms.submitters === 'authors' && !roles.includes('author'))
		throw new ApiError('project.authors-only');
	const drafts = (await begunBy(inside, id, account)).filter(({ status }) => status === 'draft');
	if (drafts.length >= MOST_DRAFTS) throw new ApiError('project.too-many');
	const project = await beginProposal(inside, id, EMPTY_PROJECT);
	await addAuthor(inside, project, account);
	return project;
}

/** Keeps what is typed. @returns its version @throws ApiError not-found, project.*, request.outdated */
export async function saveProject(
	inside: Inside,
	id: string,
	account: string,
	draft: ProjectDraft,
	seen: string | undefined,
): Promise<string> {
	return await saveProposal(inside, await holdWritable(inside, id, account), draft, seen);
}

/** A project whose author may change what is typed. @throws ApiError not-found, project.not-author, project.status */
export async function holdWritable(inside: Inside, id: string, account: string): Promise<Proposal> {
	await requireProject(inside, id);
	const project = await holdProposal(inside, id);
	await requireAuthor(inside, project, account);
	requireStatus(project, ...WRITABLE);
	return project;
}

/** Publishes what is typed, with the files that are attached. @returns the version */
export async function publishProject(
	inside: Inside,
	project: Proposal,
	text: ProjectText,
): Promise<number> {
	const files = await publishAttached(inside, project.id, 'project');
	return await publishVersion(
		inside,
		project,
		publishedText({ ...text, ...(files.length > 0 ? { files } : {}) }),
	);
}

/** What is typed, read. @throws ApiError project.content with what is wrong with which field */
export function readDraft(
	{ draft }: Pick<Proposal, 'draft'>,
	terms: EditionTerms,
	agreed = true,
): ProjectText {
	const read = new FieldReader();
	const text = readProject(read, draft as ProjectDraft, terms);
	if (!agreed) read.fault('agreed', 'empty');
	read.require('project.content');
	return text;
}

/** The same for who only wants to see it. */
export const previewDraft = (
	{ draft }: Pick<Proposal, 'draft'>,
	terms: EditionTerms,
): ProjectText => readProject(new FieldReader(), draft as ProjectDraft, terms);

/**
 * Hands in what is typed: to the moderators; or, where a revision was asked for, to the public and the experts.
 * @param agreed - that the authors' names are published with it
 * @throws ApiError not-found, project.*, edition.phase, request.outdated
 */
export async function submitProject(
	inside: Inside,
	id: string,
	account: string,
	agreed: boolean,
	seen: string | undefined,
): Promise<void> {
	const held = await holdOwnProject(inside, id, account);
	const { edition, terms, project } = held;
	requireStatus(project, ...WRITABLE);
	if (versionOf(project.draft) !== seen) throw new ApiError('request.outdated');
	const text = readDraft(project, terms, agreed);
	if (project.status === 'revise') {
		await publishRevision(inside, held, account, text);
		return;
	}
	// Who was sent back while the next phase began may still answer.
	requirePhase(inside, edition, project.status === 'returned' ? 'revise' : 'submit');
	requireInTime(inside, project);
	await requireFewEnough(inside, held, account);
	const { card } = publishedText(text);
	await changeProposal(inside, id, { status: 'submitted', card, due: null });
	await recordEvent(inside, id, 'submitted', account);
}

/** @throws ApiError project.too-many */
async function requireFewEnough(
	inside: Inside,
	{ edition, terms, project }: HeldProject,
	account: string,
): Promise<void> {
	const begun = await begunBy(inside, edition.id, account);
	const others = begun.filter(
		({ id, status }) => id !== project.id && !['draft', 'withdrawn', 'merged'].includes(status),
	);
	if (others.length >= terms.perAuthor) throw new ApiError('project.too-many');
}

/** @throws ApiError edition.phase, project.late */
async function publishRevision(
	inside: Inside,
	{ edition, project }: HeldProject,
	account: string,
	text: ProjectText,
): Promise<void> {
	requirePhase(inside, edition, 'revise');
	requireInTime(inside, project);
	const version = await publishProject(inside, project, text);
	await changeProposal(inside, project.id, { status: 'review', due: null });
	await recordEvent(inside, project.id, 'revised', account, { version });
}

/** @throws ApiError project.late */
export function requireInTime({ now }: Inside, { due }: Pick<Proposal, 'due'>): void {
	if (due !== null && now() >= due) throw new ApiError('project.late');
}

/** Asks the commission to look again at a negative verdict. @throws ApiError not-found, project.*, edition.phase */
export async function appeal(
	inside: Inside,
	id: string,
	account: string,
	text: string,
): Promise<void> {
	const { edition, project } = await holdOwnProject(inside, id, account);
	requireStatus(project, 'negative');
	requirePhase(inside, edition, 'appeal');
	// Without a term the appeal has been decided.
	if (project.due === null) throw new ApiError('project.late');
	requireInTime(inside, project);
	await changeProposal(inside, id, { status: 'appealed', due: null });
	await recordEvent(inside, id, 'appealed', account, { text });
}

/** The authors take their project back, which stays public if it was. @throws ApiError not-found, project.*, edition.phase */
export async function withdrawProject(
	inside: Inside,
	id: string,
	account: string,
	text: string,
): Promise<void> {
	const { edition, project } = await holdOwnProject(inside, id, account);
	requireStatus(project, ...WITHDRAWABLE);
	if (project.status !== 'draft') requirePhase(inside, edition, 'withdraw');
	if (project.status === 'collecting') await endCollection(inside, id);
	await dropOffersAbout(inside, id);
	await changeProposal(inside, id, { status: 'withdrawn', due: null });
	await recordEvent(inside, id, 'withdrawn', account, { text });
}

/** When the authors must have answered something that is asked of them now. */
export const dueIn = async (inside: Inside, days: number): Promise<number> =>
	afterWorkingDays(inside.now(), days, await calendarOf(inside));

/** The edition of a project, with its terms. */
export async function editionOf(
	inside: Inside,
	{ process }: Proposal,
): Promise<{ readonly edition: Process; readonly terms: EditionTerms }> {
	const edition = await findEdition(inside, process);
	return { edition, terms: await termsOf(inside, edition) };
}
