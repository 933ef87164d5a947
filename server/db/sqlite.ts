/** Opens the embedded database: WAL, full synchronous writes, one writer at a time in this process and among processes. */
import Database from 'better-sqlite3';
import { drizzle } from 'drizzle-orm/better-sqlite3';
import { migrate } from 'drizzle-orm/better-sqlite3/migrator';
import { fileURLToPath } from 'node:url';
import { schema } from './schema.sqlite.ts';
import type { Db, Store } from './store.ts';

const MIGRATIONS = fileURLToPath(new URL('../../migrations/sqlite', import.meta.url));
const MEMORY = ':memory:';

/** Opens a file, or `:memory:`, and brings its tables up to date. @throws Error when another process has it open for writing */
export function openSqlite(path: string): Store {
	const lock = path === MEMORY ? undefined : claim(path);
	const writer = new Database(path);
	configure(writer);
	migrate(drizzle(writer), { migrationsFolder: MIGRATIONS });
	const reader = path === MEMORY ? writer : new Database(path, { readonly: true });
	const writing = drizzle(writer) as unknown as Db;
	const tx = oneAtATime(async <T>(work: (db: Db) => Promise<T>): Promise<T> => {
		writer.exec('BEGIN IMMEDIATE');
		try {
			const result = await work(writing);
			writer.exec('COMMIT');
			return result;
		} catch (e) {
			if (writer.inTransaction) writer.exec('ROLLBACK');
			throw e;
		}
	});
	return {
		db: drizzle(reader) as unknown as Db,
		t: schema,
		tx: tx,
		isDuplicate,
		close: () => {
			if (reader !== writer) reader.close();
			writer.close();
			lock?.close();
			return Promise.resolve();
		},
	};
}

function configure(db: Database.Database): void {
	db.pragma('journal_mode = WAL');
	db.pragma('synchronous = FULL');
	db.pragma('foreign_keys = ON');
	db.pragma('recursive_triggers = ON');
	db.pragma('busy_timeout = 5000');
}

/**
 * One application process a file: a second one would number entries on its own. The lock is the operating system's, on a file beside
 * the database, and goes with the process.
 */
function claim(path: string): Database.Database {
	const lock = new Database(`${path}-lock`, { timeout: 0 });
	try {
		lock.exec('BEGIN EXCLUSIVE');
	} catch (e) {
		lock.close();
		throw new Error(`${path} is in use by another process`, { cause: e });
	}
	return lock;
}

/** Calls wait for each other: the connection has one transaction. */
function oneAtATime<A, R>(run: (argument: A) => Promise<R>): (argument: A) => Promise<R> {
	let last: Promise<unknown> = Promise.resolve();
	return (argument) => {
		const result = last.then(() => run(argument));
		last = result.catch(() => undefined);
		return result;
	};
}

const isDuplicate = (e: unknown): boolean =>
	/^SQLITE_CONSTRAINT_(?:UNIQUE|PRIMARYKEY)$/.test(codeOf(e)) ||
	(e instanceof Error && e.cause !== undefined && isDuplicate(e.cause));

const codeOf = (e: unknown): string => (e instanceof Error && 'code' in e ? String(e.code) : '');
