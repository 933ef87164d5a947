/** Tables of signatures that people give in public: for a project, for a petition. */
import type { Kit } from './kit.sqlite.ts';

export function defineSignatureTables(k: Kit) {
	/** Signatures are collected for something, under terms that never change. */
	const collections = k.table('collections', {
		/** What is signed: the id of a project or of a petition. */
		object: k.text('object').primaryKey(),
		/** The terms, as the register has their hash. */
		terms: k.text('terms').notNull(),
		/** None is taken from then on. */
		ends: k.time('ends').notNull().default(0),
		/** How many signatures count. */
		signed: k.int('signed').notNull().default(0),
		endedAt: k.time('ended_at'),
		/** Whether enough had signed; once that is settled. */
		isReached: k.bool('is_reached'),
	});

	/** Who signed is known by the nullifier alone, which leads back to nobody without a key outside the database. */
	const signatures = k.table(
		'signatures',
		{
			object: k
				.text('object')
				.notNull()
				.references(() => collections.object),
			nullifier: k.text('nullifier').notNull(),
			/** Of the civic register. */
			entry: k.int('entry').notNull(),
			/** What opens the entry's commitment; nothing once it is erased or taken back. */
			opening: k.text('opening'),
			at: k.time('at').notNull(),
			/** As the public list has it, where there is one. */
			name: k.text('name'),
			/** The entry that took it back. */
			withdrawal: k.int('withdrawal'),
		},
		(t) => [
			k.primaryKey({ columns: [t.object, t.nullifier] }),
			k.index('signatures_entry').on(t.object, t.entry),
		],
	);

	return { collections, signatures };
}
