/** P1–P3: the outcome of an open poll follows from the entries of the civic register. Spec: SPEC §12.6. */
import { parseHex } from '../bytes.ts';
import { sha256Hex } from '../hash.ts';
import {
	checkPoll,
	findAnswerSpoil,
	parsePoll,
	TERMS,
	type Poll,
	type PollAnswer,
} from '../poll/poll.ts';
import {
	answerPayload,
	answersCodec,
	CLOSED,
	encodePollResult,
	makePollResult,
	pollRecordCodec,
	RESULT,
	type PollAnswers,
	type PollRecord,
} from '../poll/result.ts';
import { verifyOpening } from '../register/commitment.ts';
import { encodeEntry, hashEntry } from '../register/entry.ts';
import { ok } from '../result.ts';
import {
	ofType,
	placeOf,
	readCivicEntries,
	type CivicEntries,
	type Placed,
} from './civic-entries.ts';
import { INDEX_FILE, readChecked } from './record-files.ts';
import { MAX_FILE_BYTES, parseRecordFile } from './record.ts';
import type { CheckLog, Journal, Report } from './report.ts';
import { readTextFile, type RecordSource } from './source.ts';
import type { Trust } from './trust.ts';

/** What of a record could be read. */
type PollFiles = {
	readonly index: PollRecord;
	readonly terms: { readonly poll: Poll; readonly hash: string } | undefined;
	readonly answers: PollAnswers | undefined;
	readonly result: string | undefined;
};

/** Whether a record is one of a poll. */
export async function isPollRecord(source: RecordSource): Promise<boolean> {
	const text = await readTextFile(source, INDEX_FILE, MAX_FILE_BYTES);
	return text.ok && parseRecordFile(pollRecordCodec, text.value).ok;
}

/** Runs every check of a poll's record. */
export async function verifyPollRecord(
	journal: Journal,
	source: RecordSource,
	trust: Trust,
): Promise<Report> {
	const files = await readPollFiles(journal, source);
	if (files) {
		journal.summary.uuid = files.index.poll;
		journal.summary.closed = files.result !== undefined;
		const { poll: object, register } = files.index;
		const entries = await readCivicEntries(journal, source, { object, register }, trust);
		if (entries) checkEntries(journal, files, entries);
	}
	return journal.report('poll');
}

async function readPollFiles(
	journal: Journal,
	source: RecordSource,
): Promise<PollFiles | undefined> {
	const check = journal.check('P1');
	const index = await readChecked(check, source, INDEX_FILE, '*', (text) =>
		parseRecordFile(pollRecordCodec, text),
	);
	if (!index) return undefined;
	return {
		index,
		terms: await readChecked(check, source, index.terms, 'P1–P3', (text) => {
			const poll = parsePoll(text);
			return poll.ok ? ok({ poll: poll.value, hash: sha256Hex(text) }) : poll;
		}),
		answers: await readChecked(check, source, index.answers, 'P2, P3', (text) =>
			parseRecordFile(answersCodec, text),
		),
		result: await readChecked(check, source, index.result, 'P3', ok),
	};
}

function checkEntries(journal: Journal, files: PollFiles, entries: CivicEntries): void {
	const { terms, answers, result } = files;
	const phaseAt = (wanted: string) =>
		ofType(entries, 'phase').find(({ entry }) => entry.phase === wanted);
	const span: Span = { opened: phaseAt('voting'), closed: phaseAt(CLOSED) };
	if (terms) checkTerms(journal, terms, entries, span);
	const given = answers && checkAnswers(journal, files, answers, entries, span);
	if (terms && given && result !== undefined)
		checkResult(journal, { ...files, terms, result }, given, entries, span);
}

/** Between which entries answers stand. */
type Span = {
	readonly opened: Placed<'phase'> | undefined;
	readonly closed: Placed<'phase'> | undefined;
};

/** The terms are sound, and are the last that were published before people answered. */
function checkTerms(
	journal: Journal,
	{ poll, hash }: NonNullable<PollFiles['terms']>,
	entries: CivicEntries,
	{ opened }: Span,
): void {
	const check = journal.check('P1');
	check.problems(checkPoll(poll), 'terms.json');
	if (poll.kind !== 'open') check.error('poll.not-open');
	const published = entries.flatMap(({ index, entry }) =>
		entry.type === 'process' || (entry.type === 'document' && entry.document === TERMS)
			? [{ index, hash: entry.hash }]
			: [],
	);
	check.count(published.length);
	if (published.at(-1)?.hash !== hash) check.error('poll.other-terms', { detail: hash });
	for (const version of published)
		if (opened && version.index > opened.index)
			check.error('poll.terms-changed', { place: placeOf(version) });
}

