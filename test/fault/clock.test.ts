/** The clock of the machine is set back. What is over stays over, and the record is believed. */
import assert from 'node:assert/strict';
import { join } from 'node:path';
import { suite } from 'uvu';
import { beat } from '../../server/ballots/cadence.ts';
import { steadyClock } from '../../server/clock.ts';
import { inFolder } from '../support/command-line.ts';
import { makeDataFolder } from '../support/data-folder.ts';
import { ENGINES, withStore } from '../support/databases.ts';
import { makeFalseClock, withFalseClocks } from '../support/false-clock.ts';
import { certify, tally, verdictOf } from '../support/finish-vote.ts';
import {
	cast,
	CLOSES,
	fill,
	good,
	OPENS,
	pageOf,
	startOpenVote,
	takeToken,
} from '../support/open-vote.ts';
import { playingAt } from '../support/platform-child.ts';
import { startServer } from '../support/server-process.ts';
import { withDoors } from '../support/sign-in.ts';

const test = suite('fault/clock');

test('a clock that is set back stands still until it is caught up with', () => {
	let now = 10_000;
	const clock = steadyClock(() => now);
	const shown = [10_000, 11_999, 3000, 11_000, 12_000].map((ms) => {
		now = ms;
		return clock();
	});
	assert.deepEqual(shown, [10, 11, 11, 11, 12]);
});

test('a tally under a clock that was set back after the close verifies', () =>
	withStore(ENGINES['SQLite in memory']!, async (store) => {
		const p = await startOpenVote(store);
		const booth = await takeToken(p, 'v1');
		await good(cast(p, await fill(p, booth, [0])));
		const late = await fill(p, booth, [1]);
		p.clock.now = CLOSES + 100;
		await beat(p.services);
		p.clock.now = OPENS + 1;
		assert.equal((await cast(p, late)).body['code'], 'vote.closed');
		await tally(p);
		await certify(p);
		assert.deepEqual(await verdictOf(p), { verdict: 'verified', findings: [] });
		await p.close();
	}));

test('a session that begins later than now is none', () =>
	withDoors(async ({ clock, person }) => {
		const [visitor] = await person('a', 'secretary');
		assert.equal((await visitor.api('GET', '/staff')).status, 200);
		clock.now -= 60;
		assert.equal((await visitor.api('GET', '/staff')).body['code'], 'session.missing');
		clock.now += 60;
		assert.equal((await visitor.api('GET', '/staff')).status, 200);
	}));

withFalseClocks(test)('a vote whose time was over is not open again, whatever the clock says', () =>
	inFolder(async (folder) => {
		const data = join(folder, 'data');
		const { id, ballots } = await makeDataFolder(data, async (p) => {
			const booth = await takeToken(p, 'v1');
			return {
				id: p.id,
				ballots: await Promise.all([0, 1, 2, 3].map((project) => fill(p, booth, [project]))),
			};
		});
		const clock = makeFalseClock(folder);
		// The cadence of the first server is too slow to close the vote.
		for (const [cadence, phase] of [
			['3600', 'open'],
			['0.2', 'closed'],
		] as const) {
			await clock.set(OPENS + 60);
			const environment = { ...clock.environment, VICHE_CADENCE: cadence };
			const server = await startServer(data, environment);
			const p = playingAt({ url: server.url, id });
			const answer = async () => (await cast(p, ballots.pop())).body['code'] ?? 'accepted';
			assert.equal(await answer(), 'accepted');
			await clock.set(CLOSES + 60);
			assert.equal((await cast(p, ballots[0])).body['code'], 'vote.closed');
			for (let tries = 0; tries < 50 && (await pageOf(p)).phase !== phase; tries++)
				await new Promise((resolve) => setTimeout(resolve, 100));
			await clock.set(OPENS + 120);
			assert.equal((await cast(p, ballots[0])).body['code'], 'vote.closed');
			assert.equal((await pageOf(p)).phase, phase);
			const stopping = performance.now();
			assert.equal(await server.stop(), 0);
			assert.ok(performance.now() - stopping < 5000, 'nobody is left to wait for');
		}
	}),
);

test.run();
