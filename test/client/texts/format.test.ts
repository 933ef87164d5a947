import assert from 'node:assert/strict';
import { suite } from 'uvu';
import { formatMoney, plural } from '../../../client/texts/format.ts';

const test = suite('client/texts/format');

test('money is written as people of the language do, to the kopeck and never rounded', () => {
	const plain = (text: string) => text.replaceAll(/\s/g, ' ');
	assert.equal(plain(formatMoney('uk', '2000000', 'UAH')), '2 000 000 грн');
	assert.equal(plain(formatMoney('uk', '12500.50', 'UAH')), '12 500,50 грн');
	assert.equal(plain(formatMoney('uk', '12500.00', 'PLN')), '12 500 PLN');
	assert.equal(plain(formatMoney('en', '9007199254740993', 'UAH')), 'UAH 9,007,199,254,740,993');
	assert.equal(plain(formatMoney('en', '5', '')), '5');
});

test('Ukrainian has three forms of a noun, English two', () => {
	const uk = { one: 'голос', few: 'голоси', many: 'голосів' };
	const en = { one: 'vote', many: 'votes' };
	const written = [1, 2, 5, 11, 21, 22, 112].map((n) => plural('uk', n, uk).split(/\s/)[1]);
	assert.deepEqual(written, [
		'голос',
		'голоси',
		'голосів',
		'голосів',
		'голос',
		'голоси',
		'голосів',
	]);
	assert.deepEqual(
		[1, 2].map((n) => plural('en', n, en).split(/\s/)[1]),
		['vote', 'votes'],
	);
});

test.run();
