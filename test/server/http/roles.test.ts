/** The grid of docs/roles.md, route by route and role by role, against a real server in a process of its own. */
import assert from 'node:assert/strict';
import { join } from 'node:path';
import type { Router } from 'express';
import { suite } from 'uvu';
import { ENDPOINTS } from '../../../server/api/endpoints.ts';
import { makeFiles } from '../../../server/civic/file/router.ts';
import { makeUnsubscribe } from '../../../server/civic/notification/router.ts';
import { makeProtocolFiles } from '../../../server/certify/protocol/files.ts';
import { createCommunity } from '../../../server/community.ts';
import { ROLES } from '../../../server/db/schema.ts';
import { openSqlite } from '../../../server/db/sqlite.ts';
import { keepDemoKeys, makeDemoKeys } from '../../../server/demo/demo-keys.ts';
import { createVote, makePlayers } from '../../../server/demo/play.ts';
import { servePagesList } from '../../../server/http/pages-list.ts';
import { makePublicFiles } from '../../../server/http/public-files.ts';
import { makeTiles } from '../../../server/http/tiles.ts';
import { makeOpenData } from '../../../server/open-data/router.ts';
import { makeSessionCookie } from '../../../server/identity/cookies.ts';
import { makeMailer } from '../../../server/identity/mailer.ts';
import { enrolInside, grantRoles, identityOf } from '../../../server/identity/people.ts';
import { makeSignIn } from '../../../server/identity/router.ts';
import { beginSession } from '../../../server/identity/sessions.ts';
import { createMasterKey, readMasterKey } from '../../../server/master-key.ts';
import { decide, type Services } from '../../../server/services.ts';
import { workHere } from '../../../server/work/jobs.ts';
import { inFolder } from '../../support/command-line.ts';
import { startServer } from '../../support/server-process.ts';
import { smallPot } from '../../support/small-vote.ts';
import { listFiles, readText } from '../../support/source-tree.ts';

const test = suite('server/http/roles');
const WHO = ['nobody', 'e-mail', 'resident', ...ROLES] as const;
type Who = (typeof WHO)[number];
const CELLS = ['yes', '401', '403'];
const SMTP = 'smtp://127.0.0.1:9';
const FROM = 'viche@example.org';

/** A row of the grid. */
type Row = { readonly route: string; readonly cells: readonly string[] };

function readGrid(heading: string): Row[] {
	const [, part] = readText('docs/roles.md').split(`### ${heading}\n`);
	const lines = part!.split('\n### ')[0]!.split('\n');
	const [head, , ...rows] = lines
		.filter((line) => line.startsWith('|'))
		.map((line) => line.split('|').slice(1, -1));
	assert.deepEqual(
		head!.map((cell) => cell.trim()),
		['route', ...WHO],
	);
	return rows.map(([route, ...cells]) => ({
		route: route!.trim().replaceAll('`', ''),
		cells: cells.map((cell) => cell.trim()),
	}));
}

const api = readGrid('The API');
const others = readGrid('Other routes');
const sorted = (names: readonly string[]) => [...names].sort();

test('the grid names every endpoint of the API once, and no other', () => {
	const there = ENDPOINTS.map(({ method, path }) => `${method.toUpperCase()} ${path}`);
	assert.deepEqual(sorted(api.map(({ route }) => route)), sorted(there));
	for (const { route, cells } of [...api, ...others]) {
		assert.equal(cells.length, WHO.length, route);
		for (const cell of cells) assert.ok(CELLS.includes(cell), `${route}: ${cell}`);
	}
});

type Layer = {
	readonly route?: { readonly path: string; readonly methods: Readonly<Record<string, boolean>> };
	readonly handle: { readonly stack?: readonly Layer[] };
};

const routesOf = (stack: readonly Layer[]): string[] =>
	stack.flatMap(({ route, handle }) =>
		route
			? Object.keys(route.methods).map((method) => `${method.toUpperCase()} ${route.path}`)
			: routesOf(handle.stack ?? []),
	);

/** Pages by their files. */
const pages = listFiles('client/routes')
	.filter((path) => /\/\+(?:page\.svelte|server\.ts)$/.test(path))
	.map((path) => path.replace('client/routes', '').replace(/\/\+.*$/, ''))
	.map((path) => `GET ${path === '' ? '/' : path.replaceAll(/\[(\w+)\]/g, ':$1')}`);

/** What the edge itself answers, or hands on whole. */
const EDGE = [
	'GET /healthz',
	'GET /readyz',
	'GET /metrics',
	'GET /api/v1/openapi.json',
	'GET /demo-id/*path',
];

/** Routes are only listed here. */
const never = () => Promise.reject(new Error('called'));

