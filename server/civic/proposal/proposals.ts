/** Proposals: drafts of their authors, published texts that never change silently, and how far each has come. */
import { and, desc, eq, sql } from 'drizzle-orm';
import { makeUuid } from '../../../crypto/election/definition.ts';
import { sha256Hex } from '../../../crypto/hash.ts';
import type { Schema } from '../../db/schema.ts';
import type { PetitionStatus, ProposalCard, ProposalStatus } from '../../db/schema-civic.ts';
import { ApiError } from '../../http/api-error.ts';
import type { Inside } from '../../services.ts';
import { versionOf } from '../process/processes.ts';
import { indexText } from '../search/words.ts';

export type Proposal = Schema['proposals']['$inferSelect'];
export type ProposalVersion = Schema['proposalVersions']['$inferSelect'];

/** @returns the id */
export async function beginProposal(
	{ db, store: { t }, now }: Inside,
	process: string,
	draft: object,
): Promise<string> {
	const id = makeUuid();
	const at = now();
	await db.insert(t.proposals).values({
		...{ id, process, draft, status: 'draft', version: 0, group: '', category: '' },
		...{ createdAt: at, changedAt: at },
	});
	return id;
}

/** @throws ApiError not-found */
export async function requireProposal({ db, store: { t } }: Inside, id: string): Promise<Proposal> {
	const [found] = await db.select().from(t.proposals).where(eq(t.proposals.id, id));
	if (!found) throw new ApiError('not-found');
	return found;
}

/** The same, which nobody else changes until this decision ends. @throws ApiError not-found */
export async function holdProposal({ db, store: { t } }: Inside, id: string): Promise<Proposal> {
	const [held] = await db.update(t.proposals).set({ id }).where(eq(t.proposals.id, id)).returning();
	if (!held) throw new ApiError('not-found');
	return held;
}

/** Keeps what is typed. @returns how the draft is known from now on @throws ApiError request.outdated */
export async function saveProposal(
	inside: Inside,
	{ id, draft: present }: Proposal,
	draft: object,
	seen: string | undefined,
): Promise<string> {
	if (versionOf(present) !== seen) throw new ApiError('request.outdated');
	await changeProposal(inside, id, { draft });
	return versionOf(draft);
}

export async function changeProposal(
	{ db, store: { t }, now }: Inside,
	id: string,
	fields: Partial<Proposal>,
): Promise<void> {
	await db
		.update(t.proposals)
		.set({ ...fields, changedAt: now() })
		.where(eq(t.proposals.id, id));
}

/** @throws ApiError project.status unless it is one of these */
export function requireStatus(
	{ status }: Proposal,
	...statuses: readonly (ProposalStatus | PetitionStatus)[]
): void {
	if (!statuses.includes(status)) throw new ApiError('project.status');
}

export type PublishedText = {
	/** What the register has the hash of. */
	readonly text: string;
	readonly card: ProposalCard;
	/** Everything in it that can be searched for. */
	readonly searched: string;
};

/** Publishes a version of a proposal; with the first it gets its number. The caller holds the process. @returns the version */
export async function publishVersion(
	inside: Inside,
	{ id, process, version: last, number }: Proposal,
	{ text, card, searched }: PublishedText,
): Promise<number> {
	const { civic, db, store, now } = inside;
	const at = now();
	const version = last + 1;
	const hash = sha256Hex(text);
	const entry = await civic.append(db, [
		{ type: 'document', object: process, document: id, version, hash, at },
	]);
	await db.insert(store.t.proposalVersions).values({ proposal: id, version, text, at, entry });
	await indexText(inside, process, id, searched);
	await changeProposal(inside, id, {
		...{ version, card, group: card.group, category: card.category },
		number: number ?? (await nextNumber(inside, process)),
	});
	return version;
}

async function nextNumber({ db, store: { t } }: Inside, process: string): Promise<number> {
	const [last] = await db
		.select({ number: sql`coalesce(max(${t.proposals.number}), 0)`.mapWith(Number) })
		.from(t.proposals)
		.where(eq(t.proposals.process, process));
	return last!.number + 1;
}

/** A published text. @throws ApiError not-found */
export async function requireVersion(
	{ db, store: { t } }: Inside,
	proposal: string,
	version: number,
): Promise<ProposalVersion> {
	const { proposalVersions: versions } = t;
	const [found] = await db
		.select()
		.from(versions)
		.where(and(eq(versions.proposal, proposal), eq(versions.version, version)));
	if (!found) throw new ApiError('not-found');
	return found;
}

/** When each text was published, the latest first. */
export const versionsOf = async ({ db, store: { t } }: Inside, proposal: string) => {
	const { version, at, entry } = t.proposalVersions;
	return await db
		.select({ version, at, entry })
		.from(t.proposalVersions)
		.where(eq(t.proposalVersions.proposal, proposal))
		.orderBy(desc(version));
};
