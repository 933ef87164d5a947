/** Bodies that no page of ours sends: they are refused, and leave nothing behind. */
import assert from 'node:assert/strict';
import { gzipSync } from 'node:zlib';
import { suite } from 'uvu';
import { ENDPOINTS } from '../../../server/api/endpoints.ts';
import { ENGINES, withStore } from '../../support/databases.ts';
import { startOpenVote, type Playing } from '../../support/open-vote.ts';
import { requestText, sendRaw, statusesOf } from '../../support/raw.ts';
import { assertProblem, assertTellsNothing, stateOf } from '../../support/unchanged.ts';

const test = suite('attack/http/bodies');

const on = (engine: string, work: (p: Playing) => Promise<void>) => () =>
	withStore(ENGINES[engine]!, async (store) => {
		const p = await startOpenVote(store);
		const before = await stateOf(store);
		await work(p).finally(p.close);
		assert.deepEqual(await stateOf(store), before);
		assert.deepEqual(p.faults, []);
	});

type Body = string | Uint8Array<ArrayBuffer> | ReadableStream;

/** Sends a body to where ballots are cast, and asserts what it is refused with. */
async function refused(
	p: Playing,
	code: string,
	body: Body,
	headers: Readonly<Record<string, string>> = {},
): Promise<void> {
	const response = await fetch(`${p.url}/api/v1/votes/${p.id}/ballots`, {
		method: 'POST',
		headers: { 'content-type': 'application/json', ...headers },
		body,
		duplex: 'half',
	});
	assert.match(response.headers.get('content-type')!, /^application\/problem\+json/);
	const answer = (await response.json()) as Record<string, unknown>;
	assertProblem({ status: response.status, body: answer }, code);
}

const ELEMENT = '0'.repeat(64);
const ballot = (text: string) => JSON.stringify({ ballot: text, element: ELEMENT });

test(
	'a body that is no request of ours is refused',
	on('SQLite in memory', async (p) => {
		const deep = (open: string, close: string, n: number) =>
			`{"ballot":${open.repeat(n)}1${close.repeat(n)},"element":"${ELEMENT}"}`;
		for (const body of [
			'',
			' ',
			'null',
			'[]',
			'"ballot"',
			'{"ballot":',
			'\u0000',
			'\ufeff{}x',
			new Uint8Array([0x7b, 0x22, 0xc3, 0x28, 0x22, 0x3a, 0x31, 0x7d]),
			new Uint8Array([0x7b, 0x22, 0xed, 0xa0, 0x80, 0x22, 0x3a, 0x31, 0x7d]),
			deep('[', ']', 100),
			deep('[', ']', 200_000),
			deep('{"a":', '}', 100_000),
			'{"__proto__":{"ballot":"x","element":"x"}}',
			'{"constructor":{"prototype":{"ballot":"x"}}}',
			`{"ballot":1e999,"element":"${ELEMENT}"}`,
			`{"ballot":${'9'.repeat(10_000)},"element":"${ELEMENT}"}`,
			`{"ballot":"a\\u0000b","element":"${ELEMENT}"}`,
			`{"ballot":"a\\ud800b","element":"${ELEMENT}"}`,
			`{"ballot":"x","element":"${ELEMENT}","\\udfff":1}`,
			`{"ballot":"x","element":"${ELEMENT}","deep":${'['.repeat(40)}${']'.repeat(40)}}`,
		])
			await refused(p, 'request.malformed', body);
		assert.equal(({} as Record<string, unknown>)['ballot'], undefined);
	}),
);

test(
	'of a key that is there twice the last stands, as every reader of JSON here has it',
	on('SQLite in memory', async (p) => {
		const twice = `{"ballot":"\\u0000","element":"${ELEMENT}","ballot":"{}"}`;
		await refused(p, 'ballot.invalid', twice);
	}),
);

test(
	'only JSON is read, and nothing is inflated',
	on('SQLite in memory', async (p) => {
		for (const type of [
			'text/plain',
			'application/x-www-form-urlencoded',
			'multipart/form-data; boundary=x',
			'application/jsonp',
			'application/json; charset=utf-7',
			'',
		])
			await refused(p, 'request.not-json', ballot('{}'), { 'content-type': type });
		const chunked = new Blob([ballot('{}')]).stream();
		await refused(p, 'request.not-json', chunked, { 'content-type': 'text/plain' });
		const bomb = gzipSync(Buffer.alloc(100_000_000, 0x20));
		assert.ok(bomb.length < 200_000);
		for (const encoding of ['gzip', 'deflate', 'br', 'zstd', 'gzip, gzip'])
			await refused(p, 'request.not-json', bomb, { 'content-encoding': encoding });
	}),
);

test(
	'nobody sends more than an endpoint needs, with a length or without',
	on('SQLite in memory', async (p) => {
		const large = ballot('x'.repeat(5_000_000));
		await refused(p, 'request.too-large', large);
		await refused(p, 'request.too-large', new Blob([large]).stream());
		const small = await p.call('v1', 'POST', `/votes/${p.id}/token`, {
			request: 'x'.repeat(70_000),
		});
		assertProblem(small, 'request.too-large');
	}),
);

test(
	'who may not ask is refused before a byte of the body is read',
	on('SQLite in memory', async (p) => {
		const path = `/api/v1/votes/${p.id}/ceremony`;
		const length = { 'Content-Type': 'application/json', 'Content-Length': '100000000' };
		const statuses = async (headers: Readonly<Record<string, string>>) =>
			statusesOf(await sendRaw(p.url, requestText('POST', path, { ...length, ...headers })));
		assert.deepEqual(await statuses({}), [401]);
		assert.deepEqual(await statuses({ Cookie: 'session=v1' }), [403]);
	}),
);

