/** Requests that no page of ours sends: garbage, paths that lead elsewhere. Whose routes are whose: test/server/http/roles.test.ts. */
import assert from 'node:assert/strict';
import { connect } from 'node:net';
import { suite } from 'uvu';
import { ENDPOINTS } from '../../../server/api/endpoints.ts';
import { ENGINES, withStore } from '../../support/databases.ts';
import { startOpenVote, type Playing } from '../../support/open-vote.ts';
import { addPerson } from '../../support/platform.ts';
import { smallPot } from '../../support/small-vote.ts';
import { assertRefused } from '../../support/unchanged.ts';

const test = suite('attack/http/edge');

const running = (work: (p: Playing) => Promise<void>) => () =>
	withStore(ENGINES['SQLite in memory']!, async (store) => {
		const p = await startOpenVote(store);
		await work(p).finally(p.close);
	});

test(
	'a member of another commission is no member here',
	running(async (p) => {
		await addPerson(p.services.store, 'other', 'commission');
		const { status, body } = await p.call('other', 'GET', `/votes/${p.id}/commission`);
		assert.deepEqual([status, body['code']], [403, 'member.not-one']);
	}),
);

test(
	'a draft with members whom nobody knows is refused',
	running(async (p) => {
		const account = '6f6c0c9e-6c0b-4d0e-9d6c-0f3f6c1d2a3b';
		const draft = {
			title: 'Т',
			pots: [smallPot('sum')],
			opens: 1,
			closes: 2,
			threshold: 1,
			commission: [{ account, name: 'Ніхто' }],
		};
		await assertRefused(p, 'vote.draft', () => p.call('sec', 'POST', '/votes', draft));
	}),
);

test(
	'garbage is answered with 4xx and a problem document',
	running(async (p) => {
		const post = (body: string, type = 'application/json') =>
			fetch(`${p.url}/api/v1/votes/${p.id}/ballots`, {
				method: 'POST',
				headers: { 'content-type': type },
				body,
			});
		const deep = `${'['.repeat(20_000)}${']'.repeat(20_000)}`;
		for (const [body, type, status] of [
			['{', 'application/json', 400],
			['7', 'application/json', 400],
			['[]', 'application/json', 400],
			['{}', 'application/json', 400],
			['{"ballot":1,"element":2}', 'application/json', 400],
			['{"__proto__":{"ballot":"x"}}', 'application/json', 400],
			[`{"ballot":${deep},"element":""}`, 'application/json', 400],
			[
				`{"ballot":"${'x'.repeat(2_000_000)}","element":"${'0'.repeat(64)}"}`,
				'application/json',
				400,
			],
			['ballot=1', 'application/x-www-form-urlencoded', 415],
			['{}', 'text/plain', 415],
		] as const) {
			const response = await post(body, type);
			assert.equal(response.status, status, `${type} ${body.slice(0, 40)}`);
			assert.match(response.headers.get('content-type')!, /^application\/problem\+json/);
		}
		for (const path of [
			'/votes/%00',
			'/votes/../../etc',
			'/votes/a%2Fb',
			'/nothing',
			'/votes/%E0%A4%A',
		])
			assert.ok([400, 404].includes((await fetch(`${p.url}/api/v1${path}`)).status), path);
		assert.equal((await fetch(`${p.url}/healthz`)).status, 200);
	}),
);

/** A request line as it is, which clients would tidy up. */
const raw = (p: Playing, path: string): Promise<string> =>
	new Promise((resolve, reject) => {
		const { hostname, port } = new URL(p.url);
		let answer = '';
		const socket = connect(Number(port), hostname, () => {
			socket.end(`GET ${path} HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n`);
		});
		socket.setEncoding('latin1').on('data', (text: string) => (answer += text));
		socket.on('error', reject).on('close', () => {
			resolve(answer);
		});
	});

test(
	'paths of registers and records lead nowhere else',
	running(async (p) => {
		assert.match(await raw(p, '/register/civic/checkpoint'), /^HTTP\/1\.1 200 /);
		for (const path of [
			'/register/civic/../../../../etc/passwd',
			'/register/civic/..%2f..%2fetc%2fpasswd',
			'/register/civic/tile/entries/..',
			'/register/civic/tile/0/000.p/999999',
			"/register/civic/tile/0/000'--",
			'/register/other/checkpoint',
			`/record/${p.id}/record.json`,
			'/record/..%2f/record.json',
		])
			assert.match(await raw(p, path), /^HTTP\/1\.1 4\d\d /, path);
	}),
);

test(
	'answers tell nothing about the server and may not be framed or sniffed',
	running(async (p) => {
		const { headers } = await fetch(`${p.url}/api/v1/votes`);
		assert.equal(headers.get('x-powered-by'), null);
		assert.equal(headers.get('x-content-type-options'), 'nosniff');
		assert.equal(headers.get('cache-control'), 'no-store');
		assert.match(headers.get('content-security-policy')!, /default-src 'none'/);
		assert.equal(headers.get('access-control-allow-origin'), null);
		const tiles = await fetch(`${p.url}/register/civic/checkpoint`);
		assert.equal(tiles.headers.get('access-control-allow-origin'), '*');
		const document = (await (await fetch(`${p.url}/api/v1/openapi.json`)).json()) as {
			paths: Record<string, unknown>;
		};
		assert.equal(Object.keys(document.paths).length, new Set(ENDPOINTS.map((e) => e.path)).size);
	}),
);

test.run();
