import assert from 'node:assert/strict';
import { suite } from 'uvu';
import {
	categoriesOf,
	costSteps,
	findProjects,
	isFiltering,
	likeKey,
	NO_FILTER,
	pointOf,
	type Filter,
} from '../../../client/booth/finding.ts';
import type { PotBallot } from '../../../crypto/budget/ballot.ts';
import type { Pot } from '../../../crypto/budget/pot.ts';
import { OPEN_POTS } from '../../../server/demo/pots.ts';

const test = suite('client/booth/finding');
const large = OPEN_POTS[0]!;
const small = OPEN_POTS[1]!;
const all = small.projects.map((_, place) => place);
const EMPTY: PotBallot = { projects: [] };

const find = (filter: Partial<Filter>, ballot = EMPTY, liked: string[] = [], order = all) =>
	findProjects(small, order, ballot, liked, { ...NO_FILTER, ...filter });
const names = (places: readonly number[]) => places.map((place) => small.projects[place]!.name);

test('without a filter all projects are there, in the order given', () => {
	assert.deepEqual(find({}), all);
	assert.deepEqual(find({}, EMPTY, [], all.toReversed()), all.toReversed());
	assert.equal(isFiltering(NO_FILTER), false);
	assert.equal(isFiltering({ ...NO_FILTER, words: '  ' }), false);
	for (const change of [{ words: 'а' }, { category: 'x' }, { cost: 'fits' }, { only: 'liked' }])
		assert.ok(isFiltering({ ...NO_FILTER, ...(change as Partial<Filter>) }));
});

test('words are found in name, summary, place and category, whatever case and apostrophe', () => {
	assert.deepEqual(names(find({ words: 'ДЕФІБРИЛЯТОР' })), ['Дефібрилятор у будинку культури']);
	for (const apostrophe of ["'", '’', 'ʼ'])
		assert.equal(find({ words: `здоров${apostrophe}я` }).length, 3);
	assert.deepEqual(names(find({ words: 'собак фонтанчики' })), ['Питні фонтанчики в парку']);
	assert.deepEqual(names(find({ words: 'Шкільна, 2' })), ['Мурал про історію громади']);
	assert.deepEqual(find({ words: 'аеропорт' }), []);
});

test('category and cost narrow down, and both together', () => {
	const culture = find({ category: 'культура' });
	assert.equal(culture.length, 3);
	assert.deepEqual(
		find({ cost: '60000' })
			.map((place) => small.projects[place]!.cost)
			.sort(),
		['28000', '45000', '60000'],
	);
	assert.deepEqual(names(find({ category: 'культура', cost: '60000' })), [
		'Шафи для обміну книжками у п’яти селах',
	]);
});

test('what the money that is left suffices for, and what is chosen already', () => {
	// 95 000, 99 000 and 60 000 of 300 000.
	const ballot = { projects: [2, 3, 5] };
	assert.deepEqual(find({ cost: 'fits' }, ballot), [0, 1, 2, 3, 5]);
	assert.deepEqual(find({ cost: 'fits' }), all);
});

test('only chosen ones, and only those to think about', () => {
	assert.deepEqual(find({ only: 'chosen' }, { projects: [1, 4] }), [1, 4]);
	assert.deepEqual(find({ only: 'liked' }, EMPTY, [likeKey(small, 3), likeKey(large, 0)]), [3]);
});

test('cost steps part the projects and are round', () => {
	assert.deepEqual(costSteps(small), [45000, 76000, 88000]);
	assert.deepEqual(costSteps(large), [640000, 780000, 860000]);
	const one: Pot = { ...small, projects: [small.projects[0]!] };
	assert.deepEqual(costSteps(one), []);
});

test('categories are listed once; points are there where both degrees are', () => {
	assert.deepEqual(categoriesOf(small), ['вулиці', 'довкілля', 'здоров’я', 'культура']);
	assert.deepEqual(pointOf(small.projects[2]!), { lat: 49.42141, lon: 25.6132 });
	assert.equal(pointOf(small.projects[0]!), undefined);
});

test.run();
