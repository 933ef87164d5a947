/**
 * Verifies a published record: archive, registers, manifest, tokens, count and certificates, against what the observer brings.
 * Spec: SPEC §10.5, §10.6.
 */
import { parseVerifierKey } from '../register/verifier-key.ts';
import type { RegisterKind } from '../register/entry-schema.ts';
import { sha256Hex } from '../hash.ts';
import { checkArchive, isClosed, type CheckedArchive } from './archive.ts';
import { CastBallots, checkBallotRegister, type BallotRegister } from './ballot-register.ts';
import { checkStatements, checkStrongDecryptions, type ToBeSigned } from './bound-decryption.ts';
import {
	checkCeremonyEntries,
	checkCeremonyMessages,
	checkCeremonySignatures,
} from './ceremony.ts';
import { checkCertificates } from './certificates.ts';
import { checkCivicOrder } from './civic-order.ts';
import { checkClose, checkTallySteps, findClose, type TallyStep } from './close.ts';
import { checkEarlierCheckpoints } from './earlier-checkpoints.ts';
import { checkIssuances } from './issuances.ts';
import {
	checkManifest,
	checkManifestBinding,
	checkManifestEntry,
	checkProcessEntry,
} from './manifest.ts';
import { isCollectionRecord, verifyCollectionRecord } from './collection.ts';
import { OpeningChecks } from './openings.ts';
import { checkDecisions } from './decisions.ts';
import type { ArchiveOptions } from './options.ts';
import { checkPaper, formsOf, type PaperBatch } from './paper.ts';
import { isPollRecord, verifyPollRecord } from './poll.ts';
import { readRecordFiles, type RecordFiles } from './record-files.ts';
import { checkOutcome } from './recount.ts';
import { checkRegister, entriesOf, type PlacedEntry, type Register } from './register.ts';
import type { CheckId } from './checks.ts';
import { Journal, type Report } from './report.ts';
import { checkExpectedElection } from './setup.ts';
import { reopening, type RecordSource } from './source.ts';
import { checkTokens } from './tokens.ts';
import { NO_TRUST, type Trust } from './trust.ts';

/** How a record is verified; hints and ballots are the record's own. */
export type RecordOptions = Pick<ArchiveOptions, 'engine' | 'onProgress'>;

/** Runs every check of the catalogue that there is for such a record. @throws SourceError when the archive cannot be read to its end */
export async function verifyRecord(
	source: RecordSource,
	trust: Trust = NO_TRUST,
	options: RecordOptions = {},
): Promise<Report> {
	const journal = new Journal();
	if (await isPollRecord(source)) return verifyPollRecord(journal, source, trust);
	if (await isCollectionRecord(source)) return verifyCollectionRecord(journal, source, trust);
	const files = await readRecordFiles(journal, source);
	if (files) await checkRecord(journal, source, files, withManifestKeys(trust, files), options);
	return journal.report('record');
}

/** Who pins the manifest pins the keys in it. */
function withManifestKeys(trust: Trust, { manifest }: RecordFiles): Trust {
	if (!manifest || trust.manifest !== manifest.hash) return trust;
	const { civic, ballot } = manifest.manifest.registers;
	const usable = Object.entries({ civic, ballot }).filter(([, key]) => parseVerifierKey(key).ok);
	return { ...trust, registers: { ...Object.fromEntries(usable), ...trust.registers } };
}

/** The registers of a record; entries are those of its vote, and `undefined` unless all of the register could be read. */
type Registers = {
	readonly civic: Register<'civic'> | undefined;
	readonly ballot: Register<'ballot'> | undefined;
	readonly civicEntries: readonly PlacedEntry<'civic'>[] | undefined;
	readonly ballotEntries: readonly PlacedEntry<'ballot'>[] | undefined;
};

async function checkRecord(
	journal: Journal,
	source: RecordSource,
	files: RecordFiles,
	trust: Trust,
	options: RecordOptions,
): Promise<void> {
	if (files.manifest) checkManifest(journal, files.manifest, trust);
	checkKeysNamed(journal, files);
	const registers = await readRegisters(journal, source, files, trust, options);
	checkCivic(journal, files, registers);
	const cast =
		registers.ballotEntries &&
		checkBallotRegister(journal, registers.ballotEntries, files.result !== undefined);
	const archive = await readArchive(journal, source, files, registers, cast, options);
	if (archive) {
		checkBinding(journal, files, registers, archive, trust);
		checkDecryptions(journal, files, archive);
		checkVoters(journal, files, registers, archive);
	}
	const paper = await checkTallying(journal, files, registers, cast, archive);
	if (archive) checkCertification(journal, files, registers, archive, paper);
	reportGaps(journal, files, registers, archive);
	const opened = [registers.civic, registers.ballot].filter((r) => r !== undefined);
	await checkEarlierCheckpoints(journal, trust.checkpoints ?? [], opened);
}

