/** S1–S3: signatures for one thing are each another person's, in time and unchanged, and were counted right. Spec: SPEC §13. */
import { parseHex } from '../bytes.ts';
import {
	COLLECTING,
	collectionRecordCodec,
	ENDED,
	NOT_REACHED,
	parseCollectionTerms,
	REACHED,
	signaturePayload,
	signaturesCodec,
	TERMS,
	type CollectionRecord,
	type CollectionTerms,
	type Signatures,
} from '../collection/collection.ts';
import { sha256Hex } from '../hash.ts';
import { verifyOpening } from '../register/commitment.ts';
import { ok } from '../result.ts';
import { INDEX_FILE, readChecked } from './record-files.ts';
import { MAX_FILE_BYTES, parseRecordFile } from './record.ts';
import {
	ofType,
	placeOf,
	readCivicEntries,
	type CivicEntries,
	type Placed,
} from './civic-entries.ts';
import type { CheckLog, Journal, Report } from './report.ts';
import { readTextFile, type RecordSource } from './source.ts';
import type { Trust } from './trust.ts';

/** What of a record could be read. */
type CollectionFiles = {
	readonly index: CollectionRecord;
	readonly terms: { readonly value: CollectionTerms; readonly hash: string } | undefined;
	readonly signatures: Signatures | undefined;
};

/** Whether a record is one of signatures. */
export async function isCollectionRecord(source: RecordSource): Promise<boolean> {
	const text = await readTextFile(source, INDEX_FILE, MAX_FILE_BYTES);
	return text.ok && parseRecordFile(collectionRecordCodec, text.value).ok;
}

/** Runs every check of a record of signatures. */
export async function verifyCollectionRecord(
	journal: Journal,
	source: RecordSource,
	trust: Trust,
): Promise<Report> {
	const files = await readFiles(journal, source);
	if (files) {
		const { object, register } = files.index;
		journal.summary.uuid = object;
		const entries = await readCivicEntries(journal, source, { object, register }, trust);
		if (entries) checkEntries(journal, files, entries);
	}
	return journal.report('collection');
}

async function readFiles(
	journal: Journal,
	source: RecordSource,
): Promise<CollectionFiles | undefined> {
	const check = journal.check('S1');
	const index = await readChecked(check, source, INDEX_FILE, '*', (text) =>
		parseRecordFile(collectionRecordCodec, text),
	);
	if (!index) return undefined;
	return {
		index,
		terms: await readChecked(check, source, index.terms, 'S1–S3', (text) => {
			const terms = parseCollectionTerms(text);
			return terms.ok ? ok({ value: terms.value, hash: sha256Hex(text) }) : terms;
		}),
		signatures: await readChecked(check, source, index.signatures, 'S2', (text) =>
			parseRecordFile(signaturesCodec, text),
		),
	};
}

/** Phases of a collection that say how far it is: where enough had signed, and with which no more signatures were taken. */
type Course = {
	readonly opened: Placed<'phase'> | undefined;
	readonly reached: readonly Placed<'phase'>[];
	readonly ends: readonly Placed<'phase'>[];
};

function courseOf(entries: CivicEntries, { goesOn }: CollectionTerms): Course {
	const named = (...names: readonly string[]) =>
		ofType(entries, 'phase').filter(({ entry }) => names.includes(entry.phase));
	const ending = goesOn ? [NOT_REACHED, ENDED] : [NOT_REACHED, REACHED];
	return { opened: named(COLLECTING)[0], reached: named(REACHED), ends: named(...ending) };
}

function checkEntries(journal: Journal, files: CollectionFiles, entries: CivicEntries): void {
	const { index, terms, signatures } = files;
	if (!terms) return;
	const course = courseOf(entries, terms.value);
	journal.summary.closed = course.ends.length > 0;
	checkTerms(journal.check('S1'), index, terms, entries, course);
	const check = journal.check('S2');
	const withdrawn = checkWithdrawals(check, terms.value, entries, course);
	if (signatures) checkSignatures(check, files, terms.value, entries, course, withdrawn);
	checkOutcome(journal.check('S3'), terms.value, entries, course);
	journal.summary.voters = countBefore(entries, Infinity);
}

/** How many signatures count before an entry. */
const countBefore = (entries: CivicEntries, before: number): number => {
	const count = (type: 'signature' | 'withdrawal') =>
		ofType(entries, type).filter(({ index }) => index < before).length;
	return count('signature') - count('withdrawal');
};

