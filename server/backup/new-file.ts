/** Files that are there whole and durable, or not at all, and never in place of others. */
import { randomBytes } from 'node:crypto';
import { access, open, rename, rm } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { BackupRefused } from './refused.ts';

/** Fills a file under a temporary name beside it, then gives it its name. @throws BackupRefused when there is a file of this name */
export async function makeFile(
	path: string,
	fill: (temporary: string) => Promise<void>,
): Promise<void> {
	await requireAbsent(path);
	const temporary = join(dirname(path), `.${basename(path)}-${randomBytes(6).toString('hex')}`);
	try {
		// What is in it is for its owner alone.
		await (await open(temporary, 'wx', 0o600)).close();
		await fill(temporary);
		await sync(temporary);
		await requireAbsent(path);
		await rename(temporary, path);
		await sync(dirname(path));
	} finally {
		await rm(temporary, { force: true });
	}
}

/** @throws BackupRefused when there is such a file */
export async function requireAbsent(path: string): Promise<void> {
	const isThere = await access(path).then(
		() => true,
		() => false,
	);
	if (isThere) throw new BackupRefused(`${path} exists: nothing is overwritten`);
}

async function sync(path: string): Promise<void> {
	const file = await open(path, 'r');
	try {
		await file.sync();
	} finally {
		await file.close();
	}
}
