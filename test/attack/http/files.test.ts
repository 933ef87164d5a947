/** Public files: whole, in ranges, compressed, and nothing beside them. */
import assert from 'node:assert/strict';
import { request } from 'node:http';
import { suite } from 'uvu';
import { beat } from '../../../server/ballots/cadence.ts';
import { ENGINES, withStore } from '../../support/databases.ts';
import { certify, tally } from '../../support/finish-vote.ts';
import {
	cast,
	CLOSES,
	fill,
	good,
	startOpenVote,
	takeToken,
	type Playing,
} from '../../support/open-vote.ts';

const test = suite('attack/http/files');

const certified = (work: (p: Playing, record: string) => Promise<void>) => () =>
	withStore(ENGINES['SQLite in memory']!, async (store) => {
		const p = await startOpenVote(store);
		await good(cast(p, await fill(p, await takeToken(p, 'v1'), [0])));
		await beat(p.services);
		p.clock.now = CLOSES;
		await good(p.call('sec', 'POST', `/votes/${p.id}/close`));
		await tally(p);
		await certify(p);
		await work(p, `${p.url}/record/${p.id}`).finally(p.close);
	});

test(
	'ranges are those of the file; impossible ones are refused',
	certified(async (p, record) => {
		const archive = `${record}/${p.id}.bel`;
		const whole = Buffer.from(await (await fetch(archive)).arrayBuffer());
		const part = async (range: string) => {
			const answer = await fetch(archive, { headers: { range } });
			const bytes = Buffer.from(await answer.arrayBuffer());
			return { status: answer.status, bytes, range: answer.headers.get('content-range') };
		};
		const middle = await part('bytes=100-299');
		assert.deepEqual([middle.status, middle.range], [206, `bytes 100-299/${whole.length}`]);
		assert.ok(middle.bytes.equals(whole.subarray(100, 300)));
		const rest = await part(`bytes=${whole.length - 10}-`);
		assert.ok(rest.status === 206 && rest.bytes.equals(whole.subarray(-10)));
		const tail = await part('bytes=-7');
		assert.ok(tail.status === 206 && tail.bytes.equals(whole.subarray(-7)));
		const beyond = await part(`bytes=${whole.length}-`);
		assert.deepEqual([beyond.status, beyond.range], [416, `bytes */${whole.length}`]);
		for (const odd of ['bytes=0-1,5-6', 'bytes=x-y', 'lines=1-2', 'bytes=5-1'])
			assert.ok([200, 416].includes((await part(odd)).status), odd);
	}),
);

/** The length of an answer as it travels. */
const travelled = (url: string, encoding: string): Promise<number> =>
	new Promise((resolve, reject) => {
		request(url, { headers: { 'accept-encoding': encoding } }, (answer) => {
			let length = 0;
			answer.on('data', (chunk: Buffer) => (length += chunk.length));
			answer.on('end', () => resolve(length));
		})
			.on('error', reject)
			.end();
	});

test(
	'texts travel compressed',
	certified(async (_, record) => {
		const plain = await travelled(`${record}/manifest.json`, 'identity');
		const packed = await travelled(`${record}/manifest.json`, 'gzip');
		assert.ok(packed < plain, `${packed} of ${plain}`);
	}),
);

test(
	'a path that leads elsewhere finds nothing',
	certified(async (p, record) => {
		const open = (path: string) =>
			new Promise<number | undefined>((resolve, reject) => {
				const { hostname, port } = new URL(p.url);
				request({ hostname, port, path }, (answer) => {
					answer.resume();
					resolve(answer.statusCode);
				})
					.on('error', reject)
					.end();
			});
		const { pathname } = new URL(record);
		for (const path of [
			'../../etc/passwd',
			'%2e%2e/%2e%2e/package.json',
			'..%2f..%2fpackage.json',
			'register/civic/../../../package.json',
			'register/civic/tile/0/%2e%2e/checkpoint',
			'register/civic/tile/0/000%00',
			'register/other/checkpoint',
			'register/civic/checkpoint/x',
			'constructor',
			'__proto__',
		])
			assert.ok([404, 400].includes((await open(`${pathname}/${path}`))!), path);
		assert.equal(await open(`/record/${'A'.repeat(5000)}/record.json`), 404);
	}),
);

test.run();