/** The terms are of this object, are the last that were published, and none was published when people signed. */
function checkTerms(
	check: CheckLog,
	{ object }: CollectionRecord,
	{ value, hash }: NonNullable<CollectionFiles['terms']>,
	entries: CivicEntries,
	{ opened }: Course,
): void {
	if (value.object !== object) check.error('record.uuid', { place: 'terms' });
	const published = ofType(entries, 'document').filter(({ entry }) => entry.document === TERMS);
	check.count(published.length);
	if (published.at(-1)?.entry.hash !== hash)
		check.error('collection.other-terms', { detail: hash });
	for (const version of published)
		if (opened && version.index > opened.index)
			check.error('collection.terms-changed', { place: placeOf(version) });
}

/** What is taken back is a signature, once, before enough have signed, where the terms allow it. @returns their entries */
function checkWithdrawals(
	check: CheckLog,
	{ withdrawal }: CollectionTerms,
	entries: CivicEntries,
	{ reached: [reached], ends: [end] }: Course,
): ReadonlySet<number> {
	const signed = new Set(ofType(entries, 'signature').map(({ index }) => index));
	const withdrawn = new Set<number>();
	for (const placed of ofType(entries, 'withdrawal')) {
		const { ref } = placed.entry;
		const isInTime = placed.index < (reached ?? end ?? { index: Infinity }).index;
		const isOfSignature = signed.has(ref) && ref < placed.index && !withdrawn.has(ref);
		if (!withdrawal || !isInTime || !isOfSignature)
			check.error('collection.other-withdrawal', { place: placeOf(placed) });
		withdrawn.add(ref);
	}
	return withdrawn;
}

/** Every entry is another person's, stands in time, and is opened once, or was erased or taken back by an entry that says so. */
function checkSignatures(
	check: CheckLog,
	{ index, signatures }: CollectionFiles,
	{ ends }: CollectionTerms,
	entries: CivicEntries,
	{ opened, ends: [ended] }: Course,
	withdrawn: ReadonlySet<number>,
): void {
	const { object, signatures: openings } = signatures!;
	if (object !== index.object) check.error('record.uuid', { place: index.signatures });
	const given = ofType(entries, 'signature');
	check.count(given.length);
	const people = new Set<string>();
	for (const placed of given) {
		const place = placeOf(placed);
		if (people.has(placed.entry.nullifier)) check.error('collection.signed-twice', { place });
		people.add(placed.entry.nullifier);
		const isInTime =
			opened !== undefined &&
			placed.index > opened.index &&
			(ended === undefined || placed.index < ended.index);
		if (!isInTime) check.error('collection.out-of-time', { place });
	}
	const erased = new Set(ofType(entries, 'redaction').map(({ entry }) => entry.ref));
	const byEntry = new Map(openings.map((opening) => [opening.entry, opening]));
	if (byEntry.size < openings.length) check.error('collection.opened-twice');
	for (const placed of given) {
		const opening = byEntry.get(placed.index);
		const place = placeOf(placed);
		if (!opening) {
			if (!erased.has(placed.index) && !withdrawn.has(placed.index))
				check.error('collection.left-out', { place });
			continue;
		}
		const { r, ...said } = opening;
		const payload = signaturePayload(object, said);
		if (!verifyOpening('signature', placed.entry.c, { r: parseHex(r)!, payload }))
			check.error('collection.other-signature', { place });
		if (said.at >= ends) check.error('collection.late', { place });
	}
	const known = new Set(given.map((placed) => placed.index));
	openings.forEach(({ entry }, i) => {
		if (!known.has(entry)) check.error('collection.added', { place: `signatures[${i}]` });
	});
}

/** What the register says came out follows from how many have signed. */
function checkOutcome(
	check: CheckLog,
	{ needed }: CollectionTerms,
	entries: CivicEntries,
	{ reached, ends }: Course,
): void {
	const valuesAt = (index: number) => ({ signed: countBefore(entries, index), needed });
	const said = [...new Set([...reached, ...ends])];
	check.count(said.length);
	for (const again of [...reached.slice(1), ...ends.slice(1)])
		check.error('collection.ended-twice', { place: placeOf(again) });
	for (const placed of said) {
		const { phase } = placed.entry;
		const values = valuesAt(placed.index);
		const isTrue = {
			[REACHED]: values.signed >= needed,
			[NOT_REACHED]: values.signed < needed && reached.length === 0,
			[ENDED]: reached.some(({ index }) => index < placed.index),
		}[phase];
		if (!isTrue) check.error('collection.other-outcome', { place: placeOf(placed), values });
	}
	if (ends.length === 0) check.note('collection.goes-on', { values: valuesAt(Infinity) });
}
