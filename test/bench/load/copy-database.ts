import { insertAll } from '../../../server/db/insert-all.ts';
import type { Store } from '../../../server/db/store.ts';

/** Copies every row of one database into another, empty one, whatever their engines. */
export async function copyDatabase(from: Store, to: Store): Promise<void> {
	for (const name of Object.keys(from.t) as (keyof Store['t'])[]) {
		const rows = await from.db.select().from(from.t[name]);
		await to.tx((db) => insertAll(db, to.t[name], rows));
	}
}
