import { utf8ToBytes } from '../../crypto/bytes.ts';
import { sha256Text } from '../../crypto/hash.ts';
import { signCheckpoint } from '../../crypto/register/checkpoint.ts';
import { encodeEntry, genesisHash, hashEntry } from '../../crypto/register/entry.ts';
import type { Entry, RegisterKind } from '../../crypto/register/entry-schema.ts';
import { logFiles } from '../../crypto/register/tiles.ts';
import {
	ED25519_KEY,
	encodeVerifierKey,
	verifierKeyOf,
	type Signer,
	type VerifierKey,
} from '../../crypto/register/verifier-key.ts';
import type { Report } from '../../crypto/verify/report.ts';
import { Journal } from '../../crypto/verify/report.ts';
import { SourceError, type RecordSource } from '../../crypto/verify/source.ts';

export const uuid = 'PyUZ7pYBBA4Nia';

export type Files = Map<string, Uint8Array>;

/** Serves files from memory; what maps to `undefined` cannot be read. */
export const serveFiles = (files: ReadonlyMap<string, Uint8Array | undefined>): RecordSource => ({
	open: (path) => {
		if (!files.has(path)) return Promise.resolve(undefined);
		const bytes = files.get(path);
		if (!bytes) throw new SourceError('no connection');
		return Promise.resolve(inOneChunk(bytes));
	},
});

async function* inOneChunk(bytes: Uint8Array): AsyncGenerator<Uint8Array> {
	yield await Promise.resolve(bytes);
}

/** The signer of a test register and its key. */
export function makeRegister(name: string): { signer: Signer; key: VerifierKey; vkey: string } {
	const signer = { name: `test.example/${name}`, seed: sha256Text(name) };
	const key = verifierKeyOf(signer, ED25519_KEY);
	return { signer, key, vkey: encodeVerifierKey(key) };
}

/** An entry before it is given its place in the chain. */
type Unchained<E> = E extends unknown
	? Omit<E, 'prev' | 'v' | 'object'> & { readonly object?: string }
	: never;
export type NewEntry<K extends RegisterKind> = Unchained<Entry<K>>;

/** The bytes of a chain of entries of one vote. */
export function chainEntries<K extends RegisterKind>(
	kind: K,
	key: VerifierKey,
	entries: readonly NewEntry<K>[],
): Uint8Array[] {
	let prev = genesisHash(key);
	return entries.map((entry) => {
		const bytes = encodeEntry(kind, { v: 1, object: uuid, ...entry, prev } as unknown as Entry<K>);
		prev = hashEntry(bytes);
		return bytes;
	});
}

/** The files of a register with these entries, below `path`. @returns them with the signed checkpoint */
export function writeRegister(
	files: Files,
	path: string,
	signer: Signer,
	entries: readonly Uint8Array[],
): { readonly note: string; readonly root: Uint8Array } {
	const generator = logFiles(entries);
	for (;;) {
		const next = generator.next();
		if (!next.done) {
			files.set(`${path}/${next.value.path}`, next.value.bytes);
			continue;
		}
		const root = next.value.root();
		const note = signCheckpoint({ size: entries.length, root }, signer);
		files.set(`${path}/checkpoint`, utf8ToBytes(note));
		return { note, root };
	}
}

/** What the checks that were run found: `R4 note.unverified` with its severity. */
export async function findingsOf(run: (journal: Journal) => unknown): Promise<{
	readonly errors: string[];
	readonly unproved: string[];
	readonly notes: string[];
	readonly report: Report;
}> {
	const journal = new Journal();
	await run(journal);
	const report = journal.report('record');
	const of = (severity: string) =>
		report.findings
			.filter((f) => f.severity === severity && f.code !== 'check.not-run')
			.map((f) => `${f.check} ${f.code}`);
	return { errors: of('error'), unproved: of('unproved'), notes: of('note'), report };
}
