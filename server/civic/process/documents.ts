/** Texts of a process whose hashes stand in the civic register: anybody can check that none was exchanged. */
import { and, desc, eq, like } from 'drizzle-orm';
import { sha256Hex } from '../../../crypto/hash.ts';
import type { Schema } from '../../db/schema.ts';
import { ApiError } from '../../http/api-error.ts';
import type { Inside } from '../../services.ts';

export type Document = Schema['documents']['$inferSelect'];

/** What the register calls a text: terms that begin a process, what a body decides, any other. */
export type EntryType = 'process' | 'document' | 'decision';

/** Publishes the next version of a text. */
export async function publishDocument(
	inside: Inside,
	{ process, name, text, reason }: Pick<Document, 'process' | 'name' | 'text' | 'reason'>,
	type: EntryType = 'document',
): Promise<Document> {
	const { civic, db, store, now } = inside;
	const at = now();
	const version = ((await latestDocument(inside, process, name))?.version ?? 0) + 1;
	const common = { object: process, hash: sha256Hex(text), at };
	const entry = await civic.append(db, [
		type === 'document' ? { type, document: name, version, ...common } : { type, ...common },
	]);
	const document = { process, name, version, text, reason, at, entry };
	await db.insert(store.t.documents).values(document);
	return document;
}

export async function latestDocument(
	{ db, store: { t } }: Inside,
	process: string,
	name: string,
): Promise<Document | undefined> {
	const [found] = await db
		.select()
		.from(t.documents)
		.where(and(eq(t.documents.process, process), eq(t.documents.name, name)))
		.orderBy(desc(t.documents.version))
		.limit(1);
	return found;
}

/** A version of a text. @throws ApiError not-found */
export async function requireDocument(
	{ db, store: { t } }: Inside,
	process: string,
	name: string,
	version: number,
): Promise<Document> {
	const { documents } = t;
	const isIt = [eq(documents.name, name), eq(documents.version, version)];
	const [found] = await db
		.select()
		.from(documents)
		.where(and(eq(documents.process, process), ...isIt));
	if (!found) throw new ApiError('not-found');
	return found;
}

/** All versions of all documents of a process, or of one of them, the latest first. */
export const documentsOf = async (
	{ db, store: { t } }: Inside,
	process: string,
	name?: string,
): Promise<Document[]> =>
	await db
		.select()
		.from(t.documents)
		.where(
			and(
				eq(t.documents.process, process),
				name === undefined ? undefined : eq(t.documents.name, name),
			),
		)
		.orderBy(desc(t.documents.entry));

/** Documents of a process whose names are like this, `%` for anything, the latest first: a thousand at most. */
export const documentsLike = async (
	{ db, store: { t } }: Inside,
	process: string,
	names: string,
): Promise<Document[]> =>
	await db
		.select()
		.from(t.documents)
		.where(and(eq(t.documents.process, process), like(t.documents.name, names)))
		.orderBy(desc(t.documents.entry))
		.limit(1000);
