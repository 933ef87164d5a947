/** Forms of petitions as browsers send them. */
import type { PetitionDraft, RulesDraft } from '../../server/api/contract.ts';
import { textOf } from '../budget/forms.ts';

const isTicked = (form: FormData, name: string): boolean => textOf(form, name) === 'yes';

export const readPetitionForm = (form: FormData): PetitionDraft => ({
	title: textOf(form, 'title'),
	essence: textOf(form, 'essence'),
	topic: textOf(form, 'topic'),
	asksHearing: isTicked(form, 'asksHearing'),
	email: textOf(form, 'email'),
});

export const readRulesForm = (form: FormData): RulesDraft => ({
	basis: textOf(form, 'basis'),
	decision: textOf(form, 'decision'),
	link: textOf(form, 'link'),
	inhabitants: textOf(form, 'inhabitants'),
	needed: textOf(form, 'needed'),
	days: textOf(form, 'days'),
	checkDays: textOf(form, 'checkDays'),
	startDays: textOf(form, 'startDays'),
	considerDays: textOf(form, 'considerDays'),
	answerDays: textOf(form, 'answerDays'),
	names: textOf(form, 'names'),
	namesBasis: textOf(form, 'namesBasis'),
	goesOn: isTicked(form, 'goesOn'),
	withdrawal: isTicked(form, 'withdrawal'),
	official: textOf(form, 'official'),
	topics: textOf(form, 'topics'),
	reasons: textOf(form, 'reasons'),
	paused: textOf(form, 'paused'),
});