/** Every entry is opened, once, to an answer; @returns the answers, in order */
function checkAnswers(
	journal: Journal,
	{ index, terms }: PollFiles,
	{ poll, answers }: PollAnswers,
	entries: CivicEntries,
	{ opened, closed }: Span,
): PollAnswer[] {
	const check = journal.check('P2');
	if (poll !== index.poll) check.error('record.uuid', { place: index.answers });
	const given = ofType(entries, 'answer');
	check.count(given.length);
	const people = new Set<string>();
	for (const placed of given) {
		const { nullifier } = placed.entry;
		const place = placeOf(placed);
		if (people.has(nullifier)) check.error('poll.answered-twice', { place });
		people.add(nullifier);
		const inTime =
			opened !== undefined &&
			placed.index > opened.index &&
			(closed === undefined || placed.index < closed.index);
		if (!inTime) check.error('poll.out-of-time', { place });
	}
	const openings = new Map(answers.map((answer) => [answer.entry, answer]));
	if (openings.size < answers.length) check.error('poll.opened-twice', { place: index.answers });
	for (const placed of given) {
		const opening = openings.get(placed.index);
		if (!opening) check.error('poll.left-out', { place: placeOf(placed) });
		else if (!opens(placed, opening, poll))
			check.error('poll.other-answer', { place: placeOf(placed) });
	}
	const known = new Set(given.map((placed) => placed.index));
	answers.forEach(({ entry, answer }, i) => {
		const place = `answers[${i}]`;
		if (!known.has(entry)) check.error('poll.answer-added', { place });
		const spoil = terms && findAnswerSpoil(terms.poll, answer);
		if (spoil !== undefined) check.error('poll.spoiled', { place, detail: spoil });
	});
	checkRoll(check, entries, given.length, opened);
	return answers.map(({ answer }) => answer);
}

const opens = (
	{ entry: { c } }: Placed<'answer'>,
	{ r, answer }: PollAnswers['answers'][number],
	poll: string,
): boolean => verifyOpening('answer', c, { r: parseHex(r)!, payload: answerPayload(poll, answer) });

/** No more answers than people, and the roll stood before the first of them. */
function checkRoll(
	check: CheckLog,
	entries: CivicEntries,
	answers: number,
	opened: Placed<'phase'> | undefined,
): void {
	const rolls = ofType(entries, 'roll');
	const roll = rolls.at(-1);
	if (!roll) return;
	if (answers > roll.entry.count) check.error('poll.more-than-roll', { place: placeOf(roll) });
	if (opened && roll.index > opened.index)
		check.error('poll.roll-changed', { place: placeOf(roll) });
}

/** Counts anew. */
function checkResult(
	journal: Journal,
	{
		index,
		terms,
		result,
	}: PollFiles & {
		readonly terms: NonNullable<PollFiles['terms']>;
		readonly result: string;
	},
	answers: readonly PollAnswer[],
	entries: CivicEntries,
	{ closed }: Span,
): void {
	const check = journal.check('P3');
	if (!closed) {
		check.error('poll.not-closed');
		return;
	}
	const electorate =
		terms.poll.audience === 'roll' ? ofType(entries, 'roll').at(-1)?.entry.count : undefined;
	const made = makePollResult(terms.poll, {
		poll: index.poll,
		answers,
		lot: hashEntry(encodeEntry('civic', closed.entry)),
		...(electorate === undefined ? {} : { electorate }),
	});
	if (!made.ok) {
		check.problems([made.error], 'recount');
		return;
	}
	check.count(made.value.questions.length);
	journal.summary.voters = answers.length;
	if (encodePollResult(made.value) !== result)
		check.error('poll.other-result', { place: index.result });
	const published = ofType(entries, 'document').filter(({ entry }) => entry.document === RESULT);
	if (published.length !== 1 || published[0]!.entry.hash !== sha256Hex(result))
		check.error('poll.other-published', { place: index.result });
}
