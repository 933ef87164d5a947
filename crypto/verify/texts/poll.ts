import type { Sentences } from '../../sentences.ts';

/** What can be found in the record of an open poll. */
export const POLL_TEXTS: Readonly<Record<string, Sentences>> = {
	'poll.not-open': {
		uk: 'Таке опитування не має записів: його не перевірити.',
		en: 'Such a poll has no entries: it cannot be verified.',
	},
	'poll.other-terms': {
		uk: 'Умови не ті, що оприлюднено востаннє.',
		en: 'The terms are not those that were published last.',
	},
	'poll.terms-changed': {
		uk: 'Умови змінено, коли люди вже відповідали.',
		en: 'The terms were changed when people were answering.',
	},
	'poll.answered-twice': {
		uk: 'Одна людина відповіла двічі.',
		en: 'One person answered twice.',
	},
	'poll.out-of-time': {
		uk: 'Відповідь записано до початку або після кінця.',
		en: 'An answer was entered before the beginning or after the end.',
	},
	'poll.opened-twice': {
		uk: 'Одну відповідь подано двічі.',
		en: 'One answer is listed twice.',
	},
	'poll.left-out': {
		uk: 'Відповідь є в реєстрі, а серед порахованих її немає.',
		en: 'An answer of the register is not among those that were counted.',
	},
	'poll.other-answer': {
		uk: 'Порахована відповідь не та, яку записано в реєстрі.',
		en: 'The answer that was counted is not the one in the register.',
	},
	'poll.answer-added': {
		uk: 'Пораховано відповідь, якої немає в реєстрі.',
		en: 'An answer was counted that is not in the register.',
	},
	'poll.spoiled': {
		uk: 'Відповідь не така, яку дозволяє питання.',
		en: 'An answer is not one that the question allows.',
	},
	'poll.more-than-roll': {
		uk: 'Відповідей більше, ніж людей у списку.',
		en: 'There are more answers than people on the roll.',
	},
	'poll.roll-changed': {
		uk: 'Список змінено, коли люди вже відповідали.',
		en: 'The roll was changed when people were answering.',
	},
	'poll.not-closed': {
		uk: 'Підсумок є, а кінця опитування в реєстрі немає.',
		en: 'There is an outcome, but the register has no end of the poll.',
	},
	'poll.other-result': {
		uk: 'Підсумок не той, що виходить із відповідей.',
		en: 'The outcome is not the one that follows from the answers.',
	},
	'poll.other-published': {
		uk: 'Реєстр називає інший підсумок.',
		en: 'The register names another outcome.',
	},
	'poll.*': {
		uk: 'Умови опитування складено з помилкою.',
		en: 'The terms of the poll are not sound.',
	},
};
