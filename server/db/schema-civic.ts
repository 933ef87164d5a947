/** Tables of what instruments share: processes, their documents, proposals and what is said of them. */
import type { Kit } from './kit.sqlite.ts';

/** The phases of a process, in order: each lasts until the next begins, the last until `ends`. Times are POSIX seconds. */
export type Schedule = {
	readonly phases: readonly { readonly phase: string; readonly begins: number }[];
	readonly ends: number;
};

/** How far a proposal has come. Only its authors and staff see it before it is published. */
export const PROPOSAL_STATUSES = [
	'draft',
	'submitted',
	'returned',
	'collecting',
	'review',
	'revise',
	'positive',
	'negative',
	'appealed',
	'admitted',
	'rejected',
	'withdrawn',
	'merged',
] as const;
export type ProposalStatus = (typeof PROPOSAL_STATUSES)[number];

/** How far a petition has come. */
export const PETITION_STATUSES = [
	'draft',
	'submitted',
	'refused',
	'collecting',
	'unreached',
	'reached',
	'consideration',
	'hearing',
	'endorsed',
	'declined',
	'withdrawn',
] as const;
export type PetitionStatus = (typeof PETITION_STATUSES)[number];

/** What happens to a petition, as its history tells. */
export const PETITION_EVENTS = [
	'submitted',
	'refused',
	'published',
	'reached',
	'unreached',
	'consideration',
	'hearing',
	'heard',
	'endorsed',
	'declined',
	'answered',
	'withdrawn',
] as const;
export type PetitionEventKind = (typeof PETITION_EVENTS)[number];

/** What happens to a proposal, as its history tells. */
export const PROPOSAL_EVENTS = [
	'submitted',
	'returned',
	'published',
	'supported',
	'unsupported',
	'revise',
	'revised',
	'agreed',
	'positive',
	'negative',
	'appealed',
	'appeal-granted',
	'appeal-refused',
	'admitted',
	'rejected',
	'withdrawn',
	'merge-offered',
	'merge-refused',
	'merged',
	'joined',
] as const;
export type ProposalEventKind = (typeof PROPOSAL_EVENTS)[number];

/** How far something that was promised is. */
export const PROGRESS = ['planned', 'tender', 'contracted', 'works', 'done', 'cancelled'] as const;
export type Progress = (typeof PROGRESS)[number];

/** What a list shows of a proposal, and finds it by. */
export type ProposalCard = {
	readonly title: string;
	readonly summary: string;
	readonly group: string;
	readonly category: string;
	/** A decimal. */
	readonly cost: string;
	readonly place?: { readonly label?: string; readonly lat?: string; readonly lon?: string };
};

/** Why something was decided, with the clause of the regulation that says so. */
export type Reason = { readonly text: string; readonly clause: string };
export type CheckAnswer = 'yes' | 'no' | 'not-applicable';
export type CheckedItem = {
	readonly item: string;
	readonly answer: CheckAnswer;
	readonly note: string;
};

/** What an event says beside its kind. */
export type EventDetails = {
	/** In the words of whoever did it. */
	readonly text?: string | undefined;
	readonly reasons?: readonly Reason[] | undefined;
	/** The unit that reviewed it, and its card. */
	readonly unit?: string | undefined;
	readonly checks?: readonly CheckedItem[] | undefined;
	/** Until when the authors may answer. */
	readonly due?: number | undefined;
	/** The version that it is about. */
	readonly version?: number | undefined;
	/** Another proposal with which something happened. */
	readonly other?: { readonly id: string; readonly number: number } | undefined;
};

