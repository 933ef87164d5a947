/**
 * E1 to E11: everything that can be said of a `.bel` file from itself. It is read twice, once to check every ballot and once to add
 * those up that count, so that no ballot is kept. Spec: SPEC §10.5.
 */
import { decodeText } from '../codec.ts';
import type { ArchiveState } from '../election/archive/events.ts';
import { readArchive } from '../election/archive/reader.ts';
import { sizedTallyCodec, TallyBuilder, type EncryptedTally } from '../election/tally.ts';
import { scanArchive, type ArchiveContents } from './archive-scan.ts';
import {
	checkCombination,
	checkPartialDecryptions,
	type Decrypted,
	type Factors,
} from './decryption.ts';
import type { BallotEngine, CountedBallot } from './engine.ts';
import type { ArchiveOptions } from './options.ts';
import { checkResult, readResult, type ElectionResult, type NotCanonical } from './outcome.ts';
import { Pipeline } from './pipeline.ts';
import { Journal, type Report } from './report.ts';
import { checkExpectedElection, manifestHashOf, type Setup } from './setup.ts';
import { checkShuffles } from './shuffles.ts';
import type { OpenBytes } from './source.ts';
import { checkTally, type ComputedTally } from './tally.ts';
import { NO_TRUST, type Trust } from './trust.ts';

/** What was found in an archive, for the checks of a record. */
export type CheckedArchive = ArchiveContents & {
	/** What was decrypted, and the factors that the wire proofs support. */
	readonly decrypted: Decrypted | undefined;
	readonly factors: Factors;
	readonly outcome: ElectionResult | undefined;
	/** Known when the result was compared with the plaintexts. */
	readonly notCanonical: NotCanonical | undefined;
};

/**
 * Verifies an archive without the rest of its record: the best verdict is `consistent`. Strong proofs, tokens, registers and
 * certificates stand beside an archive; that they are missing is found `unproved`. @throws SourceError when the bytes cannot be read
 */
export async function verifyArchive(
	open: OpenBytes,
	trust: Trust = NO_TRUST,
	options: ArchiveOptions = {},
): Promise<Report> {
	const journal = new Journal();
	const checked = await checkArchive(journal, open, options);
	if (checked.setup) {
		const { election } = checked.setup;
		checkExpectedElection(journal, election, trust);
		if (trust.manifest !== undefined && trust.manifest !== manifestHashOf(election))
			journal.check('E2').error('manifest.unexpected', { place: 'election.json: manifest' });
	}
	if (checked.partials.length > 0) {
		journal.check('E12').unproved('decryption.not-bound');
		journal.check('E13').unproved('statement.missing');
	}
	if (checked.state !== 'Result' && checked.setup)
		journal.check('E1').note(isClosed(checked.state) ? 'archive.unfinished' : 'archive.open');
	journal.check('R5').unproved('archive.no-registers');
	journal.check('T1').unproved('archive.no-tokens');
	journal.check('C2').unproved('archive.no-certificates');
	journal.summary.closed = isClosed(checked.state);
	return journal.report('archive');
}

/** Whether no further ballot can follow. */
export const isClosed = (state: ArchiveState): boolean =>
	state !== 'Empty' && state !== 'Setup' && state !== 'Ballot';

/** Runs E1 to E11. @throws SourceError when the bytes cannot be read */
export async function checkArchive(
	journal: Journal,
	open: OpenBytes,
	options: ArchiveOptions,
): Promise<CheckedArchive> {
	const contents = await scanArchive(journal, open, options);
	const nothing = { ...contents, ...NOTHING_DECRYPTED };
	const { setup, tally } = contents;
	if (!setup) {
		if (!contents.texts) journal.check('E1').error('setup.missing');
		return nothing;
	}
	if (!tally) return nothing;
	const computed = await recount(journal, open, contents, options);
	const recorded = readRecorded(tally);
	const encrypted = checkTally(journal, recorded, computed);
	if (!encrypted) return nothing;
	const weight = (computed ?? recorded).sized.total_weight;
	return { ...contents, ...checkDecryption(journal, contents, setup, encrypted, weight) };
}

/** Reads the archive again and adds up the ballots that count. */
async function recount(
	journal: Journal,
	open: OpenBytes,
	contents: ArchiveContents,
	{ onProgress }: ArchiveOptions,
): Promise<ComputedTally | undefined> {
	const { setup, engine, counted, ballots } = contents;
	if (!setup || !engine || !counted) return undefined;
	const tally = new TallyBuilder(setup.election);
	let done = 0;
	const pipeline = adding(engine, (part, items) => {
		tally.addPart(part);
		done += items;
		onProgress?.({ phase: 'tally', done, total: counted.size });
	});
	let next = 0;
	let isSame = true;
	for await (const { event } of readArchive(open())) {
		if (event?.type !== 'Ballot') continue;
		const index = next++;
		isSame &&= event.ballotHash === ballots[index];
		const weight = counted.get(index);
		if (isSame && weight !== undefined) await pipeline.push({ text: event.text, weight });
	}
	await pipeline.end();
	if (isSame && next === ballots.length) return tally.finish();
	journal.check('E1').error('archive.changed-while-reading');
	return undefined;
}

const adding = (
	engine: BallotEngine,
	take: (part: Awaited<ReturnType<BallotEngine['add']>>, items: number) => void,
): Pipeline<CountedBallot, Awaited<ReturnType<BallotEngine['add']>>> =>
	new Pipeline(
		{
			items: 256,
			size: 8 * 1024 * 1024,
			parallel: engine.parallel,
			sizeOf: ({ text }) => text.length,
		},
		(ballots) => engine.add(ballots),
		(part, ballots) => take(part, ballots.length),
	);

/** The reader has checked the form of the record. */
function readRecorded({ text, sized }: NonNullable<ArchiveContents['tally']>) {
	const read = decodeText(sizedTallyCodec, sized);
	if (!read.ok) throw new RangeError('a tally record that the reader did not check');
	return { text, sized: read.value };
}

type Decryption = Pick<CheckedArchive, 'decrypted' | 'factors' | 'outcome' | 'notCanonical'>;
const NOTHING_DECRYPTED: Decryption = {
	decrypted: undefined,
	factors: new Map(),
	outcome: undefined,
	notCanonical: undefined,
};

function checkDecryption(
	journal: Journal,
	contents: ArchiveContents,
	{ election, trustees }: Setup,
	encrypted: EncryptedTally,
	weight: bigint,
): Decryption {
	const tally = checkShuffles(journal, election, trustees, encrypted, contents);
	const outcome = contents.result === undefined ? undefined : readResult(journal, contents.result);
	if (!trustees || !tally || contents.partials.length === 0)
		return { ...NOTHING_DECRYPTED, outcome };
	const decrypted = { election, trustees, tally };
	const factors = checkPartialDecryptions(journal, decrypted, contents.partials);
	const plaintexts = outcome && checkCombination(journal, decrypted, factors);
	const notCanonical = plaintexts && checkResult(journal, election, plaintexts, outcome, weight);
	return { decrypted, factors, outcome, notCanonical };
}
