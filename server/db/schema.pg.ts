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
} = schema;
