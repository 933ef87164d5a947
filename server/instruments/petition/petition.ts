/** A petition: as its author types it, and as it is published. */
import { encodeCanonicalJson } from '../../../crypto/register/canonical-json.ts';
import type { FieldReader } from '../../civic/fields.ts';
import type { PublishedText } from '../../civic/proposal/proposals.ts';
import type { ProposalCard } from '../../db/schema-civic.ts';
import type { PetitionRules } from './rules.ts';

/** As it is typed. */
export type PetitionDraft = {
	readonly title: string;
	readonly essence: string;
	readonly topic: string;
	/** Whether the author asks for a public hearing. */
	readonly asksHearing: boolean;
	/** For letters to the author; never published. */
	readonly email: string;
};

export const EMPTY_PETITION: PetitionDraft = {
	...{ title: '', essence: '', topic: '', asksHearing: false, email: '' },
};

export type PetitionText = {
	readonly format: 'viche-petition/v1';
	readonly title: string;
	readonly essence: string;
	readonly topic: string;
	readonly asksHearing: boolean;
	/** The version of the rules it is collected and considered under. */
	readonly rules: number;
};

const SUMMARY = 300;

/** Reads what is typed; what is wrong is told to the reader. Law 393/96-ВР, art. 23-1: the essence, the author's name and e-mail. */
export function readPetition(
	read: FieldReader,
	draft: PetitionDraft,
	{ topics }: Pick<PetitionRules, 'topics'>,
	rules: number,
): PetitionText {
	read.email('email', draft.email);
	return {
		format: 'viche-petition/v1',
		title: read.line('title', draft.title, 10, 200),
		essence: read.text('essence', draft.essence, 50, 10_000),
		topic: read.choice('topic', draft.topic, topics),
		asksHearing: draft.asksHearing,
		rules,
	};
}

/** What is shown in lists and searched. */
export function publishedText(petition: PetitionText): PublishedText {
	const { title, essence, topic } = petition;
	const words = Array.from(essence.replace(/\s+/g, ' '));
	const isShort = words.length <= SUMMARY;
	const summary = isShort ? words.join('') : `${words.slice(0, SUMMARY).join('').trimEnd()}…`;
	const card: ProposalCard = { title, summary, group: '', category: topic, cost: '0' };
	return {
		text: encodeCanonicalJson(petition),
		card,
		searched: [title, essence, topic].join('\n'),
	};
}

export const decodePetition = (text: string): PetitionText => JSON.parse(text) as PetitionText;
