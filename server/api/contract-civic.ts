/** What pages and programs get of processes and proposals: types only. Times are POSIX seconds, amounts decimals of hryvnias. */
import type { FollowUpView } from './contract-follow-up.ts';
import type {
	EventDetails,
	Progress,
	ProposalEventKind,
	ProposalStatus,
	Reason,
} from '../db/schema-civic.ts';
import type { Calendar } from '../../crypto/working-days.ts';
import type { MergeOffer } from '../civic/proposal/merges.ts';
import type { CollectionState, SignatureReceipt } from '../civic/signature/signatures.ts';
import type { AttachedFile } from '../civic/file/attachments.ts';
import type { ProjectDraft, ProjectText } from '../instruments/budget/project.ts';
import type { EditionDraft, EditionPot, EditionTerms } from '../instruments/budget/terms.ts';

export type {
	CheckAnswer,
	EventDetails,
	ProposalEventKind,
	ProposalStatus,
	Reason,
} from '../db/schema-civic.ts';
export type { MergeOffer } from '../civic/proposal/merges.ts';
export type { CollectionState } from '../civic/signature/signatures.ts';
export type { JournalEntry } from '../civic/journal/journal.ts';
export type { CalendarDraft } from '../civic/process/calendar.ts';
export type { AttachedFile } from '../civic/file/attachments.ts';
export type { ProjectDraft, ProjectText } from '../instruments/budget/project.ts';

export type { EditionDraft, EditionPot, EditionTerms } from '../instruments/budget/terms.ts';
export type { BudgetPhase } from '../instruments/budget/phases.ts';

/** Which days are working days. */
export type CalendarView = Calendar & {
	/** To be said when the calendar is changed. */
	readonly version: string;
};

/** An edition of the participatory budget in the list of all. */
export type EditionSummary = {
	readonly id: string;
	readonly title: string;
	readonly total: string;
	readonly phases: readonly { readonly phase: string; readonly begins: number }[];
	readonly ends: number;
	/** Missing before the first begins; `closed` after the end. */
	readonly phase?: string;
};

/** How many people take part in an edition. */
export type EditionStatistics = {
	readonly projects: number;
	readonly authors: number;
	/** Who commented on a project, and who reacted to a comment. */
	readonly commenters: number;
	readonly reacting: number;
	/** Of the edition as a whole. */
	readonly followers: number;
};

/** A published text of a process, and where the civic register has its hash. */
export type DocumentView = {
	readonly name: string;
	readonly version: number;
	readonly reason: string;
	readonly at: number;
	readonly entry: number;
	/** Missing for terms, whose latest version is beside. */
	readonly text?: string;
};

export type EditionPage = EditionSummary & {
	readonly terms: EditionTerms;
	/** The latest first. */
	readonly documents: readonly DocumentView[];
	/** The vote that was made of it. */
	readonly vote?: string;
};

/** An edition that is being set up, or whose terms are to change. */
export type EditionDraftView = {
	readonly id: string;
	readonly title: string;
	/** The version of the published terms; 0 before the first. */
	readonly published: number;
	readonly draft: EditionDraft;
	/** Of the draft, to be said when it is changed. */
	readonly version: string;
};

export type ProjectPlace = {
	readonly label?: string;
	readonly lat?: string;
	readonly lon?: string;
};

/** A project in a list. */
export type ProjectSummary = {
	readonly id: string;
	/** 0 while it is not published. */
	readonly number: number;
	readonly status: ProposalStatus;
	readonly title: string;
	readonly summary: string;
	/** The id of its pot. */
	readonly group: string;
	readonly category: string;
	readonly cost: string;
	readonly place?: ProjectPlace;
	/** On the ballot, by lot. */
	readonly ballotPlace?: number;
	/** How far it is carried out. */
	readonly progress?: Progress;
};

export type ProjectFilter = {
	readonly status?: ProposalStatus | undefined;
	readonly category?: string | undefined;
	readonly pot?: string | undefined;
	/** All of which must stand in it, in any of their forms. */
	readonly words?: string | undefined;
	/** From 1. */
	readonly page?: number | undefined;
};

