/** Every table, for both engines. Times are POSIX seconds. What is derived from the registers is not stored twice. */
import type { Kit } from './kit.sqlite.ts';
import type { Pot } from '../../crypto/budget/pot.ts';
import { DECISIONS } from '../../crypto/verify/decisions.ts';

/** What a person may do. */
export const ROLES = ['commission', 'secretary', 'moderator', 'auditor', 'administrator'] as const;
export type Role = (typeof ROLES)[number];

/** How far a vote has come. */
export const PHASES = [
	'draft',
	'ceremony',
	'ready',
	'open',
	'closed',
	'tallied',
	'certified',
	'annulled',
] as const;
export type Phase = (typeof PHASES)[number];

/** What two persons decide about a vote. */
export const DECISION_KINDS = ['roll', ...DECISIONS] as const;
export type DecisionKind = (typeof DECISION_KINDS)[number];

export function defineSchema(k: Kit) {
	/** One row: the community and the keys that are its own. Secrets are sealed with the master key. */
	const settings = k.table('settings', {
		name: k.text('name').primaryKey(),
		value: k.json<unknown>('value').notNull(),
	});

	/** People who signed in. `identity` is an HMAC under a key that is not in the database. */
	const accounts = k.table('accounts', {
		id: k.text('id').primaryKey(),
		identity: k.text('identity').notNull().unique(),
		name: k.text('name').notNull(),
		createdAt: k.time('created_at').notNull(),
	});

	const roles = k.table(
		'roles',
		{
			account: k
				.text('account')
				.notNull()
				.references(() => accounts.id),
			role: k.text('role').$type<Role>().notNull(),
		},
		(t) => [k.primaryKey({ columns: [t.account, t.role] })],
	);

	/** Of a session only the hash of its token is known. */
	const sessions = k.table('sessions', {
		tokenHash: k.text('token_hash').primaryKey(),
		account: k
			.text('account')
			.notNull()
			.references(() => accounts.id),
		createdAt: k.time('created_at').notNull(),
		expiresAt: k.time('expires_at').notNull(),
	});

	/** A sign-in that was begun: what must come back from the provider. */
	const signIns = k.table('sign_ins', {
		state: k.text('state').primaryKey(),
		verifier: k.text('verifier').notNull(),
		nonce: k.text('nonce').notNull(),
		returnTo: k.text('return_to').notNull(),
		expiresAt: k.time('expires_at').notNull(),
	});

	const votes = k.table('votes', {
		id: k.text('id').primaryKey(),
		phase: k.text('phase').$type<Phase>().notNull(),
		title: k.text('title').notNull(),
		pots: k.json<Pot[]>('pots').notNull(),
		threshold: k.int('threshold').notNull(),
		opens: k.time('opens').notNull(),
		closes: k.time('closes').notNull(),
		/** Public parameters of the token issuers, and their sealed shares. */
		issuer: k.text('issuer').notNull(),
		issuerShares: k.bytes('issuer_shares').notNull(),
		/** Texts of what was fixed: they are hashed as they stand. */
		trustees: k.text('trustees'),
		manifest: k.text('manifest'),
		election: k.text('election'),
		/** The state of the ballot register that the close names. */
		closed: k.json<{ readonly size: number; readonly root: string; readonly at: number }>('closed'),
		tally: k.text('tally'),
		sizedTally: k.text('sized_tally'),
		tokens: k.text('tokens'),
		result: k.text('result'),
	});

	/**
	 * What one person proposes and another confirms, about a vote: its roll, its early close, its annulment. Once decided it stands;
	 * `text` is what the register has the hash of.
	 */
	const decisions = k.table(
		'decisions',
		{
			vote: k
				.text('vote')
				.notNull()
				.references(() => votes.id),
			number: k.int('number').notNull(),
			kind: k.text('kind').$type<DecisionKind>().notNull(),
			reason: k.text('reason').notNull(),
			proposer: k
				.text('proposer')
				.notNull()
				.references(() => accounts.id),
			proposedAt: k.time('proposed_at').notNull(),
			/** Identities, where the roll is decided. */
			roll: k.json<readonly string[]>('roll'),
			confirmer: k.text('confirmer').references(() => accounts.id),
			decidedAt: k.time('decided_at'),
			text: k.text('text'),
		},
		(t) => [k.primaryKey({ columns: [t.vote, t.number] })],
	);

	/** The commission of a vote. */
	const members = k.table(
		'members',
		{
			vote: k
				.text('vote')
				.notNull()
				.references(() => votes.id),
			member: k.int('member').notNull(),
			account: k
				.text('account')
				.notNull()
				.references(() => accounts.id),
			name: k.text('name').notNull(),
		},
		(t) => [
			k.primaryKey({ columns: [t.vote, t.member] }),
			k.uniqueIndex('members_account').on(t.vote, t.account),
		],
	);

	/** What members said: steps of the ceremony, shuffles, decryptions, certificates. A step is said once. */
	const messages = k.table(
		'messages',
		{
			vote: k.text('vote').notNull(),
			step: k.text('step').notNull(),
			member: k.int('member').notNull(),
			text: k.text('text').notNull(),
			at: k.time('at').notNull(),
		},
		(t) => [
			k.primaryKey({ columns: [t.vote, t.step, t.member] }),
			k.foreignKey({ columns: [t.vote, t.member], foreignColumns: [members.vote, members.member] }),
		],
	);

	/** Who may vote. `tag` is what the roll commits to. */
	const roll = k.table(
		'roll',
		{
			vote: k
				.text('vote')
				.notNull()
				.references(() => votes.id),
			position: k.int('position').notNull(),
			identity: k.text('identity').notNull(),
			tag: k.text('tag').notNull(),
		},
		(t) => [
			k.primaryKey({ columns: [t.vote, t.position] }),
			k.uniqueIndex('roll_identity').on(t.vote, t.identity),
		],
	);

	/** One token a person: which request was answered, and the opening of the entry that says so. */
	const issuances = k.table(
		'issuances',
		{
			vote: k.text('vote').notNull(),
			position: k.int('position').notNull(),
			request: k.text('request').notNull(),
			opening: k.text('opening').notNull(),
		},
		(t) => [
			k.primaryKey({ columns: [t.vote, t.position] }),
			k.uniqueIndex('issuances_request').on(t.vote, t.request),
			k.foreignKey({ columns: [t.vote, t.position], foreignColumns: [roll.vote, roll.position] }),
		],
	);

	/** Tokens that were redeemed, by the credential that they belong to. Nothing here leads to a person. */
	const tokens = k.table(
		'tokens',
		{
			vote: k
				.text('vote')
				.notNull()
				.references(() => votes.id),
			credential: k.text('credential').notNull(),
			element: k.text('element').notNull(),
		},
		(t) => [k.primaryKey({ columns: [t.vote, t.credential] })],
	);

	/** Accepted ballots. `number` is the index of the entry in the register, once a batch is published in an order drawn anew. */
	const ballots = k.table(
		'ballots',
		{
			vote: k.text('vote').notNull(),
			hash: k.text('hash').notNull(),
			credential: k.text('credential').notNull(),
			text: k.text('text').notNull(),
			hints: k.bytes('hints').notNull(),
			commitment: k.text('commitment').notNull(),
			opening: k.text('opening').notNull(),
			/** Order of acceptance among the ballots of one credential, whose last one counts. */
			revision: k.int('revision').notNull(),
			number: k.int('number'),
		},
		(t) => [
			k.primaryKey({ columns: [t.vote, t.hash] }),
			k.uniqueIndex('ballots_revision').on(t.vote, t.credential, t.revision),
			k.uniqueIndex('ballots_number').on(t.vote, t.number),
			k.foreignKey({
				columns: [t.vote, t.credential],
				foreignColumns: [tokens.vote, tokens.credential],
			}),
		],
	);

	/** The registers: append-only, guarded by triggers. */
	const entries = k.table(
		'register_entries',
		{
			register: k.text('register').notNull(),
			index: k.int('idx').notNull(),
			bytes: k.bytes('bytes').notNull(),
			hash: k.text('hash').notNull(),
		},
		(t) => [
			k.primaryKey({ columns: [t.register, t.index] }),
			k.uniqueIndex('register_entries_hash').on(t.register, t.hash),
		],
	);

	/** The size and hash of the last entry of each register: the row that writers queue for. */
	const heads = k.table('register_heads', {
		register: k.text('register').primaryKey(),
		size: k.int('size').notNull(),
		hash: k.text('hash').notNull(),
		/** The signed checkpoint over exactly these entries. */
		checkpoint: k.text('checkpoint').notNull(),
	});

	/** Files that never change: full tiles, full bundles. */
	const tiles = k.table(
		'register_tiles',
		{
			register: k.text('register').notNull(),
			path: k.text('path').notNull(),
			bytes: k.bytes('bytes').notNull(),
		},
		(t) => [k.primaryKey({ columns: [t.register, t.path] })],
	);

	return {
		settings,
		accounts,
		roles,
		sessions,
		signIns,
		votes,
		decisions,
		members,
		messages,
		roll,
		issuances,
		tokens,
		ballots,
		entries,
		heads,
		tiles,
	};
}

export type Schema = ReturnType<typeof defineSchema>;
