/**
 * A register in the database. Entries, tiles and the signed checkpoint change together, in the caller's transaction: whoever sees an
 * entry sees a checkpoint over it. Nothing is kept in memory, so several processes may write. Spec: SPEC §8.
 */
import { and, desc, eq, inArray, sql } from 'drizzle-orm';

import {
	openCheckpoint,
	parseCheckpoint,
	signCheckpoint,
} from '../../crypto/register/checkpoint.ts';
import {
	chainEntry,
	genesisHash,
	verifyChain,
	type NewEntry,
} from '../../crypto/register/entry.ts';
import type { Entry, RegisterKind } from '../../crypto/register/entry-schema.ts';
import { EMPTY_ROOT, type Hash } from '../../crypto/register/merkle.ts';
import type { TreeHead } from '../../crypto/register/merkle-proof.ts';
import { ed25519Verifier, parseNote } from '../../crypto/register/note.ts';
import { encodeReceipt } from '../../crypto/register/receipt.ts';
import { TileReader } from '../../crypto/register/tile-reader.ts';
import { partialPaths, TileWriter, type TileFile } from '../../crypto/register/tiles.ts';
import {
	ED25519_KEY,
	encodeVerifierKey,
	verifierKeyOf,
	type Signer,
	type VerifierKey,
} from '../../crypto/register/verifier-key.ts';
import { equalBytes } from '../../crypto/bytes.ts';
import type { Result } from '../../crypto/result.ts';
import { nativeSign } from './native-ed25519.ts';
import { nativeSha256 } from './native-sha256.ts';
import { insertAll } from '../db/insert-all.ts';
import type { Schema } from '../db/schema.ts';
import type { Db, Store } from '../db/store.ts';
import { findPublished, type Published } from './publication.ts';
import { RegisterDamaged } from './register-damaged.ts';

export type Head = { readonly size: number; readonly hash: string; readonly checkpoint: string };

/** Entries of one answer to the database. */
const PAGE = 1000;

export class RegisterStore<K extends RegisterKind> {
	readonly kind: K;
	readonly key: VerifierKey;
	readonly #store: Store;
	readonly #signer: Signer;
	readonly #isWitnessed: boolean;

	/**
	 * @param signer - secret: whoever has it can sign another history
	 * @param isWitnessed - whether the public sees only what enough witnesses have cosigned
	 */
	constructor(store: Store, kind: K, signer: Signer, isWitnessed = false) {
		this.kind = kind;
		this.key = verifierKeyOf(signer, ED25519_KEY);
		this.#store = store;
		this.#signer = signer;
		this.#isWitnessed = isWitnessed;
	}

	/** The origin: what the register is called for ever. */
	get name(): string {
		return this.key.name;
	}

	get verifierKey(): string {
		return encodeVerifierKey(this.key);
	}

