/** The disk is full: what cannot be stored is refused and said so, reading goes on, and with new room everything goes on. */
import assert from 'node:assert/strict';
import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { suite } from 'uvu';
import { requestToken } from '../../crypto/booth/token.ts';
import { inFolder } from '../support/command-line.ts';
import { cast, CROWD, fill, pageOf, takeToken, type Playing } from '../support/open-vote.ts';
import { killChild, killChildren, playingAt, startChild } from '../support/platform-child.ts';
import { withSmallDisk } from '../support/small-disk.ts';
import { assertTellsNothing, type Answer } from '../support/unchanged.ts';

const test = suite('fault/disk-full');
test.after.each(killChildren);

/** Does things until one is refused for want of room. A file that the engine has keeps some room. */
async function untilFull<T>(attempt: (n: number) => Promise<[T, Answer]>): Promise<[T[], T]> {
	const done: T[] = [];
	for (let n = 0; n < 300; n++) {
		const [what, { status, body }] = await attempt(n);
		if (status === 200) done.push(what);
		else {
			assert.deepEqual([status, body['code']], [507, 'storage.full'], JSON.stringify(body));
			assertTellsNothing(JSON.stringify(body));
			return [done, what];
		}
	}
	throw new Error('the disk was never full');
}

/** The server answers who reads. */
async function assertReadable(p: Playing): Promise<void> {
	assert.equal((await pageOf(p)).phase, 'open');
	for (const path of ['/register/ballot/checkpoint', '/register/civic/checkpoint', '/readyz'])
		assert.equal((await fetch(`${p.url}${path}`)).status, 200, path);
}

const statusOf = (p: Playing, ballot: string) =>
	p.call(undefined, 'GET', `/votes/${p.id}/ballots/${ballot}`).then(({ status }) => status);

test('a full disk loses nothing that was acknowledged and stops nobody for good', () =>
	inFolder(async (folder) => {
		const data = join(folder, 'data');
		await mkdir(data);
		await withSmallDisk(data, 12, async ({ wrapper, fill: fillDisk, free }) => {
			const database = join(data, 'viche.db');
			let running = await startChild(database, 'begin', wrapper);
			const p = playingAt(running);
			const booth = await takeToken(p, 'v1');
			await fillDisk();
			const [stored, refused] = await untilFull(async (n) => {
				const filled = await fill(p, booth, [n % 4]);
				return [filled, await cast(p, filled)];
			});
			await untilFull(async (n) => {
				const { request } = requestToken(p.id);
				const voter = CROWD[10 + n]!;
				return [voter, await p.call(voter, 'POST', `/votes/${p.id}/token`, { request })];
			});
			await assertReadable(p);
			// It dies with a full disk, and comes back, before there is room and after.
			await killChild(running);
			running = await startChild(database, 'resume', wrapper);
			await assertReadable(playingAt(running));
			await killChild(running);
			await free();
			running = await startChild(database, 'resume', wrapper);
			const again = playingAt(running);
			for (const filled of stored) assert.equal((await cast(again, filled)).status, 200);
			const { status, body } = await cast(again, refused);
			assert.equal(status, 200, JSON.stringify(body));
			assert.equal(await statusOf(again, body['ballot'] as string), 200);
			await takeToken(again, 'v2');
			// Without a restart, too.
			await fillDisk();
			const [, last] = await untilFull(async (n) => {
				const filled = await fill(again, booth, [n % 4]);
				return [filled, await cast(again, filled)];
			});
			await free();
			assert.equal((await cast(again, last)).status, 200);
			await killChild(running);
			await killChild(await startChild(database, 'resume', wrapper));
		});
	}));

test.run();
