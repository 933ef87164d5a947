/** R4 and R5: a register as its key signed it, and every entry of it. */
import type { Checkpoint } from '../register/checkpoint.ts';
import { openCheckpoint } from '../register/checkpoint.ts';
import { MAX_BUNDLE_BYTES } from '../register/bundle.ts';
import { genesisHash, hashEntry, parseEntry, verifyChain } from '../register/entry.ts';
import type { Entry, RegisterKind } from '../register/entry-schema.ts';
import { ed25519Verifier, MAX_NOTE_BYTES } from '../register/note.ts';
import { openWitnessed } from '../register/policy.ts';
import { TILE_WIDTH } from '../register/tile-path.ts';
import { TileReader, type FetchFile } from '../register/tile-reader.ts';
import type { VerifierKey } from '../register/verifier-key.ts';
import { encodeVerifierKey } from '../register/verifier-key.ts';
import { ProblemError, type Problem } from '../result.ts';
import type { CheckLog, Journal } from './report.ts';
import { readFile, readTextFile, type RecordSource } from './source.ts';
import { trustedKey, trustedPolicy, type Trust } from './trust.ts';

/** An entry and its place in the register. */
export type PlacedEntry<K extends RegisterKind> = {
	readonly index: number;
	readonly entry: Entry<K>;
};

/** The entries of one vote: a register may serve many. */
export const entriesOf = <K extends RegisterKind>(
	{ entries }: Register<K>,
	uuid: string,
): PlacedEntry<K>[] => entries.filter(({ entry }) => entry.object === uuid);

/** A register that was opened. */
export type Register<K extends RegisterKind> = {
	readonly kind: K;
	readonly key: VerifierKey;
	readonly checkpoint: Checkpoint;
	readonly tiles: TileReader;
	/** Those that could be read, in order. */
	readonly entries: readonly PlacedEntry<K>[];
	/** Whether that is all of them; if not, nothing can be said of what is missing. */
	readonly complete: boolean;
};

/** Where a register lies and under which key, as the record says. */
export type RegisterPlace = { readonly path: string; readonly key: VerifierKey };

/** Opens a register and reads all of it; `undefined` when its state cannot be believed. */
export async function checkRegister<K extends RegisterKind>(
	journal: Journal,
	source: RecordSource,
	kind: K,
	place: RegisterPlace,
	trust: Trust,
): Promise<Register<K> | undefined> {
	const signatures = journal.check('R4');
	const contents = journal.check('R5');
	const key = chooseKey(signatures, kind, place.key, trust);
	const checkpoint = await readCheckpoint(signatures, source, kind, place.path, key, trust);
	if (!checkpoint) {
		contents.unproved('register.unreadable', { place: kind });
		return undefined;
	}
	const tiles = await TileReader.open(checkpoint, fetchFrom(source, place.path));
	if (!tiles.ok) {
		addProblem(contents, kind, tiles.error);
		return undefined;
	}
	const entries = await readEntries(contents, kind, key, tiles.value);
	const complete = entries.length === checkpoint.size;
	return { kind, key, checkpoint, tiles: tiles.value, entries, complete };
}

/** The pinned key if there is one, else the one that the record names. */
function chooseKey(
	check: CheckLog,
	kind: RegisterKind,
	named: VerifierKey,
	trust: Trust,
): VerifierKey {
	const pinned = trustedKey(trust, kind);
	if (!pinned) {
		check.note('register.key-unpinned', { place: kind, detail: encodeVerifierKey(named) });
		return named;
	}
	if (encodeVerifierKey(pinned) !== encodeVerifierKey(named))
		check.error('register.other-key', { place: kind, detail: encodeVerifierKey(named) });
	return pinned;
}

async function readCheckpoint(
	check: CheckLog,
	source: RecordSource,
	kind: RegisterKind,
	path: string,
	key: VerifierKey,
	trust: Trust,
): Promise<Checkpoint | undefined> {
	const note = await readTextFile(source, `${path}/checkpoint`, MAX_NOTE_BYTES);
	if (!note.ok) {
		addProblem(check, kind, note.error);
		return undefined;
	}
	check.count();
	const opened = openCheckpoint(note.value, ed25519Verifier(key));
	if (!opened.ok) {
		check.problems([opened.error], kind);
		return undefined;
	}
	const policy = trustedPolicy(trust);
	if (!policy) {
		check.note('register.no-witnesses', { place: kind });
		return opened.value;
	}
	const witnessed = openWitnessed(note.value, policy);
	if (!witnessed.ok) check.problems([witnessed.error], kind);
	else check.count(witnessed.value.witnesses.length);
	return opened.value;
}

/** Files that are missing prove nothing; everything else is a contradiction. */
export function addProblem(check: CheckLog, place: string, found: Problem): void {
	if (
		found.code === 'tile.missing' ||
		found.code === 'record.missing' ||
		found.code === 'record.unreadable'
	)
		check.unproved(found.code, {
			place: `${place}: ${found.place}`,
			detail: found.message,
			values: { file: found.place, unproved: place },
		});
	else check.problems([found], place);
}

/** The files of a register below a path of the record. */
export const fetchFrom =
	(source: RecordSource, path: string): FetchFile =>
	async (file) => {
		const bytes = await readFile(source, `${path}/${file}`, MAX_BUNDLE_BYTES);
		if (bytes.ok) return bytes.value;
		if (bytes.error.code === 'record.missing') return undefined;
		throw new ProblemError(bytes.error.code, file, bytes.error.message);
	};

async function readEntries<K extends RegisterKind>(
	check: CheckLog,
	kind: K,
	key: VerifierKey,
	tiles: TileReader,
): Promise<PlacedEntry<K>[]> {
	const entries: PlacedEntry<K>[] = [];
	let head = { size: 0, hash: genesisHash(key) };
	for (let bundle = 0; bundle * TILE_WIDTH < tiles.size; bundle++) {
		const read = await tiles.readBundle(bundle);
		if (!read.ok) {
			addProblem(check, kind, read.error);
			return entries;
		}
		for (const bytes of read.value) {
			const index = head.size;
			const chained = verifyChain(kind, head, [bytes]);
			if (!chained.ok) check.problems([chained.error], kind);
			const entry = chained.ok ? chained.value.entries[0] : readAnyway(kind, bytes);
			if (entry) entries.push({ index, entry });
			head = { size: index + 1, hash: hashEntry(bytes) };
			check.count();
		}
	}
	return entries;
}

/** An entry that breaks the chain still says something. */
function readAnyway<K extends RegisterKind>(kind: K, bytes: Uint8Array): Entry<K> | undefined {
	const entry = parseEntry(kind, bytes);
	return entry.ok ? entry.value : undefined;
}