/** @param accounts - the table of people */
export function defineCivicTables(k: Kit, accounts: { readonly id: unknown }) {
	const account = (name: string) => k.text(name).references(() => accounts.id as never);

	/** One run of an instrument. Its terms are a draft until their first version is published, from when on `title` and `schedule` are there. */
	const processes = k.table('processes', {
		id: k.text('id').primaryKey(),
		kind: k.text('kind').notNull(),
		/** The terms as they are typed. */
		draft: k.json<unknown>('draft').notNull(),
		/** Of the published terms; 0 before. */
		version: k.int('version').notNull(),
		title: k.text('title').notNull(),
		schedule: k.json<Schedule>('schedule'),
		/** The last that the register was told of. */
		phase: k.text('phase'),
		/** The entry that told it. */
		phaseEntry: k.int('phase_entry'),
		/** The vote that was made of it. */
		vote: k.text('vote'),
		createdAt: k.time('created_at').notNull(),
	});

	/** Texts of a process whose hashes stand in the civic register: versions of its terms, minutes, a lot. */
	const documents = k.table(
		'documents',
		{
			process: k
				.text('process')
				.notNull()
				.references(() => processes.id),
			name: k.text('name').notNull(),
			version: k.int('version').notNull(),
			text: k.text('text').notNull(),
			reason: k.text('reason').notNull(),
			at: k.time('at').notNull(),
			/** Of its entry in the register. */
			entry: k.int('entry').notNull(),
		},
		(t) => [k.primaryKey({ columns: [t.process, t.name, t.version] })],
	);

	const proposals = k.table(
		'proposals',
		{
			id: k.text('id').primaryKey(),
			process: k
				.text('process')
				.notNull()
				.references(() => processes.id),
			/** Under which it is known, from its publication on. */
			number: k.int('number'),
			status: k.text('status').$type<ProposalStatus | PetitionStatus>().notNull(),
			/** What its authors are writing, as it is typed. */
			draft: k.json<unknown>('draft').notNull(),
			/** Of the published text; 0 before. */
			version: k.int('version').notNull(),
			card: k.json<ProposalCard>('card'),
			group: k.text('group_id').notNull(),
			category: k.text('category').notNull(),
			/** Until when its authors may answer, where something is asked of them. */
			due: k.time('due'),
			/** On the ballot, by lot. */
			place: k.int('place'),
			/** Units of which each must give a positive verdict; any one where nothing is said. */
			units: k.json<string[]>('units'),
			/** How far it is carried out, by the latest report. */
			progress: k.text('progress').$type<Progress>(),
			createdAt: k.time('created_at').notNull(),
			changedAt: k.time('changed_at').notNull(),
		},
		(t) => [
			k.uniqueIndex('proposals_number').on(t.process, t.number),
			k.index('proposals_status').on(t.process, t.status, t.number),
			// Lists and searches find what fits in it, and read no text but of what is shown.
			k.index('proposals_found').on(t.id, t.process, t.number, t.status, t.category, t.group),
		],
	);

	/** Published texts. */
	const proposalVersions = k.table(
		'proposal_versions',
		{
			proposal: k
				.text('proposal')
				.notNull()
				.references(() => proposals.id),
			version: k.int('version').notNull(),
			text: k.text('text').notNull(),
			at: k.time('at').notNull(),
			/** Of its entry in the register. */
			entry: k.int('entry').notNull(),
		},
		(t) => [k.primaryKey({ columns: [t.proposal, t.version] })],
	);

	/** Who wrote a proposal; the first of them began it. */
	const proposalAuthors = k.table(
		'proposal_authors',
		{
			proposal: k
				.text('proposal')
				.notNull()
				.references(() => proposals.id),
			account: account('account').notNull(),
			position: k.int('position').notNull(),
			joinedAt: k.time('joined_at').notNull(),
		},
		(t) => [
			k.primaryKey({ columns: [t.proposal, t.account] }),
			k.uniqueIndex('proposal_authors_position').on(t.proposal, t.position),
			k.index('proposal_authors_account').on(t.account),
		],
	);

	/** A link by which one person may become a co-author. Of its code only the hash is known. */
	const proposalInvitations = k.table('proposal_invitations', {
		codeHash: k.text('code_hash').primaryKey(),
		proposal: k
			.text('proposal')
			.notNull()
			.references(() => proposals.id),
		expiresAt: k.time('expires_at').notNull(),
	});

	/** Offers to merge a proposal into another, while nobody has decided. */
	const proposalMerges = k.table(
		'proposal_merges',
		{
			proposal: k
				.text('proposal')
				.primaryKey()
				.references(() => proposals.id),
			into: k
				.text('into_id')
				.notNull()
				.references(() => proposals.id),
			text: k.text('text').notNull(),
			at: k.time('at').notNull(),
		},
		(t) => [k.index('proposal_merges_into').on(t.into)],
	);

	/** What happened to a proposal, for ever. */
	const proposalEvents = k.table(
		'proposal_events',
		{
			proposal: k
				.text('proposal')
				.notNull()
				.references(() => proposals.id),
			number: k.int('number').notNull(),
			kind: k.text('kind').$type<ProposalEventKind | PetitionEventKind>().notNull(),
			details: k.json<EventDetails>('details').notNull(),
			/** Who did it: between them and the community. */
			actor: account('actor').notNull(),
			at: k.time('at').notNull(),
		},
		(t) => [k.primaryKey({ columns: [t.proposal, t.number] })],
	);

	/** Reports on how a proposal is carried out, in order. */
	const followUps = k.table(
		'follow_ups',
		{
			proposal: k
				.text('proposal')
				.notNull()
				.references(() => proposals.id),
			number: k.int('number').notNull(),
			text: k.text('text').notNull(),
			at: k.time('at').notNull(),
			/** Of its entry in the register. */
			entry: k.int('entry').notNull(),
		},
		(t) => [k.primaryKey({ columns: [t.proposal, t.number] })],
	);

	/** In which published texts a word stands, in any of its forms. */
	const words = k.table(
		'search_words',
		{
			scope: k.text('scope').notNull(),
			word: k.text('word').notNull(),
			object: k.text('object').notNull(),
		},
		(t) => [
			k.primaryKey({ columns: [t.scope, t.word, t.object] }),
			k.index('search_words_object').on(t.object),
		],
	);

	return {
		processes,
		documents,
		proposals,
		proposalVersions,
		proposalAuthors,
		proposalInvitations,
		proposalMerges,
		proposalEvents,
		followUps,
		words,
	};
}
