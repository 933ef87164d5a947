/**
 * Words without their endings, so that a text is found by any form of its words: `майданчиків` finds `майданчик`. Light: endings of
 * Ukrainian nouns and adjectives are cut off, and vowels and consonants that alternate in a stem are made one. Two words may share a
 * stem that are none of each other's forms; a search then finds a little more, never less.
 */

const WORD = /[\p{L}\p{N}]+(?:['’ʼ`][\p{L}\p{N}]+)*/gu;
const APOSTROPHE = /['’ʼ`]/g;
/** What is left of a word at least. */
const SHORTEST = 3;
const LONGEST = 60;

const ENDINGS = (
	'ями ами ові еві єві ього ьому ого ому ьої ими іми ість ості ів їв ей ой ою ею єю ям ам ях ах ом ем єм ' +
	'их іх їх им ім їм ий ій ої ьо ья ьє ьї ьє ь а я о е є у ю и і ї й'
)
	.split(' ')
	.sort((a, b) => b.length - a.length);
/** Consonants that stand for others before `і`: `бібліотеці` of `бібліотека`, `дорозі` of `дорога`. */
const SOFTENED: Readonly<Record<string, string>> = { ц: 'к', з: 'г', с: 'х' };
const DOUBLED = /([бвгґджзклмнпрстфхцчшщ])\1$/;
/** `шкіл` of `школа`, `радість` of `радості`. */
const CLOSED = /і(?=[бвгґджзйклмнпрстфхцчшщ]{1,2}$)/;
/** `будинок` of `будинку`, `місць` of `місця`. */
const FLEETING = /(?<=.{2}[бвгґджзклмнпрстфхцчшщ])[оеє](?=[кцнлр]$)/;

/** The words of a text in small letters, apostrophes left out. */
export const wordsOf = (text: string): string[] =>
	(text.normalize('NFC').toLocaleLowerCase('uk').match(WORD) ?? []).map((word) =>
		word.replace(APOSTROPHE, '').replaceAll('ґ', 'г').slice(0, LONGEST),
	);

/** The stems that a word may be a form of: one, or two where a consonant may stand for another. */
export function stemsOf(word: string): string[] {
	if (word.length <= SHORTEST || /\p{N}/u.test(word)) return [word];
	const ending = ENDINGS.find((e) => word.endsWith(e) && word.length - e.length >= SHORTEST) ?? '';
	const stem = word.slice(0, word.length - ending.length);
	const hard = ending === 'і' ? SOFTENED[stem.at(-1)!] : undefined;
	const stems = hard === undefined ? [stem] : [stem, stem.slice(0, -1) + hard];
	return [...new Set(stems.map(levelled))];
}

const levelled = (stem: string): string =>
	stem.replace(DOUBLED, '$1').replace(CLOSED, 'о').replace(FLEETING, '');
