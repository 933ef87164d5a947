/** Two projects become one when the authors of both want it, before anybody admits them to the vote. */
import { and, asc, eq } from 'drizzle-orm';
import { encodeCanonicalJson } from '../../../crypto/register/canonical-json.ts';
import { publishDocument } from '../../civic/process/documents.ts';
import { addAuthor, isAuthor } from '../../civic/proposal/authors.ts';
import { eventsOf, recordEvent } from '../../civic/proposal/history.ts';
import { dropOffer, dropOffersAbout, offerOf, saveOffer } from '../../civic/proposal/merges.ts';
import {
	changeProposal,
	holdProposal,
	requireStatus,
	type Proposal,
} from '../../civic/proposal/proposals.ts';
import { endCollection } from '../../civic/signature/signatures.ts';
import { ApiError } from '../../http/api-error.ts';
import type { Inside } from '../../services.ts';
import { beginOf, requirePhase } from './phases.ts';
import { dueIn, holdOwnProject, requireInTime } from './projects.ts';

/** What can be merged into another: what the public knows, and nobody has decided about for good. */
export const MERGEABLE: readonly Proposal['status'][] = [
	'collecting',
	'review',
	'revise',
	'positive',
];
/** What others are merged into: its text changes, and people who sign would have signed another one. */
export const OPEN_TO_MERGE: readonly Proposal['status'][] = ['review', 'revise', 'positive'];

const MERGE = 'merge';
/** Of one project to another. */
const MOST_OFFERS = 3;

/** @param into - the number of the other project @throws ApiError not-found, project.not-author, project.{status,late}, edition.phase, merge.{other,offered} */
export async function offerMerge(
	inside: Inside,
	id: string,
	account: string,
	{ into, text }: { readonly into: number; readonly text: string },
): Promise<void> {
	const { edition, project } = await holdOwnProject(inside, id, account);
	requireStatus(project, ...MERGEABLE);
	requirePhase(inside, edition, 'merge');
	requireInTime(inside, project);
	const other = await findByNumber(inside, edition.id, into);
	if (!other || other.id === id || !OPEN_TO_MERGE.includes(other.status))
		throw new ApiError('merge.other', {}, { into: 'choose' });
	await requireNewOffer(inside, id, other.id);
	await saveOffer(inside, { proposal: id, into: other.id, text });
	await recordEvent(inside, other.id, 'merge-offered', account, { text, other: refOf(project) });
}

/** An offer stands until it is decided, and is not repeated for ever. @throws ApiError merge.offered */
async function requireNewOffer(inside: Inside, id: string, other: string): Promise<void> {
	const offered = (await eventsOf(inside, other)).filter(
		({ kind, details }) => kind === 'merge-offered' && details.other?.id === id,
	);
	if (offered.length >= MOST_OFFERS || (await offerOf(inside, id)))
		throw new ApiError('merge.offered');
}

async function findByNumber(
	{ db, store: { t } }: Inside,
	process: string,
	number: number,
): Promise<Proposal | undefined> {
	const { proposals } = t;
	const [found] = await db
		.select()
		.from(proposals)
		.where(and(eq(proposals.process, process), eq(proposals.number, number)));
	return found;
}

const refOf = ({ id, number }: Proposal) => ({ id, number: number! });

/** The authors of the offered project take their offer back. @throws ApiError not-found, project.not-author */
export async function withdrawOffer(inside: Inside, id: string, account: string): Promise<void> {
	await holdOwnProject(inside, id, account);
	await dropOffer(inside, id);
}

/** The authors of the other project say no. @param from - what was offered @throws ApiError not-found, project.not-author */
export async function refuseOffer(
	inside: Inside,
	id: string,
	account: string,
	from: string,
): Promise<void> {
	const { project } = await holdOwnProject(inside, id, account);
	await dropOffer(inside, from, id);
	await recordEvent(inside, from, 'merge-refused', account, { other: refOf(project) });
}

/**
 * The authors of the other project say yes: all are its authors from now on, and publish the text that came of both; the offered one
 * stays readable and points to it. The register has a document about it.
 * @param from - what was offered
 * @throws ApiError not-found, project.{not-author,status,late,many-authors}, edition.phase, merge.late
 */
export async function acceptOffer(
	inside: Inside,
	id: string,
	account: string,
	from: string,
): Promise<void> {
	const { edition, terms, project } = await holdOwnProject(inside, id, account);
	const offered = await holdProposal(inside, from);
	await dropOffer(inside, from, id);
	requireStatus(project, ...OPEN_TO_MERGE);
	requireStatus(offered, ...MERGEABLE);
	requirePhase(inside, edition, 'merge');
	requireInTime(inside, project);
	const due = await dueIn(inside, terms.revisionDays);
	if (due > beginOf(edition, 'admission')) throw new ApiError('merge.late');
	await joinAuthors(inside, from, id);
	if (offered.status === 'collecting') await endCollection(inside, from);
	await dropOffersAbout(inside, from);
	const [one, other] = [refOf(offered), refOf(project)];
	const text = encodeCanonicalJson({ format: 'viche-merge/v1', from: one, into: other });
	await publishDocument(inside, { process: edition.id, name: MERGE, text, reason: '' });
	await changeProposal(inside, from, { status: 'merged', due: null });
	await changeProposal(inside, id, { status: 'revise', due });
	await recordEvent(inside, from, 'merged', account, { other });
	await recordEvent(inside, id, 'joined', account, { other: one, due });
}

async function joinAuthors(inside: Inside, from: string, into: string): Promise<void> {
	const { db, store } = inside;
	const { proposalAuthors: authors } = store.t;
	const joining = await db
		.select({ account: authors.account })
		.from(authors)
		.where(eq(authors.proposal, from))
		.orderBy(asc(authors.position));
	for (const { account } of joining)
		if (!(await isAuthor(inside, into, account))) await addAuthor(inside, into, account);
}

/** Whether the authors owe the text that came of a merge: what was published is not to be judged any more. */
export const owesCommonText = async (inside: Inside, id: string): Promise<boolean> =>
	(await eventsOf(inside, id))[0]?.kind === 'joined';
