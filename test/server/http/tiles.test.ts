/** Pieces of the map come through the server, from a real server of tiles. */
import assert from 'node:assert/strict';
import { once } from 'node:events';
import { createServer, type RequestListener, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import express from 'express';
import { suite } from 'uvu';
import { readConfig } from '../../../server/config.ts';
import { makeTiles } from '../../../server/http/tiles.ts';

const test = suite('server/http/tiles');
const PICTURE = Buffer.from('89504e470d0a1a0a', 'hex');

async function listen(listener: RequestListener): Promise<{ server: Server; url: string }> {
	const server = createServer(listener);
	await once(server.listen(0, '127.0.0.1'), 'listening');
	return { server, url: `http://127.0.0.1:${(server.address() as AddressInfo).port}` };
}

/** Asks our server for a tile while the tile server answers like this; gives back what it was asked for. */
async function ask(path: string, answer: RequestListener) {
	const asked: { url: string | undefined; headers: Record<string, unknown> }[] = [];
	const tiles = await listen((request, response) => {
		asked.push({ url: request.url, headers: request.headers });
		answer(request, response);
	});
	const app = express().use(makeTiles(`${tiles.url}/map/{z}/{x}/{y}.png?key=1`));
	const ours = await listen(app);
	const response = await fetch(ours.url + path, { headers: { cookie: 'session=secret' } });
	const bytes = Buffer.from(await response.arrayBuffer());
	for (const { server } of [tiles, ours]) server.close();
	return { asked, status: response.status, type: response.headers.get('content-type'), bytes };
}

const good: RequestListener = (_, response) => {
	response.setHeader('Content-Type', 'image/png').end(PICTURE);
};

test('a tile is fetched where the operator says, and nothing of the visitor goes along', async () => {
	const { asked, status, type, bytes } = await ask('/tiles/15/18716/11063', good);
	assert.deepEqual([status, type], [200, 'image/png']);
	assert.deepEqual(bytes, PICTURE);
	assert.equal(asked[0]!.url, '/map/15/18716/11063.png?key=1');
	assert.equal(asked[0]!.headers['cookie'], undefined);
	assert.equal(asked[0]!.headers['x-forwarded-for'], undefined);
});

test('what is no tile is never asked for', async () => {
	for (const path of [
		'/tiles/0/1/0',
		'/tiles/20/0/0',
		'/tiles/3/8/0',
		'/tiles/1/-1/0',
		'/tiles/1/a/0',
		'/tiles/1/0/1e0',
	]) {
		const { asked, status } = await ask(path, good);
		assert.deepEqual([status, asked.length], [404, 0], path);
	}
});

const REFUSED: readonly (readonly [string, RequestListener])[] = [
	[
		'a page instead of a picture',
		(_, r) => void r.setHeader('Content-Type', 'text/html').end('<script>'),
	],
	[
		'a picture that could hold a script',
		(_, r) => void r.setHeader('Content-Type', 'image/svg+xml').end('<svg/>'),
	],
	['an error', (_, r) => void r.writeHead(500, { 'Content-Type': 'image/png' }).end(PICTURE)],
	[
		'a redirect',
		(request, r) => {
			if (request.url === '/elsewhere') good(request, r);
			else r.writeHead(302, { Location: '/elsewhere' }).end();
		},
	],
	[
		'too much',
		(_, r) => void r.setHeader('Content-Type', 'image/png').end(Buffer.alloc(1024 * 1024 + 1)),
	],
	['a broken line', (_, r) => void r.destroy()],
];

for (const [what, answer] of REFUSED)
	test(`${what} is passed on to nobody`, async () => {
		const { status, bytes } = await ask('/tiles/1/0/0', answer);
		assert.equal(status, 404);
		assert.equal(bytes.toString(), 'not found\n');
	});

test('a template without places for numbers, or without its maker, is refused at start', () => {
	const read = (tiles: Record<string, string>) =>
		readConfig({ VICHE_DEMO: 'true', ...tiles }).tiles;
	const VICHE_TILES = 'https://tiles.example/{z}/{x}/{y}.png';
	const VICHE_TILES_BY = '© Somebody';
	assert.deepEqual(read({ VICHE_TILES, VICHE_TILES_BY }), {
		template: VICHE_TILES,
		by: VICHE_TILES_BY,
	});
	assert.equal(read({}), undefined);
	for (const wrong of [
		{ VICHE_TILES },
		{ VICHE_TILES_BY },
		{ VICHE_TILES: 'https://tiles.example/{z}/{x}.png', VICHE_TILES_BY },
		{ VICHE_TILES: 'file:///{z}/{x}/{y}', VICHE_TILES_BY },
	])
		assert.throws(() => read(wrong as Record<string, string>), /VICHE_TILES/);
});

test.run();
