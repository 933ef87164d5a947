/** Files of proposals: who attaches them sees them, everybody once they are published with a text. */
import { createHash } from 'node:crypto';
import { and, eq, sql } from 'drizzle-orm';
import type { Schema } from '../../db/schema.ts';
import type { FilePurpose } from '../../db/schema-files.ts';
import { ApiError } from '../../http/api-error.ts';
import type { Inside } from '../../services.ts';
import { FieldReader } from '../fields.ts';
import { isPicture, type CheckedFile } from './check.ts';

export type Attachment = Schema['attachments']['$inferSelect'];

/** A file as a published text names it. */
export type AttachedFile = {
	/** SHA-256, hex. */
	readonly hash: string;
	readonly name: string;
	readonly type: string;
	/** What a picture shows. */
	readonly alt?: string;
};

const MOST: Readonly<Record<'picture' | 'document', number>> = { picture: 10, document: 5 };
/** What names of files are made of; all else means something to some system. */
const ODD = /[^\p{L}\p{N} ._()-]+/gu;

const ofPurpose = (t: Schema['attachments'], proposal: string, purpose: FilePurpose) =>
	and(eq(t.proposal, proposal), eq(t.purpose, purpose), eq(t.isAttached, true));

/** What is attached now, in order. */
export async function attachedTo(
	{ db, store: { t } }: Inside,
	proposal: string,
	purpose: FilePurpose,
): Promise<(AttachedFile & { readonly number: number })[]> {
	const rows = await db
		.select({
			number: t.attachments.number,
			hash: t.attachments.hash,
			name: t.attachments.name,
			alt: t.attachments.alt,
			type: t.files.type,
		})
		.from(t.attachments)
		.innerJoin(t.files, eq(t.files.hash, t.attachments.hash))
		.where(ofPurpose(t.attachments, proposal, purpose))
		.orderBy(t.attachments.number);
	return rows.map(({ alt, ...file }) => ({ ...file, ...(alt === '' ? {} : { alt }) }));
}

export type NewFile = {
	readonly file: CheckedFile;
	/** As its owner calls it. */
	readonly name: string;
	readonly alt: string;
	readonly purpose: FilePurpose;
};

/** Attaches a checked file. The caller holds the proposal. @returns its number @throws ApiError file.many, file.alt */
export async function attach(
	inside: Inside,
	proposal: string,
	account: string,
	{ file, name, alt: typed, purpose }: NewFile,
): Promise<number> {
	const { db, store } = inside;
	const { files, attachments } = store.t;
	const kind = isPicture(file.type) ? 'picture' : 'document';
	const read = new FieldReader();
	const alt = kind === 'picture' ? read.line('alt', typed, 3, 200) : '';
	read.require('file.alt');
	const present = await attachedTo(inside, proposal, purpose);
	if (present.filter(({ type }) => isPicture(type) === isPicture(file.type)).length >= MOST[kind])
		throw new ApiError('file.many');
	const hash = createHash('sha256').update(file.bytes).digest('hex');
	await db
		.insert(files)
		.values({ hash, type: file.type, bytes: Buffer.from(file.bytes) })
		.onConflictDoNothing();
	const [last] = await db
		.select({ number: sql`coalesce(max(${attachments.number}), 0)`.mapWith(Number) })
		.from(attachments)
		.where(eq(attachments.proposal, proposal));
	const number = last!.number + 1;
	await db.insert(attachments).values({
		...{ proposal, number, purpose, hash, alt, addedBy: account },
		name: `${stemOf(name)}.${file.extension}`,
		...{ isAttached: true, isPublic: false },
	});
	return number;
}

const stemOf = (name: string): string =>
	name
		.normalize('NFC')
		.replace(ODD, '-')
		.replace(/\.[\p{L}\p{N}]{1,5}$/u, '')
		.replace(/^[. -]+/, '')
		.trim()
		.slice(0, 80) || 'file';

/** Takes a file away: from what is published next; altogether where it never was. @throws ApiError not-found */
export async function detach(
	{ db, store: { t } }: Inside,
	proposal: string,
	number: number,
	purpose: FilePurpose,
): Promise<void> {
	const { files, attachments } = t;
	const one = and(ofPurpose(attachments, proposal, purpose), eq(attachments.number, number));
	const [found] = await db.select().from(attachments).where(one);
	if (!found) throw new ApiError('not-found');
	if (found.isPublic) {
		await db.update(attachments).set({ isAttached: false }).where(one);
		return;
	}
	await db.delete(attachments).where(one);
	if ((await db.$count(attachments, eq(attachments.hash, found.hash))) === 0)
		await db.delete(files).where(eq(files.hash, found.hash));
}

/** What was published goes with no later text. */
export async function releaseAttached(
	{ db, store: { t } }: Inside,
	proposal: string,
	purpose: FilePurpose,
): Promise<void> {
	await db
		.update(t.attachments)
		.set({ isAttached: false })
		.where(ofPurpose(t.attachments, proposal, purpose));
}

/** Publishes what is attached, with a text that names it. @returns what the text says of it */
export async function publishAttached(
	inside: Inside,
	proposal: string,
	purpose: FilePurpose,
): Promise<AttachedFile[]> {
	const { db, store } = inside;
	const { attachments } = store.t;
	const attached = await attachedTo(inside, proposal, purpose);
	await db
		.update(attachments)
		.set({ isPublic: true })
		.where(ofPurpose(attachments, proposal, purpose));
	return attached.map(({ number: _, ...file }) => file);
}
