/** What authors do with their petitions: write, hand in, withdraw before they are published. */
import { FieldReader } from '../../civic/fields.ts';
import { versionOf } from '../../civic/process/processes.ts';
import { addAuthor, begunBy, requireAuthor } from '../../civic/proposal/authors.ts';
import { recordEvent } from '../../civic/proposal/history.ts';
import {
	beginProposal,
	changeProposal,
	holdProposal,
	requireProposal,
	requireVersion,
	saveProposal,
	type Proposal,
} from '../../civic/proposal/proposals.ts';
import type { PetitionStatus } from '../../db/schema-civic.ts';
import { ApiError } from '../../http/api-error.ts';
import type { Inside } from '../../services.ts';
import {
	decodePetition,
	EMPTY_PETITION,
	publishedText,
	readPetition,
	type PetitionDraft,
	type PetitionText,
} from './petition.ts';
import { holdService, requireRules, SERVICE, type Rules } from './service.ts';
import { dueAfter } from './terms.ts';

/** Petitions that one person may have in their hands before they are published. */
const MOST_BEGUN = 5;
const BEFORE_CHECK: readonly PetitionStatus[] = ['draft', 'submitted'];

export type Petition = Proposal & { readonly status: PetitionStatus };

/** @throws ApiError not-found */
export async function requirePetition(inside: Inside, id: string): Promise<Petition> {
	const found = await requireProposal(inside, id);
	if (found.process !== SERVICE) throw new ApiError('not-found');
	return found as Petition;
}

/** The published text. @throws ApiError not-found before */
export const textOf = async (inside: Inside, { id, version }: Petition): Promise<PetitionText> =>
	decodePetition((await requireVersion(inside, id, version)).text);

/** The same, which nobody else changes until this decision ends. @throws ApiError not-found */
export async function holdPetition(inside: Inside, id: string): Promise<Petition> {
	await requirePetition(inside, id);
	// The service first, by everybody: who holds both never waits for who holds one.
	await holdService(inside);
	return (await holdProposal(inside, id)) as Petition;
}

/** @throws ApiError petition.status unless it is one of these */
export function requireStatus({ status }: Petition, ...statuses: readonly PetitionStatus[]): void {
	if (!statuses.includes(status)) throw new ApiError('petition.status');
}

async function holdOwn(inside: Inside, id: string, account: string): Promise<Petition> {
	const petition = await holdPetition(inside, id);
	await requireAuthor(inside, petition, account);
	return petition;
}

/** @throws ApiError petition.paused */
function requireRunning({ rules: { paused } }: Rules): void {
	if (paused !== undefined) throw new ApiError('petition.paused');
}

/** @returns the id @throws ApiError not-found, petition.paused, petition.too-many */
export async function beginPetition(inside: Inside, account: string): Promise<string> {
	await holdService(inside);
	requireRunning(await requireRules(inside));
	const begun = await begunBy(inside, SERVICE, account);
	const inHand = begun.filter(({ status }) => (BEFORE_CHECK as readonly string[]).includes(status));
	if (inHand.length >= MOST_BEGUN) throw new ApiError('petition.too-many');
	const id = await beginProposal(inside, SERVICE, EMPTY_PETITION);
	await addAuthor(inside, id, account);
	return id;
}

/** Keeps what is typed. @returns its version @throws ApiError not-found, petition.status, request.outdated */
export async function savePetition(
	inside: Inside,
	id: string,
	account: string,
	draft: PetitionDraft,
	seen: string | undefined,
): Promise<string> {
	const petition = await holdOwn(inside, id, account);
	requireStatus(petition, 'draft');
	return await saveProposal(inside, petition, draft, seen);
}

/** What is typed, read. @throws ApiError petition.content with what is wrong with which field */
export function readDraft(
	{ draft }: Pick<Petition, 'draft'>,
	{ rules, version }: Rules,
	agreed = true,
): PetitionText {
	const read = new FieldReader();
	const text = readPetition(read, draft as PetitionDraft, rules, version);
	if (!agreed) read.fault('agreed', 'empty');
	read.require('petition.content');
	return text;
}

/**
 * Hands a petition in: it is checked within the working days of the rules.
 * @param agreed - that the author answers for it, and their name is published with it
 * @throws ApiError not-found, petition.{status,content,paused}, request.outdated
 */
export async function submitPetition(
	inside: Inside,
	id: string,
	account: string,
	agreed: boolean,
	seen: string | undefined,
): Promise<void> {
	const petition = await holdOwn(inside, id, account);
	requireStatus(petition, 'draft');
	if (versionOf(petition.draft) !== seen) throw new ApiError('request.outdated');
	const rules = await requireRules(inside);
	requireRunning(rules);
	const { card } = publishedText(readDraft(petition, rules, agreed));
	const due = await dueAfter(inside, rules.rules.checkDays);
	await changeProposal(inside, id, { status: 'submitted', card, due });
	await recordEvent(inside, id, 'submitted', account, { due });
}

/** The author takes back what is not published yet. @throws ApiError not-found, petition.status */
export async function withdrawPetition(inside: Inside, id: string, account: string): Promise<void> {
	requireStatus(await holdOwn(inside, id, account), ...BEFORE_CHECK);
	await changeProposal(inside, id, { status: 'withdrawn', due: null, draft: EMPTY_PETITION });
	await recordEvent(inside, id, 'withdrawn', account);
}
