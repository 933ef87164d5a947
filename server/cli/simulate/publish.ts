/** Writes a record to disk so that it is there whole or not at all. */
import { chmod, mkdir, mkdtemp, readdir, rename, rm, rmdir, writeFile } from 'node:fs/promises';
import { basename, dirname, join, resolve } from 'node:path';

/** Thrown when a record cannot be written where it is wanted. */
export class PublishError extends Error {}

/** Whether a record may be written there: there is nothing, or an empty folder. @throws PublishError if not. */
export async function requireFree(folder: string): Promise<void> {
	const found = await readdir(folder).catch((e: unknown) => {
		if ((e as NodeJS.ErrnoException).code === 'ENOENT') return [];
		throw new PublishError(`${folder} is not a folder that can be written to`);
	});
	if (found.length > 0) throw new PublishError(`${folder} is not empty`);
}

/** Writes all files under a temporary name beside the folder, then renames. Leaves nothing behind when it fails. */
export async function publish(
	files: ReadonlyMap<string, Uint8Array>,
	folder: string,
): Promise<void> {
	await requireFree(folder);
	const target = resolve(folder);
	await mkdir(dirname(target), { recursive: true });
	const temporary = await mkdtemp(join(dirname(target), `.${basename(target)}-`));
	try {
		for (const [path, bytes] of files) {
			const file = join(temporary, path);
			await mkdir(dirname(file), { recursive: true });
			await writeFile(file, bytes);
		}
		// A temporary folder is its owner's alone; a record is everybody's.
		await chmod(temporary, 0o755);
		await rmdir(target).catch(() => undefined);
		await rename(temporary, target);
	} catch (e) {
		await rm(temporary, { recursive: true, force: true });
		throw e;
	}
}
