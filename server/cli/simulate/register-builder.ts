/** Writes one register: entries chained by hash, tiles, and a signed checkpoint. */
import { randomBytes } from 'node:crypto';
import { bytesToHex, utf8ToBytes } from '../../../crypto/bytes.ts';
import { signCheckpoint } from '../../../crypto/register/checkpoint.ts';
import {
	chainEntry,
	genesisHash,
	type ChainHead,
	type NewEntry,
} from '../../../crypto/register/entry.ts';
import type { RegisterKind } from '../../../crypto/register/entry-schema.ts';
import { TileWriter } from '../../../crypto/register/tiles.ts';
import {
	ED25519_KEY,
	encodeVerifierKey,
	verifierKeyOf,
	type Signer,
} from '../../../crypto/register/verifier-key.ts';
import { nativeSha256 as sha256 } from '../../register/native-sha256.ts';

export class RegisterBuilder<K extends RegisterKind> {
	readonly #kind: K;
	/** Secret: whoever has it can sign another history. */
	readonly signer: Signer;
	readonly #tiles = new TileWriter(sha256);
	readonly #files = new Map<string, Uint8Array>();
	/** The bytes of every entry, in order. */
	readonly entries: Uint8Array[] = [];
	#head: ChainHead;

	constructor(kind: K, origin: string, seed: Uint8Array = randomBytes(32)) {
		this.#kind = kind;
		this.signer = { name: origin, seed };
		this.#head = { size: 0, hash: genesisHash(verifierKeyOf(this.signer, ED25519_KEY)) };
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
		const { bytes, head } = chainEntry(this.#kind, this.#head, entry, sha256);
		this.#head = head;
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
