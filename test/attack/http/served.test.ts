/** The whole server as operators run it, pages and all: what its answers say to browsers and caches, and what no request can talk it into. */
import assert from 'node:assert/strict';
import { join } from 'node:path';
import { suite } from 'uvu';
import { ENDPOINTS } from '../../../server/api/endpoints.ts';
import { databaseIn, readSqlite } from '../../../server/db/sqlite.ts';
import { beginSession } from '../../../server/identity/sessions.ts';
import { decide } from '../../../server/services.ts';
import { draftVote } from '../../../server/votes/create.ts';
import { inFolder } from '../../support/command-line.ts';
import { makeDataFolder } from '../../support/data-folder.ts';
import { CLOSES, MEMBERS, OPENS } from '../../support/open-vote.ts';
import { requestText, sendRaw, statusesOf } from '../../support/raw.ts';
import { startServer } from '../../support/server-process.ts';
import { smallPot } from '../../support/small-vote.ts';
import { assertTellsNothing, stateOf } from '../../support/unchanged.ts';

const test = suite('attack/http/served');

type Served = {
	readonly url: string;
	readonly id: string;
	/** Another vote, which is a draft. */
	readonly draft: string;
	/** Cookies of a resident and of a secretary. */
	readonly resident: string;
	readonly secretary: string;
	readonly state: () => Promise<unknown>;
};

const DRAFT = 'Бюджет, про який ще не вирішено';

/** One server for all: each test leaves it as it was. */
let served: Served;
let close: () => Promise<void>;

async function serve(folder: string, isOpen: (served: Served) => Promise<void>): Promise<void> {
	const data = join(folder, 'data');
	const made = await makeDataFolder(data, async (p) => {
		// The server's own clock is not the test's.
		p.clock.now = Math.floor(Date.now() / 1000) - 10;
		const session = async (account: string) =>
			`session=${await beginSession(p.services, account, undefined)}`;
		const draft = await decide(p.services, (inside) =>
			draftVote(inside, {
				title: DRAFT,
				pots: [smallPot('sum')],
				opens: OPENS,
				closes: CLOSES,
				threshold: 1,
				commission: [{ account: MEMBERS[0]!, name: 'Ann' }],
			}),
		);
		return { id: p.id, draft, resident: await session('v1'), secretary: await session('sec') };
	});
	const server = await startServer(data);
	const store = readSqlite(databaseIn(data));
	await isOpen({ ...made, url: server.url, state: () => stateOf(store) });
	await store.close();
	await server.stop();
}

test.before(async () => {
	const closing = Promise.withResolvers<undefined>();
	const opened = Promise.withResolvers<Served>();
	const ended = inFolder((folder) =>
		serve(folder, (open) => {
			opened.resolve(open);
			return closing.promise;
		}),
	);
	close = () => {
		closing.resolve(undefined);
		return ended;
	};
	ended.catch(opened.reject);
	served = await opened.promise;
});
test.after(() => close());

const get = (path: string, headers: Readonly<Record<string, string>> = {}) =>
	fetch(`${served.url}${path}`, { headers, redirect: 'manual' });

const pages = () => [
	'/',
	`/votes/${served.id}`,
	`/votes/${served.id}/booth`,
	'/registers',
	'/registers/civic',
	'/none',
];
const files = () => [
	'/register/civic/checkpoint',
	'/register/civic/tile/0/000.p/1',
	`/record/${served.id}/record.json`,
	'/pages.sha256',
];

/** Our own files, the one script that stands in every page, and that of the page itself. */
const SCRIPTS =
	/script-src 'self' 'wasm-unsafe-eval' 'sha256-[A-Za-z0-9+/]{43}='(?: 'nonce-[^']+')?;/;

test('pages and API say what may be loaded and who may frame them', async () => {
	for (const path of pages()) {
		const policy = (await get(path)).headers.get('content-security-policy') ?? '';
		assert.match(policy, /default-src 'none'/, path);
		assert.match(policy, SCRIPTS, path);
		assert.match(policy, /form-action 'self'; frame-ancestors 'none'/, path);
		assert.doesNotMatch(policy, /'unsafe-inline'|'unsafe-eval'|https?:|\*/, path);
	}
	for (const path of ['/api/v1/votes', '/api/v1/none', '/api/v1/openapi.json']) {
		const policy = (await get(path)).headers.get('content-security-policy') ?? '';
		assert.equal(policy, "default-src 'none'; frame-ancestors 'none'", path);
	}
	for (const path of [...pages(), ...files(), '/api/v1/votes', '/healthz']) {
		const { headers } = await get(path);
		assert.equal(headers.get('x-content-type-options'), 'nosniff', path);
		assert.equal(headers.get('referrer-policy'), 'same-origin', path);
		assert.equal(headers.get('x-powered-by'), null, path);
		assert.equal(headers.get('server'), null, path);
	}
});

