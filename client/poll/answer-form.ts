/** An answer to a poll, as a form of the browser says it and as words say it. */
import { closeGaps, type Marks } from '../../crypto/poll/marks.ts';
import type { PollAnswer } from '../../crypto/poll/poll.ts';
import type { PollQuestion } from '../../crypto/poll/question.ts';
import { textOf } from '../budget/forms.ts';
import type { PollTexts } from '../texts/poll.ts';

/** What options are chosen by where each is chosen or not; elsewhere each has a field of its own. */
export const isChoice = ({ rule }: PollQuestion): boolean =>
	rule.name === 'plurality' || rule.name === 'approval';

export const fieldOf = (question: number, option: number): string => `q${question}.${option}`;

/** Marks of every question; what is no number counts as none. */
export const readAnswer = (questions: readonly PollQuestion[], form: FormData): PollAnswer =>
	questions.map((question, i) => {
		if (isChoice(question)) {
			const chosen = form.getAll(`q${i}`);
			return question.options.map((_, j) => (chosen.includes(String(j)) ? 1 : 0));
		}
		const typed = question.options.map((_, j) => Number(textOf(form, fieldOf(i, j)) || '0'));
		const marks = typed.map((mark) => (Number.isInteger(mark) && mark > 0 ? mark : 0));
		return question.rule.name === 'schulze' ? closeGaps(marks) : marks;
	});

/** The answer that a form carries from step to step; nothing if it is none. */
export function parseAnswer(text: string): PollAnswer | undefined {
	try {
		const read: unknown = JSON.parse(text);
		const isMarks = (one: unknown) => Array.isArray(one) && one.every(Number.isInteger);
		return Array.isArray(read) && read.every(isMarks) ? (read as PollAnswer) : undefined;
	} catch {
		return undefined;
	}
}

/** What marks of an option can be, with what each is called; the first says nothing. */
export function marksOf(
	{ rule, options }: PollQuestion,
	t: PollTexts,
): readonly (readonly [mark: number, name: string])[] {
	const upTo = (count: number, name: (n: number) => string) =>
		Array.from({ length: count }, (_, i) => [i + 1, name(i + 1)] as const);
	switch (rule.name) {
		case 'score':
			return [
				[0, t.noMark],
				...upTo(rule.highest - rule.lowest + 1, (n) => String(rule.lowest + n - 1)),
			];
		case 'points':
			return [[0, t.points(0)], ...upTo(rule.total, t.points)];
		case 'majority-judgment':
			return [[0, t.noMark], ...upTo(rule.grades.length, (n) => rule.grades[n - 1]!)];
		default:
			return [[0, t.noRank], ...upTo(options.length, t.rank)];
	}
}

/** An answer to a question in words, a line each. */
export function sayMarks(question: PollQuestion, marks: Marks, t: PollTexts): string[] {
	const said = question.options.flatMap(({ name }, j) => {
		const mark = marks[j] ?? 0;
		if (mark === 0) return [];
		if (isChoice(question)) return [name];
		return [`${name}: ${marksOf(question, t).find(([value]) => value === mark)?.[1] ?? ''}`];
	});
	return said.length > 0 ? said : [t.blank];
}
