/** Whether a register still says what this browser saw it say before. Spec: SPEC §8.14. */
import { openCheckpoint } from '../../crypto/register/checkpoint.ts';
import { compareCheckpoints } from '../../crypto/register/compare.ts';
import { ed25519Verifier } from '../../crypto/register/note.ts';
import { TileReader, type FetchFile } from '../../crypto/register/tile-reader.ts';
import { parseVerifierKey } from '../../crypto/register/verifier-key.ts';

/** What is kept of a visit. */
export type Visit = { readonly key: string; readonly checkpoint: string };

export type Continuity =
	| { readonly kind: 'first' | 'same' | 'unread' }
	| { readonly kind: 'consistent'; readonly before: number }
	/** Both visits are evidence together. */
	| { readonly kind: 'bad'; readonly seen: Visit; readonly now: Visit };

/** Compares a register with the last visit. @param fetchFile - files of the register by their paths */
export async function compareVisits(
	seen: Visit | undefined,
	now: Visit,
	fetchFile: FetchFile,
): Promise<Continuity> {
	const bad: Continuity = { kind: 'bad', seen: seen ?? now, now };
	const key = parseVerifierKey(now.key);
	if (!key.ok) return bad;
	const log = ed25519Verifier(key.value);
	const opened = openCheckpoint(now.checkpoint, log);
	if (!opened.ok) return bad;
	if (!seen) return { kind: 'first' };
	const before = openCheckpoint(seen.checkpoint, log);
	if (seen.key !== now.key || !before.ok || before.value.size > opened.value.size) return bad;
	if (before.value.size === opened.value.size || before.value.size === 0) {
		const relation = compareCheckpoints(before.value, opened.value);
		if (!relation.ok || relation.value === 'fork') return bad;
		return relation.value === 'same'
			? { kind: 'same' }
			: { kind: 'consistent', before: before.value.size };
	}
	const reader = await TileReader.open(opened.value, fetchFile);
	if (!reader.ok) return reader.error.code === 'tile.missing' ? { kind: 'unread' } : bad;
	const path = await reader.value.readPrefixPath(before.value.size);
	if (!path.ok) return path.error.code === 'tile.missing' ? { kind: 'unread' } : bad;
	const relation = compareCheckpoints(before.value, opened.value, path.value);
	return relation.ok && relation.value === 'consistent'
		? { kind: 'consistent', before: before.value.size }
		: bad;
}
