/** The terms of a poll: its questions, who may answer, when, and what people are told before. Spec: SPEC §12.4. */
import { array, integer, literal, object, oneOf, optional, string, type Infer } from '../codec.ts';
import { encodeCanonicalJson, parseCanonicalJson, type Json } from '../register/canonical-json.ts';
import { attempt, type Problem, type Result } from '../result.ts';
import { countQuestion } from './count.ts';
import { findSpoil, type Marks } from './marks.ts';
import { MAX_MARK, needsElectorate, questionCodec, type PollQuestion } from './question.ts';

const MAX_BYTES = 512 * 1024;
/** The register's name for versions of the terms after the first. */
export const TERMS = 'terms';
export const MAX_QUESTIONS = 20;

/** `open`: each answer is an entry of the register, one a person. `quick`: anonymous, not verified, no vote. */
export const POLL_KINDS = ['open', 'quick'] as const;
export type PollKind = (typeof POLL_KINDS)[number];
/** Whoever has proved their identity, or those who are on the poll's roll. */
export const POLL_AUDIENCES = ['residents', 'roll'] as const;
export type PollAudience = (typeof POLL_AUDIENCES)[number];
/** People read first, then answer. */
export const POLL_PHASES = ['information', 'voting'] as const;
export type PollPhase = (typeof POLL_PHASES)[number];

const phase = object({ phase: oneOf(...POLL_PHASES), begins: integer(0) }, 'sorted');
const source = object({ title: string, url: optional(string) }, 'sorted');

export const pollCodec = object(
	{
		format: literal('viche-poll/v1'),
		title: string,
		kind: oneOf(...POLL_KINDS),
		audience: oneOf(...POLL_AUDIENCES),
		/** What people should know: of both sides, by the same rule. */
		information: object(
			{
				problem: string,
				for: array(string, 0, 50),
				against: array(string, 0, 50),
				sources: array(source, 0, 50),
			},
			'sorted',
		),
		questions: array(questionCodec, 1, MAX_QUESTIONS),
		schedule: object({ phases: array(phase, 2, 2), ends: integer(0) }, 'sorted'),
		/** Parts of the community that people may say they live in; none where nobody is asked. */
		territories: array(string, 0, 200),
		/** Numbers are shown of groups that have so many people. */
		smallestGroup: integer(1, 1000),
	},
	'sorted',
);
export type Poll = Infer<typeof pollCodec>;

/** The text whose hash stands in the register. */
export const encodePoll = (poll: Poll): string =>
	encodeCanonicalJson(pollCodec.encode(poll) as Json);

/** Codes: `json.*`, `wire.*`. */
export function parsePoll(text: string): Result<Poll> {
	const json = parseCanonicalJson(text, MAX_BYTES);
	return json.ok ? attempt(() => pollCodec.decode(json.value, '')) : json;
}

/** What is wrong with the questions. Codes: `poll.{repeated-id,electorate,scale,dates}`, those of counting (SPEC §9.10). */
export function checkPoll({ questions, audience, schedule }: Poll): Problem[] {
	const problems = questions.flatMap(checkQuestion);
	const wrong = (code: string, place: string, message: string) =>
		problems.push({ code: `poll.${code}`, place, message });
	if (new Set(questions.map(({ id }) => id)).size < questions.length)
		wrong('repeated-id', 'questions', 'two questions have one id');
	for (const question of questions)
		if (audience !== 'roll' && needsElectorate(question))
			wrong('electorate', question.id, 'a share of all who may answer needs a roll');
	const [first, second] = schedule.phases;
	const isOrdered =
		first?.phase === 'information' &&
		second?.phase === 'voting' &&
		first.begins < second.begins &&
		second.begins < schedule.ends;
	if (!isOrdered) wrong('dates', 'schedule', 'information, voting and the end follow each other');
	return problems;
}

/** What is wrong with a question by itself. */
function checkQuestion(question: PollQuestion): Problem[] {
	const { rule, id } = question;
	if (rule.name === 'score' && rule.highest - rule.lowest >= MAX_MARK)
		return [{ code: 'poll.scale', place: id, message: `a scale has at most ${MAX_MARK} steps` }];
	const electorate = needsElectorate(question) ? { electorate: 1 } : {};
	const counted = countQuestion(question, [], { seed: new Uint8Array(32), ...electorate });
	return counted.ok ? [] : [{ ...counted.error, place: `${id}: ${counted.error.place}` }];
}

/** What a person says: marks for each question, in their order. */
export type PollAnswer = readonly Marks[];

/** Why an answer is none, as a code; `undefined` for an answer, blank parts included. */
export function findAnswerSpoil(
	{ questions }: Pick<Poll, 'questions'>,
	answer: PollAnswer,
): string | undefined {
	if (answer.length !== questions.length) return 'spoiled.marks';
	return questions.map((question, i) => findSpoil(question, answer[i]!)).find(Boolean);
}
