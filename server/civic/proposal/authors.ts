/** Who writes a proposal: who began it, and whom they invited by a link. */
import { createHash, randomBytes } from 'node:crypto';
import { and, count, eq, lt } from 'drizzle-orm';
import { ApiError } from '../../http/api-error.ts';
import type { Inside } from '../../services.ts';
import { holdProposal, requireProposal, requireStatus, type Proposal } from './proposals.ts';

const MOST_AUTHORS = 10;
const DAY = 86_400;
/** For so long an invitation can be accepted. */
const LASTS = 14 * DAY;

const hashOf = (code: string): string => createHash('sha256').update(code).digest('hex');

export async function addAuthor(
	{ db, store: { t }, now }: Inside,
	proposal: string,
	account: string,
): Promise<void> {
	const position = await db.$count(t.proposalAuthors, eq(t.proposalAuthors.proposal, proposal));
	if (position >= MOST_AUTHORS) throw new ApiError('project.many-authors');
	await db.insert(t.proposalAuthors).values({ proposal, account, position, joinedAt: now() });
}

export async function isAuthor(
	{ db, store: { t } }: Inside,
	proposal: string,
	account: string,
): Promise<boolean> {
	const { proposalAuthors: authors } = t;
	const found = await db.$count(
		authors,
		and(eq(authors.proposal, proposal), eq(authors.account, account)),
	);
	return found > 0;
}

/** What is not published is not there for others. @throws ApiError not-found, project.not-author */
export async function requireAuthor(
	inside: Inside,
	{ id, version }: Proposal,
	account: string,
): Promise<void> {
	if (!(await isAuthor(inside, id, account)))
		throw new ApiError(version > 0 ? 'project.not-author' : 'not-found');
}

/** Names of the authors, in order. */
export async function authorsOf({ db, store: { t } }: Inside, proposal: string): Promise<string[]> {
	const rows = await db
		.select({ name: t.accounts.name })
		.from(t.proposalAuthors)
		.innerJoin(t.accounts, eq(t.accounts.id, t.proposalAuthors.account))
		.where(eq(t.proposalAuthors.proposal, proposal))
		.orderBy(t.proposalAuthors.position);
	return rows.map(({ name }) => name);
}

/** How many authors each of an account's proposals of a process has begun with it. */
export async function begunBy(
	{ db, store: { t } }: Inside,
	process: string,
	account: string,
): Promise<Pick<Proposal, 'id' | 'status'>[]> {
	const { proposals, proposalAuthors: authors } = t;
	return await db
		.select({ id: proposals.id, status: proposals.status })
		.from(authors)
		.innerJoin(proposals, eq(proposals.id, authors.proposal))
		.where(
			and(eq(proposals.process, process), eq(authors.account, account), eq(authors.position, 0)),
		);
}

/** Makes a link for one more author. @returns its code. Secret, until somebody uses it */
export async function inviteAuthor(
	{ db, store: { t }, now }: Inside,
	{ id }: Proposal,
): Promise<string> {
	await db.delete(t.proposalInvitations).where(lt(t.proposalInvitations.expiresAt, now()));
	const [open] = await db
		.select({ open: count() })
		.from(t.proposalInvitations)
		.where(eq(t.proposalInvitations.proposal, id));
	if (open!.open >= MOST_AUTHORS) throw new ApiError('project.many-authors');
	const code = randomBytes(16).toString('base64url');
	await db
		.insert(t.proposalInvitations)
		.values({ codeHash: hashOf(code), proposal: id, expiresAt: now() + LASTS });
	return code;
}

/** The proposal that a code invites to. @throws ApiError not-found */
export async function findInvitation(inside: Inside, code: string): Promise<Proposal> {
	const { db, store, now } = inside;
	const { proposalInvitations: invitations } = store.t;
	const [found] = await db
		.select()
		.from(invitations)
		.where(eq(invitations.codeHash, hashOf(code)));
	if (!found || found.expiresAt < now()) throw new ApiError('not-found');
	return await requireProposal(inside, found.proposal);
}

/**
 * Becomes a co-author of a proposal in one of these states; the code is used up.
 * @returns the proposal @throws ApiError not-found, project.{status,many-authors}
 */
export async function acceptInvitation(
	inside: Inside,
	code: string,
	account: string,
	statuses: readonly Proposal['status'][],
): Promise<string> {
	const { db, store } = inside;
	const { id } = await findInvitation(inside, code);
	requireStatus(await holdProposal(inside, id), ...statuses);
	if (await isAuthor(inside, id, account)) return id;
	const used = await db
		.delete(store.t.proposalInvitations)
		.where(eq(store.t.proposalInvitations.codeHash, hashOf(code)))
		.returning();
	// Somebody else was quicker.
	if (used.length === 0) throw new ApiError('not-found');
	await addAuthor(inside, id, account);
	return id;
}
