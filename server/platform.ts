/** Puts the parts together: store, keys, registers, threads. */
import type { Store } from './db/store.ts';
import { deriveKeys } from './keys.ts';
import { RegisterStore } from './register/register-store.ts';
import type { Services } from './services.ts';
import type { Work } from './work/jobs.ts';

export type PlatformOptions = {
	readonly store: Store;
	/** 32 bytes. Secret. */
	readonly masterKey: Uint8Array;
	/** Name under which the registers are known, for ever. */
	readonly host: string;
	readonly community: Services['community'];
	readonly work: Work;
	readonly now: () => number;
};

/** Creates the registers where there are none. Another command than opening: a lost register is never begun anew by accident. */
export async function createRegisters(options: PlatformOptions): Promise<void> {
	const { civic, box } = servicesOf(options);
	await options.store.tx(async (db) => {
		await civic.create(db);
		await box.create(db);
	});
}

/** Opens the platform. @throws RegisterDamaged when a register is missing or not what its checkpoint says */
export async function openPlatform(options: PlatformOptions): Promise<Services> {
	const services = servicesOf(options);
	await services.civic.verify();
	await services.box.verify();
	return services;
}

function servicesOf({ store, masterKey, host, community, work, now }: PlatformOptions): Services {
	const keys = deriveKeys(masterKey, host);
	return {
		store,
		keys,
		community,
		work,
		now,
		civic: new RegisterStore(store, 'civic', keys.civic),
		box: new RegisterStore(store, 'ballot', keys.ballot),
	};
}
