/**
 * Receipts: a file that proves, without network, that an entry is in a log. Spec: SPEC §8.6, c2sp.org/tlog-proof@v1.
 */
import { bytesToBase64, parseBase64 } from '../bytes.ts';
import type { Result } from '../result.ts';
import { ProblemError, attempt, ok } from '../result.ts';
import type { Hash, Sha256 } from './merkle.ts';
import { HASH_BYTES, isSize, leafHash } from './merkle.ts';
import { MAX_PROOF_HASHES, verifyInclusion } from './merkle-proof.ts';
import { MAX_NOTE_BYTES } from './note.ts';
import type { Policy, WitnessedCheckpoint } from './policy.ts';
import { openWitnessed } from './policy.ts';
import { parseDecimal, readText } from './text-input.ts';
import type { VerifyEd25519 } from './verifier-key.ts';

export type Receipt = {
	readonly index: number;
	/** Inclusion proof, the leaf's sibling first. */
	readonly proof: readonly Hash[];
	/** The signed checkpoint, verbatim. */
	readonly note: string;
	/** Bytes that nobody vouches for, such as the opening of a commitment. */
	readonly extra?: Uint8Array;
};

const FIRST_LINE = 'c2sp.org/tlog-proof@v1';
const MAX_EXTRA_BYTES = 64 * 1024;
const MAX_RECEIPT_BYTES = MAX_NOTE_BYTES + 2 * MAX_EXTRA_BYTES;

/** @throws RangeError if the index, the proof's length or the extra bytes cannot be in a receipt. */
export function encodeReceipt({ index, proof, note, extra }: Receipt): string {
	if (!isSize(index) || proof.length > MAX_PROOF_HASHES) throw new RangeError('no such proof');
	if (extra && extra.length > MAX_EXTRA_BYTES) throw new RangeError('too many extra bytes');
	const extraLine = extra === undefined ? [] : [`extra ${bytesToBase64(extra)}`];
	const lines = [FIRST_LINE, ...extraLine, `index ${index}`, ...proof.map(bytesToBase64)];
	return `${lines.join('\n')}\n\n${note}`;
}

/** Reads a receipt without believing it. Codes: receipt.too-long, .utf8, .malformed, .index, .proof, .extra. */
export const parseReceipt = (input: Uint8Array | string): Result<Receipt> =>
	attempt(() => {
		const text = readText(input, MAX_RECEIPT_BYTES, 'receipt');
		const end = text.indexOf('\n\n');
		const lines = text.slice(0, Math.max(end, 0)).split('\n');
		if (lines.shift() !== FIRST_LINE)
			throw new ProblemError('receipt.malformed', 'line 1', `does not begin with ${FIRST_LINE}`);
		const extra = lines[0]?.startsWith('extra ') ? readExtra(lines.shift()!) : undefined;
		const index = parseDecimal(/^index (.*)$/.exec(lines.shift() ?? '')?.[1] ?? '');
		if (index === undefined)
			throw new ProblemError('receipt.index', '', 'no index where one belongs');
		if (lines.length > MAX_PROOF_HASHES)
			throw new ProblemError('receipt.proof', '', `more than ${MAX_PROOF_HASHES} hashes`);
		const proof = lines.map((line, i) => {
			const hash = parseBase64(line);
			if (hash?.length !== HASH_BYTES)
				throw new ProblemError('receipt.proof', `hash ${i + 1}`, 'not base64 of 32 bytes');
			return hash;
		});
		const receipt = { index, proof, note: text.slice(end + 2) };
		return extra === undefined ? receipt : { ...receipt, extra };
	});

function readExtra(line: string): Uint8Array {
	const extra = parseBase64(line.slice('extra '.length));
	if (extra === undefined || extra.length > MAX_EXTRA_BYTES)
		throw new ProblemError('receipt.extra', '', `not base64 of up to ${MAX_EXTRA_BYTES} bytes`);
	return extra;
}

/** What a verified receipt says: the entry is number `index` of the log under this checkpoint. */
export type VerifiedReceipt = {
	readonly index: number;
	readonly checkpoint: WitnessedCheckpoint;
};

/**
 * Verifies offline that `entry` is in the log of the policy.
 * Codes: receipt.*, note.*, checkpoint.*, policy.quorum-not-met, merkle.*.
 */
export function verifyReceipt(
	input: Uint8Array | string,
	entry: Uint8Array,
	policy: Policy,
	primitives: { readonly sha256?: Sha256; readonly verify?: VerifyEd25519 } = {},
): Result<VerifiedReceipt> {
	const receipt = parseReceipt(input);
	if (!receipt.ok) return receipt;
	const { index, proof, note } = receipt.value;
	const checkpoint = openWitnessed(note, policy, primitives.verify);
	if (!checkpoint.ok) return checkpoint;
	const { size, root } = checkpoint.value;
	const leaf = leafHash(entry, primitives.sha256);
	const included = verifyInclusion({ index, size, leaf, proof, root }, primitives.sha256);
	return included.ok ? ok({ index, checkpoint: checkpoint.value }) : included;
}
