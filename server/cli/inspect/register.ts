/** What is in notes, receipts, entries and registers. */
import { bytesToBase64 } from '../../../crypto/bytes.ts';
import { parseCheckpoint } from '../../../crypto/register/checkpoint.ts';
import { cosignatureTime } from '../../../crypto/register/cosignature.ts';
import { hashEntry, parseEntry } from '../../../crypto/register/entry.ts';
import { MAX_NOTE_BYTES, parseNote, type NoteSignature } from '../../../crypto/register/note.ts';
import { parsePolicy } from '../../../crypto/register/policy.ts';
import { parseReceipt } from '../../../crypto/register/receipt.ts';
import { TileReader } from '../../../crypto/register/tile-reader.ts';
import { TILE_WIDTH } from '../../../crypto/register/tile-path.ts';
import { MAX_BUNDLE_BYTES } from '../../../crypto/register/bundle.ts';
import { parseVerifierKey } from '../../../crypto/register/verifier-key.ts';
import type { Language } from '../../../crypto/sentences.ts';
import { readFile, readTextFile, type OpenFile } from '../../../crypto/verify/source.ts';
import { inputError } from '../input-error.ts';
import type { Description, Fact } from './description.ts';
import { ENTRIES, UNKNOWN } from './words.ts';

/** A signed note: a checkpoint, or something else. */
export function describeNote(text: string): Description | undefined {
	const note = parseNote(text);
	if (!note.ok) return undefined;
	const signatures: Fact = ['signatures', note.value.signatures.map(signatureWords)];
	const checkpoint = parseCheckpoint(note.value.text);
	if (!checkpoint.ok) return { kind: 'note', facts: [signatures] };
	const { origin, size, root, extensions } = checkpoint.value;
	return {
		kind: 'checkpoint',
		facts: [
			['register', origin],
			['size', size],
			['root', bytesToBase64(root)],
			...(extensions.length === 0 ? [] : [['extensions', extensions] satisfies Fact]),
			signatures,
		],
	};
}

function signatureWords(signature: NoteSignature): string {
	const time = cosignatureTime(signature);
	const when = time === undefined ? '' : ` ${new Date(time * 1000).toISOString()}`;
	return `${signature.name} (${signature.keyId})${when}`;
}

export function describeReceipt(text: string): Description | undefined {
	const receipt = parseReceipt(text);
	if (!receipt.ok) return undefined;
	const { index, proof, note, extra } = receipt.value;
	const checkpoint = describeNote(note);
	return {
		kind: 'receipt',
		facts: [
			['index', index],
			['proof', proof.length],
			...(extra ? [['extra', extra.length] satisfies Fact] : []),
		],
		...(checkpoint ? { parts: [checkpoint] } : {}),
	};
}

export function describeKey(text: string): Description | undefined {
	const key = parseVerifierKey(text.trim());
	if (!key.ok) return undefined;
	const { name, keyId, publicKey } = key.value;
	return {
		kind: 'key',
		facts: [
			['name', name],
			['keyId', keyId],
			['publicKey', bytesToBase64(publicKey)],
		],
	};
}

export function describePolicy(text: string): Description | undefined {
	const policy = parsePolicy(text);
	if (!policy.ok) return undefined;
	const { logs, witnesses } = policy.value;
	return {
		kind: 'policy',
		facts: [
			['logs', logs.map(({ key }) => key.name)],
			['witnesses', witnesses.map(({ name }) => name)],
		],
	};
}

/** An entry of either register. */
export function describeEntry(
	bytes: Uint8Array,
	language: Language,
	index?: number,
): Description | undefined {
	const civic = parseEntry('civic', bytes);
	const entry = civic.ok ? civic : parseEntry('ballot', bytes);
	if (!entry.ok) return undefined;
	const { type, object, prev: _, v, ...fields } = entry.value;
	return {
		kind: 'entry',
		facts: [
			...(index === undefined ? [] : [['index', index] satisfies Fact]),
			['type', `${type} v${v} — ${(ENTRIES[type] ?? UNKNOWN)[language]}`],
			['uuid', object],
			['fields', Object.entries(fields).map(([name, value]) => `${name}=${String(value)}`)],
			['hash', hashEntry(bytes)],
		],
	};
}

/** The checkpoint of a register and its entries, all or the one at `only`. Undefined when this is no register. */
export async function describeRegister(
	open: OpenFile,
	language: Language,
	only?: number,
): Promise<Description | undefined> {
	const note = await readTextFile({ open }, 'checkpoint', MAX_NOTE_BYTES);
	if (!note.ok) return undefined;
	const parsed = parseNote(note.value);
	const checkpoint = parsed.ok ? parseCheckpoint(parsed.value.text) : parsed;
	if (!checkpoint.ok) throw inputError('checkpoint', [checkpoint.error]);
	const reader = await TileReader.open(checkpoint.value, async (path) => {
		const bytes = await readFile({ open }, path, MAX_BUNDLE_BYTES);
		return bytes.ok ? bytes.value : undefined;
	});
	if (!reader.ok) throw inputError('checkpoint', [reader.error]);
	const head = describeNote(note.value);
	return {
		kind: 'register',
		facts: head?.facts ?? [],
		parts: await describeEntries(reader.value, language, only),
	};
}

async function describeEntries(
	reader: TileReader,
	language: Language,
	only: number | undefined,
): Promise<Description[]> {
	const known = (bytes: Uint8Array, index: number): Description =>
		describeEntry(bytes, language, index) ?? {
			kind: 'entry',
			facts: [
				['index', index],
				['hash', hashEntry(bytes)],
			],
		};
	if (only !== undefined) {
		if (only >= reader.size)
			throw inputError('--entry', [
				{ code: 'merkle.index', place: '', message: `the register has ${reader.size} entries` },
			]);
		const entry = await reader.readEntry(only);
		if (!entry.ok) throw inputError(`entry ${only}`, [entry.error]);
		return [known(entry.value, only)];
	}
	const parts: Description[] = [];
	for (let bundle = 0; bundle * TILE_WIDTH < reader.size; bundle++) {
		const entries = await reader.readBundle(bundle);
		if (!entries.ok) throw inputError(`entries from ${bundle * TILE_WIDTH}`, [entries.error]);
		for (const bytes of entries.value) parts.push(known(bytes, parts.length));
	}
	return parts;
}

const HASH_TEXT = /^[0-9a-f]{64}$/;

/** What the server signed when it took a ballot. Its signature is checked by whoever has the register's key. */
export function describeAcknowledgement(
	fields: Readonly<Record<string, unknown>>,
): Description | undefined {
	const { origin, vote, ballot, size, root, signature } = fields;
	if (typeof ballot !== 'string' || !HASH_TEXT.test(ballot) || typeof signature !== 'string')
		return undefined;
	return {
		kind: 'acknowledgement',
		facts: [
			['register', String(origin)],
			['uuid', String(vote)],
			['hash', ballot],
			['size', Number(size)],
			['root', String(root)],
		],
	};
}
