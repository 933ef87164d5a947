/** Entries of the civic register about one object, as records of polls and signatures need them. */
import type { CivicEntry } from '../register/entry-schema.ts';
import { parseVerifierKey } from '../register/verifier-key.ts';
import { INDEX_FILE } from './record-files.ts';
import { checkRegister, entriesOf, type PlacedEntry } from './register.ts';
import type { Journal } from './report.ts';
import type { RecordSource } from './source.ts';
import type { Trust } from './trust.ts';

export type CivicEntries = readonly PlacedEntry<'civic'>[];
export type Placed<T extends CivicEntry['type']> = {
	readonly index: number;
	readonly entry: Extract<CivicEntry, { readonly type: T }>;
};

export const ofType = <T extends CivicEntry['type']>(entries: CivicEntries, type: T): Placed<T>[] =>
	entries.filter((placed): placed is Placed<T> => placed.entry.type === type);

export const placeOf = ({ index }: { readonly index: number }): string => `civic entry ${index}`;

/** All entries about an object; `undefined` unless the whole register could be read. */
export async function readCivicEntries(
	journal: Journal,
	source: RecordSource,
	{
		object,
		register,
	}: {
		readonly object: string;
		readonly register: { readonly path: string; readonly key: string };
	},
	trust: Trust,
): Promise<CivicEntries | undefined> {
	const key = parseVerifierKey(register.key);
	if (!key.ok) {
		journal.check('R4').problems([key.error], INDEX_FILE);
		return undefined;
	}
	const place = { path: register.path, key: key.value };
	const civic = await checkRegister(journal, source, 'civic', place, trust);
	return civic?.complete === true ? entriesOf(civic, object) : undefined;
}
