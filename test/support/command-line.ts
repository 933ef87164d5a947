import { spawn } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

export const MAIN = fileURLToPath(new URL('../../server/cli/main.ts', import.meta.url));

export type Finished = {
	readonly code: number | null;
	readonly stdout: string;
	readonly stderr: string;
};

/** Runs `viche` with these arguments, as a person would. */
export const viche = (...args: readonly string[]): Promise<Finished> => vicheIn({}, ...args);

/** The same with further variables in the environment. */
export function vicheIn(
	environment: Readonly<Record<string, string>>,
	...args: readonly string[]
): Promise<Finished> {
	return new Promise((resolve, reject) => {
		const plain = { LC_ALL: 'C.UTF-8', LANG: 'C.UTF-8', FORCE_COLOR: undefined };
		const env = { ...process.env, ...plain, ...environment };
		const child = spawn(process.execPath, [MAIN, ...args], {
			env,
			stdio: ['ignore', 'pipe', 'pipe'],
		});
		const output = { stdout: '', stderr: '' };
		child.stdout.setEncoding('utf8').on('data', (text: string) => (output.stdout += text));
		child.stderr.setEncoding('utf8').on('data', (text: string) => (output.stderr += text));
		child.on('error', reject);
		child.on('close', (code) => {
			resolve({ code, ...output });
		});
	});
}

/** A .pb file of the fixtures. */
export const pabulibPath = (name: string): string =>
	fileURLToPath(new URL(`../fixtures/pabulib/instances/${name}.pb`, import.meta.url));

/** An empty folder that is gone afterwards. */
export async function inFolder(work: (folder: string) => Promise<void>): Promise<void> {
	const folder = await mkdtemp(join(tmpdir(), 'viche-'));
	try {
		await work(folder);
	} finally {
		await rm(folder, { recursive: true, force: true });
	}
}