test('the grid names every other route once, and no other', () => {
	const services = {} as Services;
	const cookie = makeSessionCookie('http://localhost');
	const routers: Router[] = [
		makePublicFiles(services),
		makeDemoKeys(services, () => Promise.resolve(undefined)),
		servePagesList({ text: '', hash: '' }),
		makeProtocolFiles(services, 'http://localhost'),
		makeOpenData({ community: {} } as Services, 'http://localhost'),
		makeUnsubscribe({} as Services),
		makeFiles({} as Services, () => Promise.resolve(undefined)),
		makeTiles('http://127.0.0.1:9/{z}/{x}/{y}'),
		makeSignIn({
			services,
			provider: { begin: never, complete: never },
			mailer: makeMailer({ url: SMTP, from: FROM, host: 'viche.test' }),
			cookie,
			limits: { consume: never },
			origin: 'http://localhost',
			onRefusal: () => undefined,
		}),
	];
	const there = routers.flatMap((router) => routesOf(router.stack as unknown as Layer[]));
	assert.deepEqual(sorted(others.map(({ route }) => route)), sorted([...there, ...pages, ...EDGE]));
});

/** A community with one person of each kind, all on the roll. @returns the vote, and the cookies */
async function prepare(folder: string): Promise<{ vote: string; cookies: Map<Who, string> }> {
	createMasterKey(folder);
	const store = openSqlite(join(folder, 'viche.sqlite'));
	const parts = { store, masterKey: readMasterKey(folder, undefined), work: workHere };
	const now = () => Math.floor(Date.now() / 1000);
	const community = { host: 'roles.test', name: 'Громада', country: 'Україна' };
	const services = await createCommunity({ ...parts, now }, community);
	const accounts = new Map<Who, string>();
	for (const who of WHO.slice(1))
		await decide(services, async (inside) => {
			const account = await enrolInside(inside, { domain: 'test', subject: who, name: who });
			if (who === 'e-mail') await grantRoles(inside, account, ROLES);
			else if (who !== 'resident') await grantRoles(inside, account, [who as never]);
			accounts.set(who, account);
		});
	const members = (['commission', 'chair'] as const).map((who) => ({
		account: accounts.get(who)!,
		name: who,
	}));
	const staff = {
		proposer: accounts.get('secretary')!,
		confirmer: accounts.get('administrator')!,
	};
	const vote = await decide(services, (inside) =>
		createVote(
			inside,
			{
				title: 'Громадський бюджет',
				pots: [smallPot('sum')],
				opens: now() - 60,
				closes: now() + 3600,
				threshold: 1,
				commission: members,
			},
			WHO.map((subject) => identityOf(services.keys, { domain: 'test', subject })),
			staff,
		),
	);
	await decide(services, (inside) =>
		keepDemoKeys(inside, vote, makePlayers(services, vote, members.length, staff).secrets),
	);
	const cookies = new Map<Who, string>();
	for (const [who, account] of accounts) {
		const assurance = who === 'e-mail' ? 'low' : 'high';
		const token = await beginSession(services, account, undefined, assurance);
		cookies.set(who, `session=${token}`);
	}
	await store.close();
	return { vote, cookies };
}

/** Addresses of things that are there, or could be. */
const SAMPLES: Readonly<Record<string, string>> = {
	kind: 'civic',
	index: '0',
	number: '1',
	hash: '0'.repeat(64),
	passkey: 'AAAA',
	path: 'checkpoint',
};

const addressOf = (pattern: string, vote: string): string =>
	pattern.replaceAll(/[:*](\w+)/g, (_, name: string) => SAMPLES[name] ?? vote);

test('the server answers 401 and 403 exactly where the grid says so', () =>
	inFolder(async (folder) => {
		const { vote, cookies } = await prepare(folder);
		const server = await startServer(folder, {
			VICHE_DEMO: 'true',
			VICHE_SMTP: SMTP,
			VICHE_MAIL_FROM: FROM,
			VICHE_PROXIES: '1',
			LOG_LEVEL: 'info',
		});
		let calls = 0;
		const call = async (route: string, prefix: string, who: Who): Promise<number> => {
			const [method, pattern] = route.split(' ') as [string, string];
			const isForm = method === 'POST' && prefix === '';
			const response = await fetch(server.url + prefix + addressOf(pattern, vote), {
				method,
				redirect: 'manual',
				headers: {
					// Each call from an address of its own: this is not about limits.
					'x-forwarded-for': `198.51.${++calls >> 8}.${calls & 255}`,
					...(cookies.has(who) ? { cookie: cookies.get(who)! } : {}),
					...(method === 'GET' || isForm ? {} : { 'content-type': 'application/json' }),
				},
				...(method === 'GET'
					? {}
					: { body: isForm ? new URLSearchParams({ others: 'yes' }) : '{}' }),
			});
			await response.arrayBuffer();
			return response.status;
		};
		const wrong: string[] = [];
		for (const [rows, prefix] of [
			[api, '/api/v1'],
			[others, ''],
		] as const)
			for (const { route, cells } of rows)
				for (const [i, who] of WHO.entries()) {
					const status = await call(route, prefix, who);
					assert.ok(status < 500, `${who} at ${route}: ${status}`);
					const answer = status === 401 || status === 403 ? String(status) : 'yes';
					if (answer !== cells[i]) wrong.push(`${who} at ${route}: ${status}, not ${cells[i]}`);
				}
		await server.stop();
		assert.deepEqual(wrong, []);
	}));

test.run();
