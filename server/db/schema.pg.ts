import { kit } from './kit.pg.ts';
import { defineSchema } from './schema.ts';

export const schema = defineSchema(kit);
/** Each table by itself, as drizzle-kit looks for them. */
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
} = schema;
