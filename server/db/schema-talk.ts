/** Tables of what people say to each other, and of how it is moderated. */
import type { PetitionEventKind, ProposalEventKind, Reason } from './schema-civic.ts';
import type { Language } from '../../crypto/sentences.ts';
import type { Kit } from './kit.sqlite.ts';

/** Whether a comment can be read: its author may take it back, moderators may remove it. */
export const COMMENT_STATES = ['shown', 'withdrawn', 'removed'] as const;
export type CommentState = (typeof COMMENT_STATES)[number];

export const REACTIONS = ['agree', 'disagree'] as const;
export type Reaction = (typeof REACTIONS)[number];

/** What moderators decide about a comment, and its author asks for. */
export const MODERATION_ACTS = [
	'kept',
	'removed',
	'appealed',
	'restored',
	'appeal-refused',
] as const;
export type ModerationAct = (typeof MODERATION_ACTS)[number];

/** Something that somebody is told, with what it is about. */
export type Notice =
	| {
			readonly kind: 'project';
			readonly project: string;
			readonly title: string;
			readonly event: ProposalEventKind;
	  }
	| {
			readonly kind:
				'comment' | 'answer' | 'comment-removed' | 'comment-restored' | 'comment-refused';
			readonly project: string;
			readonly title: string;
			/** Of the comment. */
			readonly number: number;
	  }
	| {
			readonly kind: 'petition';
			readonly petition: string;
			readonly title: string;
			readonly event: PetitionEventKind;
	  }
	| { readonly kind: 'follow-up'; readonly project: string; readonly title: string }
	| { readonly kind: 'poll'; readonly poll: string; readonly title: string }
	| { readonly kind: 'phase'; readonly edition: string; readonly title: string };

/** How often letters come. */
export const MAIL_FREQUENCIES = ['at-once', 'daily', 'weekly', 'never'] as const;
export type MailFrequency = (typeof MAIL_FREQUENCIES)[number];

/** @param accounts - the table of people @param proposals - what is commented on */
export function defineTalkTables(
	k: Kit,
	accounts: { readonly id: unknown },
	proposals: { readonly id: unknown },
) {
	const account = (name: string) => k.text(name).references(() => accounts.id as never);

	/** Numbered for each proposal. A comment that answers none begins a thread, which has its number. */
	const comments = k.table(
		'comments',
		{
			proposal: k
				.text('proposal')
				.notNull()
				.references(() => proposals.id as never),
			number: k.int('number').notNull(),
			thread: k.int('thread').notNull(),
			/** The number of the comment that it answers. */
			answers: k.int('answers'),
			account: account('account').notNull(),
			/** Empty once its author has taken it back. */
			text: k.text('text').notNull(),
			/** Said for the community, by somebody of its staff. */
			isOfficial: k.bool('is_official').notNull(),
			state: k.text('state').$type<CommentState>().notNull(),
			/** What moderators have to decide: reports, or an appeal. */
			waits: k.text('waits').$type<'report' | 'appeal'>(),
			at: k.time('at').notNull(),
		},
		(t) => [
			k.primaryKey({ columns: [t.proposal, t.number] }),
			k.index('comments_thread').on(t.proposal, t.thread, t.number),
			k.index('comments_top').on(t.proposal, t.answers, t.number),
			k.index('comments_account').on(t.account, t.at),
			k.index('comments_waits').on(t.waits, t.at),
		],
	);
	const comment = { proposal: k.text('proposal').notNull(), number: k.int('number').notNull() };
	const foreignColumns = [comments.proposal, comments.number] as const;

	/** One a person. */
	const reactions = k.table(
		'comment_reactions',
		{
			...comment,
			account: account('account').notNull(),
			reaction: k.text('reaction').$type<Reaction>().notNull(),
		},
		(t) => [
			k.primaryKey({ columns: [t.proposal, t.number, t.account] }),
			k.foreignKey({ columns: [t.proposal, t.number], foreignColumns: [...foreignColumns] }),
		],
	);

	/** Who finds that a comment breaks the rules: once a person, whatever becomes of it. */
	const reports = k.table(
		'comment_reports',
		{
			...comment,
			account: account('account').notNull(),
			/** Of the list of reasons, in the words that it had. */
			reason: k.text('reason').notNull(),
			at: k.time('at').notNull(),
			/** Whether moderators have decided since. */
			isSettled: k.bool('is_settled').notNull(),
		},
		(t) => [
			k.primaryKey({ columns: [t.proposal, t.number, t.account] }),
			k.foreignKey({ columns: [t.proposal, t.number], foreignColumns: [...foreignColumns] }),
		],
	);

	/** What was decided about a comment, for ever. */
	const moderations = k.table(
		'comment_moderations',
		{
			...comment,
			position: k.int('position').notNull(),
			act: k.text('act').$type<ModerationAct>().notNull(),
			reasons: k.json<readonly Reason[]>('reasons').notNull(),
			text: k.text('text').notNull(),
			/** Between them and the community. */
			actor: account('actor').notNull(),
			at: k.time('at').notNull(),
		},
		(t) => [
			k.primaryKey({ columns: [t.proposal, t.number, t.position] }),
			k.foreignKey({ columns: [t.proposal, t.number], foreignColumns: [...foreignColumns] }),
			k.index('comment_moderations_at').on(t.at),
		],
	);

	/** Who wants to hear of a proposal or a process. */
	const follows = k.table(
		'follows',
		{ object: k.text('object').notNull(), account: account('account').notNull() },
		(t) => [
			k.primaryKey({ columns: [t.object, t.account] }),
			k.index('follows_account').on(t.account),
		],
	);

	/** What people are told. */
	const notifications = k.table(
		'notifications',
		{
			id: k.text('id').primaryKey(),
			account: account('account').notNull(),
			notice: k.json<Notice>('notice').notNull(),
			at: k.time('at').notNull(),
			isRead: k.bool('is_read').notNull(),
			/** Whether a letter says it, or none shall. */
			isMailed: k.bool('is_mailed').notNull(),
		},
		(t) => [
			k.index('notifications_account').on(t.account, t.at),
			k.index('notifications_unread').on(t.account, t.isRead),
			k.index('notifications_unmailed').on(t.account, t.isMailed),
		],
	);

	/** Who wants letters, and where. The address is sealed. */
	const mailWishes = k.table('mail_wishes', {
		account: account('account').primaryKey(),
		address: k.bytes('address').notNull(),
		/** As others may see it: `m…@example.org`. */
		masked: k.text('masked').notNull(),
		language: k.text('language').$type<Language>().notNull(),
		frequency: k.text('frequency').$type<MailFrequency>().notNull(),
		/** Whether the code that was sent there came back. */
		isConfirmed: k.bool('is_confirmed').notNull(),
		codeHash: k.text('code_hash').notNull(),
		tries: k.int('tries').notNull(),
		askedAt: k.time('asked_at').notNull(),
		/** When the last letter was written. */
		writtenAt: k.time('written_at').notNull(),
	});

	/** Letters on their way. Sealed; gone once the mail server has them. */
	const letters = k.table(
		'letters',
		{
			id: k.text('id').primaryKey(),
			sealed: k.bytes('sealed').notNull(),
			tries: k.int('tries').notNull(),
			/** When it is tried next. */
			due: k.time('due').notNull(),
		},
		(t) => [k.index('letters_due').on(t.due)],
	);

	return {
		comments,
		reactions,
		reports,
		moderations,
		follows,
		notifications,
		mailWishes,
		letters,
	};
}
