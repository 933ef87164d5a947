/** Small polls and their records, made in memory. */
import { bytesToHex, utf8ToBytes } from '../../crypto/bytes.ts';
import { encodeText } from '../../crypto/codec.ts';
import { sha256Hex } from '../../crypto/hash.ts';
import { encodePoll, type Poll, type PollAnswer } from '../../crypto/poll/poll.ts';
import type { PollQuestion, PollRule } from '../../crypto/poll/question.ts';
import {
	answerPayload,
	answersCodec,
	CLOSED,
	encodePollResult,
	makePollResult,
	pollRecordCodec,
	RESULT,
	type PollAnswers,
} from '../../crypto/poll/result.ts';
import { makeCommitment } from '../../crypto/register/commitment.ts';
import { hashEntry } from '../../crypto/register/entry.ts';
import {
	chainEntries,
	makeRegister,
	uuid,
	writeRegister,
	type Files,
	type NewEntry,
} from './registers.ts';

export const questionOf = (
	rule: PollRule,
	names: readonly string[] = ['a', 'b', 'c'],
): PollQuestion => ({
	id: 'q',
	title: 'Що зробити?',
	options: names.map((name) => ({ id: name, name })),
	rule,
	seats: 1,
});

export const pollOf = (questions: readonly PollQuestion[], more: Partial<Poll> = {}): Poll => ({
	format: 'viche-poll/v1',
	title: 'Опитування',
	kind: 'open',
	audience: 'roll',
	information: { problem: 'Яма', for: ['Так'], against: ['Ні'], sources: [] },
	questions: [...questions],
	schedule: {
		phases: [
			{ phase: 'information', begins: 10 },
			{ phase: 'voting', begins: 20 },
		],
		ends: 30,
	},
	territories: [],
	smallestGroup: 5,
	...more,
});

export type PollEntries = NewEntry<'civic'>[];
/** What a dishonest platform does to what it publishes. */
export type Tampering = {
	/** Before the result is counted and the register is signed. */
	readonly entries?: (entries: PollEntries) => void;
	readonly answers?: (answers: PollAnswers['answers']) => void;
	readonly result?: (text: string) => string;
	/** In place of the terms that the register has the hash of. */
	readonly terms?: Poll;
};

/** The files of the record of a poll of these answers; the entries are process, roll, voting, the answers, closed, result. */
export function makePollRecord(
	poll: Poll,
	given: readonly PollAnswer[],
	tampering: Tampering = {},
): Files {
	const { signer, key, vkey } = makeRegister('civic');
	const terms = encodePoll(poll);
	const at = 1;
	const made = given.map((answer) => makeCommitment('answer', answerPayload(uuid, answer)));
	const entries: PollEntries = [
		{ type: 'process', hash: sha256Hex(terms), at },
		{ type: 'roll', count: 10, root: sha256Hex('roll'), at },
		{ type: 'phase', phase: 'voting', at },
		...made.map(({ c }, i) => ({ type: 'answer' as const, c, nullifier: sha256Hex(`${i}`) })),
		{ type: 'phase', phase: CLOSED, at },
	];
	const answers: PollAnswers['answers'] = given.map((answer, i) => ({
		entry: 3 + i,
		r: bytesToHex(made[i]!.opening.r),
		answer: answer.map((marks) => [...marks]),
	}));
	tampering.entries?.(entries);
	const closed = entries.findIndex((e) => e.type === 'phase' && e.phase === CLOSED);
	const counted = makePollResult(poll, {
		poll: uuid,
		answers: given,
		...(poll.audience === 'roll' ? { electorate: 10 } : {}),
		lot: closed < 0 ? sha256Hex('') : hashEntry(chainEntries('civic', key, entries)[closed]!),
	});
	if (!counted.ok) throw new Error(counted.error.code);
	const honest = encodePollResult(counted.value);
	const result = tampering.result?.(honest) ?? honest;
	entries.push({ type: 'document', document: RESULT, version: 1, hash: sha256Hex(honest), at });
	tampering.answers?.(answers);
	const files: Files = new Map();
	const put = (name: string, text: string) => files.set(name, utf8ToBytes(text));
	put('terms.json', tampering.terms ? encodePoll(tampering.terms) : terms);
	put(
		'answers.json',
		encodeText(answersCodec, { format: 'viche-poll-answers/v1', poll: uuid, answers }),
	);
	put('result.json', result);
	put(
		'record.json',
		encodeText(pollRecordCodec, {
			format: 'viche-poll-record/v1',
			poll: uuid,
			terms: 'terms.json',
			answers: 'answers.json',
			result: 'result.json',
			register: { path: 'register/civic', key: vkey },
		}),
	);
	writeRegister(files, 'register/civic', signer, chainEntries('civic', key, entries));
	return files;
}
