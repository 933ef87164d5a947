/** What pages and programs get of comments and their moderation: types only. Times are POSIX seconds. */
import type { Reason } from '../db/schema-civic.ts';
import type { Sentences } from '../../crypto/sentences.ts';
import type { CommentState, MailFrequency, ModerationAct, Reaction } from '../db/schema-talk.ts';

export type { CommentState, MailFrequency, ModerationAct, Reaction } from '../db/schema-talk.ts';

export type CommentView = {
	/** Among the comments of its project. */
	readonly number: number;
	/** The number of the comment that began the thread; its own, if it did. */
	readonly thread: number;
	/** The number of the comment that it answers. */
	readonly answers?: number;
	/** Whether it was said for the community. */
	readonly isOfficial: boolean;
	readonly state: CommentState;
	readonly at: number;
	/** Missing, as the name, where the comment cannot be read any more. */
	readonly text?: string;
	readonly name?: string;
	/** Why it was removed. */
	readonly reasons?: readonly Reason[];
	/** How many people. */
	readonly agree: number;
	readonly disagree: number;
};

export type CommentPage = {
	/** The latest first; in each the comment that began it and its answers in order. */
	readonly threads: readonly (readonly CommentView[])[];
	/** How many comments there are, on all pages. */
	readonly found: number;
	readonly pages: number;
};

/** What somebody has to do with the comments on a project, by their numbers. */
export type OwnComments = {
	readonly written: readonly number[];
	/** Their own that were removed, where they have not appealed yet. */
	readonly mayAppeal: readonly number[];
	readonly reactions: readonly { readonly number: number; readonly reaction: Reaction }[];
	readonly reported: readonly number[];
};

/** A comment that moderators have to decide about. */
export type WaitingComment = {
	readonly project: string;
	/** Of the project. */
	readonly title: string;
	readonly number: number;
	readonly name: string;
	readonly text: string;
	readonly at: number;
	readonly waits: 'report' | 'appeal';
	/** Reports that nobody has answered. */
	readonly reports: readonly { readonly reason: string; readonly people: number }[];
	/** What was decided before, in order. */
	readonly acts: readonly {
		readonly act: ModerationAct;
		readonly reasons: readonly Reason[];
		readonly text: string;
		readonly at: number;
	}[];
	/** Whether the reader wrote it, and so others decide. */
	readonly isOwn: boolean;
	/** Whether the reader removed it, and so another answers the appeal. */
	readonly isOwnRemoval: boolean;
};

/** What moderators do, in numbers. */
export type ModerationSummary = {
	readonly comments: number;
	readonly waiting: number;
	/** The latest first: `2027-03`. */
	readonly months: readonly {
		readonly month: string;
		readonly kept: number;
		readonly removed: number;
		readonly appealed: number;
		readonly restored: number;
	}[];
	/** Why comments were removed in a year, the most frequent reason first. */
	readonly reasons: readonly { readonly text: string; readonly times: number }[];
};

export type ReasonList = {
	readonly reasons: readonly Reason[];
	/** To be said when the list is changed. */
	readonly version: string;
};

/** What somebody has been told. */
export type Inbox = {
	/** The latest first. */
	readonly notifications: readonly {
		readonly id: string;
		readonly text: Sentences;
		/** Where it leads. */
		readonly path: string;
		readonly at: number;
		readonly isRead: boolean;
	}[];
	/** On all pages. */
	readonly unread: number;
	readonly pages: number;
};

/** Whether somebody wants letters, and where; without an address they get none. */
export type MailSettings = {
	/** Whether the community sends letters at all. */
	readonly isOffered: boolean;
	/** `m…@example.org` */
	readonly address?: string;
	readonly isConfirmed: boolean;
	readonly frequency: MailFrequency;
};
