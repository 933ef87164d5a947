/** What was decided about a vote, in words: on its page and in the protocol of results alike. Spec: SPEC §10.4. */
import type { Sentences } from '../sentences.ts';
import type { DecisionKind } from './decisions.ts';

export const DECISION_WORDS: Readonly<Record<DecisionKind, Sentences>> = {
	roll: { uk: 'Перелік учасників затверджено', en: 'The roll was decided' },
	enrol: {
		uk: 'Людину внесено до переліку за заявою',
		en: 'A person who asked was put on the roll',
	},
	open: { uk: 'Голосування відкрито', en: 'The vote was opened' },
	'close-early': { uk: 'Голосування закрито раніше', en: 'The vote was closed early' },
	annul: { uk: 'Голосування скасовано', en: 'The vote was annulled' },
	paper: { uk: 'Паперові бюлетені внесено повністю', en: 'All paper ballots were entered' },
	dissent: {
		uk: 'Член комісії не погодився з результатом',
		en: 'A member of the commission dissents from the result',
	},
};
