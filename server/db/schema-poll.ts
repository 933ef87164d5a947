/** Tables of open polls. */
import type { Kit } from './kit.sqlite.ts';

/** @param processes - the table of processes */
export function definePollTables(k: Kit, processes: { readonly id: unknown }) {
	/** Who answered is known by the nullifier alone, as in signatures. No time: the register's order is enough. */
	const pollAnswers = k.table(
		'poll_answers',
		{
			process: k
				.text('process')
				.notNull()
				.references(() => processes.id as never),
			nullifier: k.text('nullifier').notNull(),
			/** Of the civic register. */
			entry: k.int('entry').notNull(),
			/** What opens the entry's commitment. */
			opening: k.text('opening').notNull(),
			/** Marks for each question, in their order. */
			answer: k.json<number[][]>('answer').notNull(),
		},
		(t) => [
			k.primaryKey({ columns: [t.process, t.nullifier] }),
			k.index('poll_answers_entry').on(t.process, t.entry),
		],
	);
	return { pollAnswers };
}
