/** Each table by itself, as drizzle-kit looks for them when it writes migrations. */
import { schema as pg } from './schema.pg.ts';
import { schema as sqlite } from './schema.sqlite.ts';

const isPg = process.env['DIALECT'] === 'pg';

export const {
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
	processes,
	documents,
	proposals,
	proposalVersions,
	proposalAuthors,
	proposalInvitations,
	proposalEvents,
	words,
	comments,
	reactions,
	reports,
	moderations,
} = isPg ? pg : sqlite;