test('the same page is another for another person, and no cache gives it to somebody else', async () => {
	for (const cookie of ['', served.resident, served.secretary])
		for (const path of pages())
			assert.match((await get(path, { cookie })).headers.get('cache-control') ?? '', /private/);
	for (const path of ['/api/v1/votes', '/api/v1/none', '/sign-in/callback'])
		assert.equal((await get(path)).headers.get('cache-control'), 'no-store', path);
	const page = await (await get(`/votes/${served.id}/booth`)).text();
	const [asset] = /_app\/immutable\/[\w./-]+\.js/.exec(page)!;
	const kept = (await get(`/${asset}`)).headers.get('cache-control');
	assert.match(kept ?? '', /public.*immutable/);
});

test('public files are the same for everybody, and open to other sites; nothing else is', async () => {
	for (const path of files()) {
		const plain = await get(path);
		const known = await get(path, { cookie: served.secretary, origin: 'https://evil.test' });
		assert.equal(known.headers.get('set-cookie'), null, path);
		assert.deepEqual(await known.text(), await plain.text(), path);
		const isOpen = /^\/(?:register|record)\//.test(path);
		assert.equal(known.headers.get('access-control-allow-origin'), isOpen ? '*' : null, path);
		assert.equal(known.headers.get('access-control-allow-credentials'), null, path);
	}
	const headers = {
		origin: 'https://evil.test',
		cookie: served.secretary,
		'access-control-request-method': 'POST',
	};
	for (const path of [...pages(), '/api/v1/votes', '/api/v1/me', '/healthz', '/sign-in'])
		for (const method of ['GET', 'OPTIONS']) {
			const answer = await fetch(`${served.url}${path}`, { method, headers, redirect: 'manual' });
			for (const name of answer.headers.keys()) assert.doesNotMatch(name, /^access-control/, path);
		}
});

test('what a request says of its host changes nothing that is answered', async () => {
	const lies: readonly Readonly<Record<string, string>>[] = [
		{ Host: 'evil.test' },
		{ 'X-Forwarded-Host': 'evil.test', 'X-Forwarded-Proto': 'https' },
		{ Forwarded: 'host=evil.test;proto=https' },
		{ 'X-Kit-Host': 'evil.test', 'X-Kit-Proto': 'gopher' },
		{ 'X-Original-URL': '/evil.test', 'X-Rewrite-URL': '/evil.test' },
	];
	for (const headers of lies)
		for (const path of [
			...pages(),
			'/sign-in',
			'/preferences?language=en',
			'/api/v1/openapi.json',
		]) {
			const answer = await sendRaw(served.url, requestText('GET', path, headers));
			assert.doesNotMatch(answer, /evil\.test|gopher/, `${path} ${JSON.stringify(headers)}`);
			assert.ok(statusesOf(answer)[0]! < 500, path);
		}
});

const ELSEWHERE = [
	'https://evil.test',
	'//evil.test',
	'/\\evil.test',
	'\\/evil.test',
	'/\t/evil.test',
	'/%09/evil.test',
	'javascript:alert(1)',
	'/x\r\nSet-Cookie: a=b',
	'/\u0000/evil.test',
	'/\u2028x',
];

test('no address leads to another site, and none writes a header', async () => {
	const headOf = async (path: string) =>
		(await sendRaw(served.url, requestText('GET', path))).split('\r\n\r\n')[0]!;
	for (const wish of ELSEWHERE)
		for (const path of ['/preferences?language=en&return=', '/sign-in/provider?return=']) {
			const head = await headOf(path + encodeURIComponent(wish));
			const location = /^location: (.*)$/im.exec(head)?.[1] ?? '/';
			const { host } = new URL(location, 'http://home.test');
			assert.equal(host, 'home.test', `${path}${wish} → ${location}`);
			assert.doesNotMatch(head, /^set-cookie: a=b/im);
		}
	for (const value of ['\r\nSet-Cookie: a=b', 'x; Domain=evil.test', '__proto__', 'constructor']) {
		const wish = encodeURIComponent(value);
		const head = await headOf(`/preferences?language=${wish}&theme=${wish}`);
		assert.doesNotMatch(head, /a=b|Domain=|proto|constructor/i);
		assert.match(head, /^HTTP\/1\.1 303/);
	}
});

