/**
 * Reads a `.bel` archive without any code of crypto/: what the peers' verdicts are asked about must not pass through
 * the code under test. Trusts its input; broken archives are for the peers to refuse.
 */
const BLOCK = 512;
const decoder = new TextDecoder();

export type ArchiveRecord = { name: string; content: string; end: number };
type Event = { type: string; payload?: string };

const field = (bytes: Uint8Array, from: number, length: number) =>
	decoder.decode(bytes.subarray(from, from + length)).replace(/\0.*$/s, '');

/** The files of the archive in order; `end` is the offset behind the padding. */
export function readRecords(bel: Uint8Array): ArchiveRecord[] {
	const records: ArchiveRecord[] = [];
	for (let at = 0; at < bel.length; at = records.at(-1)!.end) {
		const name = field(bel, at, 100);
		const size = Number.parseInt(field(bel, at + 124, 12) || '0', 8);
		const start = at + BLOCK;
		records.push({
			name,
			content: decoder.decode(bel.subarray(start, start + size)),
			end: start + Math.ceil(size / BLOCK) * BLOCK,
		});
	}
	return records;
}

const isEvent = (record: ArchiveRecord) => record.name.endsWith('.event.json');
const eventOf = (record: ArchiveRecord) => JSON.parse(record.content) as Event;

/** The archive as it was right after its first Setup event. */
export function cutAfterSetup(bel: Uint8Array): Uint8Array {
	const setup = readRecords(bel).find((r) => isEvent(r) && eventOf(r).type === 'Setup');
	if (!setup) throw new Error('the archive has no Setup');
	return bel.subarray(0, setup.end);
}

/** The payloads of the events of one type, in order: the ballots' texts for `Ballot`. */
export function payloadsOf(bel: Uint8Array, type: string): string[] {
	const records = readRecords(bel);
	const contents = new Map(records.map((r) => [r.name, r.content]));
	return records
		.filter((r) => isEvent(r) && eventOf(r).type === type)
		.map((r) => contents.get(`${eventOf(r).payload ?? ''}.data.json`)!);
}

/** The text of election.json: the first data record. */
export function electionOf(bel: Uint8Array): string {
	const record = readRecords(bel).find((r) => r.content.includes('"questions":'));
	if (!record) throw new Error('the archive has no election');
	return record.content;
}

/** The election's uuid, which is also the archive's file name. */
export const uuidOf = (bel: Uint8Array): string =>
	(JSON.parse(electionOf(bel)) as { uuid: string }).uuid;
