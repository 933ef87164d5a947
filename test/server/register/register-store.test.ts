import assert from 'node:assert/strict';
import { sql } from 'drizzle-orm';
import { suite } from 'uvu';
import { bytesToHex } from '../../../crypto/bytes.ts';
import { sha256Hex } from '../../../crypto/hash.ts';
import type { NewEntry } from '../../../crypto/register/entry.ts';
import { ed25519Verifier, parseNote } from '../../../crypto/register/note.ts';
import { openCheckpoint, parseCheckpoint } from '../../../crypto/register/checkpoint.ts';
import { EMPTY_ROOT } from '../../../crypto/register/merkle.ts';
import { parsePolicy } from '../../../crypto/register/policy.ts';
import { verifyReceipt } from '../../../crypto/register/receipt.ts';
import { TileReader } from '../../../crypto/register/tile-reader.ts';
import type { Store } from '../../../server/db/store.ts';
import { RegisterDamaged } from '../../../server/register/register-damaged.ts';
import { RegisterStore } from '../../../server/register/register-store.ts';
import { ENGINES, withStore } from '../../support/databases.ts';

const test = suite('server/register/register-store');
const signer = { name: 'test.example/ballots', seed: new Uint8Array(32).fill(7) };

const entry = (n: number): NewEntry<'ballot'> => ({
	type: 'ballot',
	object: 'PyUZ7pYBBA4Nia',
	ballot: sha256Hex(`ballot ${n}`),
	nullifier: sha256Hex(`nullifier ${n}`),
	c: sha256Hex(`commitment ${n}`),
});

async function created(store: Store): Promise<RegisterStore<'ballot'>> {
	const register = new RegisterStore(store, 'ballot', signer);
	await store.tx((db) => register.create(db));
	return register;
}

function rootIn(checkpoint: string): Uint8Array {
	const note = parseNote(checkpoint);
	const head = note.ok ? parseCheckpoint(note.value.text) : note;
	assert.ok(head.ok);
	return head.value.root;
}

/** Runs SQL behind the back of the register. */
const damage = (store: Store, ...statements: readonly string[]) =>
	store.tx(async (db) => {
		for (const statement of statements)
			await (db as unknown as { run: (q: unknown) => Promise<void> }).run(sql.raw(statement));
	});

const grow = (store: Store, register: RegisterStore<'ballot'>, from: number, count: number) =>
	store.tx((db) =>
		register.append(
			db,
			Array.from({ length: count }, (_, i) => entry(from + i)),
		),
	);

