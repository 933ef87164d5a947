/** A database that is not as it was written: the server says what is wrong and does not start. */
import assert from 'node:assert/strict';
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { suite } from 'uvu';
import { checkRegisters } from '../../server/backup/check.ts';
import { beat } from '../../server/ballots/cadence.ts';
import { databaseIn } from '../../server/db/sqlite.ts';
import { inFolder } from '../support/command-line.ts';
import { makeDataFolder } from '../support/data-folder.ts';
import { cast, fill, good, takeToken } from '../support/open-vote.ts';
import { MASTER_KEY } from '../support/platform.ts';
import { refusedStart, startServer } from '../support/server-process.ts';

const test = suite('fault/damaged');

/** A data folder with an open vote in which three ballots are published, and a head of the ballot register from before the last. */
async function makeData(data: string): Promise<{ bytes: Buffer; earlier: object }> {
	const earlier = await makeDataFolder(data, async (p) => {
		const booth = await takeToken(p, 'v1');
		let head = {};
		for (const project of [0, 1, 2]) {
			head = await p.services.box.head();
			await good(cast(p, await fill(p, booth, [project])));
			await beat(p.services);
		}
		return head;
	});
	return { bytes: await readFile(databaseIn(data)), earlier };
}

const BALLOTS = "register = 'viche.test/ballots'";
const LAST = `${BALLOTS} AND idx = 2`;

/** What somebody with the database's file can do, and what the server says of it. */
const DAMAGES: readonly (readonly [string, RegExp])[] = [
	[
		`UPDATE register_entries SET bytes = CAST(replace(CAST(bytes AS TEXT), '"c":"', '"c":"0') AS BLOB) WHERE ${LAST}`,
		/viche\.test\/ballots: entries from 0 do not chain/,
	],
	[`DELETE FROM register_entries WHERE ${LAST}`, /has 2 entries, its head says 3/],
	[`DELETE FROM register_entries WHERE ${BALLOTS} AND idx = 1`, /entries from 0 do not chain/],
	[`UPDATE register_heads SET size = 4 WHERE ${BALLOTS}`, /has 3 entries, its head says 4/],
	[`DELETE FROM register_heads WHERE ${BALLOTS}`, /was never created/],
	['@earlier', /has entries beyond the 2 of its head/],
	[
		`UPDATE register_tiles SET bytes = zeroblob(96) WHERE ${BALLOTS} AND path = 'tile/0/000.p/3'`,
		/tile\/0\/000\.p\/3 is not what the entries make/,
	],
	['DELETE FROM ballots WHERE number = 1', /the ballot of entry 1 is not stored as it was/],
	[
		"UPDATE ballots SET text = replace(text, '0', '1') WHERE number = 2",
		/the ballot of entry 2 is not stored as it was/,
	],
	[
		'UPDATE ballots SET number = NULL WHERE number = 0',
		/the ballot of entry 0 is not stored as it was/,
	],
	[
		'UPDATE ballots SET number = 7 WHERE number = 2',
		/the ballot of entry 2 is not stored as it was/,
	],
];

/** Does as somebody who goes round every guard. */
function damage(path: string, statement: string, earlier: object): void {
	const db = new Database(path);
	try {
		for (const { name } of db
			.prepare<[], { name: string }>("SELECT name FROM sqlite_schema WHERE type = 'trigger'")
			.all())
			db.exec(`DROP TRIGGER ${name}`);
		const changes =
			statement === '@earlier'
				? db
						.prepare(
							`UPDATE register_heads SET size = $size, hash = $hash, checkpoint = $checkpoint WHERE ${BALLOTS}`,
						)
						.run(earlier).changes
				: db.prepare(statement).run().changes;
		assert.equal(changes, 1, statement);
	} finally {
		db.close();
	}
}

test('what was changed behind the back of the server is named, by the check and by the server', () =>
	inFolder(async (folder) => {
		const data = join(folder, 'data');
		const { bytes, earlier } = await makeData(data);
		for (const [i, [statement, complaint]] of DAMAGES.entries()) {
			await writeFile(databaseIn(data), bytes);
			damage(databaseIn(data), statement, earlier);
			const place = { folder: data, databaseUrl: undefined, masterKey: MASTER_KEY };
			const checked = await checkRegisters(place, []);
			assert.match('damage' in checked ? checked.damage : '', complaint, statement);
			// A process of the server for each takes long: some of each kind.
			if (i % 5 !== 0) continue;
			const refused = await refusedStart(data);
			assert.match(refused.said, /^the database is damaged, nothing was changed: /);
			assert.match(refused.said, complaint, statement);
			assert.equal(refused.code, 3);
		}
		await writeFile(databaseIn(data), bytes);
		await (await startServer(data)).stop();
	}));

test('a file that is no database any more is named', () =>
	inFolder(async (folder) => {
		const data = join(folder, 'data');
		const { bytes } = await makeData(data);
		bytes.fill(0xff, 4096, bytes.length >> 1);
		await writeFile(databaseIn(data), bytes);
		const torn = await refusedStart(data);
		assert.match(torn.said, /^the database is damaged, nothing was changed: database disk image/);
		await writeFile(databaseIn(data), 'no database at all'.repeat(1000));
		const other = await refusedStart(data);
		assert.match(other.said, /damaged, nothing was changed: file is not a database/);
	}));

test.run();
