/** Puts the parts together: store, keys, registers, threads. */
import { verifyBallots } from './ballots/verify.ts';
import type { Store } from './db/store.ts';
import { deriveKeys } from './keys.ts';
import { RegisterStore } from './register/register-store.ts';
import { readWitnessing } from './register/witnessing.ts';
import type { Services } from './services.ts';
import type { Work } from './work/jobs.ts';
import { makeQueues } from './work/queues.ts';

export type PlatformOptions = {
	readonly store: Store;
	/** 32 bytes. Secret. */
	readonly masterKey: Uint8Array;
	/** Name under which the registers are known, for ever. */
	readonly host: string;
	readonly community: Services['community'];
	/** A C2SP tlog-policy: who must have cosigned the registers before the public sees them. */
	readonly witnessPolicy?: string | undefined;
	readonly work: Work;
	readonly now: () => number;
	/** How many batches are under way at a time; what one waits for, another can use. */
	readonly parallel?: number;
};

/** Creates the registers where there are none. Another command than opening: a lost register is never begun anew by accident. */
export async function createRegisters(options: PlatformOptions): Promise<void> {
	const { civic, box } = servicesOf(options);
	await options.store.tx(async (db) => {
		await civic.create(db);
		await box.create(db);
	});
}

/** Opens the platform. @throws RegisterDamaged when a register is missing or not what its checkpoint says, or a published ballot is */
export async function openPlatform(options: PlatformOptions): Promise<Services> {
	const services = servicesOf(options);
	await services.civic.verify();
	await services.box.verify();
	await verifyBallots(services);
	return services;
}

function servicesOf(options: PlatformOptions): Services {
	const { store, masterKey, host, community, work, now, witnessPolicy, parallel = 2 } = options;
	const keys = deriveKeys(masterKey, host);
	const isWitnessed = witnessPolicy !== undefined;
	const civic = new RegisterStore(store, 'civic', keys.civic, isWitnessed);
	const box = new RegisterStore(store, 'ballot', keys.ballot, isWitnessed);
	const services = {
		store,
		keys,
		community,
		work,
		now,
		civic,
		box,
		...(isWitnessed ? { witnessing: readWitnessing(witnessPolicy, [civic.key, box.key]) } : {}),
	};
	return { ...services, queues: makeQueues(services, parallel) };
}
