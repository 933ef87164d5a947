/** What a log and its witnesses say to each other. Spec: SPEC §8.4, c2sp.org/tlog-witness v1.0.0. */
import { bytesToBase64, parseBase64 } from '../bytes.ts';
import type { Result } from '../result.ts';
import { ProblemError, attempt } from '../result.ts';
import type { Hash } from './merkle.ts';
import { HASH_BYTES, isSize } from './merkle.ts';
import { MAX_PROOF_HASHES } from './merkle-proof.ts';
import { MAX_NOTE_BYTES } from './note.ts';
import { parseDecimal, readText } from './text-input.ts';

/** A request for a cosignature. */
export type AddCheckpoint = {
	/** Size of the checkpoint that the witness cosigned last, 0 for none. */
	readonly oldSize: number;
	/** Consistency proof from that size; nobody has verified it. */
	readonly proof: readonly Hash[];
	/** The signed checkpoint, verbatim; nobody has verified it. */
	readonly note: string;
};

/** Type of the answer that tells the size which the witness knows. */
export const TREE_SIZE_TYPE = 'text/x.tlog.size';

const MAX_HEADER_BYTES = 4096;
export const MAX_REQUEST_BYTES = MAX_HEADER_BYTES + MAX_NOTE_BYTES;

/** The body of a request. @throws RangeError if the old size or the length of the proof is impossible */
export function encodeAddCheckpoint({ oldSize, proof, note }: AddCheckpoint): string {
	if (!isSize(oldSize) || proof.length > MAX_PROOF_HASHES) throw new RangeError('no such proof');
	return `old ${oldSize}\n${proof.map((hash) => `${bytesToBase64(hash)}\n`).join('')}\n${note}`;
}

/** Reads the body of a request without believing it. Codes: add-checkpoint.too-long, .utf8, .malformed, .old-size, .proof. */
export const parseAddCheckpoint = (input: Uint8Array | string): Result<AddCheckpoint> =>
	attempt(() => {
		const text = readText(input, MAX_REQUEST_BYTES, 'add-checkpoint');
		const end = text.indexOf('\n\n');
		if (end === -1)
			throw new ProblemError('add-checkpoint.malformed', '', 'no empty line before the checkpoint');
		const [first, ...lines] = text.slice(0, end).split('\n');
		const oldSize = parseDecimal(/^old (.*)$/.exec(first!)?.[1] ?? '');
		if (oldSize === undefined)
			throw new ProblemError('add-checkpoint.old-size', 'line 1', 'not the word old and a size');
		if (lines.length > MAX_PROOF_HASHES)
			throw new ProblemError('add-checkpoint.proof', '', `more than ${MAX_PROOF_HASHES} hashes`);
		const proof = lines.map((line, i) => {
			const hash = parseBase64(line);
			if (hash?.length !== HASH_BYTES)
				throw new ProblemError('add-checkpoint.proof', `hash ${i + 1}`, 'not base64 of 32 bytes');
			return hash;
		});
		return { oldSize, proof, note: text.slice(end + 2) };
	});

/** The answer that names a size. */
export const encodeTreeSize = (size: number): string => `${size}\n`;

/** Reads such an answer; `undefined` for anything else. */
export const parseTreeSize = (text: string): number | undefined =>
	text.endsWith('\n') ? parseDecimal(text.slice(0, -1)) : undefined;
