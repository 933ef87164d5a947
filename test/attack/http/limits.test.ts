/** Somebody who asks too often, or never ends asking: they are told to wait, and nobody else is. */
import assert from 'node:assert/strict';
import { once } from 'node:events';
import { connect } from 'node:net';
import { suite } from 'uvu';
import { LIMITS, makeLimits } from '../../../server/http/limits.ts';
import { ENGINES, withStore } from '../../support/databases.ts';
import { startPlatform } from '../../support/platform.ts';
import { inFolder, viche } from '../../support/command-line.ts';
import { startServer } from '../../support/server-process.ts';

const test = suite('attack/http/limits');

test('too many casts from one address are refused with a time to wait; reading goes on', () =>
	withStore(ENGINES['SQLite in memory']!, async (store) => {
		const p = await startPlatform(store, { now: 0 }, true, makeLimits());
		const cast = () =>
			fetch(`${p.url}/api/v1/votes/x/ballots`, {
				method: 'POST',
				headers: { 'content-type': 'application/json' },
				body: '{}',
			});
		for (let i = 0; i < LIMITS.cast; i++) assert.equal((await cast()).status, 400);
		const refused = await cast();
		assert.equal(refused.status, 429);
		assert.ok(Number(refused.headers.get('retry-after')) > 0);
		assert.equal((await fetch(`${p.url}/api/v1/votes`)).status, 200);
		// What a client says of its address is not believed without a proxy of ours.
		const disguised = await fetch(`${p.url}/api/v1/votes/x/ballots`, {
			method: 'POST',
			headers: { 'content-type': 'application/json', 'x-forwarded-for': '198.51.100.7' },
			body: '{}',
		});
		assert.equal(disguised.status, 429);
		await p.close();
	}));

test('who has a network of addresses is one caller; another network is another', async () => {
	const { consume } = makeLimits();
	const limit = LIMITS['sign-in'];
	for (let i = 0; i < limit; i++) await consume('sign-in', `2001:db8:0:1::${i.toString(16)}`);
	for (const same of [
		'2001:db8:0:1:ffff:ffff:ffff:ffff',
		'2001:0DB8:0:1::',
		'2001:db8:0:1::1%eth0',
	])
		await assert.rejects(consume('sign-in', same), { code: 'request.too-many' });
	for (const other of ['2001:db8:0:2::1', '2001:db8::1', '::1', '198.51.100.7'])
		await consume('sign-in', other);
	for (let i = 0; i < limit; i++) await consume('sign-in', '::ffff:198.51.100.7');
	await assert.rejects(consume('sign-in', '::ffff:198.51.100.7'), { code: 'request.too-many' });
	await consume('sign-in', '::ffff:198.51.100.8');
});

test('figures are for this machine only, and name routes, not ballots', () =>
	withStore(ENGINES['SQLite in memory']!, async (store) => {
		const p = await startPlatform(store, { now: 0 });
		const hash = 'a'.repeat(64);
		await fetch(`${p.url}/api/v1/votes/x/ballots/${hash}`);
		const text = await (await fetch(`${p.url}/metrics`)).text();
		assert.match(text, /viche_http_requests_total\{[^}]*ballots\/:hash[^}]*status="404"\} 1/);
		assert.ok(!text.includes(hash));
		const passedOn = { headers: { 'x-forwarded-for': '127.0.0.1' } };
		assert.equal((await fetch(`${p.url}/metrics`, passedOn)).status, 404);
		await p.close();
	}));

test('a request that never ends is cut off, and others are answered meanwhile', () =>
	inFolder(async (folder) => {
		const made = await viche('create', '--data', folder, '--host', 'slow.test', '--name', 'Г');
		assert.equal(made.code, 0, made.stderr);
		const server = await startServer(folder);
		const { hostname, port } = new URL(server.url);
		const socket = connect(Number(port), hostname);
		const cut = new Promise<string>((resolve) => {
			let answer = '';
			socket.setEncoding('latin1').on('data', (piece: string) => (answer += piece));
			socket.on('close', () => {
				resolve(answer);
			});
		});
		socket.write('GET / HTTP/1.1\r\nHost: x\r\n');
		const silent = Array.from({ length: 400 }, () => connect(Number(port), hostname));
		const ended = silent.map((idle) => once(idle.resume(), 'close'));
		const drip = setInterval(() => socket.write('X-A: b\r\n'), 500);
		assert.equal((await fetch(`${server.url}/healthz`)).status, 200);
		assert.match(await cut, /^HTTP\/1\.1 408 /);
		// Who says nothing is cut off too.
		await Promise.all(ended);
		clearInterval(drip);
		await server.stop();
	}));

test.run();
