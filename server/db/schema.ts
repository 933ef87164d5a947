/** Every table, for both engines. Times are POSIX seconds. What is derived from the registers is not stored twice. */
import type { Kit } from './kit.sqlite.ts';
import type { Pot } from '../../crypto/budget/pot.ts';
import type { Eligibility } from '../../crypto/verify/decisions.ts';
import { defineCivicTables } from './schema-civic.ts';
import { defineFileTables } from './schema-files.ts';
import { defineJournalTables } from './schema-journal.ts';
import { definePaperTables } from './schema-paper.ts';
import { definePollTables } from './schema-poll.ts';
import { defineSignatureTables } from './schema-signatures.ts';
import { defineTalkTables } from './schema-talk.ts';

/** What a person may do beside what every resident may. docs/roles.md says what that is, route by route. */
export const ROLES = [
	'author',
	'moderator',
	'expert',
	'desk',
	'commission',
	'chair',
	'secretary',
	'auditor',
	'administrator',
] as const;
export type Role = (typeof ROLES)[number];

/** Everybody who acts for the community. */
export const STAFF_ROLES = ROLES.filter((role) => role !== 'author');

/** Roles that sit on a commission. */
export const COMMISSION_ROLES = ['commission', 'chair'] as const satisfies readonly Role[];

/**
 * How surely a session's person is who they say, from the least: by a code sent to an e-mail address, by an identity provider, and by
 * a passkey besides.
 */
export const ASSURANCES = ['low', 'high', 'passkey'] as const;
export type Assurance = (typeof ASSURANCES)[number];

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

/** What one person can propose about a vote, for another to confirm. */
export const PROPOSAL_KINDS = ['roll', 'open', 'close-early', 'annul', 'paper'] as const;
export type ProposalKind = (typeof PROPOSAL_KINDS)[number];

/** What two persons decide about a vote; `enrol`: somebody who asked is put on its roll. */
export type DecisionKind = ProposalKind | 'enrol';

