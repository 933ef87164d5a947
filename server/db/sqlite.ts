/** Opens the embedded database: WAL, full synchronous writes, one writer at a time in this process and among processes. */
import Database from 'better-sqlite3';
import { drizzle } from 'drizzle-orm/better-sqlite3';
import { migrate } from 'drizzle-orm/better-sqlite3/migrator';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { schema } from './schema.sqlite.ts';
import type { Db, Store } from './store.ts';

const MIGRATIONS = fileURLToPath(new URL('../../migrations/sqlite', import.meta.url));
const MEMORY = ':memory:';

/** Opens a file, or `:memory:`, and brings its tables up to date. @throws Error when another process has it open for writing */
export function openSqlite(path: string): Store {
	const lock = path === MEMORY ? undefined : claim(path);
	const writer = keepStatements(new Database(path));
	configure(writer);
	migrate(drizzle(writer), { migrationsFolder: MIGRATIONS });
	const reader = path === MEMORY ? writer : keepStatements(new Database(path, { readonly: true }));
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

/** The database file of a data folder. */
export const databaseIn = (folder: string): string => join(folder, 'viche.sqlite');

/** Opens a file as it stands, for reading alone, while another process may write it. @throws Error when there is none */
export function readSqlite(path: string): Store {
	const reader = new Database(path, { readonly: true, fileMustExist: true });
	return {
		db: drizzle(reader) as unknown as Db,
		t: schema,
		tx: () => Promise.reject(new TypeError('the database was opened for reading')),
		isDuplicate,
		close: () => {
			reader.close();
			return Promise.resolve();
		},
	};
}

/**
 * Copies the state of this moment into one file, while another process may write. Sessions stay behind: in a copy that is used later
 * they would be those of people who have signed out since.
 * @throws Error when either file cannot be used, or the copy is damaged
 */
export async function copySqlite(from: string, to: string): Promise<void> {
	const source = new Database(from, { readonly: true, fileMustExist: true });
	try {
		// A read transaction holds the moment still: without one every write of the server would start the copy anew.
		source.exec('BEGIN; SELECT count(*) FROM sqlite_schema');
		await source.backup(to);
	} finally {
		source.close();
	}
	const copy = new Database(to);
	try {
		copy.pragma('journal_mode = DELETE');
		copy.pragma('secure_delete = ON');
		for (const table of [schema.sessions, schema.signIns]) drizzle(copy).delete(table).run();
		if (copy.pragma('integrity_check', { simple: true }) !== 'ok')
			throw new Error(`${from} is damaged`);
	} finally {
		copy.close();
	}
}

function configure(db: Database.Database): void {
	db.pragma('journal_mode = WAL');
	db.pragma('synchronous = FULL');
	db.pragma('foreign_keys = ON');
	db.pragma('recursive_triggers = ON');
	db.pragma('busy_timeout = 5000');
}

/** More than the platform has; how many values a list has makes texts of its own. */
const STATEMENTS = 500;

/** Makes a connection keep its statements by their texts: to prepare one takes longer than to run it. */
function keepStatements(db: Database.Database): Database.Database {
	const prepare = db.prepare.bind(db);
	const kept = new Map<string, Database.Statement>();
	db.prepare = ((text: string) => {
		if (kept.size > STATEMENTS) kept.clear();
		const statement = kept.get(text) ?? prepare(text);
		kept.set(text, statement);
		// As it comes from the connection: whoever wants rows as arrays says so each time.
		return statement.reader ? statement.raw(false) : statement;
	}) as typeof db.prepare;
	return db;
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
