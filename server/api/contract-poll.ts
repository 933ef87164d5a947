/** What pages and programs get of polls: types only. Times are POSIX seconds. */
import type { Poll, PollAnswer } from '../../crypto/poll/poll.ts';
import type { PollResult } from '../../crypto/poll/result.ts';
import type { AnswerReceipt } from '../instruments/poll/answers.ts';
import type { PollDraft } from '../instruments/poll/terms.ts';

export type { Poll, PollAnswer } from '../../crypto/poll/poll.ts';
export type { PollResult } from '../../crypto/poll/result.ts';
export type { PollQuestion } from '../../crypto/poll/question.ts';
export type { AnswerReceipt } from '../instruments/poll/answers.ts';
export type { PollDraft, QuestionDraft } from '../instruments/poll/terms.ts';

/** A poll in the list of all. */
export type PollSummary = {
	readonly id: string;
	readonly title: string;
	readonly phases: readonly { readonly phase: string; readonly begins: number }[];
	readonly ends: number;
	/** Missing before the first begins; `closed` after the end. */
	readonly phase?: string;
};

export type PollPage = PollSummary & {
	readonly poll: Poll;
	/** How many people have answered. */
	readonly answers: number;
	/** The latest first. */
	readonly documents: readonly {
		readonly name: string;
		readonly version: number;
		readonly reason: string;
		readonly at: number;
		readonly entry: number;
	}[];
	/** Once it is counted. */
	readonly result?: PollResult;
};

/** Whether the reader has answered, how, and where that stands in the civic register. */
export type OwnAnswer = { readonly given?: AnswerReceipt };

/** Marks for each question, in their order. */
export type AnswerBody = { readonly answer: PollAnswer };

export type PollDraftView = {
	readonly id: string;
	readonly draft: PollDraft;
	/** Of the draft, to be said when it is changed. */
	readonly version: string;
	/** The version of the published terms; 0 before the first. */
	readonly published: number;
	/** Not once people answer. */
	readonly isWritable: boolean;
};

export type PollWork = { readonly id: string; readonly title: string; readonly published: number };
