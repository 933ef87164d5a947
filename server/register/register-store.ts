/**
 * A register in the database. Entries, tiles and the signed checkpoint change together, in the caller's transaction: whoever sees an
 * entry sees a checkpoint over it. Nothing is kept in memory, so several processes may write. Spec: SPEC §8.
 */
import { and, eq, inArray, sql } from 'drizzle-orm';

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
import type { RegisterKind } from '../../crypto/register/entry-schema.ts';
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
import { nativeSha256 } from './native-sha256.ts';
import type { Db, Store } from '../db/store.ts';

/** Thrown when what is stored is not a register: nothing may be appended to it and nobody should believe it. */
export class RegisterDamaged extends Error {
	constructor(register: string, what: string) {
		super(`register ${register}: ${what}`);
		this.name = 'RegisterDamaged';
	}
}

export type Head = { readonly size: number; readonly hash: string; readonly checkpoint: string };

/** Entries of one answer to the database. */
const PAGE = 1000;

export class RegisterStore<K extends RegisterKind> {
	readonly kind: K;
	readonly key: VerifierKey;
	readonly #store: Store;
	readonly #signer: Signer;

	/** @param signer - secret: whoever has it can sign another history */
	constructor(store: Store, kind: K, signer: Signer) {
		this.kind = kind;
		this.key = verifierKeyOf(signer, ED25519_KEY);
		this.#store = store;
		this.#signer = signer;
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
		const checkpoint = signCheckpoint({ size: 0, root: EMPTY_ROOT }, this.#signer);
		await db
			.insert(this.#store.t.heads)
			.values({ register: this.name, size: 0, hash: genesisHash(this.key), checkpoint });
	}

	/** Reads every entry again and compares chain, tree and checkpoint. @throws RegisterDamaged unless all agree */
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
			for (const bytes of page) tree.append(bytes);
		}
		const { size, root } = opened.value;
		if (size !== head.size || chain.size !== size || chain.hash !== head.hash)
			throw new RegisterDamaged(this.name, `has ${chain.size} entries, its head says ${head.size}`);
		if (!equalBytes(tree.root(), root))
			throw new RegisterDamaged(this.name, 'the entries have another root than the checkpoint');
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

	/** Appends in the caller's transaction and signs the new checkpoint. @returns the index of the first entry */
	async append(db: Db, added: readonly NewEntry<K>[]): Promise<number> {
		const { heads, entries, tiles } = this.#store.t;
		// Taking the row makes writers queue, on every engine.
		const [head] = await db
			.update(heads)
			.set({ size: sql`${heads.size}` })
			.where(eq(heads.register, this.name))
			.returning();
		if (!head) throw new RegisterDamaged(this.name, 'was never created');
		const writer = await this.#resume(db, head);
		let chain = { size: head.size, hash: head.hash };
		const files: TileFile[] = [];
		for (const entry of added) {
			const { bytes, head: next } = chainEntry(this.kind, chain, entry, nativeSha256);
			const row = {
				register: this.name,
				index: chain.size,
				bytes: Buffer.from(bytes),
				hash: next.hash,
			};
			await db.insert(entries).values(row);
			files.push(...writer.append(bytes));
			chain = next;
		}
		for (const { path, bytes } of [...files, ...writer.partials()])
			await db
				.insert(tiles)
				.values({ register: this.name, path, bytes: Buffer.from(bytes) })
				.onConflictDoNothing();
		const checkpoint = signCheckpoint({ size: chain.size, root: writer.root() }, this.#signer);
		await db
			.update(heads)
			.set({ ...chain, checkpoint })
			.where(eq(heads.register, this.name));
		return head.size;
	}

	async #resume(db: Db, { size, checkpoint }: Head): Promise<TileWriter> {
		const { tiles } = this.#store.t;
		const paths = partialPaths(size);
		const rows =
			paths.length === 0
				? []
				: await db
						.select()
						.from(tiles)
						.where(and(eq(tiles.register, this.name), inArray(tiles.path, paths)));
		const files = new Map(rows.map(({ path, bytes }) => [path, bytes as Uint8Array]));
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

	/** A file of the log as C2SP tools fetch it; `undefined` when there is none. */
	async file(path: string): Promise<Uint8Array | undefined> {
		if (path === 'checkpoint') return Buffer.from((await this.head()).checkpoint);
		const { tiles } = this.#store.t;
		const [row] = await this.#store.db
			.select({ bytes: tiles.bytes })
			.from(tiles)
			.where(and(eq(tiles.register, this.name), eq(tiles.path, path)));
		return row?.bytes;
	}

	/** Proves under the present checkpoint that entry `index` is here; `undefined` when it is not yet. Spec: SPEC §8.6 */
	async receipt(index: number, extra?: Uint8Array): Promise<string | undefined> {
		const { checkpoint } = await this.head();
		const head = this.#treeHead(checkpoint);
		if (index >= head.size) return undefined;
		const proof = await this.#fromTiles(head, (reader) => reader.proveInclusion(index));
		const receipt = { index, proof, note: checkpoint };
		return encodeReceipt(extra === undefined ? receipt : { ...receipt, extra });
	}

	/** The root of the first `size` entries; `undefined` when there are not so many. */
	async rootAt(size: number): Promise<Hash | undefined> {
		const head = this.#treeHead((await this.head()).checkpoint);
		if (size > head.size) return undefined;
		return this.#fromTiles(head, (reader) => reader.readRoot(size));
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
