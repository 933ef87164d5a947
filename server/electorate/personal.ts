/** A guard for texts that become public: the name of the person they are about, and long numbers, do not belong there. */

/** Eight digits and more: numbers of people, documents and telephones, however they are grouped. Dates have dots. */
const NUMBER = /\d(?:[\s()-]?\d){7,}/;
/** Endings by which a name is declined. */
const ENDING = 2;
const SHORTEST_NAME = 5;

/** @param name - of the person, as it is known @returns what must not be published; `undefined` where nothing was found */
export function findPersonal(text: string, name: string): string | undefined {
	const number = NUMBER.exec(text)?.[0];
	if (number !== undefined) return number;
	const names = wordsOf(name).filter(
		(word) => /^\p{Lu}/u.test(word) && word.length >= SHORTEST_NAME,
	);
	return wordsOf(text).find((word) => names.some((part) => isForm(word, part)));
}

const wordsOf = (text: string): string[] => text.match(/[\p{L}'’-]+/gu) ?? [];

/** Whether a word can be a form of a name: `Яремчука` of `Яремчук`. */
const isForm = (word: string, name: string): boolean =>
	word.length <= name.length + ENDING &&
	word.toLowerCase().startsWith(name.toLowerCase().slice(0, -ENDING));
