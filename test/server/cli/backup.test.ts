/** Backups of a community whose vote is open, and what becomes of those that were changed or are too old. */
import assert from 'node:assert/strict';
import { mkdir, readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { sql } from 'drizzle-orm';
import { suite } from 'uvu';
import { bytesToHex } from '../../../crypto/bytes.ts';
import { signCheckpoint } from '../../../crypto/register/checkpoint.ts';
import { restoreBackup } from '../../../server/backup/restore.ts';
import { beat } from '../../../server/ballots/cadence.ts';
import { databaseIn, openSqlite, readSqlite } from '../../../server/db/sqlite.ts';
import type { Store } from '../../../server/db/store.ts';
import { inFolder, viche, vicheIn, type Finished } from '../../support/command-line.ts';
import { ENGINES } from '../../support/databases.ts';
import {
	cast,
	fill,
	good,
	OPENS,
	startOpenVote,
	takeToken,
	type Booth,
	type Playing,
} from '../../support/open-vote.ts';
import { MASTER_KEY, startPlatform } from '../../support/platform.ts';

const test = suite('server/cli/backup');

/** An open vote in a data folder, where one voter can cast. */
type Place = {
	readonly p: Playing;
	readonly booth: Booth;
	readonly store: Store;
	readonly folder: string;
	readonly data: string;
	readonly backup: string;
};

async function makeData(folder: string, name: string): Promise<string> {
	const data = join(folder, name);
	await mkdir(data);
	await writeFile(join(data, 'master-key'), bytesToHex(MASTER_KEY));
	return data;
}

/** The database of an open vote, made once; each test has a copy. */
async function makeVote(folder: string) {
	const store = openSqlite(databaseIn(folder));
	const p = await startOpenVote(store);
	const booth = await takeToken(p, 'v1');
	await p.close();
	await store.close();
	return { booth, id: p.id, secrets: p.secrets, bytes: await readFile(databaseIn(folder)) };
}
let vote: Awaited<ReturnType<typeof makeVote>>;
test.before(() =>
	inFolder(async (folder) => {
		vote = await makeVote(folder);
	}),
);

const inCommunity = (work: (place: Place) => Promise<void>): Promise<void> =>
	inFolder(async (folder) => {
		const data = await makeData(folder, 'data');
		const { booth, bytes, ...rest } = vote;
		await writeFile(databaseIn(data), bytes);
		const store = openSqlite(databaseIn(data));
		const clock = { now: OPENS };
		const p = { ...(await startPlatform(store, clock, false)), clock, ...rest };
		try {
			await work({ p, booth, store, folder, data, backup: join(folder, 'viche.backup') });
		} finally {
			await p.close();
			await store.close();
		}
	});

/** Casts a ballot and publishes it. @returns its hash */
async function castOne({ p, booth }: Place): Promise<string> {
	const { ballot } = await good(cast(p, await fill(p, booth, [0])));
	await beat(p.services);
	return ballot as string;
}

const makeBackup = async ({ data, backup }: Place) => {
	const made = await viche('backup', '--data', data, '--out', backup);
	assert.equal(made.code, 0, made.stderr);
	return made;
};

async function ballotsIn(data: string): Promise<Set<string>> {
	const { db, t, close } = readSqlite(databaseIn(data));
	const rows = await db.select({ hash: t.ballots.hash }).from(t.ballots);
	await close();
	return new Set(rows.map(({ hash }) => hash));
}

test('what was acknowledged before a backup began is in it, while casting goes on', () =>
	inCommunity(async (place) => {
		const { folder, data, backup } = place;
		const before = new Set([await castOne(place), await castOne(place)]);
		const ended: Finished[] = [];
		const making = makeBackup(place).then((made) => ended.push(made));
		let during = 0;
		for (; ended.length === 0 && during < 1000; during++) await castOne(place);
		await making;
		const [made] = ended;
		assert.ok(made);
		assert.ok(during > 3, `only ${during} ballots were cast meanwhile`);
		const copy = await makeData(folder, 'copy');
		const restored = await viche('restore', '--from', backup, '--data', copy);
		assert.deepEqual([restored.code, restored.stdout], [0, made.stdout]);
		assert.match(restored.stderr, /^No --checkpoint was given/);
		const kept = await ballotsIn(copy);
		assert.deepEqual(before.difference(kept), new Set());
		assert.deepEqual(kept.difference(await ballotsIn(data)), new Set());
		const checked = await viche('check', '--data', copy);
		assert.deepEqual([checked.code, checked.stdout], [0, made.stdout]);
		const store = openSqlite(databaseIn(copy));
		await (await startPlatform(store, { now: 0 }, false)).close();
		await store.close();
	}));

test('nothing is overwritten, and nothing is left behind by what fails', () =>
	inCommunity(async (place) => {
		const { folder, data, backup } = place;
		await makeBackup(place);
		const bytes = await readFile(backup);
		const again = await viche('backup', '--data', data, '--out', backup);
		assert.deepEqual([again.code, again.stdout], [2, '']);
		assert.match(again.stderr, /viche\.backup exists: nothing is overwritten\n$/);
		assert.deepEqual(await readFile(backup), bytes);
		await assert.rejects(restoreBackup(backup, data, MASTER_KEY, []), /exists: nothing is/);
		const remains = await makeData(folder, 'remains');
		await writeFile(`${databaseIn(remains)}-wal`, 'of an earlier database');
		await assert.rejects(restoreBackup(backup, remains, MASTER_KEY, []), /-wal exists/);
		assert.deepEqual((await readdir(remains)).toSorted(), ['master-key', 'viche.sqlite-wal']);
		assert.deepEqual((await readdir(folder)).toSorted(), ['data', 'remains', 'viche.backup']);
	}));

test('a changed byte anywhere, a cut, an addition and another key are refused', () =>
	inCommunity(async (place) => {
		const { folder, backup } = place;
		await castOne(place);
		await makeBackup(place);
		const good = await readFile(backup);
		const changed = (at: number) => {
			const bytes = Buffer.from(good);
			bytes[at]! ^= 1;
			return bytes;
		};
		const text = good.indexOf('"credential"');
		assert.ok(text > 0);
		const bad = [0, 24, text, good.length >> 1, good.length - 33, good.length - 1].map(changed);
		bad.push(good.subarray(0, -1), good.subarray(0, -32), good.subarray(0, 10));
		bad.push(Buffer.concat([good, Buffer.alloc(1)]), Buffer.alloc(0));
		const data = await makeData(folder, 'new');
		const file = join(folder, 'bad');
		for (const bytes of bad) {
			await writeFile(file, bytes);
			await assert.rejects(restoreBackup(file, data, MASTER_KEY, []), /whole and unchanged/);
		}
		const refused = await viche('restore', '--from', file, '--data', data);
		assert.equal(refused.code, 2);
		assert.match(refused.stderr, /^this is no whole and unchanged backup .*\n$/);
		const key = new Uint8Array(32).fill(6);
		await assert.rejects(restoreBackup(backup, data, key, []), /has this master key/);
		await assert.rejects(restoreBackup(`${file}2`, data, MASTER_KEY, []), /ENOENT/);
		assert.deepEqual(await readdir(data), ['master-key']);
	}));

test('a backup older than a kept checkpoint, or of another history, is refused', () =>
	inCommunity(async (place) => {
		const { p, folder, data, backup } = place;
		const { civic, box, keys } = p.services;
		await castOne(place);
		const older = (await box.head()).checkpoint;
		await castOne(place);
		const root = new Uint8Array(32).fill(1);
		const forked = signCheckpoint({ size: 1, root }, keys.ballot);
		const foreign = signCheckpoint({ size: 1, root }, { ...keys.ballot, seed: root });
		await makeBackup(place);
		const same = [(await box.head()).checkpoint, (await civic.head()).checkpoint];
		await castOne(place);
		const copy = await makeData(folder, 'copy');
		for (const [kept, why] of [
			[[forked, older], /the first 1 entries are not those of the kept checkpoint/],
			[[foreign], /signed by no register of this community/],
			[['no checkpoint'], /signed by no register of this community/],
		] as const)
			await assert.rejects(restoreBackup(backup, copy, MASTER_KEY, kept), why);
		const newer = join(folder, 'newer');
		await writeFile(newer, (await box.head()).checkpoint);
		const flags = ['--data', copy, '--checkpoint', newer];
		const refused = await viche('restore', '--from', backup, ...flags);
		assert.deepEqual([refused.code, refused.stdout], [2, '']);
		assert.match(refused.stderr, /entries are missing that were published: .* of 3 entries\n$/);
		assert.deepEqual(await readdir(copy), ['master-key']);
		await restoreBackup(backup, copy, MASTER_KEY, [older, ...same]);
		const after = await viche('check', ...flags);
		assert.deepEqual([after.code, after.stdout], [1, '']);
		assert.equal((await viche('check', ...flags, '--data', data)).code, 0);
	}));

test('a register that is damaged is not backed up', () =>
	inCommunity(async (place) => {
		const { store, data, folder, backup } = place;
		await store.tx(async (db) => {
			const { run } = db as unknown as { run: (query: unknown) => unknown };
			run.call(db, sql.raw('DROP TRIGGER register_entries_update'));
			run.call(db, sql.raw("UPDATE register_entries SET bytes = x'00' WHERE idx = 0"));
			await Promise.resolve();
		});
		const made = await viche('backup', '--data', data, '--out', backup);
		assert.equal(made.code, 2);
		assert.match(made.stderr, /^register viche\.test\/civic: entries from 0 do not chain\n$/);
		assert.deepEqual(await readdir(folder), ['data']);
		assert.equal((await viche('check', '--data', data)).code, 1);
	}));

test('sessions stay behind: nobody who has signed out is signed in by a backup', () =>
	inCommunity(async (place) => {
		const { store, folder, backup } = place;
		const tokenHash = 'hash of a token that somebody holds';
		await store.tx(async (db) => {
			await db
				.insert(store.t.sessions)
				.values({ tokenHash, account: 'v1', createdAt: 0, expiresAt: 1e10 });
		});
		await makeBackup(place);
		assert.ok(!(await readFile(backup)).includes(tokenHash));
		const copy = await makeData(folder, 'copy');
		await restoreBackup(backup, copy, MASTER_KEY, []);
		const { db, t, close } = readSqlite(databaseIn(copy));
		assert.deepEqual(await db.select().from(t.sessions), []);
		assert.equal(await db.$count(t.accounts), await store.db.$count(store.t.accounts));
		await close();
	}));

test('for Postgres its own tools are named', async () => {
	const environment = { DATABASE_URL: 'postgres://127.0.0.1:9/viche' };
	for (const [tool, ...args] of [
		['pg_dump', 'backup', '--out', 'x'],
		['pg_restore', 'restore', '--from', 'x'],
	] as const) {
		const refused = await vicheIn(environment, ...args);
		assert.equal(refused.code, 2);
		assert.match(refused.stderr, new RegExp(tool));
	}
	const key = { VICHE_MASTER_KEY: bytesToHex(MASTER_KEY) };
	const unreachable = await vicheIn({ ...environment, ...key }, 'check');
	assert.equal(unreachable.code, 2);
	assert.match(unreachable.stderr, /ECONNREFUSED/);
});

if (ENGINES['Postgres'])
	test('registers in Postgres are checked where they are', async () => {
		const database = await ENGINES['Postgres']!();
		const store = await database.open();
		const p = await startPlatform(store, { now: 0 });
		const environment = {
			DATABASE_URL: database.url!,
			VICHE_MASTER_KEY: bytesToHex(MASTER_KEY),
		};
		const { code, stdout } = await vicheIn(environment, 'check');
		assert.equal(code, 0);
		assert.match(stdout, /^viche\.test\/civic 0 \S+\nviche\.test\/ballots 0 \S+\n$/);
		await p.close();
		await store.close();
		await database.remove();
	});

test.run();
