/** Makes the database of a demo where there is none: wholly or not at all. */
import { existsSync, renameSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { createCommunity } from '../community.ts';
import { openSqlite } from '../db/sqlite.ts';
import { createMasterKey, readMasterKey } from '../master-key.ts';
import type { Work } from '../work/jobs.ts';
import { seedDemo } from './seed.ts';

const COMMUNITY = { host: 'demo.viche', name: 'Зразкова громада', country: 'Україна' };

/** @param voters - how many ballots of the real vote are played */
export async function prepareDemo(
	folder: string,
	databasePath: string,
	work: Work,
	voters: number,
): Promise<void> {
	if (existsSync(databasePath)) return;
	if (!existsSync(join(folder, 'master-key'))) createMasterKey(folder);
	const path = join(folder, 'seed.sqlite');
	for (const rest of ['', '-wal', '-shm', '-lock']) rmSync(path + rest, { force: true });
	const store = openSqlite(path);
	const clock = { now: Math.floor(Date.now() / 1000) };
	const masterKey = readMasterKey(folder, undefined);
	const services = await createCommunity(
		{ store, masterKey, work, now: () => clock.now },
		COMMUNITY,
	);
	await seedDemo(services, clock, voters);
	await store.close();
	renameSync(path, databasePath);
	rmSync(`${path}-lock`, { force: true });
}
