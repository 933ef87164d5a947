/** Opens a Postgres database, for several application processes. */
import { drizzle } from 'drizzle-orm/node-postgres';
import { migrate } from 'drizzle-orm/node-postgres/migrator';
import { fileURLToPath } from 'node:url';
import { Pool, type PoolClient } from 'pg';
import { failureOf } from './failure.ts';
import { schema } from './schema.pg.ts';
import type { Db, Store } from './store.ts';

const MIGRATIONS = fileURLToPath(new URL('../../migrations/pg', import.meta.url));
/** Any number that no other program of the database uses. */
const MIGRATION_LOCK = 6_815_744_021;
const MAX_TRIES = 10;
/** For so long a request waits for a connection. */
const PATIENCE_MS = 15_000;

/** Opens it and brings its tables up to date. */
export async function openPostgres(url: string): Promise<Store> {
	const pool = makePool(url);
	await withClient(pool, async (client) => {
		await client.query('SELECT pg_advisory_lock($1)', [MIGRATION_LOCK]);
		try {
			await migrate(drizzle(client), { migrationsFolder: MIGRATIONS });
		} finally {
			await client.query('SELECT pg_advisory_unlock($1)', [MIGRATION_LOCK]);
		}
	});
	return storeOf(pool);
}

/** Opens it as it stands. */
export const readPostgres = (url: string): Store => storeOf(makePool(url));

function makePool(url: string): Pool {
	const pool = new Pool({ connectionString: url, max: 20, connectionTimeoutMillis: PATIENCE_MS });
	// A connection that breaks is replaced. Who uses it then gets the error, and needs no event, which would end the process.
	pool.on('error', () => undefined);
	pool.on('connect', (client) => client.on('error', () => undefined));
	return pool;
}

function storeOf(pool: Pool): Store {
	const db = drizzle(pool);
	return {
		db: db as unknown as Db,
		t: schema,
		tx: (work) =>
			retrying(() =>
				withClient(pool, (client) =>
					drizzle(client).transaction((inside) => work(inside as unknown as Db), {
						isolationLevel: 'read committed',
					}),
				),
			),
		isDuplicate: (e) => codeOf(e) === '23505',
		close: () => pool.end(),
	};
}

/** A connection goes back whatever happens: of a transaction that cannot even begin, the query builder would keep it for ever. */
async function withClient<T>(pool: Pool, work: (client: PoolClient) => Promise<T>): Promise<T> {
	const client = await pool.connect();
	let isBroken = false;
	try {
		return await work(client);
	} catch (e) {
		isBroken = failureOf(e) !== undefined;
		throw e;
	} finally {
		client.release(isBroken);
	}
}

/** Serialization failures and deadlocks are nobody's fault: the transaction is run again. */
async function retrying<T>(run: () => Promise<T>): Promise<T> {
	for (let tries = 1; ; tries++) {
		try {
			return await run();
		} catch (e) {
			if (tries === MAX_TRIES || !/^40(?:001|P01)$/.test(codeOf(e))) throw e;
		}
	}
}

function codeOf(e: unknown): string {
	if (!(e instanceof Error)) return '';
	return 'code' in e ? String(e.code) : codeOf(e.cause);
}
