/** Postgres goes away in the middle of everything, and comes back. */
import assert from 'node:assert/strict';
import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as after } from 'node:timers/promises';
import { inArray } from 'drizzle-orm';
import { Client } from 'pg';
import { suite } from 'uvu';
import { bytesToHex } from '../../crypto/bytes.ts';
import { startCadence } from '../../server/ballots/cadence.ts';
import { failureOf } from '../../server/db/failure.ts';
import { inFolder } from '../support/command-line.ts';
import { ENGINES, withStore } from '../support/databases.ts';
import {
	cast,
	fill,
	pageOf,
	startOpenVote,
	takeToken,
	VOTERS,
	type Playing,
} from '../support/open-vote.ts';
import { playingAt } from '../support/platform-child.ts';
import { MASTER_KEY, startPlatform } from '../support/platform.ts';
import { refusedStart } from '../support/server-process.ts';

const test = suite('fault/lost-database');

/** Ends every other connection to the database that this one is at. */
const endConnections = (admin: Client) =>
	admin.query(
		'SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = current_database() AND pid <> pg_backend_pid()',
	);

/** Casts until it is accepted. @returns the hash */
async function insist(p: Playing, ballot: unknown, refusals: string[]): Promise<string> {
	for (;;) {
		const { status, body } = await cast(p, ballot);
		if (status === 200) return body['ballot'] as string;
		refusals.push(`${status} ${String(body['code'])}`);
	}
}

if (ENGINES['Postgres'])
	test('connections that end under load cost answers, but no ballot and no server', async () => {
		const database = await ENGINES['Postgres']!();
		const admin = new Client({ connectionString: database.url! });
		await admin.connect();
		await withStore(
			() => Promise.resolve(database),
			async (store) => {
				const own = await startOpenVote(store);
				const p = playingAt(own);
				const faults: unknown[] = [];
				const stop = startCadence(own.services, 20, (e) => faults.push(e));
				const booths = await Promise.all(VOTERS.map((voter) => takeToken(own, voter)));
				const filled = await Promise.all(
					booths.flatMap((booth) => [0, 1, 2, 3, 0, 1].map((n) => fill(own, booth, [n]))),
				);
				const refusals: string[] = [];
				const acknowledged: string[] = [];
				const left = filled.values();
				const lane = async () => {
					for (const ballot of left) acknowledged.push(await insist(p, ballot, refusals));
				};
				const lanes = { running: true };
				const casting = Promise.all(Array.from({ length: 6 }, lane)).finally(
					() => (lanes.running = false),
				);
				while (lanes.running) {
					await endConnections(admin);
					await after(60 + 10 * refusals.length);
				}
				await casting;
				await stop();
				await admin.end();
				assert.deepEqual(new Set(refusals), new Set(['503 storage.unavailable']));
				assert.deepEqual(
					faults.filter((e) => failureOf(e) === undefined),
					[],
				);
				assert.deepEqual(
					own.faults.filter((e) => failureOf(e) === undefined),
					[],
				);
				// Everything goes on, and nothing acknowledged is missing.
				assert.equal((await cast(p, await fill(p, booths[0]!, [0]))).status, 200);
				assert.equal((await pageOf(p)).phase, 'open');
				const { ballots } = store.t;
				const kept = await store.db.$count(ballots, inArray(ballots.hash, acknowledged));
				assert.deepEqual([kept, acknowledged.length], [filled.length, filled.length]);
				await own.close();
				await (await startPlatform(store, { now: 0 }, false)).close();
			},
		);
	});

test('a server whose database cannot be reached says so, and not the password', () =>
	inFolder(async (folder) => {
		const data = join(folder, 'data');
		await mkdir(data);
		const { code, said } = await refusedStart(data, {
			DATABASE_URL: 'postgres://viche:secret-word@127.0.0.1:9/viche',
			VICHE_MASTER_KEY: bytesToHex(MASTER_KEY),
		});
		assert.equal(code, 1);
		assert.match(said, /ECONNREFUSED/);
		assert.doesNotMatch(said, /secret-word/);
	}));

test.run();
