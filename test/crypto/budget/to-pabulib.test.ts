import assert from 'node:assert/strict';
import { suite } from 'uvu';
import { withCard } from '../../../crypto/budget/card-columns.ts';
import { ENCODINGS } from '../../../crypto/budget/encoding.ts';
import { ballotsOf, pabulibRuleOf, potOf } from '../../../crypto/budget/from-pabulib.ts';
import { countPot, readOutcome } from '../../../crypto/budget/outcome.ts';
import type { Pot } from '../../../crypto/budget/pot.ts';
import type { PotProject } from '../../../crypto/budget/project.ts';
import { encodePotAsPabulib } from '../../../crypto/budget/to-pabulib.ts';
import { instanceOf } from '../../../crypto/count/pabulib/instance.ts';
import { parsePabulib } from '../../../crypto/count/pabulib/reader.ts';
import { fileOf, names, unwrap } from '../count/elections.ts';

const test = suite('crypto/budget/to-pabulib');
const occasion = {
	country: 'Україна',
	unit: 'Громада',
	instance: '2027',
	opens: 1_800_000_000,
	closes: 1_801_000_000,
};
const rule = { name: 'greedy', options: {} };

test('decrypted ballots written and read again are the same election', () => {
	let written = 0;
	for (const name of names) {
		const file = fileOf(name);
		if (file.voters > 3000) continue;
		const made = potOf(file, { id: 'pot', mode: 'mix', rule });
		const ballots = made.ok ? ballotsOf(file, made.value) : made;
		if (!made.ok || !ballots.ok || made.value.carried === 'sum') continue;
		const pot = made.value;
		const bytes = ballots.value.map((b) =>
			ENCODINGS[made.value.carried as 'bitmap'].encode(pot, b),
		);
		const outcome = unwrap(readOutcome(pot, { ballots: bytes }, bytes.length));
		const count = unwrap(countPot(pot, outcome, '00'.repeat(32)));
		const text = encodePotAsPabulib(pot, outcome, count, occasion);
		const read = parsePabulib(text, { mode: 'strict' });
		if (!read.ok) throw new Error(`${name}: ${JSON.stringify(read.error[0])}`);
		assert.deepEqual(read.value.warnings, [], name);
		const again = unwrap(instanceOf(read.value.file));
		assert.deepEqual(
			unwrap(potOf(read.value.file, { id: 'pot', mode: 'mix', rule })).projects,
			pot.projects,
			name,
		);
		assert.deepEqual(again.ballots, outcome.instance.ballots, name);
		assert.equal(again.voters, outcome.valid, name);
		assert.deepEqual(again.projects, outcome.instance.projects, name);
		assert.deepEqual(
			read.value.file.projects
				.filter((p) => p.selected === 1)
				.map((p) => p.id)
				.toSorted(),
			count.winners.toSorted(),
			name,
		);
		written++;
	}
	assert.ok(written >= 20, `only ${written} elections were written`);
});

test('ballots that were added up are not made up', () => {
	const pot = unwrap(
		potOf(fileOf('Poland_Gdynia_2025_Maly_Kack__small'), { id: 'pot', mode: 'sum' }),
	);
	const outcome = unwrap(
		readOutcome(pot, { counts: Array(pot.projects.length + 1).fill(0n) as bigint[] }, 0),
	);
	const count = unwrap(countPot(pot, outcome, '00'.repeat(32)));
	assert.throws(() => encodePotAsPabulib(pot, outcome, count, occasion), RangeError);
});

test('places and descriptions of a file are those of its projects, letter by letter', () => {
	const file = fileOf('Poland_Wieliczka_2023_Green_Budget');
	const { projects } = unwrap(potOf(file, { id: 'pot', mode: 'mix', rule }));
	const { columns, rows } = file.projectTable;
	const cell = (row: readonly string[], column: string) => row[columns.indexOf(column)];
	assert.deepEqual(
		projects.map(({ id, place }) => [id, place?.lat ?? '', place?.lon ?? '']),
		rows.map((row) => [row[0], cell(row, 'latitude'), cell(row, 'longitude')]),
	);
	const told = unwrap(potOf(fileOf('Netherlands_Assen_2024'), { id: 'pot', mode: 'mix', rule }));
	assert.ok(told.projects.some(({ summary }) => (summary ?? '').length > 20));
});

