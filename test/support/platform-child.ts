/** The platform in a process of its own that a test kills: platform-process.ts, and how to speak with it. */
import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { fill, type Booth, type Playing } from './open-vote.ts';
import type { RunningPlatform } from './platform.ts';
import type { Answer } from './unchanged.ts';

const PROGRAM = fileURLToPath(new URL('./platform-process.ts', import.meta.url));

export type PlatformChild = {
	readonly child: ChildProcess;
	readonly url: string;
	/** The vote that is open. */
	readonly id: string;
};

const alive = new Set<PlatformChild>();

/**
 * @param database - a file, or the address of a Postgres database
 * @param wrapper - a command that runs another
 */
export async function startChild(
	database: string,
	how: 'begin' | 'resume',
	wrapper: readonly string[] = [],
): Promise<PlatformChild> {
	const [command, ...args] = [...wrapper, process.execPath, PROGRAM, database, how];
	const child = spawn(command, args, { stdio: ['ignore', 'pipe', 'inherit'] });
	const started = once(createInterface(child.stdout), 'line') as Promise<[string]>;
	const failed = once(child, 'exit').then(() => {
		throw new Error('the platform did not start');
	});
	const [line] = await Promise.race([started, failed]);
	failed.catch(() => undefined);
	const running = { child, ...(JSON.parse(line) as { url: string; id: string }) };
	alive.add(running);
	return running;
}

/** What a test leaves running, whatever became of it, ends with it. */
export async function killChildren(): Promise<void> {
	for (const running of alive) await killChild(running);
}

export async function killChild(running: PlatformChild): Promise<void> {
	alive.delete(running);
	const { child } = running;
	if (child.exitCode !== null || child.signalCode !== null) return;
	const exited = once(child, 'exit');
	child.kill('SIGKILL');
	await exited;
}

/** Calls an API whose faults are answers like others. A process that dies rejects. */
export const callTo =
	(url: string): RunningPlatform['call'] =>
	async (account, method, path, body) => {
		const response = await fetch(`${url}/api/v1${path}`, {
			method,
			headers: {
				'content-type': 'application/json',
				...(account === undefined ? {} : { cookie: `session=${account}` }),
			},
			...(body === undefined ? {} : { body: JSON.stringify(body) }),
		});
		return { status: response.status, body: (await response.json()) as Record<string, unknown> };
	};

export const playingAt = ({ url, id }: Pick<PlatformChild, 'url' | 'id'>): Playing =>
	({ call: callTo(url), id, url }) as unknown as Playing;

/** What became of many casts: hashes of ballots, and answers. */
export type Ledger = { readonly acknowledged: Set<string>; readonly refused: Answer[] };
export const newLedger = (): Ledger => ({ acknowledged: new Set(), refused: [] });

/** Casts one ballot after the other while `goesOn`, each as soon as the last is answered. */
export async function castOn(
	p: Playing,
	booth: Booth,
	{ acknowledged, refused }: Ledger,
	goesOn: () => boolean,
): Promise<void> {
	for (let n = 0; goesOn(); n++) {
		const filled = await fill(p, booth, [n % 4]);
		const answer = await p.call(undefined, 'POST', `/votes/${p.id}/ballots`, filled);
		if (answer.status === 200) acknowledged.add(answer.body['ballot'] as string);
		else refused.push(answer);
	}
}
