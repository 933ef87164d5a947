/** The form of a poll's terms as browsers send it. */
import type { PollDraft, QuestionDraft } from '../../server/api/contract.ts';
import { rowsOf, textOf } from '../budget/forms.ts';

/** A question that nobody has typed yet. */
export const BLANK_QUESTION: QuestionDraft = {
	...{ title: '', options: '', rule: 'plurality', seats: '1', most: '1', majority: '' },
	...{ lowest: '1', highest: '5', total: '10', grades: '' },
};

export const readPollForm = (form: FormData): PollDraft => ({
	title: textOf(form, 'title'),
	problem: textOf(form, 'problem'),
	for: textOf(form, 'for'),
	against: textOf(form, 'against'),
	sources: textOf(form, 'sources'),
	questions: rowsOf(form, 'questions', (at) => ({
		title: at('title'),
		options: at('options'),
		rule: at('rule'),
		seats: at('seats'),
		most: at('most'),
		majority: at('majority'),
		lowest: at('lowest'),
		highest: at('highest'),
		total: at('total'),
		grades: at('grades'),
	})).filter(({ title, options }) => (title + options).trim() !== ''),
	begins: {
		information: textOf(form, 'begins.information'),
		voting: textOf(form, 'begins.voting'),
	},
	ends: textOf(form, 'ends'),
});
