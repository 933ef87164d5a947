/** Comparing two checkpoints of one log: does the later extend the earlier, or did the log fork? Spec: SPEC §8.14. */
import { equalBytes } from '../bytes.ts';
import type { Result } from '../result.ts';
import { ok, problem } from '../result.ts';
import type { Checkpoint } from './checkpoint.ts';
import { parseCheckpoint } from './checkpoint.ts';
import type { Hash, Sha256 } from './merkle.ts';
import { HASH_BYTES } from './merkle.ts';
import type { TreeHead } from './merkle-proof.ts';
import { MAX_PROOF_HASHES, rootsFromPrefixPath } from './merkle-proof.ts';
import type { NoteVerifier } from './note.ts';
import { openNote } from './note.ts';

/**
 * - `same`: size and root are equal
 * - `consistent`: the larger extends the smaller
 * - `fork`: they cannot both be true; with both signed notes it is evidence
 * - `unproven`: the path does not belong to the larger checkpoint, or none was given
 */
export type Relation = 'same' | 'consistent' | 'fork' | 'unproven';

/**
 * How two opened checkpoints of a log relate, in either order.
 * @param path - the nodes that determine the smaller tree's root under the larger checkpoint
 * ({@link TileReader.readPrefixPath}); needed when the sizes differ
 * Codes: compare.origin.
 */
export function compareCheckpoints(
	a: Checkpoint,
	b: Checkpoint,
	path: readonly Hash[] = [],
	sha256?: Sha256,
): Result<Relation> {
	return a.origin === b.origin
		? ok(relationOf(a, b, path, sha256))
		: problem('compare.origin', '', 'checkpoints of two logs');
}

function relationOf(a: TreeHead, b: TreeHead, path: readonly Hash[], sha256?: Sha256): Relation {
	if (a.size === b.size) return equalBytes(a.root, b.root) ? 'same' : 'fork';
	const [smaller, larger] = a.size < b.size ? [a, b] : [b, a];
	if (smaller.size === 0) return 'consistent';
	if (path.length > MAX_PROOF_HASHES + 1 || path.some((h) => h.length !== HASH_BYTES))
		return 'unproven';
	const roots = rootsFromPrefixPath(smaller.size, larger.size, path, sha256);
	if (roots === undefined || !equalBytes(roots.newRoot, larger.root)) return 'unproven';
	return equalBytes(roots.oldRoot, smaller.root) ? 'consistent' : 'fork';
}

/** Whether a log shows less than it showed before. No proof against it by itself: a cache may be old. */
export const isRollback = (seen: Checkpoint, served: Checkpoint): boolean =>
	served.size < seen.size;

/** Two signed checkpoints that cannot both be true, and the path that shows it when their sizes differ. */
export type ForkEvidence = {
	readonly notes: readonly [string, string];
	readonly path: readonly Hash[];
};

/**
 * Verifies evidence that a log forked: anyone can, with the log's key alone. Extension lines do not excuse a log.
 * Codes: note.*, checkpoint.*, compare.origin, compare.no-fork.
 */
export function verifyForkEvidence(evidence: ForkEvidence, log: NoteVerifier): Result<undefined> {
	const checkpoints: Checkpoint[] = [];
	for (const note of evidence.notes) {
		const opened = openNote(note, [log]);
		if (!opened.ok) return opened;
		const checkpoint = parseCheckpoint(opened.value.text);
		if (!checkpoint.ok) return checkpoint;
		if (checkpoint.value.origin !== log.key.name)
			return problem('compare.origin', '', 'signed for another log');
		checkpoints.push(checkpoint.value);
	}
	const [a, b] = checkpoints as [Checkpoint, Checkpoint];
	return relationOf(a, b, evidence.path) === 'fork'
		? ok(undefined)
		: problem('compare.no-fork', '', 'the two checkpoints do not contradict each other');
}
