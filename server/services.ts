/** What the parts of the server share. Made once in main; nothing is global. */
import { writeAct, type Act } from './civic/journal/journal.ts';
import type { Keys } from './keys.ts';
import type { Db, Store } from './db/store.ts';
import type { RegisterStore } from './register/register-store.ts';
import type { Witnessing } from './register/witnessing.ts';
import type { Work } from './work/jobs.ts';
import type { Queues } from './work/queues.ts';

export type ServicesWithoutQueues = {
	readonly store: Store;
	readonly civic: RegisterStore<'civic'>;
	readonly box: RegisterStore<'ballot'>;
	readonly keys: Keys;
	/** Who must have cosigned the registers before the public sees them; nobody where it is missing. */
	readonly witnessing?: Witnessing;
	/** Heavy work on other threads. */
	readonly work: Work;
	/** POSIX seconds. */
	readonly now: () => number;
	/** SHA-256 of the list of the pages' files; none where only the API is served. */
	readonly pages?: string;
	/** Whether letters can be sent. */
	readonly sendsMail?: boolean;
	/** What published ballots say about where they were cast. */
	readonly community: { readonly name: string; readonly country: string };
	/** What an official is doing, where one is. */
	readonly act?: Act;
};

export type Services = ServicesWithoutQueues & {
	/** What arrives in great numbers is done in batches. */
	readonly queues: Queues;
};

/** Services inside a transaction: reads and writes go through its `db`. */
export type Inside = ServicesWithoutQueues & { readonly db: Db };

/** One decision: everything in it is durable when this resolves, or nothing; of an official, with its line in the journal. */
export async function decide<T>(
	services: ServicesWithoutQueues,
	work: (inside: Inside) => Promise<T>,
): Promise<T> {
	const { act, store } = services;
	const result = await store.tx(async (db) => {
		const done = await work({ ...services, db });
		if (act && !act.isWritten) await writeAct(services, db, act);
		return done;
	});
	if (act) act.isWritten = true;
	return result;
}
