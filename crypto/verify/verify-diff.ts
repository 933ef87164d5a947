/** Compares an earlier copy of a record or archive with a later one: nothing that stood there may be gone or changed. Spec: SPEC §10.7. */
import { openCheckpoint } from '../register/checkpoint.ts';
import { ed25519Verifier, MAX_NOTE_BYTES } from '../register/note.ts';
import { TileReader } from '../register/tile-reader.ts';
import { parseVerifierKey } from '../register/verifier-key.ts';
import { checkArchiveDiff } from './archive-diff.ts';
import { compareWithPast } from './earlier-checkpoints.ts';
import { INDEX_FILE } from './record-files.ts';
import { MAX_FILE_BYTES, parseRecordFile, recordCodec, type RecordIndex } from './record.ts';
import { addProblem, fetchFrom } from './register.ts';
import { Journal, type CheckLog, type Report } from './report.ts';
import { readTextFile, reopening, type OpenBytes, type RecordSource } from './source.ts';

/** Compares two archives. @throws SourceError when one cannot be read to its end */
export async function verifyArchiveDiff(earlier: OpenBytes, later: OpenBytes): Promise<Report> {
	const journal = new Journal();
	await checkArchiveDiff(journal, earlier, later);
	return journal.report('diff');
}

type Copy = { readonly name: string; readonly source: RecordSource; readonly index: RecordIndex };

/** Compares two records. @throws SourceError when an archive cannot be read to its end */
export async function verifyDiff(earlier: RecordSource, later: RecordSource): Promise<Report> {
	const journal = new Journal();
	const check = journal.check('D3');
	const before = await readCopy(check, earlier, 'earlier copy');
	const after = await readCopy(check, later, 'later copy');
	if (before && after) {
		await compareManifests(check, before, after);
		await compareArchives(journal, before, after);
		for (const kind of ['civic', 'ballot'] as const)
			await compareRegisters(journal, kind, before, after);
	}
	return journal.report('diff');
}

async function readCopy(
	check: CheckLog,
	source: RecordSource,
	name: string,
): Promise<Copy | undefined> {
	const text = await readTextFile(source, INDEX_FILE, MAX_FILE_BYTES);
	const index = text.ok ? parseRecordFile(recordCodec, text.value) : text;
	if (index.ok) return { name, source, index: index.value };
	check.problems([index.error], name);
	return undefined;
}

/** The manifest's bytes and the keys of the registers stay as they were. */
async function compareManifests(check: CheckLog, before: Copy, after: Copy): Promise<void> {
	const read = ({ source, index }: Copy) => readTextFile(source, index.manifest, MAX_FILE_BYTES);
	const [earlier, later] = [await read(before), await read(after)];
	check.count();
	if (!earlier.ok || !later.ok)
		check.unproved('diff.nothing-to-compare', { place: before.index.manifest });
	else if (earlier.value !== later.value)
		check.error('diff.manifest', { place: after.index.manifest });
	for (const kind of ['civic', 'ballot'] as const) {
		check.count();
		if (before.index.registers[kind].key !== after.index.registers[kind].key)
			check.error('diff.key', { place: kind, detail: after.index.registers[kind].key });
	}
}

async function compareArchives(journal: Journal, before: Copy, after: Copy): Promise<void> {
	const has = async ({ source, index }: Copy) => (await source.open(index.archive)) !== undefined;
	if ((await has(before)) && (await has(after)))
		await checkArchiveDiff(
			journal,
			reopening(before.source, before.index.archive),
			reopening(after.source, after.index.archive),
		);
	else journal.check('D1').unproved('diff.nothing-to-compare', { place: before.index.archive });
}

/** The later register extends the checkpoint of the earlier copy, both signed by the earlier copy's key. */
async function compareRegisters(
	journal: Journal,
	kind: 'civic' | 'ballot',
	before: Copy,
	after: Copy,
): Promise<void> {
	const check = journal.check('D2');
	check.count();
	const key = parseVerifierKey(before.index.registers[kind].key);
	if (!key.ok) {
		check.problems([key.error], `${before.name}: ${kind}`);
		return;
	}
	const read = async ({ name, source, index }: Copy) => {
		const path = `${index.registers[kind].path}/checkpoint`;
		const note = await readTextFile(source, path, MAX_NOTE_BYTES);
		const opened = note.ok ? openCheckpoint(note.value, ed25519Verifier(key.value)) : note;
		if (opened.ok) return opened.value;
		addProblem(check, `${name}: ${kind}`, opened.error);
		return undefined;
	};
	const seen = await read(before);
	const checkpoint = await read(after);
	if (!seen || !checkpoint) return;
	const tiles = await TileReader.open(
		checkpoint,
		fetchFrom(after.source, after.index.registers[kind].path),
	);
	if (!tiles.ok) addProblem(check, `${after.name}: ${kind}`, tiles.error);
	else await compareWithPast(check, kind, seen, { key: key.value, checkpoint, tiles: tiles.value });
}