/** Checks that could be run without one of the things that they compare have not shown all they should. */
function reportGaps(
	journal: Journal,
	{ manifest }: RecordFiles,
	{ civicEntries, ballotEntries }: Registers,
	archive: CheckedArchive | undefined,
): void {
	const without = (missing: string, ids: readonly CheckId[]) => {
		for (const id of ids)
			if (journal.wasRun(id))
				journal.check(id).unproved('check.incomplete', { values: { missing } });
	};
	if (!manifest) without('manifest.json', ['R2', 'R3']);
	if (!civicEntries) without('register/civic', ['R2', 'R3', 'R10']);
	if (!ballotEntries) without('register/ballot', ['R10']);
	if (!archive?.setup) without('election.json', ['R2', 'R3', 'R10']);
}

/** record.json and the manifest must name the same vote and keys. */
function checkKeysNamed(journal: Journal, { index, manifest }: RecordFiles): void {
	if (!manifest) return;
	const check = journal.check('R2');
	const { registers, uuid } = manifest.manifest;
	if (uuid !== index.uuid) check.error('record.uuid', { place: 'record.json' });
	for (const kind of ['civic', 'ballot'] as const)
		if (registers[kind] !== index.registers[kind].key)
			check.error('manifest.register-key', { place: kind, detail: index.registers[kind].key });
}

async function readRegisters(
	journal: Journal,
	source: RecordSource,
	{ index }: RecordFiles,
	trust: Trust,
	{ onProgress }: RecordOptions,
): Promise<Registers> {
	const read = async <K extends RegisterKind>(kind: K) => {
		const { path, key } = index.registers[kind];
		const parsed = parseVerifierKey(key);
		if (!parsed.ok) {
			journal.check('R4').problems([parsed.error], `record.json: ${kind}`);
			return undefined;
		}
		const place = { path, key: parsed.value };
		const register = await checkRegister(journal, source, kind, place, trust);
		onProgress?.({ phase: 'registers', done: register?.entries.length ?? 0 });
		return register;
	};
	const [civic, ballot] = [await read('civic'), await read('ballot')];
	return {
		civic,
		ballot,
		civicEntries: civic?.complete === true ? entriesOf(civic, index.uuid) : undefined,
		ballotEntries: ballot?.complete === true ? entriesOf(ballot, index.uuid) : undefined,
	};
}

function checkCivic(journal: Journal, files: RecordFiles, { civicEntries }: Registers): void {
	if (!civicEntries) return;
	checkCivicOrder(journal, civicEntries, files.result !== undefined);
	if (files.manifest) checkManifestEntry(journal, files.manifest, civicEntries);
	if (files.ceremony) checkCeremonyEntries(journal, files.ceremony, civicEntries);
}

/** Reads the archive, comparing its ballots with the register and the openings on the way. */
async function readArchive(
	journal: Journal,
	source: RecordSource,
	{ index, openings }: RecordFiles,
	{ ballot }: Registers,
	cast: BallotRegister | undefined,
	options: RecordOptions,
): Promise<CheckedArchive | undefined> {
	const file = await source.open(index.archive);
	if (!file) {
		const values = { file: index.archive, unproved: 'E1–E13, R8–R10, C1' };
		journal.check('R1').unproved('record.missing', { place: index.archive, values });
		return undefined;
	}
	const hints = index.hints === undefined ? undefined : await source.open(index.hints);
	if (index.hints !== undefined && !hints) journal.check('E5').note('hints.malformed');
	const castBallots = cast && new CastBallots(journal, index.uuid, cast);
	const openingChecks = cast && openings && new OpeningChecks(journal, openings.ballot);
	const archive = await checkArchive(journal, reopening(source, index.archive), {
		...options,
		...(hints ? { hints: () => hints } : {}),
		onBallot: ({ hash, text, credential }) => {
			const entry = castBallots?.take(hash, credential);
			if (entry) openingChecks?.take(entry, text);
		},
	});
	castBallots?.end();
	if (ballot) openingChecks?.end(ballot, index.uuid);
	journal.summary.closed = isClosed(archive.state);
	if (archive.state !== 'Result')
		journal.check('E1').unproved(isClosed(archive.state) ? 'archive.unfinished' : 'archive.open');
	return archive;
}

/** The archive is of this vote, under this manifest. */
function checkBinding(
	journal: Journal,
	{ index, manifest, ceremony }: RecordFiles,
	{ civicEntries }: Registers,
	{ setup, texts }: CheckedArchive,
	trust: Trust,
): void {
	if (!setup || !texts) return;
	const { election, trustees } = setup;
	checkExpectedElection(journal, election, trust);
	if (election.definition.uuid !== index.uuid)
		journal.check('R1').error('record.uuid', { place: index.archive });
	if (civicEntries) checkProcessEntry(journal, election, civicEntries);
	if (ceremony && trustees) checkCeremonyMessages(journal, ceremony, texts.trustees);
	if (!manifest) return;
	checkManifestBinding(journal, manifest, { election, trustees, trusteesText: texts.trustees });
	if (ceremony) checkCeremonySignatures(journal, ceremony, manifest, election);
}

