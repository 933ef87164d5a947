/** Cosignatures of witnesses, cosignature/v1 (type 0x04). Spec: SPEC §8.4, c2sp.org/tlog-cosignature v1.0.1. */
import { concatBytes, utf8ToBytes } from '../bytes.ts';
import type { Result } from '../result.ts';
import { ProblemError, attempt } from '../result.ts';
import type { NoteSignature, NoteVerifier, VerifiedSignature } from './note.ts';
import {
	MAX_NOTE_BYTES,
	MAX_NOTE_SIGNATURES,
	encodeSignatureLine,
	parseSignatureLine,
} from './note.ts';
import { isSize } from './merkle.ts';
import { readText } from './text-input.ts';
import type { SignEd25519, Signer, VerifierKey, VerifyEd25519 } from './verifier-key.ts';
import { COSIGNATURE_KEY, signEd25519, verifierKeyOf, verifyEd25519 } from './verifier-key.ts';

const TIME_BYTES = 8;

function cosignedMessage(timeSeconds: number, checkpointText: string): Uint8Array {
	return utf8ToBytes(`cosignature/v1\ntime ${timeSeconds}\n${checkpointText}`);
}

/** When a cosignature was made, in POSIX seconds; `undefined` beyond 2^53 − 1 or if the field has not 72 bytes. */
export function cosignatureTime({ signature }: NoteSignature): number | undefined {
	if (signature.length !== TIME_BYTES + 64) return undefined;
	const time = new DataView(signature.buffer, signature.byteOffset).getBigUint64(0);
	return time <= BigInt(Number.MAX_SAFE_INTEGER) ? Number(time) : undefined;
}

/**
 * Cosigns the text of a checkpoint.
 * @param timeSeconds - POSIX time, 0 … 2^53 − 1
 * @returns the signature line
 * @throws RangeError for another time
 */
export function makeCosignature(
	checkpointText: string,
	signer: Signer,
	timeSeconds: number,
	sign: SignEd25519 = signEd25519,
): string {
	if (!isSize(timeSeconds)) throw new RangeError('not a time');
	const field = new Uint8Array(TIME_BYTES);
	new DataView(field.buffer).setBigUint64(0, BigInt(timeSeconds));
	const { name, keyId } = verifierKeyOf(signer, COSIGNATURE_KEY);
	const signature = sign(cosignedMessage(timeSeconds, checkpointText), signer.seed);
	return encodeSignatureLine({ name, keyId, signature: concatBytes(field, signature) });
}

/** Verifies cosignatures for a key of type 0x04. @throws RangeError for another type. */
export function cosignatureVerifier(
	key: VerifierKey,
	verify: VerifyEd25519 = verifyEd25519,
): NoteVerifier {
	if (key.type !== COSIGNATURE_KEY) throw new RangeError('a key of type 0x04 is needed');
	return {
		key,
		verify: (text, signature) => {
			const time = cosignatureTime({ ...key, signature });
			return (
				time !== undefined &&
				verify(signature.subarray(TIME_BYTES), cosignedMessage(time, text), key.publicKey)
			);
		},
	};
}

/**
 * The cosignatures in a witness's answer: signature lines without a text. Lines by other keys are dropped, a line by
 * the expected key must verify. Codes: note.*, cosignature.bad, cosignature.missing.
 * @returns at least one
 */
export const openCosignatures = (
	answer: Uint8Array | string,
	checkpointText: string,
	verifier: NoteVerifier,
): Result<VerifiedSignature[]> =>
	attempt(() => {
		const { key } = verifier;
		const text = readText(answer, MAX_NOTE_BYTES, 'note');
		if (!text.endsWith('\n'))
			throw new ProblemError('note.malformed', '', 'the last line has no end');
		const lines = text.slice(0, -1).split('\n');
		if (lines.length > MAX_NOTE_SIGNATURES)
			throw new ProblemError('note.too-many', '', `more than ${MAX_NOTE_SIGNATURES} signatures`);
		const own = lines
			.map((line, i) => parseSignatureLine(line, `line ${i + 1}`))
			.filter(({ name, keyId }) => name === key.name && keyId === key.keyId);
		if (own.length === 0)
			throw new ProblemError('cosignature.missing', '', `no cosignature by ${key.name}`);
		if (!own.every(({ signature }) => verifier.verify(checkpointText, signature)))
			throw new ProblemError('cosignature.bad', '', `a cosignature is not by ${key.name}`);
		return own.map((line) => ({ ...line, key }));
	});
