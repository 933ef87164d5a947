import { readdirSync, readFileSync } from 'node:fs';
import { concatBytes } from '../../crypto/bytes.ts';
import type { ArchiveEvent } from '../../crypto/election/archive/events.ts';
import { readArchive } from '../../crypto/election/archive/reader.ts';
import { ArchiveWriter } from '../../crypto/election/archive/writer.ts';
import { claimsOf, parseBallot } from '../../crypto/election/ballot.ts';
import { parseElection, type Election } from '../../crypto/election/definition.ts';
import { sha256Hex } from '../../crypto/hash.ts';
import { verifyAndHint } from '../../crypto/proofs/hints.ts';
import type { OpenBytes } from '../../crypto/verify/source.ts';
import type { Finding, Report } from '../../crypto/verify/report.ts';

const ROOT = new URL('../vectors/belenios/', import.meta.url);

/** The archive in a folder of the Belenios vectors. */
export function readVectorArchive(folder: string): Uint8Array {
	const directory = new URL(`${folder}/`, ROOT);
	const name = readdirSync(directory).find((n) => n.endsWith('.bel'));
	if (name === undefined) throw new Error(`no archive in ${folder}`);
	return readFileSync(new URL(name, directory));
}

/** The folders of archives in which nothing is wrong. */
export const goodArchives = (): string[] =>
	readdirSync(ROOT).filter((name) => /^(?:bt|ts|dkgmix)/.test(name));

/** Bytes that can be opened again and again, in chunks of this length. */
export const inChunks = (bytes: Uint8Array, length = 65_536): OpenBytes =>
	async function* () {
		for (let at = 0; at < bytes.length; at += length) {
			yield bytes.subarray(at, at + length);
			await Promise.resolve();
		}
	};

const known = new Map<string, Uint8Array>();

/** The file of hints beside an archive, for the ballots that verify. */
export async function makeHints(bel: Uint8Array): Promise<Uint8Array> {
	let election: Election | undefined;
	const parts: Uint8Array[] = [];
	for await (const { event } of readArchive([bel])) {
		if (event?.type === 'Setup') {
			const parsed = parseElection(event.election);
			if (parsed.ok) election = parsed.value;
		}
		if (event?.type !== 'Ballot' || !election) continue;
		const hints = known.get(event.text) ?? hintsOf(election, event.text);
		known.set(event.text, hints);
		const length = new Uint8Array(4);
		new DataView(length.buffer).setUint32(0, hints.length);
		parts.push(length, hints);
	}
	return concatBytes(...parts);
}

/** The hints of a ballot by its text; none of one that does not verify. */
export function hintsOf(election: Election, text: string): Uint8Array {
	const ballot = parseBallot(election, text);
	const hints = ballot.ok && verifyAndHint(claimsOf(election, ballot.value, text), election.key);
	return hints && hints.ok ? hints.value : new Uint8Array();
}

/** Findings without their sentences, for comparing. */
export const factsOf = ({ findings }: Report): Omit<Finding, 'text'>[] =>
	findings.map(({ check, severity, code, place, detail }) => ({
		check,
		severity,
		code,
		place,
		detail,
	}));

/** `E5 ballot.signature` for every finding of this severity, each once. */
export const codesOf = (
	{ findings }: Report,
	severity: Finding['severity'] = 'error',
): string[] => [
	...new Set(findings.filter((f) => f.severity === severity).map((f) => `${f.check} ${f.code}`)),
];

/** The events of an archive. */
export async function eventsOf(bel: Uint8Array): Promise<ArchiveEvent[]> {
	const events: ArchiveEvent[] = [];
	for await (const { event, problem } of readArchive([bel])) {
		if (problem) throw new Error(`${problem.code} ${problem.place}`);
		events.push(event);
	}
	return events;
}

/** An archive of these events, whole and in order whatever they say. */
export function writeArchive(events: readonly ArchiveEvent[]): Uint8Array {
	const chunks: Uint8Array[] = [];
	const writer = new ArchiveWriter(1_795_440_000, (bytes) => chunks.push(bytes));
	for (const event of events) writeEvent(writer, event);
	return concatBytes(...chunks);
}

function writeEvent(writer: ArchiveWriter, event: ArchiveEvent): void {
	switch (event.type) {
		case 'Setup': {
			writer.setup(event);
			return;
		}
		case 'Ballot': {
			writer.ballot(event.text);
			return;
		}
		case 'EndBallots': {
			writer.endBallots();
			return;
		}
		case 'EncryptedTally': {
			const sized = JSON.parse(event.sized) as Record<'num_tallied' | 'total_weight', number>;
			writer.encryptedTally(event.text, {
				num_tallied: BigInt(sized.num_tallied),
				total_weight: BigInt(sized.total_weight),
				encrypted_tally: sha256Hex(event.text),
			});
			return;
		}
		case 'Shuffle': {
			writer.shuffle(event.owner, event.text);
			return;
		}
		case 'EndShuffles': {
			writer.endShuffles();
			return;
		}
		case 'PartialDecryption': {
			writer.partialDecryption(event.owner, event.text);
			return;
		}
		case 'Result': {
			writer.result(event.text);
			return;
		}
	}
}
