/** People sign for something in public: one signature a person, by constraint, each an entry of the civic register. Spec: SPEC §13. */
import { and, asc, eq, gt, isNotNull, isNull, lt, lte, sql } from 'drizzle-orm';
import { bytesToHex } from '../../../crypto/bytes.ts';
import {
	COLLECTING,
	encodeCollectionTerms,
	ENDED,
	NOT_REACHED,
	parseCollectionTerms,
	REACHED,
	signaturePayload,
	TERMS,
	type CollectionTerms,
} from '../../../crypto/collection/collection.ts';
import { sha256Hex } from '../../../crypto/hash.ts';
import { makeCommitment } from '../../../crypto/register/commitment.ts';
import type { Schema } from '../../db/schema.ts';
import { ApiError } from '../../http/api-error.ts';
import type { Inside } from '../../services.ts';
import { nullifierOf } from '../nullifier.ts';

export type Collection = Schema['collections']['$inferSelect'];

/** How a collection stands. */
export type CollectionState = {
	readonly signed: number;
	readonly needed: number;
	/** POSIX seconds: none is taken from then on. */
	readonly ends: number;
	/** Whether people can sign now. */
	readonly isOpen: boolean;
	/** Whether enough have signed; once that is settled. */
	readonly isReached?: boolean;
};

/** What somebody who signed keeps: the entry of the civic register, and when it was. */
export type SignatureReceipt = {
	readonly entry: number;
	readonly at: number;
	/** The entry that took it back. */
	readonly withdrawal?: number;
};

/** Begins to collect. The caller holds what is signed. */
export async function beginCollection(inside: Inside, terms: CollectionTerms): Promise<void> {
	const { civic, db, store, now } = inside;
	const { object, ends } = terms;
	const text = encodeCollectionTerms(terms);
	const [hash, at] = [sha256Hex(text), now()];
	await db.insert(store.t.collections).values({ object, terms: text, ends });
	await civic.append(db, [
		{ type: 'document', object, document: TERMS, version: 1, hash, at },
		{ type: 'phase', object, phase: COLLECTING, at },
	]);
}

/** The collection for an object, if there is one. */
export async function findCollection(
	{ db, store: { t } }: Inside,
	object: string,
): Promise<Collection | undefined> {
	const [found] = await db.select().from(t.collections).where(eq(t.collections.object, object));
	return found;
}

export function termsOf({ terms }: Pick<Collection, 'terms'>): CollectionTerms {
	const read = parseCollectionTerms(terms);
	if (!read.ok) throw new TypeError(read.error.message);
	return read.value;
}

/** Counts a signature more or less; who does waits here for all others. @throws ApiError not-found, signature.closed */
async function count(inside: Inside, object: string, more: 1 | -1): Promise<Collection> {
	const { db, store, now } = inside;
	const { collections } = store.t;
	const [held] = await db
		.update(collections)
		.set({ signed: sql`${collections.signed} + ${more}` })
		.where(eq(collections.object, object))
		.returning();
	if (!held) throw new ApiError('not-found');
	if (held.endedAt !== null || now() >= held.ends) throw new ApiError('signature.closed');
	return held;
}

/**
 * Signs, with whoever the account is. @param name - as the public list has it
 * @throws ApiError not-found, signature.closed, signature.twice
 */
export async function sign(
	inside: Inside,
	object: string,
	account: string,
	name?: string,
): Promise<SignatureReceipt> {
	const { civic, db, store, now } = inside;
	await count(inside, object, 1);
	const nullifier = await nullifierOf(inside, object, account);
	if (await findSignature(inside, object, nullifier)) throw new ApiError('signature.twice');
	const at = now();
	const payload = signaturePayload(object, { at, name });
	const { c, opening } = makeCommitment('signature', payload);
	const entry = await civic.append(db, [{ type: 'signature', object, c, nullifier }]);
	const row = { object, nullifier, entry, opening: bytesToHex(opening.r), at, name: name ?? null };
	await db.insert(store.t.signatures).values(row);
	return { entry, at };
}

/** Takes one's signature back, for good. @throws ApiError not-found, signature.closed, signature.final */
export async function withdrawSignature(
	inside: Inside,
	object: string,
	account: string,
): Promise<void> {
	const { civic, db } = inside;
	const held = await count(inside, object, -1);
	if (!termsOf(held).withdrawal || held.isReached !== null) throw new ApiError('signature.final');
	const nullifier = await nullifierOf(inside, object, account);
	const found = await findSignature(inside, object, nullifier);
	if (!found || found.withdrawal !== undefined) throw new ApiError('not-found');
	const withdrawal = await civic.append(db, [{ type: 'withdrawal', object, ref: found.entry }]);
	await forget(inside, object, found.entry, { withdrawal });
}

/** Nobody can open a signature any more. */
async function forget(
	{ db, store: { t } }: Inside,
	object: string,
	entry: number,
	more: { readonly withdrawal?: number } = {},
): Promise<void> {
	const { signatures } = t;
	await db
		.update(signatures)
		.set({ opening: null, name: null, ...more })
		.where(and(eq(signatures.object, object), eq(signatures.entry, entry)));
}