/** A roll as it is proposed: identities, and the rule by which they were chosen. */
export type ProposedRoll = {
	readonly identities: readonly string[];
	readonly eligibility?: Eligibility | undefined;
};

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
		assurance: k.text('assurance').$type<Assurance>().notNull().default('high'),
	});

	/** A sign-in that was begun: what must come back from the provider. */
	const signIns = k.table('sign_ins', {
		state: k.text('state').primaryKey(),
		verifier: k.text('verifier').notNull(),
		nonce: k.text('nonce').notNull(),
		returnTo: k.text('return_to').notNull(),
		expiresAt: k.time('expires_at').notNull(),
	});

	/** A code that was sent by e-mail, by the browser that asked for it. Of the code only a hash is known; a wrong try is counted. */
	const emailCodes = k.table('email_codes', {
		binding: k.text('binding').primaryKey(),
		identity: k.text('identity').notNull(),
		/** The address as others may see it: `m…@example.org`. */
		name: k.text('name').notNull(),
		codeHash: k.text('code_hash').notNull(),
		tries: k.int('tries').notNull(),
		returnTo: k.text('return_to').notNull(),
		expiresAt: k.time('expires_at').notNull(),
	});

	/** Passkeys of staff. `id` is the credential's, in base64url. */
	const passkeys = k.table(
		'passkeys',
		{
			id: k.text('id').primaryKey(),
			account: k
				.text('account')
				.notNull()
				.references(() => accounts.id),
			name: k.text('name').notNull(),
			publicKey: k.bytes('public_key').notNull(),
			counter: k.int('counter').notNull(),
			transports: k.json<readonly string[]>('transports').notNull(),
			createdAt: k.time('created_at').notNull(),
			usedAt: k.time('used_at'),
		},
		(t) => [k.index('passkeys_account').on(t.account)],
	);

	/** What a passkey must sign, once. */
	const challenges = k.table('challenges', {
		challenge: k.text('challenge').primaryKey(),
		account: k.text('account').references(() => accounts.id),
		purpose: k.text('purpose').notNull(),
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
		/** Made with the result; it stands in the record beside it. */
		analysis: k.text('analysis'),
		/** Ballots are published when so many wait, or at the close. */
		batch: k.int('batch').notNull().default(1),
		/** Who wants to can vote on paper. */
		isPaper: k.bool('is_paper').notNull().default(false),
	});

	/**
	 * What one person proposes and another confirms, about a vote: its roll, its opening, its early close, its annulment. Once decided it
	 * stands; `text` is what the register has the hash of.
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
			/** Where the roll is to be decided; kept until it is, or is withdrawn. */
			roll: k.json<ProposedRoll>('roll'),
			confirmer: k.text('confirmer').references(() => accounts.id),
			decidedAt: k.time('decided_at'),
			text: k.text('text'),
			/** When who proposed it took it back: then nobody can confirm it. */
			withdrawnAt: k.time('withdrawn_at'),
		},
		(t) => [k.primaryKey({ columns: [t.vote, t.number] })],
	);

	/** People who say that they belong on a roll and are not: answered by one person of staff, confirmed by another. */
	const rollRequests = k.table(
		'roll_requests',
		{
			vote: k
				.text('vote')
				.notNull()
				.references(() => votes.id),
			account: k
				.text('account')
				.notNull()
				.references(() => accounts.id),
			/** Why they belong there, in their words. */
			reason: k.text('reason').notNull(),
			askedAt: k.time('asked_at').notNull(),
			verdict: k.text('verdict').$type<'accepted' | 'refused'>(),
			/** What the desk says to them. */
			answer: k.text('answer'),
			proposer: k.text('proposer').references(() => accounts.id),
			confirmer: k.text('confirmer').references(() => accounts.id),
			decidedAt: k.time('decided_at'),
		},
		(t) => [k.primaryKey({ columns: [t.vote, t.account] })],
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
			/** A paper form was handed out in place of a token: the request is a random number. */
			isForm: k.bool('is_form').notNull().default(false),
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
			/** As in the bytes, to look entries up by. */
			type: k.text('type').notNull().default(''),
			object: k.text('object').notNull().default(''),
		},
		(t) => [
			k.primaryKey({ columns: [t.register, t.index] }),
			k.uniqueIndex('register_entries_hash').on(t.register, t.hash),
			k.index('register_entries_object').on(t.register, t.object, t.index),
			k.index('register_entries_type').on(t.register, t.type, t.index),
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

	/** The checkpoint of each register that enough witnesses have cosigned: what the public sees where a quorum is asked for. */
	const published = k.table('register_published', {
		register: k.text('register').primaryKey(),
		size: k.int('size').notNull(),
		checkpoint: k.text('checkpoint').notNull(),
	});

	/** The last checkpoint of each register that a witness has cosigned, and its line. */
	const cosignatures = k.table(
		'register_cosignatures',
		{
			register: k.text('register').notNull(),
			witness: k.text('witness').notNull(),
			size: k.int('size').notNull(),
			line: k.text('line').notNull(),
		},
		(t) => [k.primaryKey({ columns: [t.register, t.witness] })],
	);

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

	const civic = defineCivicTables(k, accounts);
	return {
		settings,
		accounts,
		roles,
		sessions,
		signIns,
		emailCodes,
		passkeys,
		challenges,
		votes,
		decisions,
		rollRequests,
		members,
		messages,
		roll,
		issuances,
		tokens,
		ballots,
		entries,
		heads,
		published,
		cosignatures,
		tiles,
		...civic,
		...defineTalkTables(k, accounts, civic.proposals),
		...defineFileTables(k, accounts, civic.proposals),
		...definePaperTables(k, accounts, votes),
		...defineSignatureTables(k),
		...definePollTables(k, civic.processes),
		...defineJournalTables(k, accounts),
	};
}

export type Schema = ReturnType<typeof defineSchema>;
