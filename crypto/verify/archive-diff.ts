/** D1: the events of an earlier archive stand unchanged at the beginning of a later one. Spec: SPEC §10.7. */
import { readArchive } from '../election/archive/reader.ts';
import type { CheckLog, Journal } from './report.ts';
import type { OpenBytes } from './source.ts';

/** Each event names the hash of the one before it and of what belongs to it: equal hashes mean equal archives up to there. */
export async function checkArchiveDiff(
	journal: Journal,
	earlier: OpenBytes,
	later: OpenBytes,
): Promise<void> {
	const check = journal.check('D1');
	const before = await eventHashes(check, earlier, 'earlier copy');
	const after = await eventHashes(check, later, 'later copy');
	check.count(before.length);
	if (after.length < before.length)
		check.error('diff.shorter', { values: { earlier: before.length, later: after.length } });
	const changed = before.findIndex(
		(hash, height) => height < after.length && hash !== after[height],
	);
	if (changed >= 0)
		check.error('diff.event', {
			place: `event ${changed}`,
			detail: `${before[changed]!} before, ${after[changed]!} now`,
		});
}

/** A copy that is not whole shows nothing about what is missing. */
async function eventHashes(check: CheckLog, open: OpenBytes, place: string): Promise<string[]> {
	const hashes: string[] = [];
	for await (const { event, problem } of readArchive(open()))
		if (problem) check.problems([problem], place);
		else hashes.push(event.hash);
	return hashes;
}