/** Takes a person's name off what they have signed. The signatures count all the same. */
export async function eraseSignatures(inside: Inside, account: string): Promise<void> {
	const { civic, db } = inside;
	const basis = { basis: 'request', by: 'platform' } as const;
	for (const { object, entry, isNamed } of await signedBy(inside, account)) {
		if (!isNamed) continue;
		await civic.append(db, [{ type: 'redaction', object, ref: entry, ...basis }]);
		await forget(inside, object, entry);
	}
}

async function findSignature(
	{ db, store: { t } }: Inside,
	object: string,
	nullifier: string,
): Promise<(SignatureReceipt & { readonly isNamed: boolean }) | undefined> {
	const { signatures } = t;
	const [found] = await db
		.select({
			entry: signatures.entry,
			at: signatures.at,
			name: signatures.name,
			withdrawal: signatures.withdrawal,
		})
		.from(signatures)
		.where(and(eq(signatures.object, object), eq(signatures.nullifier, nullifier)));
	if (!found) return undefined;
	const { entry, at, name, withdrawal } = found;
	return { entry, at, isNamed: name !== null, ...(withdrawal === null ? {} : { withdrawal }) };
}

/** The signature of a person, if they have signed. */
export async function ownSignature(
	inside: Inside,
	object: string,
	account: string,
): Promise<SignatureReceipt | undefined> {
	const found = await findSignature(inside, object, await nullifierOf(inside, object, account));
	if (!found) return undefined;
	const { isNamed: _, ...receipt } = found;
	return receipt;
}

/** Everything that a person has signed; whether their name is on the public list. */
export async function signedBy(
	inside: Inside,
	account: string,
): Promise<(SignatureReceipt & { readonly object: string; readonly isNamed: boolean })[]> {
	const { db, store } = inside;
	const objects = await db.select({ object: store.t.collections.object }).from(store.t.collections);
	const signed = await Promise.all(
		objects.map(async ({ object }) => {
			const found = await findSignature(inside, object, await nullifierOf(inside, object, account));
			return found ? [{ object, ...found }] : [];
		}),
	);
	return signed.flat();
}

/** How a collection stands. */
export function stateOf(
	{ now }: Pick<Inside, 'now'>,
	{ signed, ends, endedAt, isReached, ...found }: Collection,
): CollectionState {
	return {
		...{ signed, needed: termsOf(found).needed, ends },
		isOpen: endedAt === null && now() < ends,
		...(isReached === null ? {} : { isReached }),
	};
}

/** How the collection for an object stands, if there is one. */
export async function collectionState(
	inside: Inside,
	object: string,
): Promise<CollectionState | undefined> {
	const found = await findCollection(inside, object);
	return found && stateOf(inside, found);
}

/** Says that enough have signed, where people sign on. The caller holds what is signed. */
export async function reachNumber(
	{ civic, db, store: { t }, now }: Inside,
	object: string,
): Promise<void> {
	const { collections } = t;
	await db.update(collections).set({ isReached: true }).where(eq(collections.object, object));
	await civic.append(db, [{ type: 'phase', object, phase: REACHED, at: now() }]);
}

/** Ends a collection: the register says what came out. @returns whether enough have signed @throws ApiError signature.closed */
export async function endCollection(inside: Inside, object: string): Promise<boolean> {
	const { civic, db, store, now } = inside;
	const { collections } = store.t;
	const found = await findCollection(inside, object);
	if (!found || found.endedAt !== null) throw new ApiError('signature.closed');
	const isReached = found.signed >= termsOf(found).needed;
	const at = now();
	await db
		.update(collections)
		.set({ endedAt: at, isReached })
		.where(eq(collections.object, object));
	const outcome = isReached ? REACHED : NOT_REACHED;
	const phase = found.isReached === null ? outcome : ENDED;
	await civic.append(db, [{ type: 'phase', object, phase, at }]);
	return isReached;
}

/** Of the proposals of a process: what is signed no longer by its terms, though nobody has said so yet. */
export async function collectionsToEnd(
	{ store: { db, t }, now }: Pick<Inside, 'store' | 'now'>,
	process: string,
): Promise<string[]> {
	const { object, ends, endedAt } = t.collections;
	const rows = await db
		.select({ object })
		.from(t.collections)
		.innerJoin(t.proposals, eq(t.proposals.id, object))
		.where(and(eq(t.proposals.process, process), isNull(endedAt), lte(ends, now())));
	return rows.map((row) => row.object);
}

/** Signatures that stand before an entry of the register, a page of them, in its order. @param after - the last entry that was read */
export const signaturesOf = async (
	{ db, store: { t } }: Inside,
	object: string,
	{
		after,
		before,
		most,
	}: { readonly after: number; readonly before: number; readonly most: number },
) =>
	await db
		.select({
			entry: t.signatures.entry,
			opening: t.signatures.opening,
			at: t.signatures.at,
			name: t.signatures.name,
		})
		.from(t.signatures)
		.where(
			and(
				eq(t.signatures.object, object),
				gt(t.signatures.entry, after),
				lt(t.signatures.entry, before),
				isNotNull(t.signatures.opening),
			),
		)
		.orderBy(asc(t.signatures.entry))
		.limit(most);
