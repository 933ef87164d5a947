import assert from 'node:assert/strict';
import { suite } from 'uvu';
import { readPabulibPot, readTable } from '../../../client/manage/projects-file.ts';
import { manage } from '../../../client/texts/manage.ts';
import { readText } from '../../support/source-tree.ts';

const test = suite('client/manage/projects-file');
const project = (id: string, name: string, cost: string, ...categories: string[]) => ({
	...{ id, name, cost, categories },
	withdrawn: false,
});

test('a table is read with the separator and the names of columns that people use', async () => {
	const projects = [
		project('7', 'Парк; великий', '12500.50', 'зелене'),
		project('8', 'Лавки', '900'),
	];
	for (const text of [
		'\ufeffномер;назва;вартість;категорії\r\n7;"Парк; великий";12 500,50;зелене\r\n8;Лавки;900;\r\n',
		'cost,name,id,category\n12500.50,Парк; великий,7,зелене\n900,Лавки,8,',
		'id\tназва\tвартість\tкатегорії\n7\tПарк; великий\t12\u00a0500,50\tзелене\n8\tЛавки\t900\t\n',
		'7\tПарк; великий\t12 500,50\tзелене\n8\tЛавки\t900\t',
	])
		assert.deepEqual(await readTable(text), { projects, problems: [] }, text);
	assert.deepEqual(await readTable('Парк\t100\nЛавки\t200'), {
		projects: [project('1', 'Парк', '100'), project('2', 'Лавки', '200')],
		problems: [],
	});
});

test('rows that cannot be used are named, and others are read', async () => {
	const read = await readTable(
		'номер;назва;вартість\n1;Парк;100\n2;;200\n3;Лавки;багато\n4;Клен;0\n1;Сад;5\n5;Дуб;300',
	);
	assert.deepEqual(
		read?.projects.map((p) => p.name),
		['Парк', 'Дуб'],
	);
	assert.deepEqual(
		read.problems.map(({ code, place }) => [code, place]),
		[
			['table.name', '3'],
			['table.cost', '4'],
			['table.cost', '5'],
			['table.same-id', '6'],
		],
	);
});

test('a table whose columns cannot be told is refused', async () => {
	for (const text of ['', 'Парк', 'a;b;c;d;e\n1;2;3;4;5', 'назва\nПарк', '"Парк;100'])
		assert.equal(await readTable(text), undefined, text);
});

test('a Pabulib file gives a pot without its votes; what is no such file says why', () => {
	const path = 'test/fixtures/pabulib/instances/Poland_Zabrze_2021_Helenka.pb';
	const read = readPabulibPot(readText(path), 'pot-1');
	assert.ok('pot' in read);
	const { id, budget, currency, rule, projects } = read.pot;
	assert.deepEqual([id, currency, rule.name], ['pot-1', 'PLN', 'greedy']);
	assert.ok(Number(budget) > 0 && projects.length > 1);
	assert.ok('problems' in readPabulibPot('not a file', 'pot-1'));
});

test('what the card of a project tells is read, and what has not its form is said and left out', async () => {
	const read = await readTable(
		[
			'назва;вартість;опис;адреса;широта;довгота;посилання;знято',
			'Парк;100;"Дерева\nй лавки";вул. Садова, 1;50.45;30.52;https://example.org/park;',
			"'=Сад;5;;;50,45;30.5;;так",
			'Ліс;7;;;;;javascript:alert(1);0',
		].join('\n'),
	);
	assert.deepEqual(read?.projects, [
		{
			...project('1', 'Парк', '100'),
			summary: 'Дерева\nй лавки',
			place: { label: 'вул. Садова, 1', lat: '50.45', lon: '30.52' },
			url: 'https://example.org/park',
		},
		{ ...project('2', '=Сад', '5'), withdrawn: true },
		project('3', 'Ліс', '7'),
	]);
	assert.deepEqual(
		read.problems.map(({ code, place }) => [code, place]),
		[
			['table.card', '3'],
			['table.card', '4'],
		],
	);
	for (const { code } of read.problems)
		for (const texts of Object.values(manage)) assert.ok(texts.tableFaults[code], code);
});

test.run();
