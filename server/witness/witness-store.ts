/**
 * What a witness remembers: for each log its key and the checkpoint that it cosigned last. A folder of its own with a small database;
 * restored from a backup it would forget what it has cosigned, and cosign a fork.
 */
import Database from 'better-sqlite3';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { randomBytes } from 'node:crypto';
import { join } from 'node:path';
import { z } from 'zod';
import { parseHex } from '../../crypto/bytes.ts';
import { sha256Hex } from '../../crypto/hash.ts';
import {
	COSIGNATURE_KEY,
	ED25519_KEY,
	encodeVerifierKey,
	isKeyName,
	parseVerifierKey,
	verifierKeyOf,
	type Signer,
} from '../../crypto/register/verifier-key.ts';

/** Thrown when an operator asks for what a witness cannot do. */
export class WitnessRefused extends Error {}

/** A log that the witness knows, and how far. */
export type KnownLog = {
	readonly origin: string;
	/** Its verifier key, of type 0x01. */
	readonly key: string;
	/** 0 until the first cosignature. */
	readonly size: number;
	/** Hex. */
	readonly root: string;
	/** The checkpoint with the log's signature and the cosignature. */
	readonly note: string;
};

const TABLE = `
	CREATE TABLE IF NOT EXISTS logs (
		id TEXT PRIMARY KEY NOT NULL,
		origin TEXT NOT NULL UNIQUE,
		key TEXT NOT NULL,
		size INTEGER NOT NULL DEFAULT 0,
		root TEXT NOT NULL DEFAULT '',
		note TEXT NOT NULL DEFAULT ''
	) STRICT;
	CREATE TRIGGER IF NOT EXISTS logs_shrink BEFORE UPDATE ON logs WHEN NEW.size < OLD.size
	BEGIN SELECT RAISE(ABORT, 'a log never shrinks'); END;
`;
const keyFile = (folder: string): string => join(folder, 'witness-key.json');
const keySchema = z.object({ name: z.string().refine(isKeyName), seed: z.string() });

/** Makes the key of a witness. @returns its verifier key @throws WitnessRefused, Error where there is one */
export function createWitness(folder: string, name: string): string {
	if (!isKeyName(name))
		throw new WitnessRefused(`--name ${name}: a name without spaces and plus signs is needed`);
	mkdirSync(folder, { recursive: true, mode: 0o700 });
	const seed = randomBytes(32);
	const text = `${JSON.stringify({ name, seed: seed.toString('hex') })}\n`;
	writeFileSync(keyFile(folder), text, { mode: 0o600, flag: 'wx' });
	return encodeVerifierKey(verifierKeyOf({ name, seed }, COSIGNATURE_KEY));
}

/** The name and key of a witness. Secret. @throws WitnessRefused, Error where there is none */
export function readWitness(folder: string): Signer {
	const read = keySchema.safeParse(JSON.parse(readFileSync(keyFile(folder), 'utf8')));
	const seed = read.success ? parseHex(read.data.seed) : undefined;
	if (seed?.length !== 32) throw new WitnessRefused(`${keyFile(folder)}: not the key of a witness`);
	return { name: read.data!.name, seed };
}

export class WitnessStore {
	readonly #db: Database.Database;

	constructor(folder: string) {
		this.#db = new Database(join(folder, 'witness.sqlite'));
		this.#db.pragma('journal_mode = WAL');
		this.#db.pragma('synchronous = FULL');
		this.#db.pragma('busy_timeout = 5000');
		this.#db.exec(TABLE);
	}

	/** Makes a log known. @returns its origin @throws WitnessRefused when it is no log's key, or the origin has another */
	addLog(text: string): string {
		const key = parseVerifierKey(text);
		if (!key.ok || key.value.type !== ED25519_KEY)
			throw new WitnessRefused('a verifier key of type 0x01 is needed: name+hash+key');
		const { name } = key.value;
		const known = this.find(name);
		if (known && known.key !== text)
			throw new WitnessRefused(`${name} is known under another key, which it keeps`);
		this.#db
			.prepare('INSERT INTO logs (id, origin, key) VALUES (?, ?, ?) ON CONFLICT DO NOTHING')
			.run(sha256Hex(name), name, text);
		return name;
	}

	find(origin: string): KnownLog | undefined {
		return this.#db
			.prepare<[string], KnownLog>(
				'SELECT origin, key, size, root, note FROM logs WHERE origin = ?',
			)
			.get(origin);
	}

	/** The last cosigned checkpoint of a log. @param id - SHA-256 of its origin in hex */
	findNote(id: string): string | undefined {
		const row = this.#db
			.prepare<[string], Pick<KnownLog, 'note'>>('SELECT note FROM logs WHERE id = ?')
			.get(id);
		return row?.note === '' ? undefined : row?.note;
	}

	/**
	 * Lets `decide` see what is known of a log, and remembers what it returns, as one act among all processes: durable when this returns.
	 * It rolls back when `decide` throws.
	 */
	advance<T>(
		origin: string,
		decide: (known: KnownLog, remember: (next: Omit<KnownLog, 'origin' | 'key'>) => void) => T,
	): T {
		const update = this.#db.prepare(
			'UPDATE logs SET size = ?, root = ?, note = ? WHERE origin = ?',
		);
		const act = this.#db.transaction(() =>
			decide(this.find(origin)!, ({ size, root, note }) => {
				update.run(size, root, note, origin);
			}),
		);
		return act.immediate();
	}

	close(): void {
		this.#db.close();
	}
}
