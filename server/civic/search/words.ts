/**
 * Full-text search: which words stand in which texts, by their stems, in a table of the database like any other. The same on every
 * engine, which their own text searches are not (docs/adr/0090).
 */
import { and, count, desc, eq, gte, inArray, type Column } from 'drizzle-orm';
import { insertAll } from '../../db/insert-all.ts';
import type { Store } from '../../db/store.ts';
import type { Inside } from '../../services.ts';
import { stemsOf, wordsOf } from './stem.ts';

/** Stems of a text that is compared. */
const MOST_STEMS = 24;
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

/** The texts that share most words with a text, the closest first. @param least - words that they share at least */
export async function closestTo(
	{ db, store: { t } }: Inside,
	scope: string,
	text: string,
	{ least, most }: { readonly least: number; readonly most: number },
): Promise<string[]> {
	const stems = [...new Set(wordsOf(text).filter(isTelling).flatMap(stemsOf))].slice(0, MOST_STEMS);
	if (stems.length < least) return [];
	const shared = count();
	const rows = await db
		.select({ object: t.words.object, shared })
		.from(t.words)
		.where(and(eq(t.words.scope, scope), inArray(t.words.word, stems)))
		.groupBy(t.words.object)
		.having(gte(shared, least))
		.orderBy(desc(shared), t.words.object)
		.limit(most);
	return rows.map(({ object }) => object);
}

/** Short words stand in every text. */
const isTelling = (word: string): boolean => word.length > 3;

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
