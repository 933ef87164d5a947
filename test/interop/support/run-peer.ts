import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { availableParallelism, tmpdir } from 'node:os';
import { join } from 'node:path';

const PEERS = join(import.meta.dirname, '../../../.peers');
const TIMEOUT_MS = 120_000;

export type Output = { code: number; stdout: string; stderr: string };
export type Options = { cwd: string; input?: string; env?: Record<string, string> };
/** Name → content of the files a command works on. */
export type Files = Record<string, string | Uint8Array>;

type Peer = 'belenios-tool' | 'tlogcheck';

/** Whether a peer's program was fetched. */
export const isInstalled = (name: Peer): boolean => existsSync(join(PEERS, name));

/** The path of a peer's program. @throws Error if it was not fetched: a test must not pass without it. */
export function peer(name: Peer): string {
	if (!isInstalled(name)) throw new Error(`${name} is missing: run test/interop/get-peers.sh`);
	return join(PEERS, name);
}

let free = availableParallelism();
const waiting: (() => void)[] = [];

/** Runs a program. At most one process per processor runs at a time, so callers may start many at once. */
export async function run(
	program: string,
	args: readonly string[],
	options: Options,
): Promise<Output> {
	if (free === 0) await new Promise<void>((go) => waiting.push(go));
	else free--;
	try {
		return await start(program, args, options);
	} finally {
		const next = waiting.shift();
		if (next) next();
		else free++;
	}
}

function start(program: string, args: readonly string[], { cwd, input, env }: Options) {
	return new Promise<Output>((resolve, reject) => {
		const child = spawn(program, args, {
			cwd,
			env: { ...process.env, ...env },
			timeout: TIMEOUT_MS,
		});
		const stdout: Buffer[] = [];
		const stderr: Buffer[] = [];
		child.stdout.on('data', (d: Buffer) => stdout.push(d));
		child.stderr.on('data', (d: Buffer) => stderr.push(d));
		child.stdin.on('error', () => undefined); // a program may end without reading its input
		child.stdin.end(input ?? '');
		child.on('error', reject);
		child.on('close', (code, signal) => {
			const text = (chunks: Buffer[]) => Buffer.concat(chunks).toString();
			if (code !== null) resolve({ code, stdout: text(stdout), stderr: text(stderr) });
			else reject(new Error(`${program} ${args.join(' ')}: ended by ${signal ?? '?'}`));
		});
	});
}

/** Makes a folder with these files, hands it to `work` and removes it. */
export async function withFolder<T>(files: Files, work: (dir: string) => Promise<T>): Promise<T> {
	const dir = await mkdtemp(join(tmpdir(), 'viche-interop-'));
	try {
		for (const [name, content] of Object.entries(files)) await writeFile(join(dir, name), content);
		return await work(dir);
	} finally {
		await rm(dir, { recursive: true });
	}
}
