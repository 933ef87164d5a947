/** R1: the files of a record are there and can be read. Spec: SPEC §10.1. */
import type { Codec } from '../codec.ts';
import { sha256Hex } from '../hash.ts';
import { ok, type Result } from '../result.ts';
import type { ReadManifest } from './manifest.ts';
import {
	ceremonyCodec,
	decisionsCodec,
	decryptionsCodec,
	MAX_FILE_BYTES,
	openingsCodec,
	paperCodec,
	parseManifest,
	parseRecordFile,
	recordCodec,
	tokensCodec,
	type Ceremony,
	type Decryptions,
	type Openings,
	type RecordIndex,
	type Tokens,
} from './record.ts';
import type { CheckLog, Journal } from './report.ts';
import { readTextFile, type RecordSource } from './source.ts';

export const INDEX_FILE = 'record.json';

/** What could be read of a record, beside archive and registers. */
export type RecordFiles = {
	readonly index: RecordIndex;
	readonly manifest: ReadManifest | undefined;
	readonly ceremony: Ceremony | undefined;
	readonly tokens: { readonly value: Tokens; readonly hash: string } | undefined;
	readonly decryptions: Decryptions | undefined;
	readonly openings: Openings | undefined;
	/** The text of result.json. */
	readonly result: string | undefined;
	/** Texts of decisions about the vote. */
	readonly decisions: readonly string[];
	/** Texts of batches of paper ballots. */
	readonly paper: readonly string[];
	/** Files of decrypted ballots, in the order of their pots. */
	readonly ballots: readonly PublishedBallots[] | undefined;
	/** The text of analysis.json. */
	readonly analysis: string | undefined;
};

/** A file of decrypted ballots: its path, and its text where it could be read. */
export type PublishedBallots = { readonly path: string; readonly text: string | undefined };

/** What is not proved without a file, in words of the catalogue of checks. */
type Unproved = string;

/** Reads record.json and what it names; `undefined` when there is no index to go by. */
export async function readRecordFiles(
	journal: Journal,
	source: RecordSource,
): Promise<RecordFiles | undefined> {
	const check = journal.check('R1');
	const json =
		<T>(codec: Codec<T>) =>
		(text: string) =>
			parseRecordFile(codec, text);
	const read = <T>(path: string, without: Unproved, parse: (text: string) => Result<T>) =>
		readChecked(check, source, path, without, parse);
	const index = await read(INDEX_FILE, '*', json(recordCodec));
	if (!index) return undefined;
	return {
		index,
		manifest: await read(index.manifest, 'R2, R3, T1, C1, C2', (text) => {
			const manifest = parseManifest(text);
			return manifest.ok ? ok({ manifest: manifest.value, hash: sha256Hex(text) }) : manifest;
		}),
		ceremony: await read(index.ceremony, 'R3', json(ceremonyCodec)),
		tokens: await read(index.tokens, 'T1', (text) => {
			const tokens = parseRecordFile(tokensCodec, text);
			return tokens.ok ? ok({ value: tokens.value, hash: sha256Hex(text) }) : tokens;
		}),
		decryptions: await read(index.decryptions, 'E12, E13', json(decryptionsCodec)),
		openings: await read(index.openings, 'R9', json(openingsCodec)),
		result: await read(index.result, 'C1, C2', (text) => ok(text)),
		decisions: (await readDecisions(index.decisions, read)) ?? [],
		paper: (await readPaper(index.paper, read)) ?? [],
		ballots: index.pabulib && (await readBallots(index.pabulib, read)),
		analysis: index.analysis === undefined ? undefined : await read(index.analysis, 'C1', ok),
	};
}

type Read = <T>(
	path: string,
	without: Unproved,
	parse: (text: string) => Result<T>,
) => Promise<T | undefined>;

const readDecisions = async (
	path: string | undefined,
	read: Read,
): Promise<string[] | undefined> =>
	path === undefined
		? undefined
		: (await read(path, 'R10', (text) => parseRecordFile(decisionsCodec, text)))?.decisions;

const readPaper = async (path: string | undefined, read: Read): Promise<string[] | undefined> =>
	path === undefined
		? undefined
		: (await read(path, 'R12, C1', (text) => parseRecordFile(paperCodec, text)))?.batches;

async function readBallots(paths: readonly string[], read: Read): Promise<PublishedBallots[]> {
	const files: PublishedBallots[] = [];
	for (const path of paths) files.push({ path, text: await read(path, 'C1', ok) });
	return files;
}

/** Reads and parses a file; says what is wrong with it. */
export async function readChecked<T>(
	check: CheckLog,
	source: RecordSource,
	path: string,
	without: Unproved,
	parse: (text: string) => Result<T>,
): Promise<T | undefined> {
	const text = await readTextFile(source, path, MAX_FILE_BYTES);
	if (!text.ok) {
		const { code, message } = text.error;
		const details = { place: path, detail: message, values: { file: path, unproved: without } };
		if (code === 'record.missing' || code === 'record.unreadable') check.unproved(code, details);
		else check.error(code, details);
		return undefined;
	}
	check.count();
	const parsed = parse(text.value);
	if (parsed.ok) return parsed.value;
	check.problems([parsed.error], path);
	return undefined;
}