test('a card goes into a file and comes back whole; without cards there are no columns for them', () => {
	const pot = unwrap(potOf(fileOf('Poland_Swiecie_2023'), { id: 'pot', mode: 'mix', rule }));
	const write = (made: Pot) => {
		const outcome = unwrap(readOutcome(made, { ballots: [] }, 0));
		const count = unwrap(countPot(made, outcome, '00'.repeat(32)));
		return encodePotAsPabulib(made, outcome, count, occasion);
	};
	assert.match(write(pot), /^project_id;cost;votes;name;category;selected$/m);
	const cards: Partial<PotProject>[] = [
		{ summary: 'Перший; "другий"\nі третій, з комою', url: 'https://example.org/1' },
		{ place: { lat: '50.0170563149589', lon: '-0' } },
		{ place: { label: 'вул. Паркова, 1' } },
	];
	const told = { ...pot, projects: pot.projects.map((p, i) => ({ ...p, ...cards[i] })) };
	const { file } = unwrap(parsePabulib(write(told), { mode: 'strict' }));
	assert.deepEqual(unwrap(potOf(file, { id: 'pot', mode: 'mix', rule })).projects, told.projects);
});

test('a cell of another form is left out, and nothing else of the card', () => {
	const bare = { id: '1', name: 'Парк', cost: '10', categories: [], withdrawn: false };
	const cells: Record<string, string> = {
		latitude: '95',
		longitude: '20.1',
		address: 'Ринок',
		description: ' Дерева ',
		url: 'ftp://example.org',
	};
	assert.deepEqual(
		withCard(bare, (column) => cells[column]),
		{ ...bare, place: { label: 'Ринок' }, summary: 'Дерева' },
	);
	assert.deepEqual(
		withCard(bare, () => 'None'),
		bare,
	);
});

test('dates are those of the Gregorian calendar in UTC', () => {
	const file = fileOf('Poland_Swiecie_2023');
	const pot = unwrap(potOf(file, { id: 'pot', mode: 'mix', rule }));
	const outcome = unwrap(readOutcome(pot, { ballots: [] }, 0));
	const count = unwrap(countPot(pot, outcome, '00'.repeat(32)));
	const DAY = 86_400;
	const leapDays = [1972, 2000, 2028, 2400].map((y) => Date.UTC(y, 1, 29) / 1000);
	const turns = [1970, 2001, 2100, 2200].map((y) => Date.UTC(y, 2, 1) / 1000 - 1);
	for (const day of [0, 59 * DAY, 365 * DAY, ...leapDays, ...turns])
		for (const opens of [day, day + DAY - 1, day + DAY]) {
			const text = encodePotAsPabulib(pot, outcome, count, { ...occasion, opens });
			const [year, month, date] = new Date(opens * 1000).toISOString().slice(0, 10).split('-');
			assert.match(text, new RegExp(`^date_begin;${date!}\\.${month!}\\.${year!}$`, 'm'));
		}
});

test('a rule has the name that Pabulib knows it by, or none', () => {
	const names = [
		[{ name: 'greedy', options: {} }, 'greedy'],
		[{ name: 'greedy-no-skip', options: { tie: ['lot'] } }, 'greedy-no-skip'],
		[{ name: 'equal-shares', options: { completion: 'none' } }, 'equalshares'],
		[{ name: 'equal-shares', options: { completion: 'add1' } }, 'equalshares/add1'],
		[{ name: 'equal-shares', options: { completion: 'add1', utilitarian: true } }, 'unknown'],
		[{ name: 'equal-shares', options: { completion: 'add1-integral' } }, 'unknown'],
		[{ name: 'phragmen', options: {} }, 'unknown'],
	] as const;
	for (const [given, name] of names) assert.equal(pabulibRuleOf(given), name);
});

test.run();
