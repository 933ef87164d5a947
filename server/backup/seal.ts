/**
 * A backup is the database and, behind it, 32 bytes: HMAC-SHA256 of the database under a key of the community. Whoever keeps backups
 * cannot give somebody a role in one, or anything else, and a byte that has rotted is seen wherever it is.
 */
import { createHmac, timingSafeEqual } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { appendFile, open } from 'node:fs/promises';
import { BackupRefused } from './refused.ts';

const SEAL_BYTES = 32;

/** Appends the seal. @param key - 32 bytes. Secret */
export async function seal(path: string, key: Uint8Array): Promise<void> {
	await appendFile(path, await macOf(path, key));
}

/** Takes the seal off, and leaves the database. @param key - 32 bytes. Secret @throws BackupRefused when it is not the right one */
export async function unseal(path: string, key: Uint8Array): Promise<void> {
	const file = await open(path, 'r+');
	try {
		const { size } = await file.stat();
		const found = Buffer.alloc(SEAL_BYTES);
		await file.read(found, 0, SEAL_BYTES, Math.max(0, size - SEAL_BYTES));
		await file.truncate(Math.max(0, size - SEAL_BYTES));
		if (!timingSafeEqual(found, await macOf(path, key))) throw new BackupRefused(NOT_SEALED);
	} finally {
		await file.close();
	}
}

const NOT_SEALED =
	'this is no whole and unchanged backup of the community that has this master key';

async function macOf(path: string, key: Uint8Array): Promise<Buffer> {
	const mac = createHmac('sha256', key);
	for await (const chunk of createReadStream(path)) mac.update(chunk as Buffer);
	return mac.digest();
}
