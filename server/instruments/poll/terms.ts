/** The terms of a poll as the secretary types them. */
import { checkPoll, POLL_PHASES, type Poll, type PollPhase } from '../../../crypto/poll/poll.ts';
import { RULE_NAMES, type PollQuestion, type PollRule } from '../../../crypto/poll/question.ts';
import { FieldReader } from '../../civic/fields.ts';

export const MAJORITIES = ['', 'filled', 'participants'] as const;

/** A question; what a rule does not need stays as it is typed. */
export type QuestionDraft = {
	readonly title: string;
	/** Lines such as `option | what it means`. */
	readonly options: string;
	readonly rule: string;
	readonly seats: string;
	/** Options that may be chosen. */
	readonly most: string;
	/** More than half of whose votes an option needs; empty where the most votes are enough. */
	readonly majority: string;
	readonly lowest: string;
	readonly highest: string;
	/** Points to share out. */
	readonly total: string;
	/** Lines, the worst first. */
	readonly grades: string;
};

export type PollDraft = {
	readonly title: string;
	readonly problem: string;
	/** Lines, one argument each. */
	readonly for: string;
	readonly against: string;
	/** Lines such as `title | address`. */
	readonly sources: string;
	readonly questions: readonly QuestionDraft[];
	/** Dates in Kyiv. */
	readonly begins: Readonly<Record<PollPhase, string>>;
	readonly ends: string;
};

export const EMPTY_QUESTION: QuestionDraft = {
	...{ title: '', options: '', rule: 'plurality', seats: '1', most: '1', majority: '' },
	...{ lowest: '1', highest: '5', total: '10', grades: '' },
};
export const EMPTY_POLL: PollDraft = {
	...{ title: '', problem: '', for: '', against: '', sources: '' },
	questions: [EMPTY_QUESTION],
	...{ begins: { information: '', voting: '' }, ends: '' },
};
const MOST_QUESTIONS = 20;
const MOST_ARGUMENTS = 50;

/** Reads what is typed. @throws ApiError poll.terms with what is wrong with which field */
export function readPoll(draft: PollDraft): Poll {
	const read = new FieldReader();
	const lines = (field: 'for' | 'against') =>
		read.lines(field, draft[field], 0, MOST_ARGUMENTS, 500);
	const typed = draft.questions.filter(({ title, options }) => (title + options).trim() !== '');
	if (typed.length === 0) read.fault('questions.0.title', 'empty');
	if (typed.length > MOST_QUESTIONS) read.fault('questions.0.title', `many ${MOST_QUESTIONS}`);
	const poll: Poll = {
		format: 'viche-poll/v1',
		title: read.line('title', draft.title, 10, 200),
		...{ kind: 'open', audience: 'residents', territories: [], smallestGroup: 10 },
		information: {
			problem: read.text('problem', draft.problem, 20, 10_000),
			...{ for: lines('for'), against: lines('against') },
			sources: readSources(read, draft.sources),
		},
		questions: typed.map((question) =>
			readQuestion(read, question, draft.questions.indexOf(question)),
		),
		schedule: {
			phases: POLL_PHASES.map((phase) => ({
				phase,
				begins: read.date(`begins.${phase}`, draft.begins[phase]),
			})),
			ends: read.date('ends', draft.ends),
		},
	};
	if (Object.keys(read.faults).length === 0)
		for (const { code, place } of checkPoll(poll)) read.fault(fieldOf(poll, place), code);
	read.require('poll.terms');
	return poll;
}

/** The field of the form where a problem of the terms is seen. */
function fieldOf({ questions }: Poll, place: string): string {
	const i = questions.findIndex(({ id }) => place === id || place.startsWith(`${id}:`));
	return i >= 0 ? `questions.${i}.options` : 'ends';
}

function readSources(read: FieldReader, typed: string): Poll['information']['sources'] {
	return read.pairs('sources', typed, 0, MOST_ARGUMENTS).map(([title, url]) => ({
		title,
		...(url === '' ? {} : { url: read.link('sources', url) }),
	}));
}

function readQuestion(read: FieldReader, typed: QuestionDraft, i: number): PollQuestion {
	const at = (field: keyof QuestionDraft) => `questions.${i}.${field}`;
	const options = read.pairs(at('options'), typed.options, 2, 50).map(([name, about], j) => ({
		id: `o${j + 1}`,
		name,
		...(about === '' ? {} : { about }),
	}));
	if (new Set(options.map(({ name }) => name)).size < options.length)
		read.fault(at('options'), 'twice');
	return {
		id: `q${i + 1}`,
		title: read.line(at('title'), typed.title, 5, 300),
		options,
		rule: readRule(read, typed, at),
		seats: read.whole(at('seats'), typed.seats, 1, 50),
	};
}

function readRule(
	read: FieldReader,
	typed: QuestionDraft,
	at: (field: keyof QuestionDraft) => string,
): PollRule {
	const name = read.choice(at('rule'), typed.rule, RULE_NAMES);
	const whole = (field: 'most' | 'lowest' | 'highest' | 'total', least: number, most: number) =>
		read.whole(at(field), typed[field], least, most);
	const majority = read.choice(at('majority'), typed.majority, MAJORITIES);
	const needed = majority === '' ? {} : { majority: { moreThan: '1/2', of: majority } };
	switch (name) {
		case 'plurality':
			return { name, ...needed };
		case 'approval':
			return { name, most: whole('most', 1, 50), ...needed };
		case 'score':
			return {
				name,
				lowest: whole('lowest', 0, 100),
				highest: whole('highest', 1, 100),
				by: 'mean',
			};
		case 'points':
			return { name, total: whole('total', 1, 255) };
		case 'majority-judgment':
			return { name, grades: read.lines(at('grades'), typed.grades, 2, 10) };
		case 'schulze':
			return { name };
		case 'stv':
			return { name, decimals: 5 };
	}
}