function checkDecryptions(
	journal: Journal,
	{ decryptions }: RecordFiles,
	{ setup, decrypted, factors, shuffles, partials }: CheckedArchive,
): void {
	if (!decryptions) {
		journal.check('E12').unproved('decryption.not-bound');
		journal.check('E13').unproved('statement.missing');
		return;
	}
	if (decrypted) checkStrongDecryptions(journal, decrypted, factors, decryptions.strong);
	if (!setup?.trustees) return;
	const { election, trustees } = setup;
	const parts: ToBeSigned[] = [
		...shuffles.map((s) => ({ ...s, kind: 'shuffle' as const })),
		...partials.map((p) => ({ ...p, kind: 'partial-decryption' as const })),
	];
	checkStatements(journal, { election, trustees }, parts, decryptions.statements);
}

function checkVoters(
	journal: Journal,
	{ index, manifest, tokens }: RecordFiles,
	{ civicEntries }: Registers,
	{ setup }: CheckedArchive,
): void {
	const credentials = setup?.credentials;
	if (manifest && tokens)
		checkTokens(journal, index.uuid, manifest.manifest.issuer, tokens.value, credentials);
	if (!civicEntries || !manifest) return;
	const used = Math.max(tokens?.value.tokens.length ?? 0, credentials?.size ?? 0);
	checkIssuances(journal, civicEntries, manifest.manifest.roll.count, used, formsOf(civicEntries));
}

/** The close, and every step after it. @returns the paper ballots, if they can be counted */
async function checkTallying(
	journal: Journal,
	files: RecordFiles,
	{ civicEntries, ballot }: Registers,
	cast: BallotRegister | undefined,
	archive: CheckedArchive | undefined,
): Promise<readonly PaperBatch[] | undefined> {
	if (!civicEntries) return undefined;
	const close = findClose(civicEntries);
	const { index, decisions, manifest, paper: texts } = files;
	const roll = manifest?.manifest.roll;
	const decided = checkDecisions(journal, index.uuid, civicEntries, decisions, roll);
	const isEarly = decided.some((d) => d.kind === 'close-early' && close && d.index < close.index);
	const closes = isEarly ? 0 : (manifest?.manifest.dates.closes ?? 0);
	if (close && ballot && cast) await checkClose(journal, close, ballot, cast, closes);
	if (archive) checkTallySteps(journal, civicEntries, close, stepsOf(files, archive));
	return (
		manifest && checkPaper(journal, civicEntries, { manifest: manifest.manifest, texts, decided })
	);
}

/** What must stand in the civic register about the tally. */
function stepsOf({ tokens, result }: RecordFiles, archive: CheckedArchive): TallyStep[] {
	const { tally, shuffles, partials } = archive;
	return [
		...(tally ? [{ part: 'encrypted-tally', hash: sha256Hex(tally.text) }] : []),
		...shuffles.map(({ hash }) => ({ part: 'shuffle', hash })),
		...partials.map(({ hash }) => ({ part: 'partial-decryption', hash })),
		...(tokens ? [{ part: 'tokens', hash: tokens.hash }] : []),
		...(result === undefined ? [] : [{ part: 'result', hash: sha256Hex(result) }]),
	];
}

/** The count made anew, and who signed it. */
function checkCertification(
	journal: Journal,
	{ manifest, result, ballots: published, analysis }: RecordFiles,
	{ civicEntries }: Registers,
	archive: CheckedArchive,
	paper: readonly PaperBatch[] | undefined,
): void {
	const { setup, outcome, notCanonical, counted, ballots, hash } = archive;
	const close = civicEntries && findClose(civicEntries);
	// Numbers that are not what was decrypted, or not of these pots, cannot be counted.
	const isCountable = journal.holds('E11') && journal.holds('R2');
	if (manifest && close && outcome && notCanonical && counted && paper && isCountable) {
		const issued = civicEntries.filter(({ entry }) => entry.type === 'issuance').length;
		checkOutcome(
			journal,
			{
				manifest: manifest.manifest,
				decrypted: outcome,
				notCanonical,
				paper,
				archive: hash,
				ballotRegister: { size: close.size, root: close.root },
				cast: ballots.length,
				counted: counted.size,
				issued,
			},
			{ result, ballots: published, analysis },
		);
	}
	if (manifest && setup && civicEntries && result !== undefined) {
		const certified = {
			election: setup.election,
			manifest: manifest.manifest,
			result: sha256Hex(result),
		};
		checkCertificates(journal, certified, civicEntries);
	}
}
