/** What an operator does before a community opens, and the keeper of the registry beside it. */
import assert from 'node:assert/strict';
import { readFile, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { suite } from 'uvu';
import { openCommunity } from '../../../server/community.ts';
import { openSqlite } from '../../../server/db/sqlite.ts';
import { identityOf } from '../../../server/identity/people.ts';
import { deriveKeys } from '../../../server/keys.ts';
import { readMasterKey } from '../../../server/master-key.ts';
import { workHere } from '../../../server/work/jobs.ts';
import { inFolder, viche } from '../../support/command-line.ts';

const test = suite('server/cli/community');
const create = (data: string) =>
	viche('create', '--data', data, '--host', 'budget.example.org', '--name', 'Громада');

test('a community is made once, with keys that only its operator reads', () =>
	inFolder(async (folder) => {
		const data = join(folder, 'data');
		const made = await create(data);
		assert.equal(made.code, 0, made.stderr);
		assert.match(made.stdout, /^budget\.example\.org\/civic\+\S+\nbudget\.example\.org\/ballots\+/);
		assert.equal((await stat(join(data, 'master-key'))).mode & 0o777, 0o600);
		const again = await create(data);
		assert.equal(again.code, 2);
		const store = openSqlite(join(data, 'viche.sqlite'));
		const masterKey = readMasterKey(data, undefined);
		const services = await openCommunity({ store, masterKey, work: workHere, now: () => 0 });
		assert.equal(services.community.name, 'Громада');
		await store.close();
	}));

test('a role is granted by number, and the number is stored nowhere', () =>
	inFolder(async (folder) => {
		await create(folder);
		const granted = await viche(
			...['grant', '--data', folder, '--role', 'secretary', '--domain', 'ua.rnokpp'],
			...['--number', '1234567899', '--name', 'Галина'],
		);
		assert.equal(granted.code, 0, granted.stderr);
		const store = openSqlite(join(folder, 'viche.sqlite'));
		const { accounts, roles } = store.t;
		const [account] = await store.db.select().from(accounts);
		const keys = deriveKeys(readMasterKey(folder, undefined), '');
		const person = { domain: 'ua.rnokpp', subject: '1234567899' };
		assert.equal(account!.identity, identityOf(keys, person));
		assert.deepEqual(
			(await store.db.select().from(roles)).map((r) => r.role),
			['secretary'],
		);
		await store.close();
		const file = await readFile(join(folder, 'viche.sqlite'));
		assert.ok(!file.includes('1234567899'));
	}));

test('an address is given no role; lost passkeys are forgotten, and the sessions with them', () =>
	inFolder(async (folder) => {
		await create(folder);
		const number = ['--data', folder, '--domain', 'ua.rnokpp', '--number', '1234567899'];
		const unknown = await viche('forget-passkeys', ...number);
		assert.deepEqual([unknown.code, unknown.stdout], [2, '']);
		const byAddress = await viche(
			...['grant', '--data', folder, '--role', 'secretary', '--domain', 'email'],
			...['--number', 'a@example.org', '--name', 'A'],
		);
		assert.equal(byAddress.code, 2);
		await viche('grant', ...number, '--role', 'chair', '--name', 'Галина');
		const store = openSqlite(join(folder, 'viche.sqlite'));
		const { accounts, passkeys, sessions, roles } = store.t;
		const [account] = await store.db.select().from(accounts);
		const passkey = { name: 'x', publicKey: Buffer.alloc(1), counter: 0, transports: [] };
		const at = { account: account!.id, createdAt: 0 };
		await store.tx(async (db) => {
			await db.insert(passkeys).values({ ...passkey, ...at, id: 'x' });
			await db.insert(sessions).values({ ...at, tokenHash: 'x', expiresAt: 1 });
		});
		await store.close();
		const forgotten = await viche('forget-passkeys', ...number);
		assert.deepEqual([forgotten.code, forgotten.stdout], [0, '1\n'], forgotten.stderr);
		const after = openSqlite(join(folder, 'viche.sqlite'));
		for (const [table, left] of [
			[passkeys, 0],
			[sessions, 0],
			[roles, 1],
		] as const)
			assert.equal(await after.db.$count(table), left);
		await after.close();
	}));

test('a roll holds identities alone, and its summary says who is not on it and why', () =>
	inFolder(async (folder) => {
		await create(folder);
		const key = join(folder, 'identity-key');
		await writeFile(key, (await viche('identity-key', '--data', folder)).stdout);
		const people = join(folder, 'people.csv');
		await writeFile(
			people,
			[
				'\uFEFFnumber;born;territory;basis',
				'1234567899;1990-05-01;UA0512;registered',
				'1234567899;1990-05-01;UA0512;registered',
				'1234567898;1990-05-01;UA0512;registered',
				'1234567899;1.5.1990;UA0512;registered',
				'"1234567899";2020-05-01;UA0512;registered',
				'1234567899;1990-05-01;UA63;registered',
			].join('\r\n'),
		);
		const out = join(folder, 'roll.json');
		const run = (...more: readonly string[]) =>
			viche('roll', people, '--key', key, '--out', out, '--on', '2027-01-01', ...more);
		const { code, stdout, stderr } = await run('--territory', 'UA05', '--json');
		assert.deepEqual([code, stderr], [0, '']);
		assert.deepEqual(JSON.parse(stdout), {
			people: 6,
			eligible: 1,
			refused: { number: 1, born: 1, age: 1, territory: 1, basis: 0, duplicate: 1 },
			unusable: [4, 5],
		});
		const roll = JSON.parse(await readFile(out, 'utf8')) as { identities: string[] };
		const keys = deriveKeys(readMasterKey(folder, undefined), '');
		const person = { domain: 'ua.rnokpp', subject: '1234567899' };
		assert.deepEqual(roll.identities, [identityOf(keys, person)]);
		assert.ok(!JSON.stringify(roll).includes('1234567899'));
		for (const [args, message] of [
			[['--on', '2027-02-30'], /not a date/],
			[['--key', people], /64 lower-case hex digits/],
			[['--key', join(folder, 'none')], /ENOENT/],
		] as const) {
			const refused = await run(...args);
			assert.equal(refused.code, 2);
			assert.match(refused.stderr, message);
		}
		for (const table of [
			'number;born;note\n1234567899;1990-05-01;1,5',
			'number,born,"note;\ttoo"\n1234567899,1990-05-01,a;b\tc',
			'number\tborn\tnote\n1234567899\t1990-05-01\t1,5; 2',
		]) {
			await writeFile(people, table);
			const { stdout: summary } = await run('--json');
			assert.equal((JSON.parse(summary) as { eligible: number }).eligible, 1, table);
		}
		await writeFile(people, 'name;age\nx;1\n');
		assert.match((await run()).stderr, /columns number and born/);
	}));

test.run();
