/** R12: paper ballots were entered after the close and before anything was decrypted, batch by batch, each as its text says. Spec: SPEC §10.10. */
import {
	checkPaperPart,
	MAX_BATCHES,
	MAX_FORMS,
	paperPartCodec,
	paperPartOf,
	type Marks,
	type PotPaper,
} from '../budget/paper.ts';
import type { Pot } from '../budget/pot.ts';
import { array, hash256, integer, literal, object, string, type Infer } from '../codec.ts';
import { sha256Hex } from '../hash.ts';
import { encodeCanonicalJson, parseCanonicalJson, type Json } from '../register/canonical-json.ts';
import type { CivicEntry } from '../register/entry-schema.ts';
import { attempt, type Result } from '../result.ts';
import type { Decided } from './decisions.ts';
import { MAX_FILE_BYTES, type Manifest } from './record.ts';
import type { PlacedEntry } from './register.ts';
import type { CheckLog, Journal } from './report.ts';

const batchCodec = object(
	{
		format: literal('viche-paper/v1'),
		uuid: string,
		batch: integer(1, MAX_BATCHES),
		/** Forms in the batch, spoiled ones included. */
		forms: integer(1, MAX_FORMS),
		/** SHA-256 of the scan of the sheet that those who counted signed. */
		sheet: hash256,
		/** Random: nobody finds a small batch by trying texts before it is published. */
		salt: hash256,
		pots: array(paperPartCodec, 1, 200),
	},
	'sorted',
);
export type PaperBatch = Omit<Infer<typeof batchCodec>, 'format'>;

/** @param forms - of each form what is marked for each pot, in the order of `pots` */
export const makePaperBatch = (
	facts: Omit<PaperBatch, 'forms' | 'pots'>,
	pots: readonly Pot[],
	forms: readonly (readonly Marks[])[],
): PaperBatch => ({
	...facts,
	forms: forms.length,
	pots: pots.map((pot, i) =>
		paperPartOf(
			pot,
			forms.map((form) => form[i]),
		),
	),
});

/** The text whose SHA-256 the register holds. */
export const encodePaperBatch = (batch: PaperBatch): string =>
	encodeCanonicalJson(batchCodec.encode({ format: 'viche-paper/v1', ...batch }) as Json);

/** Codes: `json.*`, `wire.*`. */
export function parsePaperBatch(text: string): Result<PaperBatch> {
	const json = parseCanonicalJson(text, MAX_FILE_BYTES);
	return json.ok ? attempt(() => batchCodec.decode(json.value, '')) : json;
}

/** What the batches say for the pot at place `i`. */
export const paperOfPot = (batches: readonly PaperBatch[], i: number): PotPaper[] =>
	batches.map(({ forms, pots }) => ({ forms, part: pots[i]! }));

/** How many paper ballots the register says there are. */
export const formsOf = (entries: readonly PlacedEntry<'civic'>[]): number =>
	entries.reduce((sum, { entry }) => sum + (entry.type === 'paper' ? entry.ballots : 0), 0);

type Entry = Extract<CivicEntry, { type: 'paper' }> & { readonly index: number };

/** What the record says about paper. */
export type PaperFiles = {
	readonly manifest: Pick<Manifest, 'uuid' | 'pots' | 'paper'>;
	/** Texts of batches. */
	readonly texts: readonly string[];
	readonly decided: readonly Decided[];
};

/** @returns the batches, if all could be read and belong to the vote */
export function checkPaper(
	journal: Journal,
	entries: readonly PlacedEntry<'civic'>[],
	{ manifest, texts, decided }: PaperFiles,
): readonly PaperBatch[] | undefined {
	const check = journal.check('R12');
	const paper = entries.flatMap(({ index, entry }): Entry[] =>
		entry.type === 'paper' ? [{ ...entry, index }] : [],
	);
	checkPlaces(check, entries, paper, { manifest, decided });
	const left = new Map(texts.map((text) => [sha256Hex(text), text]));
	const batches = paper.map((entry, i) => {
		check.count();
		const text = left.get(entry.hash);
		left.delete(entry.hash);
		return checkBatch(check, manifest, entry, i + 1, text);
	});
	for (const hash of left.keys()) check.error('paper.unregistered', { detail: hash });
	const forms = formsOf(entries);
	if (forms > 0) check.note('paper.by-hand', { values: { forms } });
	return journal.holds('R12') && batches.every((batch) => batch !== undefined)
		? batches
		: undefined;
}

/** Paper is entered between the close and the decision that it is complete, and that comes before the first decryption. */
function checkPlaces(
	check: CheckLog,
	entries: readonly PlacedEntry<'civic'>[],
	paper: readonly Entry[],
	{ manifest, decided }: Pick<PaperFiles, 'manifest' | 'decided'>,
): void {
	const complete = decided.find(({ kind }) => kind === 'paper');
	for (const { index } of paper) {
		const place = `civic entry ${index}`;
		if (!manifest.paper) check.error('paper.not-in-manifest', { place });
		if (complete && index > complete.index) check.error('paper.after-complete', { place });
	}
	const decrypted = entries.find(
		({ entry }) => entry.type === 'tally' && entry.part === 'partial-decryption',
	);
	if (manifest.paper && decrypted && !(complete && complete.index < decrypted.index))
		check.error('paper.not-complete', { place: `civic entry ${decrypted.index}` });
}

/** The text of one entry. @returns the batch if it can be counted */
function checkBatch(
	check: CheckLog,
	{ uuid, pots }: PaperFiles['manifest'],
	entry: Entry,
	number: number,
	text: string | undefined,
): PaperBatch | undefined {
	const place = `civic entry ${entry.index}`;
	if (entry.batch !== number)
		check.error('paper.number', { place, values: { batch: entry.batch, expected: number } });
	if (text === undefined) {
		check.unproved('paper.not-published', { place, detail: entry.hash });
		return undefined;
	}
	const read = parsePaperBatch(text);
	if (!read.ok) {
		check.error('paper.malformed', { place, detail: read.error.message });
		return undefined;
	}
	const batch = read.value;
	if (batch.uuid !== uuid || batch.batch !== entry.batch || batch.forms !== entry.ballots)
		check.error('paper.other-text', { place });
	if (batch.pots.length !== pots.length) {
		check.error('paper.pots', { place });
		return undefined;
	}
	const faults = pots.flatMap((pot, i) => checkPaperPart(pot, batch.pots[i]!, batch.forms) ?? []);
	check.problems(faults, place);
	return faults.length === 0 ? batch : undefined;
}
