/** Checkpoints: what a log says of its size and root, signed. Spec: SPEC §8.4, c2sp.org/tlog-checkpoint v1.0.0. */
import { bytesToBase64, equalBytes, parseBase64 } from '../bytes.ts';
import type { Result } from '../result.ts';
import { ProblemError, attempt, err } from '../result.ts';
import { EMPTY_ROOT, HASH_BYTES, isSize } from './merkle.ts';
import type { TreeHead } from './merkle-proof.ts';
import type { NoteVerifier, OpenedNote, VerifiedSignature } from './note.ts';
import { encodeNote, openNote, signNoteText } from './note.ts';
import { parseDecimal } from './text-input.ts';
import type { SignEd25519, Signer } from './verifier-key.ts';
import { isKeyName } from './verifier-key.ts';

export type Checkpoint = TreeHead & {
	/** The name of the log: of its key, for ever. */
	readonly origin: string;
	/** Lines below the root. Our logs have none; those of others are shown, not understood. */
	readonly extensions: readonly string[];
};

/** A checkpoint whose note was opened. */
export type OpenedCheckpoint = Checkpoint & {
	/** The signed text, which cosignatures cover too. */
	readonly text: string;
	readonly signatures: readonly VerifiedSignature[];
};

/**
 * The text of a checkpoint of our own: three lines.
 * @throws RangeError if the origin is no key name, or size and root cannot be those of a tree
 */
export function encodeCheckpoint({ origin, size, root }: Omit<Checkpoint, 'extensions'>): string {
	if (!isKeyName(origin) || !isSize(size) || root.length !== HASH_BYTES)
		throw new RangeError('not an origin, size and root');
	if (size === 0 && !equalBytes(root, EMPTY_ROOT))
		throw new RangeError('an empty tree has its own root');
	return `${origin}\n${size}\n${bytesToBase64(root)}\n`;
}

/** Reads the text of any log's checkpoint. Codes: checkpoint.malformed, .size, .root. */
export const parseCheckpoint = (text: string): Result<Checkpoint> =>
	attempt(() => {
		const [origin, sizeText, rootText, ...extensions] = text.split('\n').slice(0, -1);
		if (!text.endsWith('\n') || !origin || sizeText === undefined || rootText === undefined)
			throw new ProblemError('checkpoint.malformed', '', 'needs origin, size and root');
		if (extensions.includes(''))
			throw new ProblemError('checkpoint.malformed', '', 'an extension line is empty');
		const size = parseDecimal(sizeText);
		if (size === undefined)
			throw new ProblemError('checkpoint.size', 'line 2', 'not a size up to 2^53 - 1');
		const root = parseBase64(rootText);
		if (root?.length !== HASH_BYTES)
			throw new ProblemError('checkpoint.root', 'line 3', 'not canonical base64 of 32 bytes');
		if (size === 0 && !equalBytes(root, EMPTY_ROOT))
			throw new ProblemError('checkpoint.root', 'line 3', 'an empty tree has its own root');
		return { origin, size, root, extensions };
	});

/** Signs a checkpoint as the log that bears the signer's name. @returns the note @throws RangeError as encodeCheckpoint */
export function signCheckpoint(head: TreeHead, log: Signer, sign?: SignEd25519): string {
	const text = encodeCheckpoint({ ...head, origin: log.name });
	return encodeNote(text, [signNoteText(text, log, sign)]);
}

/**
 * Opens a checkpoint of a log of ours: signed by the log's key, named like it, no extension lines.
 * @param log - the log's verifier
 * @param witnesses - verifiers of further keys whose signatures are wanted
 * Codes: note.*, checkpoint.*; note.unverified also when only witnesses signed; checkpoint.origin, checkpoint.extension.
 */
export function openCheckpoint(
	note: Uint8Array | string,
	log: NoteVerifier,
	witnesses: readonly NoteVerifier[] = [],
): Result<OpenedCheckpoint> {
	const opened = openNote(note, [log, ...witnesses]);
	return opened.ok ? readOpened(opened.value, [log]) : opened;
}

/** Reads an opened note as the checkpoint of that one of `logs` whose key signed it and whose name it bears. */
export function readOpened(
	note: OpenedNote,
	logs: readonly NoteVerifier[],
): Result<OpenedCheckpoint> {
	const checkpoint = parseCheckpoint(note.text);
	if (!checkpoint.ok) return checkpoint;
	const { origin, extensions } = checkpoint.value;
	const reject = (code: string, message: string) => err({ code, place: '', message });
	const signers = logs.filter(({ key }) => note.signatures.some((s) => s.key === key));
	if (signers.length === 0) return reject('note.unverified', 'not signed by a known log');
	if (!signers.some(({ key }) => key.name === origin))
		return reject('checkpoint.origin', 'signed by the key of another log');
	if (extensions.length > 0)
		return reject('checkpoint.extension', 'logs of this kind have no extension lines');
	return { ok: true, value: { ...checkpoint.value, ...note } };
}