test(
	'a length that lies begins no second request with what is left',
	on('SQLite in memory', async (p) => {
		const path = `/api/v1/votes/${p.id}/ballots`;
		const smuggled = requestText('POST', `/api/v1/votes/${p.id}/token`, { Cookie: 'session=v1' });
		const head = (headers: Readonly<Record<string, string>>) =>
			requestText('POST', path, { 'Content-Type': 'application/json', ...headers });
		for (const [what, bytes] of Object.entries({
			'both lengths': head({ 'Content-Length': '4', 'Transfer-Encoding': 'chunked' }) + '0\r\n\r\n',
			'an encoding after another': head({ 'Transfer-Encoding': 'chunked, identity' }) + '0\r\n\r\n',
			'an encoding in disguise': head({ 'Transfer-Encoding': 'xchunked' }) + '0\r\n\r\n',
			'two lengths': head({ 'Content-Length': '2\r\nContent-Length: 3' }) + '{}',
			'a negative length': head({ 'Content-Length': '-1' }),
			'a length with a sign': head({ 'Content-Length': '+2' }) + '{}',
			'a hexadecimal length': head({ 'Content-Length': '0x2' }) + '{}',
			'a chunk of a wrong size': head({ 'Transfer-Encoding': 'chunked' }) + 'zz\r\n{}\r\n0\r\n\r\n',
			'a folded header': head({ 'X-A': 'b\r\n c', 'Content-Length ': '2' }) + '{}',
			'a name with a space': head({ 'Content-Length : 0\r\nX': 'y' }),
			'bare line feeds': `POST ${path} HTTP/1.1\nHost: x\nContent-Length: 0\n\n`,
			'no host': `POST ${path} HTTP/1.1\r\nContent-Length: 0\r\n\r\n`,
		})) {
			const statuses = statusesOf(await sendRaw(p.url, bytes, smuggled));
			assert.deepEqual(statuses, [400], what);
		}
		const cut = requestText('POST', path, {
			'Content-Type': 'application/json',
			'Content-Length': '2',
		});
		const rest = await sendRaw(p.url, `${cut}{}GET / HTTP/1.1\r\nHost: x\r\n\r\n`);
		assert.deepEqual(statusesOf(rest), [400]);
	}),
);

test(
	'addresses and headers that are too long or malformed are refused and tell nothing',
	on('SQLite in memory', async (p) => {
		for (const [path, headers, statuses] of [
			[`/api/v1/votes/${'a'.repeat(30_000)}`, {}, [431]],
			['/api/v1/votes', { 'X-A': 'a'.repeat(30_000) }, [431]],
			['/api/v1/votes', { Cookie: 'session=v1; '.repeat(2000) }, [431]],
			['/api/v1/votes/%', {}, [400]],
			['/api/v1/votes/%E0%A4%A', {}, [400]],
			['/api/v1/votes/%00', {}, [400]],
			['/api/v1/votes/%c0%ae%c0%ae', {}, [400]],
			['/api/v1/votes/%252e%252e', {}, [400]],
			['/api/v1/votes/..%5c..%5c', {}, [400]],
			['/api/v1//votes', {}, [404]],
			['/api/v1/votes?x=%', {}, [200]],
			[`http://evil.test/api/v1/votes/${p.id}`, {}, [200]],
			['http://[/api/v1/votes', {}, [404]],
			['*', {}, [404]],
		] as const) {
			const answer = await sendRaw(p.url, requestText('GET', path, headers));
			assert.deepEqual(statusesOf(answer), statuses, path.slice(0, 60));
			assertTellsNothing(answer);
		}
	}),
);

test(
	'each endpoint answers its own methods only',
	on('SQLite in memory', async (p) => {
		const all = ['GET', 'POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS', 'TRACE', 'PROPFIND'];
		for (const path of new Set(ENDPOINTS.map((e) => e.path))) {
			const at = `/api/v1${path.replaceAll(/:\w+/g, p.id)}`;
			const own = ENDPOINTS.filter((e) =>
				new RegExp(`^/api/v1${e.path.replaceAll(/:\w+/g, '[^/]+')}$`).test(at),
			).map((e) => e.method.toUpperCase());
			for (const method of all.filter((m) => !own.includes(m))) {
				const tricks = { 'X-HTTP-Method-Override': own[0]!, 'X-Method-Override': own[0]! };
				const answer = await sendRaw(p.url, requestText(method, at, tricks));
				assert.deepEqual(statusesOf(answer), [405], `${method} ${path}`);
				assert.match(answer, new RegExp(`\r\nAllow: (?:GET, HEAD|${own.join('|')})`));
				assert.doesNotMatch(answer, /access-control/i);
			}
		}
	}),
);

for (const engine of Object.keys(ENGINES))
	test(
		`what no database would give back is not taken, in bodies and in addresses: ${engine}`,
		on(engine, async (p) => {
			for (const text of ['a\0b', 'a\ud800b'])
				assertProblem(
					await p.call('sec', 'POST', `/votes/${p.id}/decisions`, {
						kind: 'annul',
						reason: `${text} and ten more letters`,
					}),
					'request.malformed',
				);
			for (const path of [
				'/record/%00/record.json',
				`/record/${p.id}/%00`,
				'/record/%00/register/civic/checkpoint',
				'/register/civic/tile/0/%00',
				'/register/%00/checkpoint',
			])
				assert.equal(
					statusesOf(await sendRaw(p.url, requestText('GET', path)))[0]! < 500,
					true,
					path,
				);
		}),
	);

test.run();