/** What browsers, and what is none, say of where a request comes from, where it is not from here. SELF is our origin. */
const FOREIGN: readonly Readonly<Record<string, string>>[] = [
	{ 'sec-fetch-site': 'cross-site' },
	{ 'sec-fetch-site': 'same-site' },
	{ 'sec-fetch-site': 'none' },
	{ 'sec-fetch-site': 'cross-site', origin: 'SELF' },
	{ origin: 'https://evil.test' },
	{ origin: 'null' },
	{ origin: 'http://localhost' },
	{ origin: 'http://127.0.0.1:1' },
	{ origin: 'SELF.evil.test' },
];

/** Everything that changes something, and what might: the API, and forms as the three kinds that any site can send. */
const targets = () => [
	{ method: 'POST', path: '/api/v1/none', type: 'application/json', body: '{}' },
	...ENDPOINTS.filter(({ method }) => method !== 'get').map(({ method, path }) => ({
		method: method.toUpperCase(),
		path: `/api/v1${path.replaceAll(/:\w+/g, served.id)}`,
		type: 'application/json',
		body: '{}',
	})),
	...['application/x-www-form-urlencoded', 'text/plain', 'multipart/form-data; boundary=x'].flatMap(
		(type) =>
			['/sign-out', `/votes/${served.id}/roll-request`, '/account'].map((path) => ({
				method: 'POST',
				path,
				type,
				body: 'reason=ten letters and more',
			})),
	),
];

test('a request of another site changes nothing, whoever’s cookie it carries', async () => {
	const before = await served.state();
	for (const { method, path, type, body } of targets())
		for (const foreign of FOREIGN) {
			const headers = Object.fromEntries(
				Object.entries(foreign).map(([name, value]) => [name, value.replace('SELF', served.url)]),
			);
			const response = await fetch(`${served.url}${path}`, {
				method,
				headers: { ...headers, 'content-type': type, cookie: served.secretary },
				body,
				redirect: 'manual',
			});
			const what = `${method} ${path} ${type} ${JSON.stringify(headers)}`;
			assert.equal(response.status, 403, what);
			const problem = (await response.json()) as { code: string };
			assert.equal(problem.code, 'request.cross-site', what);
		}
	assert.deepEqual(await served.state(), before);
	assert.equal((await get('/api/v1/me', { cookie: served.secretary })).status, 200);
});

test('pages show a draft to those who work on it, and to nobody else', async () => {
	const pagesOf = ['', '/booth', '/commission', '/roll-requests', '/verify'].map(
		(page) => `/votes/${served.draft}${page}`,
	);
	const own = [...pagesOf, `/manage/${served.draft}`];
	const hidden = ['/receipt', '/roll-request'].map((page) => `/votes/${served.draft}${page}`);
	for (const cookie of ['', served.resident])
		for (const path of [...own, ...hidden])
			assert.equal((await get(path, { cookie })).status, 404, path);
	for (const path of own)
		assert.equal((await get(path, { cookie: served.secretary })).status, 200, path);
	for (const path of ['/', '/registers/civic'])
		assert.ok(!(await (await get(path)).text()).includes(DRAFT), path);
	const console = await (await get('/manage', { cookie: served.secretary })).text();
	assert.ok(console.includes(DRAFT));
});

test('a page that fails tells nothing of the server', async () => {
	for (const path of [
		'/votes/none',
		'/votes/%00',
		'/votes/%E0%A4%A',
		'/registers/civic/x',
		'/registers/none',
		'/registers/civic?before=9e99&vote=%00&type=%27',
		'/registers/civic/99999999999999999999',
		'/demo-id',
		'/demo/key/x',
		'/.env',
		'/_app/../package.json',
		'/_app/%2e%2e/%2e%2e/package.json',
		'/%2e%2e/%2e%2e/etc/passwd',
		'/..%5c..%5cpackage.json',
		'/__data.json',
		`/votes/${served.id}/__data.json?x-sveltekit-invalidated=%00`,
	]) {
		const answer = await sendRaw(served.url, requestText('GET', path, { Cookie: served.resident }));
		assert.ok(statusesOf(answer)[0]! < 500, `${path} ${answer.slice(0, 300)}`);
		assertTellsNothing(answer.replaceAll(/<script.*?<\/script>/gs, ''));
		assert.doesNotMatch(answer, /"dependencies"|root:/, path);
	}
});

test.run();
