import { mkdtempSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Client } from 'pg';
import { openPostgres } from '../../server/db/postgres.ts';
import { openSqlite } from '../../server/db/sqlite.ts';
import type { Store } from '../../server/db/store.ts';

/** A database of its own for a test, and how it is removed. */
export type TestDatabase = {
	readonly open: () => Promise<Store>;
	/** Where another process finds it. */
	readonly url?: string;
	readonly remove: () => Promise<void>;
};

/** The engines that a test is run on. Postgres where a server is given; `.ci/run` always gives one. */
export const ENGINES: Readonly<Record<string, () => Promise<TestDatabase>>> = {
	'SQLite in memory': () =>
		Promise.resolve({
			open: () => Promise.resolve(openSqlite(':memory:')),
			remove: () => Promise.resolve(),
		}),
	'SQLite file': () => {
		const folder = mkdtempSync(join(tmpdir(), 'viche-db-'));
		return Promise.resolve({
			open: () => Promise.resolve(openSqlite(join(folder, 'viche.db'))),
			remove: () => rm(folder, { recursive: true }),
		});
	},
	...(process.env['VICHE_TEST_POSTGRES'] === undefined
		? {}
		: { Postgres: () => makePostgres(process.env['VICHE_TEST_POSTGRES']!) }),
};

async function makePostgres(url: string): Promise<TestDatabase> {
	const name = `viche_test_${process.pid}_${Math.floor(Math.random() * 1e9)}`;
	const admin = async (command: string) => {
		const client = new Client({ connectionString: url });
		await client.connect();
		await client.query(command);
		await client.end();
	};
	await admin(`CREATE DATABASE ${name}`);
	const own = new URL(url);
	own.pathname = `/${name}`;
	return {
		open: () => openPostgres(own.href),
		url: own.href,
		remove: () => admin(`DROP DATABASE ${name} WITH (FORCE)`),
	};
}

/** Runs with an open store on one engine. */
export async function withStore(
	make: () => Promise<TestDatabase>,
	work: (store: Store) => Promise<void>,
): Promise<void> {
	const database = await make();
	const store = await database.open();
	try {
		await work(store);
	} finally {
		await store.close();
		await database.remove();
	}
}