	/** Begins the register. @throws if it exists */
	async create(db: Db): Promise<void> {
		const checkpoint = this.#sign({ size: 0, root: EMPTY_ROOT });
		await db
			.insert(this.#store.t.heads)
			.values({ register: this.name, size: 0, hash: genesisHash(this.key), checkpoint });
	}

	/** Reads every entry again and compares chain, tree, tiles and checkpoint. @throws RegisterDamaged unless all agree */
	async verify(): Promise<void> {
		const head = await this.head();
		const opened = openCheckpoint(head.checkpoint, ed25519Verifier(this.key));
		if (!opened.ok) throw new RegisterDamaged(this.name, 'the checkpoint is not signed by its key');
		const tree = new TileWriter(nativeSha256);
		let chain = { size: 0, hash: genesisHash(this.key) };
		for (let from = 0; from < head.size; from += PAGE) {
			const page = await this.#page(from);
			const checked = verifyChain(this.kind, chain, page, nativeSha256);
			if (!checked.ok || page.length === 0)
				throw new RegisterDamaged(this.name, `entries from ${from} do not chain`);
			chain = checked.value.head;
			await this.#compare(page.flatMap((bytes) => tree.append(bytes)));
		}
		const { size, root } = opened.value;
		const beyond = await this.#page(head.size);
		if (beyond.length > 0)
			throw new RegisterDamaged(this.name, `has entries beyond the ${head.size} of its head`);
		if (size !== head.size || chain.size !== size || chain.hash !== head.hash)
			throw new RegisterDamaged(this.name, `has ${chain.size} entries, its head says ${head.size}`);
		if (!equalBytes(tree.root(), root))
			throw new RegisterDamaged(this.name, 'the entries have another root than the checkpoint');
		await this.#compare(tree.partials());
	}

	/** Whether what is served is what the entries make. @throws RegisterDamaged */
	async #compare(files: readonly TileFile[]): Promise<void> {
		const stored = await this.#files(
			this.#store.db,
			files.map(({ path }) => path),
		);
		for (const { path, bytes } of files) {
			const found = stored.get(path);
			if (!found || !equalBytes(found, bytes))
				throw new RegisterDamaged(this.name, `${path} is not what the entries make`);
		}
	}

	/** The files of these paths that there are. */
	async #files(db: Db, paths: readonly string[]): Promise<Map<string, Uint8Array>> {
		if (paths.length === 0) return new Map();
		const { tiles } = this.#store.t;
		const rows = await db
			.select()
			.from(tiles)
			.where(and(eq(tiles.register, this.name), inArray(tiles.path, [...paths])));
		return new Map(rows.map(({ path, bytes }) => [path, bytes as Uint8Array]));
	}

	async #page(from: number): Promise<Uint8Array[]> {
		const { entries } = this.#store.t;
		const rows = await this.#store.db
			.select({ bytes: entries.bytes })
			.from(entries)
			.where(
				and(
					eq(entries.register, this.name),
					sql`${entries.index} >= ${from} AND ${entries.index} < ${from + PAGE}`,
				),
			)
			.orderBy(entries.index);
		return rows.map(({ bytes }) => bytes);
	}

	/** @throws RegisterDamaged when the register was never created */
	async head(db: Db = this.#store.db): Promise<Head> {
		const { heads } = this.#store.t;
		const [head] = await db.select().from(heads).where(eq(heads.register, this.name));
		if (!head) throw new RegisterDamaged(this.name, 'was never created');
		return head;
	}

	/** The checkpoint that the public sees; `undefined` while witnesses are waited for. */
	async published(db: Db = this.#store.db): Promise<Published | undefined> {
		return this.#isWitnessed ? findPublished(db, this.#store.t, this.name) : this.head(db);
	}

	/** Size and root that the public sees: those of nothing while witnesses are waited for. */
	async publishedTree(db: Db = this.#store.db): Promise<TreeHead> {
		const published = await this.published(db);
		return published ? this.#treeHead(published.checkpoint) : { size: 0, root: EMPTY_ROOT };
	}

	/** Size and root with everything that was appended, published or not. */
	async tree(db: Db = this.#store.db): Promise<TreeHead> {
		return this.#treeHead((await this.head(db)).checkpoint);
	}

	/** Index of the last entry about an object; -1 before the first. */
	async lastAbout(object: string): Promise<number> {
		const { db, t } = this.#store;
		const { index, register, object: about } = t.entries;
		const [last] = await db
			.select({ index })
			.from(t.entries)
			.where(and(eq(register, this.name), eq(about, object)))
			.orderBy(desc(index))
			.limit(1);
		return last?.index ?? -1;
	}

	/** Takes the row that writers queue for, on every engine, until the transaction ends. @throws RegisterDamaged as {@link head} */
	async lock(db: Db): Promise<Head> {
		const { heads } = this.#store.t;
		const [head] = await db
			.update(heads)
			.set({ size: sql`${heads.size}` })
			.where(eq(heads.register, this.name))
			.returning();
		if (!head) throw new RegisterDamaged(this.name, 'was never created');
		return head;
	}

	/** Appends in the caller's transaction and signs the new checkpoint. @returns the index of the first entry */
	async append(db: Db, added: readonly NewEntry<K>[]): Promise<number> {
		const { heads, entries, tiles } = this.#store.t;
		const head = await this.lock(db);
		const writer = await this.#resume(db, head);
		const { rows, files, chain } = this.#chain(head, added, writer);
		await insertAll(db, entries, rows);
		await insertAll(
			db,
			tiles,
			[...files, ...writer.partials()].map(({ path, bytes }) => ({
				register: this.name,
				path,
				bytes: Buffer.from(bytes),
			})),
			'existing',
		);
		const checkpoint = this.#sign({ size: chain.size, root: writer.root() });
		await db
			.update(heads)
			.set({ ...chain, checkpoint })
			.where(eq(heads.register, this.name));
		return head.size;
	}

	/** Writes entries behind a head. */
	#chain({ size, hash }: Head, added: readonly NewEntry<K>[], writer: TileWriter) {
		const rows: Schema['entries']['$inferInsert'][] = [];
		const files: TileFile[] = [];
		let chain = { size, hash };
		for (const entry of added) {
			const { bytes, head: next } = chainEntry(this.kind, chain, entry, nativeSha256);
			const { type, object } = entry as unknown as Pick<Entry, 'type' | 'object'>;
			rows.push({
				register: this.name,
				index: chain.size,
				bytes: Buffer.from(bytes),
				hash: next.hash,
				type,
				object,
			});
			files.push(...writer.append(bytes));
			chain = next;
		}
		return { rows, files, chain };
	}

	#sign(head: TreeHead): string {
		return signCheckpoint(head, this.#signer, nativeSign);
	}

	async #resume(db: Db, { size, checkpoint }: Head): Promise<TileWriter> {
		const files = await this.#files(db, partialPaths(size));
		const writer = TileWriter.resume(size, files, nativeSha256);
		if (!writer.ok) throw new RegisterDamaged(this.name, writer.error.message);
		// What is signed next continues what was signed last, or nothing is signed.
		if (!equalBytes(writer.value.root(), this.#treeHead(checkpoint).root))
			throw new RegisterDamaged(this.name, 'the tiles have another root than the checkpoint');
		return writer.value;
	}

	/** The bytes of an entry. @throws RangeError when there is none */
	async entry(index: number): Promise<Uint8Array> {
		const { entries } = this.#store.t;
		const [row] = await this.#store.db
			.select({ bytes: entries.bytes })
			.from(entries)
			.where(and(eq(entries.register, this.name), eq(entries.index, index)));
		if (!row) throw new RangeError('no such entry');
		return row.bytes;
	}

	/** A file of the log as C2SP tools fetch it; `undefined` when there is none. Tiles may be ahead of the checkpoint. */
	async file(path: string): Promise<Uint8Array | undefined> {
		if (path === 'checkpoint') {
			const published = await this.published();
			return published && Buffer.from(published.checkpoint);
		}
		const { tiles } = this.#store.t;
		const [row] = await this.#store.db
			.select({ bytes: tiles.bytes })
			.from(tiles)
			.where(and(eq(tiles.register, this.name), eq(tiles.path, path)));
		return row?.bytes;
	}

	/** Proves under the published checkpoint that entry `index` is here; `undefined` when it is not yet. Spec: SPEC §8.6 */
	async receipt(index: number, extra?: Uint8Array): Promise<string | undefined> {
		const published = await this.published();
		if (!published || index >= published.size) return undefined;
		const head = this.#treeHead(published.checkpoint);
		const proof = await this.#fromTiles(head, (reader) => reader.proveInclusion(index));
		const receipt = { index, proof, note: published.checkpoint };
		return encodeReceipt(extra === undefined ? receipt : { ...receipt, extra });
	}

	/** The root of the first `size` entries; `undefined` when there are not so many. */
	async rootAt(size: number): Promise<Hash | undefined> {
		const head = await this.tree();
		if (size > head.size) return undefined;
		return this.#fromTiles(head, (reader) => reader.readRoot(size));
	}

	/** Proves that a checkpoint of this register extends one of `oldSize`. Spec: SPEC §8.2 @throws RangeError unless oldSize ≤ its size */
	async proveConsistency({ checkpoint }: Published, oldSize: number): Promise<readonly Hash[]> {
		const head = this.#treeHead(checkpoint);
		return this.#fromTiles(head, (reader) => reader.proveConsistency(oldSize));
	}

	/** A checkpoint of the first `size` entries: the same text every time; `undefined` when there are not so many. */
	async checkpointAt(size: number): Promise<string | undefined> {
		const root = await this.rootAt(size);
		return root && signCheckpoint({ size, root }, this.#signer);
	}

	async #fromTiles<T>(
		head: TreeHead,
		read: (reader: TileReader) => Promise<Result<T>>,
	): Promise<T> {
		const reader = await TileReader.open(head, (path) => this.file(path), { sha256: nativeSha256 });
		const found = reader.ok ? await read(reader.value) : reader;
		if (!found.ok) throw new RegisterDamaged(this.name, found.error.message);
		return found.value;
	}

	/** What a checkpoint of our own database says. */
	#treeHead(checkpoint: string): TreeHead {
		const note = parseNote(checkpoint);
		const head = note.ok ? parseCheckpoint(note.value.text) : note;
		if (!head.ok) throw new RegisterDamaged(this.name, head.error.message);
		return head.value;
	}
}
