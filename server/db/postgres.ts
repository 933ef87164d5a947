/** Opens a Postgres database, for several application processes. */
import { drizzle } from 'drizzle-orm/node-postgres';
import { migrate } from 'drizzle-orm/node-postgres/migrator';
import { fileURLToPath } from 'node:url';
import { Pool, type PoolClient } from 'pg';
import { schema } from './schema.pg.ts';
import type { Db, Store } from './store.ts';

const MIGRATIONS = fileURLToPath(new URL('../../migrations/pg', import.meta.url));
/** Any number that no other program of the database uses. */
const MIGRATION_LOCK = 6_815_744_021;
const MAX_TRIES = 10;

export async function openPostgres(url: string): Promise<Store> {
	const pool = new Pool({ connectionString: url, max: 20 });
	// A connection that breaks while idle is replaced; whoever uses one that breaks gets the error.
	pool.on('error', () => undefined);
	await withClient(pool, async (client) => {
		await client.query('SELECT pg_advisory_lock($1)', [MIGRATION_LOCK]);
		try {
			await migrate(drizzle(client), { migrationsFolder: MIGRATIONS });
		} finally {
			await client.query('SELECT pg_advisory_unlock($1)', [MIGRATION_LOCK]);
		}
	});
	const db = drizzle(pool);
	return {
		db: db as unknown as Db,
		t: schema,
		tx: (work) =>
			retrying(() =>
				db.transaction((inside) => work(inside as unknown as Db), {
					isolationLevel: 'read committed',
				}),
			),
		isDuplicate: (e) => codeOf(e) === '23505',
		close: () => pool.end(),
	};
}

async function withClient(pool: Pool, work: (client: PoolClient) => Promise<void>): Promise<void> {
	const client = await pool.connect();
	try {
		await work(client);
	} finally {
		client.release();
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
