import assert from 'node:assert/strict';
import fc from 'fast-check';
import { suite } from 'uvu';
import {
	CODE_WORDS,
	codeWords,
	HASH_DIGITS,
	readCodeWords,
} from '../../../crypto/booth/code-words.ts';
import { LANGUAGES, type Language } from '../../../crypto/sentences.ts';

const test = suite('crypto/booth/code-words');
const HASH = 'a30f'.repeat(16);
const hashes = fc
	.uint8Array({ minLength: 32, maxLength: 32 })
	.map((bytes) => Buffer.from(bytes).toString('hex'));
const codeOf = (text: string): string => {
	const read = readCodeWords(text);
	return read.ok ? read.value : read.error.code;
};

/** How many letters must be changed, added or left out to make one word of another. */
function distance(a: string, b: string): number {
	let row = Array.from({ length: b.length + 1 }, (_, i) => i);
	for (const [i, x] of Array.from(a).entries()) {
		const next = [i + 1];
		for (const [j, y] of Array.from(b).entries())
			next.push(Math.min(row[j + 1]! + 1, next[j]! + 1, row[j]! + Number(x !== y)));
		row = next;
	}
	return row.at(-1)!;
}

/** Letters that are often taken for one another. */
const blur = (word: string) =>
	word.replaceAll(/[іїй]/g, 'и').replaceAll('ґ', 'г').replaceAll('є', 'е');

for (const language of LANGUAGES) {
	const words = CODE_WORDS[language];
	test(`${language}: 256 words in lower-case letters of one alphabet, none twice`, () => {
		assert.equal(words.length, 256);
		assert.equal(new Set(words).size, 256);
		const form = language === 'uk' ? /^[а-щьюяєіїґ]{4,9}$/ : /^[a-z]{4,9}$/;
		for (const word of words) assert.match(word, form);
	});

	test(`${language}: no word begins like another or is one letter away from it`, () => {
		const blurred = words.map(blur);
		assert.equal(new Set(blurred.map((word) => word.slice(0, 4))).size, 256);
		for (const [i, a] of blurred.entries())
			for (const b of blurred.slice(0, i)) assert.ok(distance(a, b) > 1, `${a} ${b}`);
	});
}

test('words are read as the beginning of the hash they were made of, in both languages', () => {
	fc.assert(
		fc.property(hashes, fc.constantFrom<Language>(...LANGUAGES), (hash, language) => {
			const words = codeWords(hash, language);
			assert.equal(words.length, 12);
			assert.equal(codeOf(words.join(' ')), hash.slice(0, HASH_DIGITS));
		}),
	);
});

test('the words of a hash never change', () => {
	assert.equal(
		codeWords(HASH, 'uk').join(' '),
		'печиво бджола печиво бджола печиво бджола печиво бджола печиво бджола печиво райдуга',
	);
	assert.equal(
		codeWords(HASH, 'en').join(' '),
		'panther banjo panther banjo panther banjo panther banjo panther banjo panther planet',
	);
});

test('capitals, numbers, commas and lines between words do no harm', () => {
	const words = codeWords(HASH, 'uk');
	const listed = words.map((word, i) => `${i + 1}. ${word.toUpperCase()},`).join('\n');
	assert.equal(codeOf(`  ${listed} `), HASH.slice(0, HASH_DIGITS));
});

test('a word that is not in the list is named', () => {
	const words = codeWords(HASH, 'uk').with(4, 'чорнобривець');
	const read = readCodeWords(words.join(' '));
	assert.deepEqual(read.ok || [read.error.code, read.error.place], [
		'words.unknown',
		'чорнобривець',
	]);
});

test('a word too few or too many is refused', () => {
	const words = codeWords(HASH, 'en');
	assert.equal(codeOf(''), 'words.number');
	assert.equal(codeOf(words.slice(1).join(' ')), 'words.number');
	assert.equal(codeOf([...words, words[0]].join(' ')), 'words.number');
});

test('each word changed in turn is noticed, but for one time in 256', () => {
	const words = codeWords(HASH, 'uk');
	let unnoticed = 0;
	for (const [i, word] of words.entries())
		for (const other of CODE_WORDS.uk)
			if (other !== word && codeOf(words.with(i, other).join(' ')) !== 'words.check') unnoticed++;
	assert.ok(unnoticed < 30, `${unnoticed} of ${12 * 255}`);
});

test('what is no hash has no words', () => {
	for (const text of ['', 'a3', HASH.slice(2), `${HASH}00`, 'zz'.repeat(32)])
		assert.throws(() => codeWords(text, 'uk'), RangeError);
});

test.run();
