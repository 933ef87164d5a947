/**
 * Full-text search: which words stand in which texts, by their stems, in a table of the database like any other. The same on every
 * engine, which their own text searches are not (docs/adr/0090).
 */
import { and, eq, inArray, type Column } from 'drizzle-orm';
import { insertAll } from '../../db/insert-all.ts';
import type { Store } from '../../db/store.ts';
import type { Inside } from '../../services.ts';
import { stemsOf, wordsOf } from './stem.ts';

/** Words of one question. */
const MOST_WORDS = 8;

/** Enters the words of a text in the place of those that it had. @param scope - what is searched together, such as a process */
export async function indexText(
	{ db, store: { t } }: Inside,
	scope: string,
	object: string,
	text: string,
): Promise<void> {
	await db.delete(t.words).where(eq(t.words.object, object));
	const words = new Set(wordsOf(text).flatMap(stemsOf));
	await insertAll(
		db,
		t.words,
		[...words].map((word) => ({ scope, word, object })),
	);
}

/** That a column names a text which has every word asked for, in some form. `undefined` where no word is asked for */
export function hasWords({ db, t }: Store, scope: string, column: Column, asked: string) {
	const words = [...new Set(wordsOf(asked))].slice(0, MOST_WORDS);
	return and(
		...words.map((word) =>
			inArray(
				column,
				db
					.select({ object: t.words.object })
					.from(t.words)
					.where(and(eq(t.words.scope, scope), inArray(t.words.word, stemsOf(word)))),
			),
		),
	);
}
