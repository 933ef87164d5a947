/** What the parts of the server share. Made once in main; nothing is global. */
import type { Keys } from './keys.ts';
import type { Db, Store } from './db/store.ts';
import type { RegisterStore } from './register/register-store.ts';
import type { Work } from './work/jobs.ts';

export type Services = {
	readonly store: Store;
	readonly civic: RegisterStore<'civic'>;
	readonly box: RegisterStore<'ballot'>;
	readonly keys: Keys;
	/** Heavy work on other threads. */
	readonly work: Work;
	/** POSIX seconds. */
	readonly now: () => number;
	/** What published ballots say about where they were cast. */
	readonly community: { readonly name: string; readonly country: string };
};

/** Services inside a transaction: reads and writes go through its `db`. */
export type Inside = Services & { readonly db: Db };

/** One decision: everything in it is durable when this resolves, or nothing. */
export const decide = <T>(services: Services, work: (inside: Inside) => Promise<T>): Promise<T> =>
	services.store.tx((db) => work({ ...services, db }));
