/**
 * Forgets somebody: name, words, addresses, keys, sessions. What stays is bound to nobody: published projects without a name, places on
 * rolls, which law keeps for as long as a vote can be contested. The register holds no personal data, so that it verifies as before.
 */
import { and, eq, inArray } from 'drizzle-orm';
import { randomUUID } from 'node:crypto';
import { detach } from '../civic/file/attachments.ts';
import { eraseSignatures } from '../civic/signature/signatures.ts';
import { EMPTY_PROJECT } from '../instruments/budget/project.ts';
import { EMPTY_PETITION } from '../instruments/petition/petition.ts';
import { SERVICE } from '../instruments/petition/service.ts';
import { ApiError } from '../http/api-error.ts';
import type { Inside } from '../services.ts';

/** @throws ApiError account.is-staff: who acts for the community answers for it under their name */
export async function eraseAccount(inside: Inside, account: string): Promise<void> {
	const { db, store } = inside;
	const { t } = store;
	const roles = await db.select().from(t.roles).where(eq(t.roles.account, account));
	if (roles.some(({ role }) => role !== 'author')) throw new ApiError('account.is-staff');
	await eraseWords(inside, account);
	await eraseFiles(inside, account);
	// Under the old identity: signatures are found by it.
	await eraseSignatures(inside, account);
	for (const table of [
		...([t.sessions, t.passkeys, t.challenges, t.roles] as const),
		...([t.follows, t.notifications, t.mailWishes, t.reactions, t.reports] as const),
	])
		await db.delete(table).where(eq(table.account, account));
	// A new identity that nobody has: who signs in again is somebody else, and still on the rolls, once.
	await db
		.update(t.accounts)
		.set({ name: '', identity: `erased ${randomUUID()}` })
		.where(eq(t.accounts.id, account));
}

/** Files that went with what nobody has seen. */
async function eraseFiles(inside: Inside, account: string): Promise<void> {
	const { db, store } = inside;
	const { attachments, proposals } = store.t;
	const unseen = await db
		.select({ proposal: attachments.proposal, number: attachments.number })
		.from(attachments)
		.innerJoin(proposals, eq(proposals.id, attachments.proposal))
		.where(
			and(
				eq(attachments.addedBy, account),
				eq(attachments.isPublic, false),
				eq(proposals.version, 0),
			),
		);
	for (const { proposal, number } of unseen) await detach(inside, proposal, number, 'project');
}

/** Comments lose their words, drafts that nobody has seen are emptied, and what was asked of the desk is forgotten. */
async function eraseWords({ db, store: { t } }: Inside, account: string): Promise<void> {
	await db
		.update(t.comments)
		.set({ state: 'withdrawn', text: '', waits: null })
		.where(and(eq(t.comments.account, account), eq(t.comments.state, 'shown')));
	await db.update(t.comments).set({ text: '', waits: null }).where(eq(t.comments.account, account));
	await db.update(t.rollRequests).set({ reason: '' }).where(eq(t.rollRequests.account, account));
	const own = db
		.select({ proposal: t.proposalAuthors.proposal })
		.from(t.proposalAuthors)
		.where(and(eq(t.proposalAuthors.account, account), eq(t.proposalAuthors.position, 0)));
	await db
		.update(t.proposals)
		.set({ draft: EMPTY_PROJECT, status: 'withdrawn' })
		.where(
			and(
				inArray(t.proposals.id, own),
				eq(t.proposals.version, 0),
				inArray(t.proposals.status, ['draft', 'returned', 'submitted']),
			),
		);
	// Petitions keep what was typed, with the author's address, beside what is published.
	const petitions = and(inArray(t.proposals.id, own), eq(t.proposals.process, SERVICE));
	await db.update(t.proposals).set({ draft: EMPTY_PETITION }).where(petitions);
}
