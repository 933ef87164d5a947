/** A draft vote from an earlier edition or from a table, on the command line. */
import assert from 'node:assert/strict';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { suite } from 'uvu';
import { openSqlite } from '../../../server/db/sqlite.ts';
import { inFolder, viche } from '../../support/command-line.ts';

const test = suite('server/cli/import');
const EDITION = fileURLToPath(
	new URL(
		'../../fixtures/pabulib/instances/Poland_Wieliczka_2023_Green_Budget.pb',
		import.meta.url,
	),
);
const DATES = ['--opens', '2027-03-01T08:00+02:00', '--closes', '2027-03-21T20:00+02:00'];

async function votesIn(folder: string) {
	const store = openSqlite(join(folder, 'viche.sqlite'));
	const votes = await store.db.select().from(store.t.votes);
	const members = await store.db.select().from(store.t.members);
	await store.close();
	return { votes, members };
}

test('what was read is shown, and kept only when it is said so', () =>
	inFolder(async (folder) => {
		await viche('create', '--data', folder, '--host', 'budget.example.org', '--name', 'Громада');
		const call = (...rest: string[]) =>
			viche('import', EDITION, '--data', folder, ...DATES, ...rest);
		const shown = await call('--json');
		assert.equal(shown.code, 0, shown.stderr);
		const read = JSON.parse(shown.stdout) as Record<string, unknown>;
		assert.deepEqual(
			[read['projects'], read['budget'], read['currency'], read['vote']],
			[64, '1000000', 'PLN', undefined],
		);
		assert.equal((await votesIn(folder)).votes.length, 0);
		const early = await call('--yes');
		assert.equal(early.code, 2);
		assert.match(early.stderr, /grant the role commission/);
		for (const number of ['1234567899', '2345678901', '3456789013'])
			await viche(
				...['grant', '--data', folder, '--role', 'commission', '--domain', 'ua.rnokpp'],
				...['--number', number, '--name', number.slice(0, 2)],
			);
		const kept = await call('--yes', '--title', 'Зелений бюджет', '--rule', 'phragmen');
		assert.equal(kept.code, 0, kept.stderr);
		const { votes, members } = await votesIn(folder);
		const [vote] = votes;
		assert.equal(votes.length, 1);
		assert.ok(kept.stdout.includes(`draft ${vote!.id}`));
		assert.deepEqual(
			[vote!.phase, vote!.title, vote!.threshold, vote!.opens, vote!.pots[0]!.rule.name],
			['draft', 'Зелений бюджет', 2, 1_803_880_800, 'phragmen'],
		);
		assert.equal(vote!.pots[0]!.projects[0]!.place?.lat, '49.9873919');
		assert.equal(members.length, 3);
	}));

test('a table: rows that cannot be used are named, and the others are read', () =>
	inFolder(async (folder) => {
		const path = join(folder, 'projects.csv');
		await writeFile(
			path,
			'\ufeffназва;вартість;адреса\r\nПарк;12 500,50;Сад\r\n;5;\r\nЛіс;багато;\r\nДуб;9;\r\n',
		);
		const answer = await viche('import', path, ...DATES, '--budget', '15000', '--json');
		assert.equal(answer.code, 0, answer.stderr);
		assert.match(answer.stderr, /row 3: .*\[table\.name\]\n.*row 4: .*\[table\.cost\]/);
		const read = JSON.parse(answer.stdout) as Record<string, unknown>;
		assert.deepEqual(
			[read['projects'], read['left'], read['cost'], read['carried']],
			[2, 2, '12509.5', 'sum'],
		);
	}));

test('what cannot be a vote is refused in a line', () =>
	inFolder(async (folder) => {
		const path = join(folder, 'projects.csv');
		await writeFile(path, 'назва;вартість\nПарк;5\n');
		for (const [flags, words] of [
			[['--budget', 'багато', ...DATES], /--budget багато: not an amount/],
			[DATES, /give --budget/],
			[['--budget', '9', '--opens', 'завтра', '--closes', 'потім'], /--opens завтра/],
			[['--budget', '9', '--rule', 'greedy-threshold', ...DATES], /count\.option/],
		] as const) {
			const answer = await viche('import', path, ...flags);
			assert.equal(answer.code, 2, answer.stderr);
			assert.match(answer.stderr, words);
		}
		assert.equal(
			(await viche('import', join(folder, 'none.csv'), '--budget', '9', ...DATES)).code,
			2,
		);
	}));

test.run();