export type ProjectList = {
	readonly projects: readonly ProjectSummary[];
	/** How many fit, on all pages. */
	readonly found: number;
	readonly pages: number;
	/** How many projects of the edition are in which state. */
	readonly statuses: readonly { readonly status: ProposalStatus; readonly projects: number }[];
};

/** Projects on a map, column by column: the i-th of each is the i-th project's. Coordinates are degrees, rounded to a metre. */
export type ProjectPoints = {
	readonly ids: readonly string[];
	readonly numbers: readonly number[];
	readonly titles: readonly string[];
	readonly costs: readonly string[];
	readonly lats: readonly number[];
	readonly lons: readonly number[];
};

/** What happened to a project. */
export type ProjectEvent = EventDetails & {
	readonly number: number;
	readonly kind: ProposalEventKind;
	readonly at: number;
};

type EditionRef = { readonly id: string; readonly title: string };

export type ProjectPage = ProjectSummary & {
	readonly edition: EditionRef;
	readonly potTitle: string;
	readonly version: number;
	readonly text: ProjectText;
	readonly authors: readonly string[];
	/** When each text was published, the latest first, and the entry of the civic register that has its hash. */
	readonly versions: readonly {
		readonly version: number;
		readonly at: number;
		readonly entry: number;
	}[];
	/** The latest first. */
	readonly events: readonly ProjectEvent[];
	/** Until when the authors may answer. */
	readonly due?: number;
	/** How many residents support it, where the terms ask for support. */
	readonly support?: CollectionState;
	/** Reports on how it is carried out, the latest first. */
	readonly followUps: readonly FollowUpView[];
	/** Whether a certified vote decided that it is carried out. */
	readonly isFunded: boolean;
};

/** Whether the reader has signed, and where that stands in the civic register. */
export type OwnSignature = { readonly signed?: SignatureReceipt };

/** What who has just signed gets to know. */
export type SignatureAnswer = SignatureReceipt & CollectionState;

/** A text of a project as it was published. */
export type VersionView = {
	readonly version: number;
	readonly at: number;
	readonly entry: number;
	readonly text: ProjectText;
};

/** A project as its authors see it. */
export type OwnProject = {
	readonly id: string;
	readonly edition: EditionRef;
	readonly status: ProposalStatus;
	readonly draft: ProjectDraft;
	/** Of the draft, to be said when it is changed. */
	readonly version: string;
	/** The version that is public; 0 before the first. */
	readonly published: number;
	readonly number?: number;
	readonly authors: readonly string[];
	readonly events: readonly ProjectEvent[];
	readonly due?: number;
	readonly pots: readonly EditionPot[];
	readonly categories: readonly string[];
	/** Of what is typed, as far as it can be read. */
	readonly cost: string;
	/** What goes with it when it is published; known by their numbers. */
	readonly files: readonly (AttachedFile & { readonly number: number })[];
	readonly isWritable: boolean;
	readonly maySubmit: boolean;
	readonly mayAppeal: boolean;
	readonly mayMerge: boolean;
	/** To which project it was offered, while nobody has decided. */
	readonly offer?: MergeOffer;
	/** Projects whose authors offer to merge them into it. */
	readonly offers: readonly MergeOffer[];
	readonly mayWithdraw: boolean;
};

export type MyProject = {
	readonly id: string;
	readonly status: ProposalStatus;
	readonly edition: string;
	readonly title: string;
	readonly number?: number;
	readonly due?: number;
};

/** A project as those see it who decide about it. */
export type ProjectToReview = ProjectSummary & {
	readonly edition: EditionRef;
	readonly potTitle: string;
	readonly version: number;
	readonly text: ProjectText;
	readonly authors: readonly string[];
	readonly events: readonly ProjectEvent[];
	readonly due?: number;
	/** Of the edition. */
	readonly units: readonly string[];
	/** Those that must each give a positive verdict, and those that have; all are free to where none is named. */
	readonly assigned: readonly string[];
	readonly agreed: readonly string[];
	readonly checklist: readonly string[];
	readonly reasons: readonly Reason[];
	/** Of what was handed in, to be said when it is published or sent back. */
	readonly seen: string;
	readonly mayPublish: boolean;
	readonly mayReview: boolean;
	readonly mayDecideAppeal: boolean;
};
