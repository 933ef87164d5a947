/** Putting a backup in the place of a database that was lost. */
import { createReadStream, createWriteStream } from 'node:fs';
import { mkdir } from 'node:fs/promises';
import { pipeline } from 'node:stream/promises';
import { databaseIn } from '../db/sqlite.ts';
import { deriveBackupKey } from '../keys.ts';
import { reading } from './backup.ts';
import { makeFile, requireAbsent } from './new-file.ts';
import { verifyRegisters, type RegisterState } from './registers.ts';
import { unseal } from './seal.ts';

/**
 * Verifies a backup and makes it the database of a data folder that has none.
 * @param masterKey - 32 bytes. Secret
 * @param kept - signed checkpoints that somebody has kept: the backup must not be older than any of them
 * @returns what was restored
 * @throws BackupRefused when there is a database, or the backup was changed or is another community's; as {@link verifyRegisters}
 */
export async function restoreBackup(
	path: string,
	folder: string,
	masterKey: Uint8Array,
	kept: readonly string[],
): Promise<RegisterState[]> {
	const database = databaseIn(folder);
	// The engine would add what an earlier database left in these to the one that is restored.
	for (const rest of ['-wal', '-shm', '-journal']) await requireAbsent(database + rest);
	await mkdir(folder, { recursive: true, mode: 0o700 });
	let states: RegisterState[] = [];
	await makeFile(database, async (temporary) => {
		await pipeline(createReadStream(path), createWriteStream(temporary));
		await unseal(temporary, deriveBackupKey(masterKey));
		states = await reading(temporary, (store) => verifyRegisters(store, masterKey, kept));
	});
	return states;
}
