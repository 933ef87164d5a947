/** The data folder of a server: a community with a vote that is open at OPENS. */
import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { bytesToHex } from '../../crypto/bytes.ts';
import { databaseIn, openSqlite } from '../../server/db/sqlite.ts';
import { startOpenVote, type Playing } from './open-vote.ts';
import { MASTER_KEY } from './platform.ts';

/** Makes it, does something with the platform in it, and closes it. @returns what was done */
export async function makeDataFolder<T>(
	data: string,
	work: (p: Playing) => Promise<T>,
): Promise<T> {
	await mkdir(data);
	await writeFile(join(data, 'master-key'), bytesToHex(MASTER_KEY));
	const store = openSqlite(databaseIn(data));
	const p = await startOpenVote(store);
	try {
		return await work(p);
	} finally {
		await p.close();
		await store.close();
	}
}
