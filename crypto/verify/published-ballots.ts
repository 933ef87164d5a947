/** C1: ballots that are published for others to recount are those that were decrypted. Spec: SPEC §3.24, §10.1. */
import { encodePotAsPabulib } from '../budget/to-pabulib.ts';
import type { Pot } from '../budget/pot.ts';
import { parsePabulib } from '../count/pabulib/reader.ts';
import type { VoteResult } from './record.ts';
import type { PublishedBallots } from './record-files.ts';
import type { CheckLog } from './report.ts';
import { readPart, type ResultSources } from './vote-result.ts';

/** Writes the file of every pot whose ballots were shuffled anew; only what it says of the occasion is its own. */
export function checkPublishedBallots(
	check: CheckLog,
	sources: ResultSources,
	result: VoteResult,
	files: readonly PublishedBallots[],
): void {
	const shuffled = [...sources.manifest.pots.entries()].filter(([, pot]) => pot.carried !== 'sum');
	if (files.length !== shuffled.length)
		check.error('outcome.ballot-files', {
			values: { published: files.length, pots: shuffled.length },
		});
	files.forEach(({ path, text }, n) => {
		const [i, pot] = shuffled[n] ?? [];
		if (i === undefined || !pot || text === undefined) return;
		check.count();
		const expected = writeAnew(sources, result, i, pot, text);
		if (text !== expected)
			check.error('outcome.other-ballots', {
				place: path,
				detail: expected === undefined ? 'not a Pabulib file' : firstDifference(text, expected),
				values: { pot: pot.title },
			});
	});
}

/** `undefined` when the published file cannot be read. */
function writeAnew(
	sources: ResultSources,
	result: VoteResult,
	i: number,
	pot: Pot,
	published: string,
): string | undefined {
	const read = parsePabulib(published, { keepVotes: false });
	const outcome = readPart(sources, pot, i);
	if (!read.ok || !outcome.ok) return undefined;
	const said = (key: string) => read.value.file.meta.get(key) ?? '';
	return encodePotAsPabulib(pot, outcome.value, result.pots[i]!.count, {
		country: said('country'),
		unit: said('unit'),
		instance: said('instance'),
		...sources.manifest.dates,
	});
}

function firstDifference(published: string, expected: string): string {
	const lines = published.split('\n');
	const line = expected.split('\n').findIndex((text, n) => text !== lines[n]);
	return `line ${(line < 0 ? lines.length : line) + 1}`;
}
