import assert from 'node:assert/strict';
import fc from 'fast-check';
import { suite } from 'uvu';
import { compareTexts, type Piece } from '../../../client/budget/diff.ts';

const test = suite('client/budget/diff');
const without = (pieces: readonly Piece[], kind: Piece['kind']) =>
	pieces
		.filter((piece) => piece.kind !== kind)
		.map(({ text }) => text)
		.join('');

test('without what was added it is the old text, without what was removed the new one', () => {
	const text = fc
		.array(fc.constantFrom('а', 'б', 'парк', 'лавка', ' ', '\n', '  ', '10\u00a0грн'), {
			maxLength: 30,
		})
		.map((words) => words.join(''));
	fc.assert(
		fc.property(text, text, (before, after) => {
			const pieces = compareTexts(before, after);
			assert.equal(without(pieces, 'added'), before);
			assert.equal(without(pieces, 'removed'), after);
		}),
	);
});

test('what is the same is shown as the same', () => {
	assert.deepEqual(compareTexts('нова лавка в парку', 'нова зручна лавка у парку'), [
		{ kind: 'same', text: 'нова ' },
		{ kind: 'added', text: 'зручна ' },
		{ kind: 'same', text: 'лавка ' },
		{ kind: 'removed', text: 'в' },
		{ kind: 'added', text: 'у' },
		{ kind: 'same', text: ' парку' },
	]);
	assert.deepEqual(compareTexts('так', 'так'), [{ kind: 'same', text: 'так' }]);
	assert.deepEqual(compareTexts('406\u00a0000\u00a0грн', '504\u00a0200\u00a0грн').length, 2);
});

test.run();
