import assert from 'node:assert/strict';
import { suite } from 'uvu';
import type { Calendar } from '../../../crypto/working-days.ts';
import {
	consequencesOfPhases,
	consequencesOfPots,
	type PotConsequences,
} from '../../../client/budget/consequences.ts';
import { presetOf, TEMPLATES } from '../../../client/budget/templates.ts';
import { readTerms } from '../../../server/instruments/budget/terms.ts';
import { EDITION_START, editionDraft } from '../../support/edition.ts';

const test = suite('client/budget/consequences');
const calendar: Calendar = { martialLaw: true, holidays: [], moved: [] };
const pot = (budget: string, minCost: string, maxCost: string, most = '3') => ({
	...{ id: '', title: budget, budget, minCost, maxCost, most },
});
const phasesOf = (more: object) =>
	consequencesOfPhases({ ...editionDraft(EDITION_START), ...more }, calendar);

test('what pots have of all money, and how many projects can win', () => {
	const pots = [pot('900 000', '10 000', '300 000'), pot('100000,50', '1000', '100 000', '200')];
	assert.deepEqual(consequencesOfPots({ pots }), [
		{
			...{ title: '900 000', share: 899, winners: { least: 3n, most: 90n }, warnings: [] },
			...{ ballot: 'approval', most: '3', points: '' },
		},
		{
			...{ title: '100000,50', share: 100, winners: { least: 1n, most: 100n } },
			...{ ballot: 'approval', most: '200', points: '' },
			warnings: ['one-winner', 'ballot-larger'],
		},
	]);
	const of = (budget: string, least: string, dearest: string) => {
		const { most: _, ...unsaid } = pot(budget, least, dearest);
		const [{ winners, warnings }] = consequencesOfPots({ pots: [unsaid] }) as [PotConsequences];
		return [winners.least, winners.most, warnings];
	};
	// Who may ask for nothing may be there in any number; a ballot holds three where nothing is said.
	assert.deepEqual(of('300000', '0', '100000'), [3n, undefined, []]);
	assert.deepEqual(of('1000', '500', '2000'), [0n, 2n, ['over-budget', 'ballot-larger']]);
	assert.deepEqual(consequencesOfPots({ pots: [pot('much', '1', '2'), pot('', '', '')] }), []);
});

test('how long phases last, and what is too short or ends on a day off', () => {
	const begins = {
		...{ submission: '2027-03-01', review: '2027-03-08', revision: '2027-03-20' },
		...{ admission: '2027-03-23', voting: '2027-04-01', decision: '2027-04-08' },
		implementation: '2027-05-01',
	};
	const found = phasesOf({ begins, ends: '2027-12-31', revisionDays: '5' });
	const of = (phase: string) => {
		const { days, workingDays, warnings } = found.find((one) => one.phase === phase)!;
		return [days, workingDays, warnings];
	};
	assert.deepEqual(of('submission'), [7, 5, ['short-submission', 'weekend-end']]);
	assert.deepEqual(of('review'), [12, 10, []]);
	assert.deepEqual(of('revision'), [3, 1, ['no-revision']]);
	assert.deepEqual(of('voting'), [7, 5, ['short-vote']]);
	assert.deepEqual(phasesOf({ begins: { ...begins, review: 'soon' } }).length, 5);
});

test('every template can be published as it is, once it has dates and names', () => {
	for (const template of TEMPLATES)
		for (const language of ['uk', 'en'] as const) {
			const draft = { ...editionDraft(EDITION_START), ...presetOf(template, language) };
			const { pots } = readTerms(draft);
			assert.equal(pots.length, draft.pots.length);
			assert.ok(consequencesOfPots(draft).every(({ winners }) => winners.least > 0n));
		}
});

test.run();
