import { readdirSync, readFileSync } from 'node:fs';
import type { ArchiveEvent } from '../../crypto/election/archive/events.ts';
import { ArchiveReader } from '../../crypto/election/archive/reader.ts';

const ROOT = new URL('../vectors/belenios/', import.meta.url);

/** The texts of a finished archive of the Belenios vectors, by what they are. */
export function archiveEvents(folder: string) {
	const directory = new URL(`${folder}/`, ROOT);
	const name = readdirSync(directory).find((n) => n.endsWith('.bel'));
	if (name === undefined) throw new Error(`no archive in ${folder}`);
	const reader = new ArchiveReader();
	const items = [
		...reader.push(new Uint8Array(readFileSync(new URL(name, directory)))),
		...reader.finish(),
	];
	const events = items.flatMap((i): ArchiveEvent[] => (i.event ? [i.event] : []));
	const of = <T extends ArchiveEvent['type']>(type: T) =>
		events.filter((e): e is Extract<ArchiveEvent, { type: T }> => e.type === type);
	return {
		setup: of('Setup')[0]!,
		ballots: of('Ballot').map((e) => e.text),
		tally: of('EncryptedTally')[0]!.text,
		shuffles: events.flatMap((e) => (e.type === 'Shuffle' ? [e.text] : [])),
	};
}
