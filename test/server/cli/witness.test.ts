/** Witnesses and the platform as operators start them: processes of their own. */
import assert from 'node:assert/strict';
import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { cp, mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { setTimeout as sleep } from 'node:timers/promises';
import { suite } from 'uvu';
import { sha256Hex } from '../../../crypto/hash.ts';
import { openCommunity } from '../../../server/community.ts';
import { databaseIn, openSqlite } from '../../../server/db/sqlite.ts';
import { readMasterKey } from '../../../server/master-key.ts';
import { decide } from '../../../server/services.ts';
import { workHere } from '../../../server/work/jobs.ts';
import { inFolder, MAIN, viche } from '../../support/command-line.ts';
import { startServer } from '../../support/server-process.ts';

const test = suite('server/cli/witness');

type Running = { readonly line: string; readonly stop: () => Promise<number | null> };

/** `viche witness serve`, once it has printed its line for a policy. */
async function serve(folder: string): Promise<Running> {
	const args = ['witness', 'serve', '--data', folder, '--port', '0'];
	const child: ChildProcess = spawn(process.execPath, [MAIN, ...args], {
		stdio: ['ignore', 'pipe', 'inherit'],
	});
	const [line] = (await once(createInterface(child.stdout!), 'line')) as [string];
	return {
		line,
		stop: async () => {
			const exited = once(child, 'exit');
			child.kill('SIGTERM');
			return ((await exited) as [number | null])[0];
		},
	};
}

const good = async (...args: readonly string[]): Promise<string> => {
	const { code, stdout, stderr } = await viche(...args);
	assert.equal(code, 0, stderr);
	return stdout.trim();
};

test('a witness is made once, knows only keys of logs, and says in one line what is wrong', () =>
	inFolder(async (folder) => {
		const data = join(folder, 'w');
		const key = await good('witness', 'create', '--data', data, '--name', 'w.example/1');
		assert.match(key, /^w\.example\/1\+[0-9a-f]{8}\+B/);
		const log = key.replace(/\+.*/, '');
		for (const args of [
			['create', '--data', data, '--name', 'w.example/1'],
			['create', '--data', join(folder, 'other'), '--name', 'two words'],
			['add-log', '--data', data, key],
			['add-log', '--data', data, log],
			['add-log', '--data', join(folder, 'none'), key],
			['serve', '--data', join(folder, 'none')],
			['serve', '--data', data, '--port', 'x'],
			['serve'],
		]) {
			const { code, stdout, stderr } = await viche('witness', ...args);
			assert.equal(code, 2, `${args.join(' ')}: ${stderr}`);
			assert.equal(stdout, '');
			assert.doesNotMatch(stderr, /\n\s+at /);
		}
		const { line, stop } = await serve(data);
		assert.match(line, /^witness w\.example\/1 w\.example\/1\+\S+ http:\/\/127\.0\.0\.1:\d+$/);
		assert.equal(line.split(' ')[2], key);
		assert.equal(await stop(), 0);
	}));

/** One more entry in the civic register of a stopped platform. */
async function appendTo(data: string): Promise<void> {
	const store = openSqlite(databaseIn(data));
	const masterKey = readMasterKey(data, undefined);
	const services = await openCommunity({ store, masterKey, work: workHere, now: () => 1 });
	await decide(services, ({ db, civic }) =>
		civic.append(db, [
			{ type: 'document', object: 'a', document: 'pages', version: 1, hash: sha256Hex(''), at: 1 },
		]),
	);
	await store.close();
}

/** The answer of an address, once it is this status. */
async function waitFor(url: string, status: number): Promise<string> {
	for (let tries = 0; tries < 150; tries++) {
		const answer = await fetch(url);
		if (answer.status === status) return answer.text();
		await sleep(200);
	}
	throw new Error(`${url} never answered ${status}`);
}

test('a community with three witnesses is public while two live, and does not start from an old copy', () =>
	inFolder(async (folder) => {
		const names = ['w1', 'w2', 'w3'];
		await Promise.all(
			names.map((name) =>
				good('witness', 'create', '--data', join(folder, name), '--name', `${name}.example`),
			),
		);
		const witnesses = await Promise.all(names.map((name) => serve(join(folder, name))));
		const lines = witnesses.map(({ line }) => line);
		const group = `group all 2 ${names.map((n) => `${n}.example`).join(' ')}`;
		const policyFile = join(folder, 'policy.txt');
		await writeFile(policyFile, [...lines, group, 'quorum all', ''].join('\n'));
		const data = join(folder, 'data');
		await mkdir(data);
		const environment = {
			VICHE_DEMO: 'true',
			VICHE_DEMO_VOTERS: '2',
			VICHE_WITNESS_POLICY: policyFile,
			VICHE_WITNESS_CADENCE: '0.1',
			VICHE_CADENCE: '3600',
			LOG_LEVEL: 'info',
		};
		let server = await startServer(data, environment);

		// Nobody knows the registers yet: they are told by the policy that the platform publishes.
		assert.equal((await fetch(`${server.url}/register/civic/checkpoint`)).status, 503);
		const policy = await (await fetch(`${server.url}/register/policy`)).text();
		const keys = [...policy.matchAll(/^log (\S+)$/gm)].map(([, key]) => key!);
		assert.equal(keys.length, 2);
		const introduce = async (name: string) => {
			await Promise.all(
				keys.map((key) => good('witness', 'add-log', '--data', join(folder, name), key)),
			);
		};
		await introduce('w1');
		assert.equal((await fetch(`${server.url}/register/civic/checkpoint`)).status, 503);
		await introduce('w2');
		await waitFor(`${server.url}/register/ballot/checkpoint`, 200);
		const checkpoint = await waitFor(`${server.url}/register/civic/checkpoint`, 200);
		assert.deepEqual(
			checkpoint
				.split('\n')
				.filter((l) => l.startsWith('— w'))
				.map((l) => l.split(' ')[1]),
			['w1.example', 'w2.example'],
		);

		// An observer who brings the policy.
		const votes = (await (await fetch(`${server.url}/api/v1/votes`)).json()) as {
			id: string;
			phase: string;
		}[];
		const { id } = votes.find(({ phase }) => phase === 'certified')!;
		const trust = join(folder, 'trust.json');
		await writeFile(trust, JSON.stringify({ format: 'viche-trust/v1', policy }));
		const record = `${server.url}/record/${id}/`;
		const verified = await viche('verify', record, '--trust', trust, '--json');
		assert.equal(verified.code, 0, verified.stdout);
		assert.doesNotMatch(verified.stdout, /register\.no-witnesses/);
		const strict = policy.replace(/^group all 2/m, 'group all 3');
		await writeFile(trust, JSON.stringify({ format: 'viche-trust/v1', policy: strict }));
		const refused = await viche('verify', record, '--trust', trust, '--json');
		assert.equal(refused.code, 1);
		assert.match(refused.stdout, /quorum/);

		assert.equal(await server.stop(), 0);
		await cp(data, join(folder, 'old'), { recursive: true });
		await appendTo(data);
		server = await startServer(data, environment);
		const sizeNow = async () =>
			Number((await waitFor(`${server.url}/register/civic/checkpoint`, 200)).split('\n')[1]);
		assert.equal(await sizeNow(), Number(checkpoint.split('\n')[1]) + 1);
		assert.equal(await server.stop(), 0);
		const stale = await startServer(join(folder, 'old'), environment).then(
			() => '',
			(e: unknown) => String(e),
		);
		assert.match(stale, /did not start/);
		assert.match(stale, /"witness":"w2.example".*a witness contradicts the register/);
		for (const witness of witnesses) assert.equal(await witness.stop(), 0);
	}));

test.run();
