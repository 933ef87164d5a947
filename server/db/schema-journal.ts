/** The journal of what officials did. */
import type { Kit } from './kit.sqlite.ts';

/** @param accounts - the table of people */
export function defineJournalTables(k: Kit, accounts: { readonly id: unknown }) {
	/** One act of somebody of staff. What residents vote, sign and answer is in no journal. */
	const acts = k.table(
		'acts',
		{
			id: k.text('id').primaryKey(),
			account: k
				.text('account')
				.notNull()
				.references(() => accounts.id as never),
			/** As the API calls it: `POST /editions/:id/lot`. */
			action: k.text('action').notNull(),
			/** What it was done to: a vote, a project, a petition. */
			object: k.text('object'),
			at: k.time('at').notNull(),
		},
		(t) => [k.index('acts_at').on(t.at)],
	);
	return { acts };
}
