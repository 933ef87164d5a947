import assert from 'node:assert/strict';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { suite } from 'uvu';
import { copySqlite, openSqlite, readSqlite } from '../../../server/db/sqlite.ts';
import type { Store } from '../../../server/db/store.ts';
import { inFolder } from '../../support/command-line.ts';

const test = suite('server/db/sqlite');

const write = (store: Store, name: string, length: number) =>
	store.tx(async (db) => {
		await db.insert(store.t.settings).values({ name, value: 'x'.repeat(length) });
	});

const namesIn = async (store: Store): Promise<string[]> =>
	(await store.db.select({ name: store.t.settings.name }).from(store.t.settings)).map(
		({ name }) => name,
	);

test('a copy is of one moment and ends, however often the database is written', () =>
	inFolder(async (folder) => {
		const path = join(folder, 'a.sqlite');
		const store = openSqlite(path);
		await write(store, 'before', 4_000_000);
		const copied: boolean[] = [];
		const copying = copySqlite(path, join(folder, 'b.sqlite')).then(() => copied.push(true));
		let n = 0;
		for (; copied.length === 0 && n < 500; n++) {
			await write(store, `during ${n}`, 10);
			await new Promise(setImmediate);
		}
		await copying;
		assert.ok(n > 2 && n < 500, `${n} writes`);
		const copy = readSqlite(join(folder, 'b.sqlite'));
		assert.deepEqual(await namesIn(copy), ['before']);
		assert.equal((await namesIn(store)).length, n + 1);
		await copy.close();
		await store.close();
	}));

test('what is opened for reading is not written, nor made where it is not', () =>
	inFolder(async (folder) => {
		const path = join(folder, 'a.sqlite');
		assert.throws(() => readSqlite(path), /unable to open/);
		const store = openSqlite(path);
		const read = readSqlite(path);
		await assert.rejects(write(read, 'a', 1), TypeError);
		await write(store, 'b', 1);
		assert.deepEqual(await namesIn(read), ['b']);
		await read.close();
		await store.close();
	}));

test('every table of ours takes the types that it says, and no others', () =>
	inFolder(async (folder) => {
		const path = join(folder, 'a.sqlite');
		await openSqlite(path).close();
		const raw = new Database(path, { readonly: true });
		const loose = raw
			.prepare(
				"SELECT name FROM pragma_table_list WHERE schema = 'main' AND type = 'table' AND strict = 0",
			)
			.pluck()
			.all();
		raw.close();
		assert.deepEqual(loose.sort(), ['__drizzle_migrations', 'sqlite_schema']);
	}));

test.run();
