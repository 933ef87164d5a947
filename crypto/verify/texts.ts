/**
 * What findings and checks mean, for people, in Ukrainian and English. A code that has no sentence of its own takes the one of its
 * family: `wire.*`. A test demands sentences for every code that can be found.
 */
import type { CheckId } from './checks.ts';
import { COLLECTION_TEXTS } from './texts/collection.ts';
import { ELECTION_TEXTS } from './texts/election.ts';
import { PAPER_TEXTS } from './texts/paper.ts';
import { POLL_TEXTS } from './texts/poll.ts';
import { RECORD_TEXTS } from './texts/record.ts';
import { REGISTER_TEXTS } from './texts/register.ts';
import { fillSentences, type Sentences, type Values } from '../sentences.ts';
import { CHECK_TITLES } from './texts/titles.ts';

export const TEXTS: Readonly<Record<string, Sentences>> = {
	...ELECTION_TEXTS,
	...REGISTER_TEXTS,
	...RECORD_TEXTS,
	...PAPER_TEXTS,
	...POLL_TEXTS,
	...COLLECTION_TEXTS,
};

const own = (code: string): Sentences | undefined =>
	Object.hasOwn(TEXTS, code) ? TEXTS[code] : undefined;

const familyOf = (code: string): string => `${code.slice(0, code.indexOf('.'))}.*`;

const UNKNOWN: Sentences = {
	uk: 'Знайдено ваду, для якої ще немає пояснення.',
	en: 'A fault was found that has no explanation yet.',
};

/** Whether people are told something for this code. */
export const hasSentences = (code: string): boolean =>
	own(code) !== undefined || own(familyOf(code)) !== undefined;

/** The sentences of a code, values filled in. */
export const sentences = (code: string, values: Values = {}): Sentences =>
	fillSentences(own(code) ?? own(familyOf(code)) ?? UNKNOWN, values);

/** The name of a check. */
export const titleOf = (id: CheckId): Sentences => CHECK_TITLES[id];
