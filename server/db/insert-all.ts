/** Many rows in few statements. */
import type { Db } from './store.ts';

type Table = Parameters<Db['insert']>[0];

/** Rows of one statement: engines limit its parameters (SQLite: 32,766), and longer ones are not faster. */
const AT_ONCE = 500;

/** Inserts rows in their order; with `ignoring`, those whose key exists are passed over. */
export async function insertAll<T extends Table>(
	db: Db,
	table: T,
	rows: readonly T['$inferInsert'][],
	ignoring: 'nothing' | 'existing' = 'nothing',
): Promise<void> {
	for (let at = 0; at < rows.length; at += AT_ONCE) {
		const insert = db.insert(table).values(rows.slice(at, at + AT_ONCE) as never);
		await (ignoring === 'existing' ? insert.onConflictDoNothing() : insert);
	}
}