for (const [engine, make] of Object.entries(ENGINES)) {
	test(`grows in batches across tiles, and every entry can be proved: ${engine}`, () =>
		withStore(make, async (store) => {
			const register = await created(store);
			await register.verify();
			const roots = new Map([[0, EMPTY_ROOT]]);
			let size = 0;
			for (const count of [1, 3, 251, 2, 300, 1]) {
				assert.equal(await grow(store, register, size, count), size);
				size += count;
				await register.verify();
				roots.set(size, rootIn((await register.head()).checkpoint));
			}
			for (const [then, root] of roots)
				assert.equal(bytesToHex((await register.rootAt(then))!), bytesToHex(root));
			assert.equal(await register.rootAt(size + 1), undefined);
			const head = await register.head();
			const opened = openCheckpoint(head.checkpoint, ed25519Verifier(register.key));
			assert.ok(opened.ok);
			assert.equal(opened.value.size, size);
			const reader = await TileReader.open(opened.value, (path) => register.file(path));
			assert.ok(reader.ok);
			const policy = parsePolicy(`log ${register.verifierKey}\nquorum none\n`);
			assert.ok(policy.ok);
			for (const index of [0, 255, 256, 511, size - 1]) {
				const bytes = await reader.value.readEntry(index);
				const receipt = await register.receipt(index);
				assert.ok(bytes.ok && receipt !== undefined);
				assert.ok(verifyReceipt(receipt, bytes.value, policy.value).ok);
			}
			assert.equal(await register.receipt(size), undefined);
			assert.equal(await register.file('tile/9/999'), undefined);
		}));

	test(`writers queue: entries of many transactions at once form one chain: ${engine}`, () =>
		withStore(make, async (store) => {
			const register = await created(store);
			const firsts = await Promise.all(
				Array.from({ length: 40 }, (_, i) => grow(store, register, 10 * i, 2)),
			);
			assert.deepEqual(
				firsts.toSorted((a, b) => a - b),
				Array.from({ length: 40 }, (_, i) => 2 * i),
			);
			await register.verify();
		}));

	test(`what fails leaves no trace: ${engine}`, () =>
		withStore(make, async (store) => {
			const register = await created(store);
			await grow(store, register, 0, 3);
			const before = await register.head();
			await assert.rejects(
				store.tx(async (db) => {
					await register.append(db, [entry(3)]);
					throw new Error('the decision was not taken');
				}),
				/not taken/,
			);
			await assert.rejects(
				store.tx((db) => register.append(db, [{ ...entry(4), object: ' ' }])),
				RangeError,
			);
			assert.deepEqual(await register.head(), before);
			await register.verify();
		}));

	test(`nothing is changed or removed, by any statement: ${engine}`, () =>
		withStore(make, async (store) => {
			const register = await created(store);
			await grow(store, register, 0, 2);
			const { entries, heads, tiles } = store.t;
			const attempts: ((db: typeof store.db) => Promise<unknown>)[] = [
				async (db) => db.update(entries).set({ hash: 'x' }),
				async (db) => db.delete(entries),
				async (db) => db.delete(heads),
				async (db) => db.update(heads).set({ size: 1 }),
				async (db) => db.update(tiles).set({ bytes: Buffer.alloc(1) }),
				async (db) => db.delete(tiles),
				async (db) =>
					db
						.insert(entries)
						.values({ register: register.name, index: 5, bytes: Buffer.alloc(1), hash: 'y' }),
				async (db) =>
					db
						.insert(entries)
						.values({ register: register.name, index: 1, bytes: Buffer.alloc(1), hash: 'y' }),
			];
			for (const attempt of attempts) await assert.rejects(store.tx((db) => attempt(db)));
			await register.verify();
		}));
}

test('what was damaged behind its back does not open', async () => {
	for (const statement of [
		'UPDATE register_heads SET size = 3',
		"UPDATE register_heads SET checkpoint = 'x'",
		"UPDATE register_heads SET hash = 'x'",
	])
		await withStore(ENGINES['SQLite in memory']!, async (store) => {
			const register = await created(store);
			await grow(store, register, 0, 2);
			await damage(store, statement);
			await assert.rejects(register.verify(), RegisterDamaged);
		});
	await withStore(ENGINES['SQLite in memory']!, async (store) => {
		await assert.rejects(new RegisterStore(store, 'ballot', signer).verify(), /was never created/);
		const register = await created(store);
		const other = new RegisterStore(store, 'ballot', {
			...signer,
			seed: new Uint8Array(32).fill(8),
		});
		await register.verify();
		await assert.rejects(other.verify(), /not signed by its key/);
	});
});

test('over damaged tiles nothing is signed', () =>
	withStore(ENGINES['SQLite in memory']!, async (store) => {
		const register = await created(store);
		await grow(store, register, 0, 257);
		const before = await register.head();
		await damage(
			store,
			'DROP TRIGGER register_tiles_update',
			"UPDATE register_tiles SET bytes = zeroblob(32) WHERE path = 'tile/1/000.p/1'",
		);
		await assert.rejects(grow(store, register, 257, 1), /tiles have another root/);
		await assert.rejects(register.rootAt(1), RegisterDamaged);
		assert.deepEqual(await register.head(), before);
	}));

test.run();
