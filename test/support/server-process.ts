/** The platform as operators start it: server/main.ts in a process of its own. */
import { fork, spawn } from 'node:child_process';
import { once } from 'node:events';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const MAIN = fileURLToPath(new URL('../../server/main.ts', import.meta.url));

export type ServerProcess = { readonly url: string; readonly stop: () => Promise<number | null> };

/** Starts on a folder that holds a community, or with `VICHE_DEMO` makes one. */
export async function startServer(
	folder: string,
	environment: Readonly<Record<string, string>> = {},
): Promise<ServerProcess> {
	const provider = join(folder, 'provider.json');
	await writeFile(
		provider,
		JSON.stringify({ issuer: 'http://127.0.0.1:9', clientId: 'viche', clientSecret: 'secret' }),
	);
	const server = fork(MAIN, {
		env: {
			...process.env,
			VICHE_DATA: folder,
			VICHE_PROVIDER: provider,
			PORT: '0',
			...environment,
		},
		stdio: ['ignore', 'pipe', 'inherit', 'ipc'],
	});
	const url = await addressOf(server.stdout!);
	return {
		url,
		stop: async () => {
			if (server.exitCode !== null) return server.exitCode;
			const exited = once(server, 'exit');
			server.kill('SIGTERM');
			const [code] = (await exited) as [number | null];
			return code;
		},
	};
}

/** Starts a server, which is expected to end. @returns what it says */
export function refusedStart(
	folder: string,
	environment: Readonly<Record<string, string>> = {},
): Promise<{ readonly code: number | null; readonly said: string }> {
	const own = { VICHE_DATA: folder, VICHE_PROVIDER: join(folder, 'none'), PORT: '0' };
	return new Promise((resolve) => {
		const server = spawn(process.execPath, [MAIN], {
			env: { ...process.env, ...own, ...environment },
			stdio: ['ignore', 'ignore', 'pipe'],
			timeout: 60_000,
		});
		let said = '';
		server.stderr.setEncoding('utf8').on('data', (text: string) => (said += text));
		server.on('close', (code) => {
			resolve({ code, said });
		});
	});
}

/** Where the server says that it listens. */
async function addressOf(output: AsyncIterable<unknown>): Promise<string> {
	let text = '';
	for await (const chunk of output) {
		text += String(chunk);
		const url = /"url":"([^"]+)"/.exec(text)?.[1];
		if (url !== undefined) return url;
	}
	throw new Error(`the server did not start: ${text}`);
}
