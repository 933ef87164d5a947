/** The words in which the schema is written, for SQLite. */
import { sql } from 'drizzle-orm';
import {
	blob,
	check,
	foreignKey,
	index,
	integer,
	primaryKey,
	sqliteTable,
	text,
	uniqueIndex,
} from 'drizzle-orm/sqlite-core';

export const kit = {
	table: sqliteTable,
	text: (name: string) => text(name),
	/** A whole number below 2^53. */
	int: (name: string) => integer(name),
	/** POSIX seconds. */
	time: (name: string) => integer(name),
	bool: (name: string) => integer(name, { mode: 'boolean' }),
	json: <T>(name: string) => text(name, { mode: 'json' }).$type<T>(),
	bytes: (name: string) => blob(name, { mode: 'buffer' }),
	index,
	uniqueIndex,
	// eslint-disable-next-line @typescript-eslint/no-deprecated -- one of its overloads is, not this use
	primaryKey,
	// eslint-disable-next-line @typescript-eslint/no-deprecated -- one of its overloads is, not this use
	foreignKey,
	check,
	sql,
};
export type Kit = typeof kit;
