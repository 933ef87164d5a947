/** The database as the rest of the server sees it: one set of tables, one way to write, whatever the engine. */
import type { BaseSQLiteDatabase } from 'drizzle-orm/sqlite-core';
import type { Schema } from './schema.ts';

/** What queries are made with. Results are always awaited; no engine's own methods. */
export type Db = Pick<
	BaseSQLiteDatabase<'async', unknown>,
	'select' | 'insert' | 'update' | 'delete' | 'with' | '$with' | '$count'
>;

export type Store = {
	/** Reads see what is committed. */
	readonly db: Db;
	readonly t: Schema;
	/**
	 * Runs writes as one decision: all of them are durable when it resolves, none if it rejects. May be run again after a conflict, so it
	 * must not act on anything outside. Pass its `db` on: transactions do not nest.
	 */
	readonly tx: <T>(work: (db: Db) => Promise<T>) => Promise<T>;
	/** Whether an error says that a row of this key exists. */
	readonly isDuplicate: (e: unknown) => boolean;
	readonly close: () => Promise<void>;
};
