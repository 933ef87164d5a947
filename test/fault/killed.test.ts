/** The process dies at any moment. Nothing acknowledged is lost, and the registers go on where they were. */
import assert from 'node:assert/strict';
import { join } from 'node:path';
import { eq } from 'drizzle-orm';
import { suite } from 'uvu';
import { requestToken } from '../../crypto/booth/token.ts';
import { openSqlite } from '../../server/db/sqlite.ts';
import { inFolder } from '../support/command-line.ts';
import { CROWD, fill, takeToken, VOTERS, type Booth, type Playing } from '../support/open-vote.ts';
import { killChild, killChildren, playingAt, startChild } from '../support/platform-child.ts';
import { startPlatform } from '../support/platform.ts';

const test = suite('fault/killed');
test.after.each(killChildren);

type Filled = Awaited<ReturnType<typeof fill>>;

/** Ballots of each voter, and how many of all are on their way at a time: the server takes them in batches. */
const EACH = 6;
const LANES = 8;

const fillMany = (p: Playing, booths: readonly Booth[]): Promise<Filled[]> =>
	Promise.all(
		booths.flatMap((booth) => Array.from({ length: EACH }, (_, n) => fill(p, booth, [n % 4]))),
	);

/** Waits for work that a process may leave undone by dying. */
async function untilDeath(works: readonly Promise<void>[]): Promise<void> {
	for (const ended of await Promise.allSettled(works))
		if (ended.status === 'rejected' && !(ended.reason instanceof TypeError)) throw ended.reason;
}

/** Casts until the process dies. @param onAcknowledged - hears the hash of each that the process acknowledged */
function castUntilDeath(
	p: Playing,
	ballots: readonly Filled[],
	onAcknowledged: (hash: string) => void,
): Promise<void> {
	const left = ballots.values();
	const lane = async () => {
		for (const filled of left) {
			const { status, body } = await p.call(undefined, 'POST', `/votes/${p.id}/ballots`, filled);
			assert.equal(status, 200, JSON.stringify(body));
			onAcknowledged(body['ballot'] as string);
		}
	};
	return untilDeath(Array.from({ length: LANES }, lane));
}

/** Who has asked for a token with which request, and who has been answered. */
type Wishes = { readonly asked: Map<string, string>; readonly answered: Set<string> };

const askToken = (p: Playing, voter: string, request: string) =>
	p.call(voter, 'POST', `/votes/${p.id}/token`, { request });

/** Takes tokens, one voter after the other, until the process dies. Who got no answer asks the same again. */
function takeTokensUntilDeath(p: Playing, { asked, answered }: Wishes): Promise<void> {
	const lane = async () => {
		for (const voter of CROWD.slice(VOTERS.length)) {
			if (answered.has(voter)) continue;
			const request = asked.get(voter) ?? requestToken(p.id).request;
			asked.set(voter, request);
			const { status, body } = await askToken(p, voter, request);
			assert.equal(status, 200, JSON.stringify(body));
			answered.add(voter);
		}
	};
	return untilDeath([lane()]);
}

/** The token that was acknowledged is given again, and no other. */
async function assertTokensKept(p: Playing, { asked, answered }: Wishes): Promise<void> {
	assert.ok(answered.size > 0);
	for (const voter of answered) {
		assert.equal((await askToken(p, voter, asked.get(voter)!)).status, 200);
		const another = await askToken(p, voter, requestToken(p.id).request);
		assert.equal(another.body['code'], 'token.other-request');
	}
}

test('killed again and again while tokens are taken and ballots are cast, nothing acknowledged is lost', () =>
	inFolder(async (folder) => {
		const database = join(folder, 'viche.db');
		let running = await startChild(database, 'begin');
		const acknowledged = new Set<string>();
		const wishes: Wishes = { asked: new Map(), answered: new Set() };
		const booths = await Promise.all(VOTERS.map((voter) => takeToken(playingAt(running), voter)));
		for (const lifetime of [1, 5, 9]) {
			const { child } = running;
			const p = playingAt(running);
			const ballots = await fillMany(p, booths);
			const before = acknowledged.size;
			const tokens = takeTokensUntilDeath(p, wishes);
			await castUntilDeath(p, ballots, (hash) => {
				acknowledged.add(hash);
				// Others are between the proofs and the disk.
				if (acknowledged.size === before + lifetime) child.kill('SIGKILL');
			});
			await tokens;
			await killChild(running);
			assert.ok(acknowledged.size < before + ballots.length, 'nothing was under way');
			running = await startChild(database, 'resume');
		}
		await assertTokensKept(playingAt(running), wishes);
		await killChild(running);
		const store = openSqlite(database);
		const { t } = store;
		const rows = await store.db
			.select({ hash: t.ballots.hash })
			.from(t.ballots)
			.where(eq(t.ballots.vote, running.id));
		const kept = new Set(rows.map((r) => r.hash));
		assert.deepEqual(
			[...acknowledged].filter((hash) => !kept.has(hash)),
			[],
		);
		const platform = await startPlatform(store, { now: 0 }, false);
		await platform.close();
		await store.close();
	}));

test('a second process on the same database is refused', () =>
	inFolder(async (folder) => {
		const database = join(folder, 'viche.db');
		const running = await startChild(database, 'begin');
		assert.throws(() => openSqlite(database), /in use by another process/);
		await killChild(running);
		await openSqlite(database).close();
	}));

test.run();
