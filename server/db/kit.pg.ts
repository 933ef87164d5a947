/** The same words for Postgres. Columns hold the same values; only their declarations differ. */
import { sql } from 'drizzle-orm';
import {
	bigint,
	boolean,
	check,
	customType,
	foreignKey,
	index,
	jsonb,
	pgTable,
	primaryKey,
	text,
	uniqueIndex,
} from 'drizzle-orm/pg-core';
import type { Kit } from './kit.sqlite.ts';

const bytea = customType<{ data: Buffer; driverData: Buffer }>({ dataType: () => 'bytea' });

export const kit = {
	table: pgTable,
	text: (name: string) => text(name),
	int: (name: string) => bigint(name, { mode: 'number' }),
	time: (name: string) => bigint(name, { mode: 'number' }),
	bool: (name: string) => boolean(name),
	json: <T>(name: string) => jsonb(name).$type<T>(),
	bytes: (name: string) => bytea(name),
	index,
	uniqueIndex,
	// eslint-disable-next-line @typescript-eslint/no-deprecated -- one of its overloads is, not this use
	primaryKey,
	foreignKey,
	check,
	sql,
} satisfies Record<keyof Kit, unknown> as unknown as Kit;
