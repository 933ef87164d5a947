/** Forms of a word share a stem. The paradigms are those of a Ukrainian grammar, of words that projects are made of. */
import assert from 'node:assert/strict';
import { suite } from 'uvu';
import { stemsOf, wordsOf } from '../../../server/civic/search/stem.ts';

const test = suite('server/civic/stem');

const PARADIGMS = [
	'майданчик майданчика майданчику майданчиком майданчики майданчиків майданчикам майданчиками майданчиках',
	'школа школи школі школу школою шкіл школам школами школах',
	'бібліотека бібліотеки бібліотеці бібліотеку бібліотекою бібліотек бібліотекам бібліотеках',
	'дорога дороги дорозі дорогу дорогою доріг дорогам дорогами дорогах',
	'вулиця вулиці вулицю вулицею вулиць вулицям вулицями вулицях',
	'площа площі площу площею площ площам площами площах',
	'будинок будинку будинком будинки будинків будинкам будинками будинках',
	'дитячий дитячого дитячому дитячим дитяча дитячої дитячій дитячу дитячою дитяче дитячі дитячих дитячими',
	'спортивний спортивного спортивному спортивна спортивної спортивну спортивне спортивні спортивних',
	'освітлення освітленню освітленням освітленні',
	'безбар’єрність безбар’єрності',
	'парк парку парком парки парків паркам парками парках',
	'сквер скверу сквером сквери скверів скверах',
	'лікарня лікарні лікарню лікарнею лікарням лікарнями лікарнях',
	'річка річки річці річку річкою річкам річками річках',
	'набережна набережної набережній набережну набережною набережні набережних',
	'садок садка садку садком садки садків садкам садками садках',
	'велодоріжка велодоріжки велодоріжці велодоріжку велодоріжкою велодоріжкам',
];

test('every form of a word is found by every other', () => {
	for (const paradigm of PARADIGMS) {
		const forms = paradigm.split(' ').flatMap(wordsOf);
		for (const asked of forms)
			for (const written of forms) {
				const stems = stemsOf(asked);
				assert.ok(
					stemsOf(written).some((stem) => stems.includes(stem)),
					`${asked} (${stems.join()}) and ${written} (${stemsOf(written).join()})`,
				);
			}
	}
});

test('other words are not found', () => {
	for (const [a, b] of [
		['парк', 'парта'],
		['школа', 'шкала'],
		['дорога', 'доріжка'],
		['спорт', 'спортивний'],
		['сад', 'садиба'],
	] as const)
		assert.ok(!stemsOf(a).some((stem) => stemsOf(b).includes(stem)), `${a} and ${b}`);
});

test('words are told apart whatever the letters and apostrophes', () => {
	assert.deepEqual(wordsOf("П'ять, п’ять; ПʼЯТЬ! Ґанок-2027 e-mail"), [
		...['пять', 'пять', 'пять', 'ганок', '2027', 'e', 'mail'],
	]);
	assert.deepEqual(wordsOf(' … — '), []);
	assert.deepEqual(stemsOf('2027'), ['2027']);
	assert.deepEqual(stemsOf('ліс'), ['ліс']);
});

test.run();
