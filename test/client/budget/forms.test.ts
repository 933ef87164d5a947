/** Forms as browsers send them, and what is said about mistakes in them. */
import assert from 'node:assert/strict';
import { suite } from 'uvu';
import { sayFault } from '../../../client/budget/faults.ts';
import { readProjectForm, sumOf, withBlank } from '../../../client/budget/forms.ts';
import { budget } from '../../../client/texts/budget.ts';

const test = suite('client/budget/forms');

test('a form says what was typed, row by row, and nothing else', () => {
	const form = new FormData();
	form.set('title', 'Лавки');
	form.set('description', 'перший\r\nдругий');
	form.set('items.0.name', 'Лавка');
	form.set('items.2.price', '5');
	form.set('items.9999.price', '5');
	form.set('lat', new Blob(['x']));
	const { title, description, items, lat, summary } = readProjectForm(form);
	assert.deepEqual([title, description, lat, summary], ['Лавки', 'перший\nдругий', '', '']);
	assert.deepEqual(items, [
		{ name: 'Лавка', price: '', quantity: '' },
		{ name: '', price: '', quantity: '' },
		{ name: '', price: '5', quantity: '' },
	]);
	assert.equal(withBlank(items, { name: '', price: '', quantity: '' }, 1).length, 3);
});

test('an estimate is summed exactly, as far as it can be read', () => {
	const item = (price: string, quantity: string) => ({ name: '', price, quantity });
	assert.equal(
		sumOf([item('0,10', '3'), item('1 250.5', '2'), item('ні', '2'), item('1,234', '1')]),
		250_130n,
	);
	assert.equal(sumOf([item('999999999999,99', '999999999')]), 99_999_999_999_999n * 999_999_999n);
});

test('every mistake has a sentence in both languages', () => {
	for (const language of ['uk', 'en'] as const) {
		const t = budget[language];
		assert.match(sayFault(t, 'short 10')!, /10/);
		assert.equal(sayFault(t, undefined), undefined);
		assert.equal(sayFault(t, 'constructor'), t.faultUnknown);
		assert.deepEqual(Object.keys(t.faults), Object.keys(budget.uk.faults));
	}
});

test.run();
