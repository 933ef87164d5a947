/** A disk of a few megabytes that only the processes of a test see, and that goes with them. */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createWriteStream } from 'node:fs';
import { rm } from 'node:fs/promises';
import { createInterface } from 'node:readline';
import { join } from 'node:path';
import { pipeline } from 'node:stream/promises';

export type SmallDisk = {
	/** Where processes that are started with `wrapper` find it. */
	readonly folder: string;
	readonly wrapper: readonly string[];
	/** Fills it to the last byte, and frees what was filled. */
	readonly fill: () => Promise<void>;
	readonly free: () => Promise<void>;
};

/** @param folder - an empty one, on which it is mounted. A machine that cannot mount fails the test. */
export async function withSmallDisk(
	folder: string,
	megabytes: number,
	work: (disk: SmallDisk) => Promise<void>,
): Promise<void> {
	// Who is not root is root in a namespace of their own.
	const asRoot = process.getuid?.() === 0 ? [] : ['--map-root-user'];
	const mount = `mount -t tmpfs -o size=${megabytes}m tmpfs "$0" && echo mounted && exec cat`;
	const holder = spawn('unshare', [...asRoot, '--mount', 'sh', '-c', mount, folder], {
		stdio: ['pipe', 'pipe', 'inherit'],
	});
	const ended = once(holder, 'exit');
	try {
		const line = once(createInterface(holder.stdout), 'line');
		await Promise.race([line, ended.then(() => Promise.reject(new Error('nothing was mounted')))]);
		const filler = join(`/proc/${holder.pid}/root`, folder, 'filler');
		const asThem = asRoot.length === 0 ? [] : ['--user', '--preserve-credentials'];
		await work({
			folder,
			wrapper: ['nsenter', '--target', String(holder.pid), ...asThem, '--mount'],
			fill: () => fillUp(filler),
			free: () => rm(filler),
		});
	} finally {
		holder.stdin.end();
		await ended;
	}
}

async function fillUp(path: string): Promise<void> {
	const zeros = function* () {
		for (;;) yield Buffer.alloc(4096);
	};
	await pipeline(zeros, createWriteStream(path, { highWaterMark: 1 })).catch((e: unknown) => {
		if ((e as NodeJS.ErrnoException).code !== 'ENOSPC') throw e;
	});
}
