/** Making a backup, while the server runs. */
import { copySqlite, databaseIn, readSqlite } from '../db/sqlite.ts';
import type { Store } from '../db/store.ts';
import { deriveBackupKey } from '../keys.ts';
import { makeFile } from './new-file.ts';
import { verifyRegisters, type RegisterState } from './registers.ts';
import { seal } from './seal.ts';

/**
 * Copies the database of a data folder, verifies the copy and seals it.
 * @param masterKey - 32 bytes. Secret
 * @param path - where the backup goes: nothing may be there
 * @returns what is in the backup
 * @throws BackupRefused when the path is taken; as {@link verifyRegisters}
 */
export async function makeBackup(
	folder: string,
	masterKey: Uint8Array,
	path: string,
): Promise<RegisterState[]> {
	let states: RegisterState[] = [];
	await makeFile(path, async (temporary) => {
		await copySqlite(databaseIn(folder), temporary);
		states = await reading(temporary, (store) => verifyRegisters(store, masterKey, []));
		await seal(temporary, deriveBackupKey(masterKey));
	});
	return states;
}

/** Reads a database file, which nobody writes. */
export async function reading<T>(path: string, work: (store: Store) => Promise<T>): Promise<T> {
	const store = readSqlite(path);
	try {
		return await work(store);
	} finally {
		await store.close();
	}
}
