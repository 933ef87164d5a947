/** The outcome of an open poll, and the files that it follows from. Spec: SPEC §12.5, §12.6. */
import { array, hash256, integer, literal, object, string, type Infer } from '../codec.ts';
import { parseHex, utf8ToBytes } from '../bytes.ts';
import { encodeCanonicalJson } from '../register/canonical-json.ts';
import { ok, problem, type Result } from '../result.ts';
import { countQuestion, groupAnswers, type QuestionCount } from './count.ts';
import { marksCodec } from './marks.ts';
import type { Poll, PollAnswer } from './poll.ts';

/** The phase that ends a poll, and the name of the document that says what came out. */
export const CLOSED = 'closed';
export const RESULT = 'result';

/** What the commitment of an answer's entry commits to. */
export const answerPayload = (poll: string, answer: PollAnswer): Uint8Array =>
	utf8ToBytes(encodeCanonicalJson({ answer: answer.map((marks) => [...marks]), poll }));

/** answers.json: every answer, in the order of their entries, with what opens each commitment. No names. */
export const answersCodec = object({
	format: literal('viche-poll-answers/v1'),
	poll: string,
	answers: array(
		object({ entry: integer(0), r: hash256, answer: array(marksCodec, 1, 20) }),
		0,
		10_000_000,
	),
});
export type PollAnswers = Infer<typeof answersCodec>;

/** record.json of a poll: where everything of the record of a poll is. */
export const pollRecordCodec = object({
	format: literal('viche-poll-record/v1'),
	poll: string,
	terms: string,
	answers: string,
	result: string,
	register: object({ path: string, key: string }),
});
export type PollRecord = Infer<typeof pollRecordCodec>;

export type PollResult = {
	readonly format: 'viche-poll-result/v1';
	readonly poll: string;
	/** People who answered. */
	readonly answers: number;
	/** People on the roll, where there is one. */
	readonly electorate?: number;
	/** The seed of every lot: SHA-256 of the entry that closed the poll. */
	readonly lot: string;
	readonly questions: readonly { readonly id: string; readonly count: QuestionCount }[];
};

export type PollFacts = {
	readonly poll: string;
	readonly answers: readonly PollAnswer[];
	readonly electorate?: number;
	readonly lot: string;
};

/** Counts every question by its rule. Codes: those of counting, with the question in their place. */
export function makePollResult(
	{ questions }: Pick<Poll, 'questions'>,
	{ poll, answers, electorate, lot }: PollFacts,
): Result<PollResult> {
	const known = electorate === undefined ? {} : { electorate };
	const counts: { id: string; count: QuestionCount }[] = [];
	for (const [i, question] of questions.entries()) {
		const groups = groupAnswers(answers.map((answer) => answer[i] ?? []));
		const count = countQuestion(question, groups, { seed: parseHex(lot)!, ...known });
		if (!count.ok)
			return problem(count.error.code, `${question.id}: ${count.error.place}`, count.error.message);
		counts.push({ id: question.id, count: count.value });
	}
	const format = 'viche-poll-result/v1';
	return ok({ format, poll, answers: answers.length, ...known, lot, questions: counts });
}

/** The result's only text. */
export const encodePollResult = (result: PollResult): string => encodeCanonicalJson(result);
