/** The process dies at any moment. No acknowledged ballot is lost, and the registers go on where they were. */
import assert from 'node:assert/strict';
import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { eq } from 'drizzle-orm';
import { suite } from 'uvu';
import { openSqlite } from '../../server/db/sqlite.ts';
import { inFolder } from '../support/command-line.ts';
import { fill, pageOf, takeToken, VOTERS, type Booth, type Playing } from '../support/open-vote.ts';
import { startPlatform, type RunningPlatform } from '../support/platform.ts';

const test = suite('fault/killed');
const PROGRAM = fileURLToPath(new URL('../support/platform-process.ts', import.meta.url));

type Running = { readonly child: ChildProcess; readonly url: string; readonly id: string };

async function start(database: string, how: 'begin' | 'resume'): Promise<Running> {
	const child = spawn(process.execPath, [PROGRAM, database, how], {
		stdio: ['ignore', 'pipe', 'inherit'],
	});
	const [line] = (await once(createInterface(child.stdout), 'line')) as [string];
	return { child, ...(JSON.parse(line) as { url: string; id: string }) };
}

/** Calls the API of a process. A process that dies rejects. */
const callTo =
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

const playingAt = ({ url, id }: Running): Playing =>
	({ call: callTo(url), id, url }) as unknown as Playing;

/** Casts one ballot after the other until the process dies. @returns the hashes that were acknowledged */
async function castUntilDeath(p: Playing, booth: Booth, acknowledged: Set<string>): Promise<void> {
	try {
		for (let n = 0; ; n++) {
			const filled = await fill(p, booth, [n % 4]);
			const { status, body } = await p.call(undefined, 'POST', `/votes/${p.id}/ballots`, filled);
			assert.equal(status, 200, JSON.stringify(body));
			acknowledged.add(body['ballot'] as string);
		}
	} catch (e) {
		if (!(e instanceof TypeError)) throw e;
	}
}

test('killed again and again while ballots are cast, nothing acknowledged is lost', () =>
	inFolder(async (folder) => {
		const database = join(folder, 'viche.db');
		let running = await start(database, 'begin');
		const booths = await Promise.all(VOTERS.map((voter) => takeToken(playingAt(running), voter)));
		const acknowledged = new Set<string>();
		for (const lifetime of [700, 400, 900]) {
			const casting = booths.map((booth) =>
				castUntilDeath(playingAt(running), booth, acknowledged),
			);
			setTimeout(() => running.child.kill('SIGKILL'), lifetime);
			await Promise.all(casting);
			if (running.child.exitCode === null && running.child.signalCode === null)
				await once(running.child, 'exit');
			running = await start(database, 'resume');
		}
		const { cast } = await pageOf(playingAt(running));
		assert.ok(cast > 0);
		running.child.kill('SIGKILL');
		await once(running.child, 'exit');
		assert.ok(acknowledged.size > 10, `only ${acknowledged.size} ballots were acknowledged`);
		const store = openSqlite(database);
		const { t } = store;
		const rows = await store.db
			.select({ hash: t.ballots.hash })
			.from(t.ballots)
			.where(eq(t.ballots.vote, running.id));
		const kept = new Set(rows.map((r) => r.hash));
		assert.deepEqual(
			[...acknowledged].filter((hash) => !kept.has(hash)),
			[],
		);
		const platform = await startPlatform(store, { now: 0 }, false);
		await platform.close();
		await store.close();
	}));

test('a second process on the same database is refused', () =>
	inFolder(async (folder) => {
		const database = join(folder, 'viche.db');
		const { child } = await start(database, 'begin');
		assert.throws(() => openSqlite(database), /in use by another process/);
		child.kill('SIGKILL');
		await once(child, 'exit');
		await openSqlite(database).close();
	}));

test.run();
