/** What the parts of the server share. Made once in main; nothing is global. */
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
};

export type Services = ServicesWithoutQueues & {
	/** What arrives in great numbers is done in batches. */
	readonly queues: Queues;
};

/** Services inside a transaction: reads and writes go through its `db`. */
export type Inside = ServicesWithoutQueues & { readonly db: Db };

/** One decision: everything in it is durable when this resolves, or nothing. */
export const decide = <T>(
	services: ServicesWithoutQueues,
	work: (inside: Inside) => Promise<T>,
): Promise<T> => services.store.tx((db) => work({ ...services, db }));
