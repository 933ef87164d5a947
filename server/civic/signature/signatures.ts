/** People sign for something in public: one signature a person, by constraint, each an entry of the civic register. Spec: SPEC §13. */
import { createHmac } from 'node:crypto';
import { and, asc, eq, gt, isNotNull, lt } from 'drizzle-orm';
import { bytesToHex } from '../../../crypto/bytes.ts';
import {
	COLLECTING,
	encodeCollectionTerms,
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

export type Collection = Schema['collections']['$inferSelect'];

/** How a collection stands. */
export type CollectionState = {
	readonly signed: number;
	readonly needed: number;
	/** POSIX seconds: none is taken from then on. */
	readonly ends: number;
	/** Once it has ended. */
	readonly isReached?: boolean;
};

/** What somebody who signed keeps: the entry of the civic register, and when it was. */
export type SignatureReceipt = { readonly entry: number; readonly at: number };

/** Begins to collect. The caller holds what is signed. */
export async function beginCollection(inside: Inside, terms: CollectionTerms): Promise<void> {
	const { civic, db, store, now } = inside;
	const { object } = terms;
	const text = encodeCollectionTerms(terms);
	const [hash, at] = [sha256Hex(text), now()];
	await db.insert(store.t.collections).values({ object, terms: text });
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

/**
 * Signs, with whoever the account is; who signs together waits here. @param name - as the public list has it
 * @throws ApiError not-found, signature.closed, signature.twice
 */
export async function sign(
	inside: Inside,
	object: string,
	account: string,
	name?: string,
): Promise<SignatureReceipt> {
	const { civic, db, store, now } = inside;
	const { collections, signatures } = store.t;
	const [held] = await db
		.update(collections)
		.set({ object })
		.where(eq(collections.object, object))
		.returning();
	if (!held) throw new ApiError('not-found');
	const at = now();
	if (held.endedAt !== null || at >= termsOf(held).ends) throw new ApiError('signature.closed');
	const nullifier = await nullifierOf(inside, object, account);
	if (await findSignature(inside, object, nullifier)) throw new ApiError('signature.twice');
	const payload = signaturePayload(object, { at, name });
	const { c, opening } = makeCommitment('signature', payload);
	const entry = await civic.append(db, [{ type: 'signature', object, c, nullifier }]);
	const row = { object, nullifier, entry, opening: bytesToHex(opening.r), at, name: name ?? null };
	await db.insert(signatures).values(row);
	return { entry, at };
}

/** The person's own number for this object: nobody can join two of them without the key. */
async function nullifierOf(
	{ db, store: { t }, keys }: Inside,
	object: string,
	account: string,
): Promise<string> {
	const [person] = await db
		.select({ identity: t.accounts.identity })
		.from(t.accounts)
		.where(eq(t.accounts.id, account));
	if (!person) throw new ApiError('not-found');
	return createHmac('sha256', keys.signature).update(`${object}|${person.identity}`).digest('hex');
}

async function findSignature(
	{ db, store: { t } }: Inside,
	object: string,
	nullifier: string,
): Promise<SignatureReceipt | undefined> {
	const { signatures } = t;
	const [found] = await db
		.select({ entry: signatures.entry, at: signatures.at })
		.from(signatures)
		.where(and(eq(signatures.object, object), eq(signatures.nullifier, nullifier)));
	return found;
}

/** The signature of a person, if they have signed. */
export const ownSignature = async (
	inside: Inside,
	object: string,
	account: string,
): Promise<SignatureReceipt | undefined> =>
	findSignature(inside, object, await nullifierOf(inside, object, account));

/** Everything that a person has signed. */
export async function signedBy(
	inside: Inside,
	account: string,
): Promise<(SignatureReceipt & { readonly object: string })[]> {
	const { db, store } = inside;
	const objects = await db.select({ object: store.t.collections.object }).from(store.t.collections);
	const signed = await Promise.all(
		objects.map(async ({ object }) => {
			const receipt = await ownSignature(inside, object, account);
			return receipt ? [{ object, ...receipt }] : [];
		}),
	);
	return signed.flat();
}

const countSigned = ({ db, store: { t } }: Inside, object: string): Promise<number> =>
	Promise.resolve(db.$count(t.signatures, eq(t.signatures.object, object)));

/** How the collection for an object stands, if there is one. */
export async function collectionState(
	inside: Inside,
	object: string,
): Promise<CollectionState | undefined> {
	const found = await findCollection(inside, object);
	if (!found) return undefined;
	const { needed, ends } = termsOf(found);
	const signed = await countSigned(inside, object);
	return {
		signed,
		needed,
		ends,
		...(found.isReached === null ? {} : { isReached: found.isReached }),
	};
}

/** Ends a collection: the register says what came out. @returns whether enough have signed @throws ApiError signature.closed */
export async function endCollection(inside: Inside, object: string): Promise<boolean> {
	const { civic, db, store, now } = inside;
	const { collections } = store.t;
	const found = await findCollection(inside, object);
	if (!found || found.endedAt !== null) throw new ApiError('signature.closed');
	const isReached = (await countSigned(inside, object)) >= termsOf(found).needed;
	const at = now();
	await db
		.update(collections)
		.set({ endedAt: at, isReached })
		.where(eq(collections.object, object));
	const phase = isReached ? REACHED : NOT_REACHED;
	await civic.append(db, [{ type: 'phase', object, phase, at }]);
	return isReached;
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
