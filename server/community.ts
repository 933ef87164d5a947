/** The community that the platform is for: made once, opened at every start. */
import { eq } from 'drizzle-orm';
import { z } from 'zod';
import { ConfigError } from './config.ts';
import type { Store } from './db/store.ts';
import { createRegisters, openPlatform } from './platform.ts';
import type { Services } from './services.ts';
import type { Work } from './work/jobs.ts';

const schema = z.object({
	/** Name under which the registers are known, for ever. */
	host: z.string().regex(/^[a-z0-9.-]{1,100}$/),
	name: z.string().min(1),
	country: z.string().min(1),
});
export type Community = z.infer<typeof schema>;

type Parts = {
	readonly store: Store;
	/** 32 bytes. Secret. */
	readonly masterKey: Uint8Array;
	readonly work: Work;
	readonly now: () => number;
	readonly parallel?: number;
	/** A C2SP tlog-policy, where witnesses watch the registers. */
	readonly witnessPolicy?: string | undefined;
};

const NAME = 'community';

/** Whether the database holds a community. */
export const hasCommunity = async (store: Store): Promise<boolean> =>
	(await readCommunity(store)) !== undefined;

/** Makes a community and its registers. @throws Error where there is one */
export async function createCommunity(parts: Parts, community: Community): Promise<Services> {
	const { store } = parts;
	if (await hasCommunity(store)) throw new Error('the database holds a community');
	await createRegisters({ ...parts, host: community.host, community });
	// Last, so that what was begun and not ended is no community.
	await store.tx(async (db) => {
		await db.insert(store.t.settings).values({ name: NAME, value: schema.parse(community) });
	});
	return await openCommunity(parts);
}

/** @throws ConfigError where there is no community; RegisterDamaged when a register is not what its checkpoint says */
export async function openCommunity(parts: Parts): Promise<Services> {
	const community = await readCommunity(parts.store);
	if (!community)
		throw new ConfigError('the database holds no community: make one with `viche create`');
	return await openPlatform({ ...parts, host: community.host, community });
}

async function readCommunity({ db, t }: Store): Promise<Community | undefined> {
	const [found] = await db.select().from(t.settings).where(eq(t.settings.name, NAME));
	return found && schema.parse(found.value);
}
