/** Tables of paper ballots: batches of forms, and what two persons read from each. */
import type { Kit } from './kit.sqlite.ts';

/** @param accounts - the table of people @param votes - whose forms they are */
export function definePaperTables(
	k: Kit,
	accounts: { readonly id: unknown },
	votes: { readonly id: unknown },
) {
	const paperBatches = k.table(
		'paper_batches',
		{
			id: k.text('id').primaryKey(),
			vote: k
				.text('vote')
				.notNull()
				.references(() => votes.id as never),
			/** Which heap of forms it is, for those who count. */
			label: k.text('label').notNull(),
			forms: k.int('forms').notNull(),
			/** SHA-256 of the scan of the signed sheet, hex. */
			sheet: k.text('sheet').notNull(),
			createdAt: k.time('created_at').notNull(),
			/** Both once it is entered: its number in the register, and its text there. */
			number: k.int('number'),
			text: k.text('text'),
		},
		(t) => [k.uniqueIndex('paper_batches_number').on(t.vote, t.number)],
	);

	/** What one person read, form by form. Once the batch is entered only who it was is kept. */
	const paperEntries = k.table(
		'paper_entries',
		{
			batch: k
				.text('batch')
				.notNull()
				.references(() => paperBatches.id),
			person: k
				.text('person')
				.notNull()
				.references(() => accounts.id as never),
			/** A line for each pot of each form. */
			lines: k.json<readonly (readonly string[])[]>('lines').notNull(),
		},
		(t) => [k.primaryKey({ columns: [t.batch, t.person] })],
	);

	return { paperBatches, paperEntries };
}
