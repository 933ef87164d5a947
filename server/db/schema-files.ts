/** Tables of files: kept once by their content, attached to what they belong to. */
import type { Kit } from './kit.sqlite.ts';

/** What a file is attached to: a project's text, or a report on how it is carried out. */
export const FILE_PURPOSES = ['project', 'follow-up'] as const;
export type FilePurpose = (typeof FILE_PURPOSES)[number];

/** @param accounts - the table of people @param proposals - what files belong to */
export function defineFileTables(
	k: Kit,
	accounts: { readonly id: unknown },
	proposals: { readonly id: unknown },
) {
	const files = k.table('files', {
		/** SHA-256 of the bytes, hex. */
		hash: k.text('hash').primaryKey(),
		type: k.text('type').notNull(),
		bytes: k.bytes('bytes').notNull(),
	});

	const attachments = k.table(
		'attachments',
		{
			proposal: k
				.text('proposal')
				.notNull()
				.references(() => proposals.id as never),
			number: k.int('number').notNull(),
			purpose: k.text('purpose').$type<FilePurpose>().notNull(),
			hash: k
				.text('hash')
				.notNull()
				.references(() => files.hash),
			/** As it is saved. */
			name: k.text('name').notNull(),
			/** What a picture shows, for who does not see it; nothing for documents. */
			alt: k.text('alt').notNull(),
			/** Whether it goes with what is published next. */
			isAttached: k.bool('is_attached').notNull(),
			/** Whether it has been published with a text: then it stays. */
			isPublic: k.bool('is_public').notNull(),
			addedBy: k
				.text('added_by')
				.notNull()
				.references(() => accounts.id as never),
		},
		(t) => [
			k.primaryKey({ columns: [t.proposal, t.number] }),
			k.index('attachments_hash').on(t.hash),
		],
	);

	return { files, attachments };
}
