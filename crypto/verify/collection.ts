/** S1–S3: signatures for one thing are each another person's, in time and unchanged, and were counted right. Spec: SPEC §13. */
import { parseHex } from '../bytes.ts';
import {
	COLLECTING,
	collectionRecordCodec,
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

/** Between which entries signatures stand. */
type Span = {
	readonly opened: Placed<'phase'> | undefined;
	readonly ended: Placed<'phase'> | undefined;
};

function checkEntries(journal: Journal, files: CollectionFiles, entries: CivicEntries): void {
	const { index, terms, signatures } = files;
	const phases = ofType(entries, 'phase');
	const ends = phases.filter(({ entry }) => [REACHED, NOT_REACHED].includes(entry.phase));
	const span = { opened: phases.find(({ entry }) => entry.phase === COLLECTING), ended: ends[0] };
	journal.summary.closed = span.ended !== undefined;
	if (!terms) return;
	checkTerms(journal.check('S1'), index, terms, entries, span);
	if (signatures) checkSignatures(journal.check('S2'), files, terms.value, entries, span);
	checkOutcome(journal.check('S3'), terms.value, entries, ends);
	journal.summary.voters = ofType(entries, 'signature').length;
}

/** The terms are of this object, are the last that were published, and none was published when people signed. */
function checkTerms(
	check: CheckLog,
	{ object }: CollectionRecord,
	{ value, hash }: NonNullable<CollectionFiles['terms']>,
	entries: CivicEntries,
	{ opened }: Span,
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

/** Every entry is another person's, stands in time, and is opened once, or was erased by an entry that says so. */
function checkSignatures(
	check: CheckLog,
	{ index, signatures }: CollectionFiles,
	{ ends }: CollectionTerms,
	entries: CivicEntries,
	{ opened, ended }: Span,
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
			if (!erased.has(placed.index)) check.error('collection.left-out', { place });
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
	ends: readonly Placed<'phase'>[],
): void {
	const signed = ofType(entries, 'signature').length;
	const values = { signed, needed };
	check.count(ends.length);
	if (ends.length > 1) check.error('collection.ended-twice', { place: placeOf(ends[1]!) });
	for (const end of ends) {
		const isReached = end.entry.phase === REACHED;
		if (isReached !== signed >= needed)
			check.error('collection.other-outcome', { place: placeOf(end), values });
	}
	if (ends.length === 0) check.note('collection.goes-on', { values });
}
