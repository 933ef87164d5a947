/** Options that several commands have, and readers of their values. */
import { availableParallelism } from 'node:os';
import { InvalidArgumentError, Option } from 'commander';
import { LANGUAGES, type Language } from '../../crypto/sentences.ts';

/** Reads a whole number within bounds. @throws InvalidArgumentError */
export const wholeNumber =
	(least: number, most: number) =>
	(text: string): number => {
		const number = Number(text);
		if (/^[0-9]{1,9}$/.test(text) && number >= least && number <= most) return number;
		throw new InvalidArgumentError(`a whole number from ${least} to ${most} is needed`);
	};

/** Where work is spread over threads. */
export const threadsOption = (): Option =>
	new Option('--threads <number>', 'threads that do the heavy work')
		.default(availableParallelism(), 'one a core')
		.argParser(wholeNumber(1, 999));

/** The language of what people are told. */
export const languageOption = (): Option =>
	new Option('--lang <language>', 'language of sentences')
		.choices(LANGUAGES)
		.default(languageOfSystem());

const languageOfSystem = (): Language =>
	/^uk/.test(process.env['LC_ALL'] ?? process.env['LANG'] ?? '') ? 'uk' : 'en';

/** For commands whose answer a program may want to read. */
export const jsonOption = (): Option => new Option('--json', 'print one JSON document');
