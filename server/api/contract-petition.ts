/** What pages and programs get of petitions: types only. Times are POSIX seconds. */
import type { CollectionState } from '../civic/signature/signatures.ts';
import type {
	EventDetails,
	PetitionEventKind,
	PetitionStatus,
	Reason,
} from '../db/schema-civic.ts';
import type { PetitionDraft, PetitionText } from '../instruments/petition/petition.ts';
import type { PetitionRules, RulesDraft } from '../instruments/petition/rules.ts';

export type { PetitionEventKind, PetitionStatus } from '../db/schema-civic.ts';
export type { PetitionDraft, PetitionText } from '../instruments/petition/petition.ts';
export type { Names, PetitionRules, RulesDraft } from '../instruments/petition/rules.ts';

/** A version of the rules, and where the civic register has its hash. */
export type RulesVersion = {
	readonly version: number;
	readonly at: number;
	readonly entry: number;
	readonly reason: string;
};

/** The rules of now, and all their versions, the latest first; nothing before the first. */
export type PetitionRulesPage = {
	readonly current?: { readonly version: number; readonly rules: PetitionRules };
	readonly versions: readonly RulesVersion[];
};

export type RulesDraftView = {
	readonly draft: RulesDraft;
	/** Of the draft, to be said when it is changed. */
	readonly version: string;
	/** Of the published rules; 0 before the first. */
	readonly published: number;
};

/** A petition in a list. */
export type PetitionSummary = {
	readonly id: string;
	/** 0 while it is not published. */
	readonly number: number;
	readonly status: PetitionStatus;
	readonly title: string;
	readonly summary: string;
	readonly topic: string;
	/** How many signed; once it is published. */
	readonly collection?: CollectionState;
	/** Until when what comes next must be done. */
	readonly due?: number;
};

export const PETITION_ORDERS = ['new', 'signed', 'ending'] as const;
export type PetitionOrder = (typeof PETITION_ORDERS)[number];

export type PetitionFilter = {
	readonly status?: PetitionStatus | undefined;
	readonly topic?: string | undefined;
	/** All of which must stand in it, in any of their forms. */
	readonly words?: string | undefined;
	readonly order?: PetitionOrder | undefined;
	/** From 1. */
	readonly page?: number | undefined;
};

export type PetitionList = {
	readonly petitions: readonly PetitionSummary[];
	/** How many fit, on all pages. */
	readonly found: number;
	readonly pages: number;
	/** How many published petitions are in which state. */
	readonly statuses: readonly { readonly status: PetitionStatus; readonly petitions: number }[];
};

export type PetitionEvent = EventDetails & {
	readonly number: number;
	readonly kind: PetitionEventKind;
	readonly at: number;
};

/** What was said officially, and where the civic register has its hash. */
export type OfficialText = {
	readonly text: string;
	readonly signedBy: string;
	readonly at: number;
	readonly entry: number;
};

export type PetitionPage = PetitionSummary & {
	readonly text: PetitionText;
	readonly author: string;
	readonly publishedAt: number;
	/** Of the text in the civic register. */
	readonly entry: number;
	readonly rules: PetitionRules;
	/** Names of those who signed that were taken off since. */
	readonly events: readonly PetitionEvent[];
	readonly decision?: OfficialText;
	readonly answer?: OfficialText;
};

/** A petition as its author sees it. */
export type OwnPetition = {
	readonly id: string;
	readonly status: PetitionStatus;
	readonly draft: PetitionDraft;
	/** Of the draft, to be said when it is changed. */
	readonly version: string;
	readonly number?: number;
	readonly author: string;
	readonly events: readonly PetitionEvent[];
	readonly due?: number;
	readonly topics: readonly string[];
	readonly isWritable: boolean;
	readonly maySubmit: boolean;
	readonly mayWithdraw: boolean;
	/** Why no petitions are taken now. */
	readonly paused?: string;
};

export type MyPetition = Pick<PetitionSummary, 'id' | 'number' | 'status' | 'title' | 'due'>;

/** A petition as those see it who decide about it. */
export type PetitionToHandle = {
	readonly id: string;
	readonly number: number;
	readonly status: PetitionStatus;
	readonly text: PetitionText;
	readonly author: string;
	/** For the written answer (art. 23-1): only the secretary sees it. */
	readonly email?: string;
	/** Of the text that was handed in, to be said when it is decided about. */
	readonly version: string;
	readonly events: readonly PetitionEvent[];
	readonly due?: number;
	readonly collection?: CollectionState;
	readonly isAnswered: boolean;
	readonly reasons: readonly Reason[];
	readonly official: string;
};

/** Somebody who signed, as the rules let the public see it. */
export type Signatory = {
	/** Of the civic register. */
	readonly entry: number;
	readonly at: number;
	readonly name?: string;
};

export type SignatoryList = {
	readonly names: PetitionRules['names'];
	/** In the order in which they signed; those whose name was erased are missing. */
	readonly signatories: readonly Signatory[];
	/** What to ask for the next page with. */
	readonly next?: number;
};

/** A refusal to publish. Of the petition itself it says nothing. */
export type PetitionRefusal = {
	readonly at: number;
	readonly entry: number;
	readonly reasons: readonly Reason[];
	readonly text: string;
};
