/** T2: nobody took their right to vote twice, and no more tokens and paper forms were used than issued. Spec: SPEC §10.4. */
import type { CivicEntry } from '../register/entry-schema.ts';
import type { PlacedEntry } from './register.ts';
import type { Journal } from './report.ts';

type Issuance = Extract<CivicEntry, { type: 'issuance' }>;

/**
 * `roll`: how many persons may vote; `tokens`: how many were used, where that is known; `forms`: how many paper ballots were counted. Who
 * takes a form takes no token: the register has the same entry for both.
 */
export function checkIssuances(
	journal: Journal,
	entries: readonly PlacedEntry<'civic'>[],
	roll: number,
	tokens: number | undefined,
	forms: number,
): void {
	const check = journal.check('T2');
	const issuances = entries.flatMap(({ index, entry }) =>
		entry.type === 'issuance' ? [{ index, entry }] : [],
	);
	const issued = issuances.length;
	check.count(issued);
	Object.assign(journal.summary, { issued, roll, ...(tokens === undefined ? {} : { tokens }) });
	reportRepeated(
		issuances,
		({ position }) => position,
		(place) => check.error('issuance.position-twice', { place }),
	);
	reportRepeated(
		issuances,
		({ request }) => request,
		(place) => check.error('issuance.request-twice', { place }),
	);
	for (const { index, entry } of issuances)
		if (entry.position >= roll)
			check.error('issuance.position-outside', {
				place: `civic entry ${index}`,
				values: { position: entry.position, roll },
			});
	if (issued > roll) check.error('issuance.more-than-roll', { values: { issued, roll } });
	const used = (tokens ?? 0) + forms;
	if (used > issued) check.error('issuance.fewer-than-used', { values: { used, issued } });
}

function reportRepeated(
	issuances: readonly { readonly index: number; readonly entry: Issuance }[],
	keyOf: (entry: Issuance) => string | number,
	report: (place: string) => void,
): void {
	const seen = new Set<string | number>();
	for (const { index, entry } of issuances) {
		if (seen.has(keyOf(entry))) report(`civic entry ${index}`);
		seen.add(keyOf(entry));
	}
}
