/** Writes one register: entries chained by hash, tiles, and a signed checkpoint. */
import { createHash, randomBytes } from 'node:crypto';
import { bytesToHex, utf8ToBytes } from '../../../crypto/bytes.ts';
import { signCheckpoint } from '../../../crypto/register/checkpoint.ts';
import { encodeEntry, genesisHash, hashEntry } from '../../../crypto/register/entry.ts';
import type { Entry, RegisterKind } from '../../../crypto/register/entry-schema.ts';
import { TileWriter } from '../../../crypto/register/tiles.ts';
import {
	ED25519_KEY,
	encodeVerifierKey,
	verifierKeyOf,
	type Signer,
} from '../../../crypto/register/verifier-key.ts';

const sha256 = (bytes: Uint8Array): Uint8Array => createHash('sha256').update(bytes).digest();

/** An entry without what the register adds. */
export type NewEntry<K extends RegisterKind> =
	Entry<K> extends infer E ? (E extends unknown ? Omit<E, 'prev' | 'v'> : never) : never;

export class RegisterBuilder<K extends RegisterKind> {
	readonly #kind: K;
	/** Secret: whoever has it can sign another history. */
	readonly signer: Signer;
	readonly #tiles = new TileWriter(sha256);
	readonly #files = new Map<string, Uint8Array>();
	/** The bytes of every entry, in order. */
	readonly entries: Uint8Array[] = [];
	#head: string;

	constructor(kind: K, origin: string, seed: Uint8Array = randomBytes(32)) {
		this.#kind = kind;
		this.signer = { name: origin, seed };
		this.#head = genesisHash(verifierKeyOf(this.signer, ED25519_KEY));
	}

	/** The key that checkpoints are verified with. */
	get key(): string {
		return encodeVerifierKey(verifierKeyOf(this.signer, ED25519_KEY));
	}

	get size(): number {
		return this.entries.length;
	}

	/** The root over all entries, in hex. */
	root(): string {
		return bytesToHex(this.#tiles.root());
	}

	/** Appends an entry and gives its index. */
	append(entry: NewEntry<K>): number {
		const bytes = encodeEntry(this.#kind, {
			...entry,
			v: 1,
			prev: this.#head,
		} as unknown as Entry<K>);
		this.#head = hashEntry(bytes, sha256);
		for (const { path, bytes: tile } of this.#tiles.append(bytes)) this.#files.set(path, tile);
		return this.entries.push(bytes) - 1;
	}

	/** Everything that is served: tiles, bundles and the checkpoint. */
	files(): Map<string, Uint8Array> {
		const files = new Map(this.#files);
		for (const { path, bytes } of this.#tiles.partials()) files.set(path, bytes);
		const head = { size: this.size, root: this.#tiles.root() };
		files.set('checkpoint', utf8ToBytes(signCheckpoint(head, this.signer)));
		return files;
	}
}
