/**
 * Signed notes: a text and signature lines below it. Spec: SPEC §8.3, c2sp.org/signed-note v1.0.0.
 * Nothing of a note is believed before {@link openNote} has verified a signature by a key that the caller trusts.
 */
import { bytesToBase64, bytesToHex, concatBytes, parseBase64, utf8ToBytes } from '../bytes.ts';
import { hexToBytes } from '@noble/hashes/utils.js';
import type { Result } from '../result.ts';
import { ProblemError, attempt } from '../result.ts';
import { readText } from './text-input.ts';
import type { SignEd25519, Signer, VerifierKey, VerifyEd25519 } from './verifier-key.ts';
import {
	ED25519_KEY,
	isKeyName,
	signEd25519,
	verifierKeyOf,
	verifyEd25519,
} from './verifier-key.ts';

/** Room for 16 ML-DSA-44 signatures several times over. */
export const MAX_NOTE_BYTES = 256 * 1024;
export const MAX_NOTE_SIGNATURES = 64;

export type NoteSignature = {
	readonly name: string;
	readonly keyId: string;
	/** What follows the key ID: 64 bytes for Ed25519, 72 for cosignature/v1. */
	readonly signature: Uint8Array;
};

export type Note = {
	/** The signed text, with its last newline. */
	readonly text: string;
	readonly signatures: readonly NoteSignature[];
};

/** A key and how it verifies the signatures of notes. */
export type NoteVerifier = {
	readonly key: VerifierKey;
	verify(text: string, signature: Uint8Array): boolean;
};

/** A signature that verified, by one of the keys that were asked for. */
export type VerifiedSignature = NoteSignature & { readonly key: VerifierKey };
export type OpenedNote = {
	readonly text: string;
	readonly signatures: readonly VerifiedSignature[];
};

/** The line that carries a signature: em dash, name, base64 of key ID and signature. */
export const encodeSignatureLine = ({ name, keyId, signature }: NoteSignature): string =>
	`— ${name} ${bytesToBase64(concatBytes(hexToBytes(keyId), signature))}\n`;

/** Reads one signature line without its newline. @throws ProblemError note.malformed, note.base64 */
export function parseSignatureLine(line: string, place: string): NoteSignature {
	const [, name, base64] = /^— ([^ ]+) ([^ ]+)$/.exec(line) ?? [];
	if (name === undefined || base64 === undefined || !isKeyName(name))
		throw new ProblemError('note.malformed', place, 'not a signature line');
	const bytes = parseBase64(base64);
	if (bytes === undefined || bytes.length < 5)
		throw new ProblemError('note.base64', place, 'not canonical base64 of key ID and signature');
	return { name, keyId: bytesToHex(bytes.subarray(0, 4)), signature: bytes.subarray(4) };
}

// eslint-disable-next-line no-control-regex
const CONTROL = /[\u0000-\u0009\u000b-\u001f]/;

/** Reads a note. Codes: note.too-long, .utf8, .malformed, .base64, .too-many. The text ends at the last empty line. */
export const parseNote = (input: Uint8Array | string): Result<Note> =>
	attempt(() => {
		const malformed = (message: string) => new ProblemError('note.malformed', '', message);
		const note = readText(input, MAX_NOTE_BYTES, 'note');
		if (CONTROL.test(note)) throw malformed('control characters do not belong into a note');
		const end = note.lastIndexOf('\n\n');
		if (end === -1 || !note.endsWith('\n')) throw malformed('no signatures below an empty line');
		const lines = note.slice(end + 2, -1).split('\n');
		if (lines.length > MAX_NOTE_SIGNATURES)
			throw new ProblemError('note.too-many', '', `more than ${MAX_NOTE_SIGNATURES} signatures`);
		const signatures = lines.map((line, i) => parseSignatureLine(line, `signature ${i + 1}`));
		return { text: note.slice(0, end + 1), signatures };
	});

/** Verifies Ed25519 signatures over the text itself, for a key of type 0x01. @throws RangeError for another type. */
export function ed25519Verifier(
	key: VerifierKey,
	verify: VerifyEd25519 = verifyEd25519,
): NoteVerifier {
	if (key.type !== ED25519_KEY) throw new RangeError('a key of type 0x01 is needed');
	return {
		key,
		verify: (text, signature) =>
			signature.length === 64 && verify(signature, utf8ToBytes(text), key.publicKey),
	};
}

/** Signs a text that ends in a newline. @returns the signature line @throws RangeError if the text cannot be a note's */
export function signNoteText(
	text: string,
	signer: Signer,
	sign: SignEd25519 = signEd25519,
): string {
	if (!text.endsWith('\n') || CONTROL.test(text) || !text.isWellFormed())
		throw new RangeError('not a text for a note');
	const { name, keyId } = verifierKeyOf(signer, ED25519_KEY);
	return encodeSignatureLine({ name, keyId, signature: sign(utf8ToBytes(text), signer.seed) });
}

/** A note from its text and at least one signature line. */
export const encodeNote = (text: string, signatureLines: readonly string[]): string =>
	`${text}\n${signatureLines.join('')}`;

/**
 * Verifies every signature whose name and key ID belong to one of the verifiers; others are ignored. One bad signature
 * by a known key rejects the whole note. Of several good ones by one key the first is returned.
 * Codes: those of {@link parseNote}, note.bad-signature, note.unverified (no signature by a known key).
 */
export function openNote(
	input: Uint8Array | string,
	verifiers: readonly NoteVerifier[],
): Result<OpenedNote> {
	const note = parseNote(input);
	if (!note.ok) return note;
	return attempt(() => {
		const { text } = note.value;
		const verified = new Map<string, VerifiedSignature>();
		for (const [i, line] of note.value.signatures.entries()) {
			const known = verifiers.filter(
				({ key }) => key.name === line.name && key.keyId === line.keyId,
			);
			if (known.length === 0) continue;
			const verifier = known.find((v) => v.verify(text, line.signature));
			if (verifier === undefined)
				throw new ProblemError('note.bad-signature', `signature ${i + 1}`, `not by ${line.name}`);
			const { key } = verifier;
			const id = `${key.name}+${bytesToHex(key.publicKey)}`;
			if (!verified.has(id)) verified.set(id, { ...line, key });
		}
		if (verified.size === 0)
			throw new ProblemError('note.unverified', '', 'no signature by a known key');
		return { text, signatures: [...verified.values()] };
	});
}
