import assert from 'node:assert/strict';
import { suite } from 'uvu';
import {
	differences,
	draftForm,
	emptyDraft,
	nextPotId,
	readDraft,
	type DraftForm,
} from '../../../client/manage/draft-form.ts';
import { emptyPot, potForm } from '../../../client/manage/pot-form.ts';
import type { Pot } from '../../../crypto/budget/pot.ts';
import { manage } from '../../../client/texts/manage.ts';
import { smallPot } from '../../support/small-vote.ts';

const test = suite('client/manage/draft-form');

const DRAFT = {
	title: 'Бюджет',
	pots: [smallPot('sum'), { ...smallPot('mix'), id: 'second' }],
	opens: 1_800_000_000,
	closes: 1_800_086_400,
	threshold: 1,
	commission: [{ account: 'a', name: 'Олена' }],
	batch: 3,
	isPaper: true,
};

/** The faults of the draft with a change. */
function faultsOf(change: (form: DraftForm) => void): Readonly<Record<string, string>> {
	const form = draftForm(DRAFT);
	change(form);
	const read = readDraft(form);
	return 'faults' in read ? read.faults : {};
}

test('a draft that is only looked at stays what it is', () => {
	assert.deepEqual(readDraft(draftForm(DRAFT)), { draft: DRAFT });
});

test('what a pot has besides the form is kept, whatever its kind', () => {
	const base = smallPot('sum');
	const pots: Pot[] = [
		{
			...base,
			carried: 'bitmap',
			limits: { ...base.limits, maxSumCost: '100.50' },
			rule: {
				name: 'greedy',
				options: { tie: ['cheapest', 'lot'], exclusive: [['park', 'road']] },
			},
		},
		{
			...base,
			kind: 'points',
			carried: 'points',
			limits: { ...base.limits, maxPoints: 5, maxSumPoints: 9 },
			rule: {
				name: 'equal-shares',
				options: { completion: 'add1-pabulib', comparison: 'preference', increment: '2' },
			},
		},
		{ ...base, rule: { name: 'greedy-threshold', options: { threshold: '7' } } },
		{
			...base,
			projects: base.projects.map((p) => ({
				...p,
				summary: 'Дерева',
				place: { label: 'Сад', lat: '50.45', lon: '30.5' },
				url: 'https://example.org/',
			})),
		},
	];
	for (const pot of pots) {
		const draft = { ...DRAFT, pots: [pot] };
		assert.deepEqual(readDraft(draftForm(draft)), { draft });
	}
});

test('each fault stands at its field, and every fault has a sentence in both languages', () => {
	const cases: readonly [(form: DraftForm) => void, Record<string, string>][] = [
		[(f) => (f.title = ' '), { title: 'empty' }],
		[(f) => (f.opens = ''), { opens: 'time' }],
		[(f) => (f.closes = f.opens), { closes: 'order' }],
		[(f) => (f.threshold = '2'), { threshold: 'threshold' }],
		[(f) => (f.threshold = '0'), { threshold: 'whole' }],
		[(f) => (f.batch = '1.5'), { batch: 'whole' }],
		[(f) => (f.commission = []), { commission: 'no-members' }],
		[(f) => (f.pots = []), { pots: 'no-pots' }],
		[(f) => (f.pots[0]!.title = ''), { 'pots.0.title': 'empty' }],
		[(f) => (f.pots[1]!.budget = '-1'), { 'pots.1.budget': 'amount' }],
		[(f) => (f.pots[0]!.limits.maxLength = '5'), { 'pots.0.limits.maxLength': 'limits' }],
		[(f) => (f.pots[0]!.limits.minLength = 'x'), { 'pots.0.limits.minLength': 'whole' }],
		[(f) => (f.pots[0]!.limits.minSumCost = 'x'), { 'pots.0.limits.minSumCost': 'amount' }],
		[(f) => (f.pots[0]!.rule = 'phragmen'), { 'pots.0.carried': 'rule-needs-ballots' }],
		[(f) => (f.pots[0]!.rule = 'greedy-threshold'), { 'pots.0.options.threshold': 'option' }],
		[(f) => (f.pots[0]!.projects = []), { 'pots.0.projects': 'no-projects' }],
		[(f) => (f.pots[0]!.projects[1]!.id = 'park'), { 'pots.0.projects': 'same-id' }],
		[(f) => (f.pots[0]!.projects[1]!.cost = ''), { 'pots.0.projects.1.cost': 'amount' }],
		[
			(f) => {
				const projects = Array.from({ length: 300 }, (_, i) => ({
					...f.pots[0]!.projects[0]!,
					id: String(i),
				}));
				const limits = { ...f.pots[0]!.limits, maxLength: '100' };
				f.pots[0] = { ...f.pots[0]!, carried: 'mix', projects, limits };
			},
			{ 'pots.0.carried': 'encoding' },
		],
	];
	for (const [change, expected] of cases) {
		assert.deepEqual(faultsOf(change), expected);
		for (const code of Object.values(expected))
			assert.ok(manage.uk.faults[code] && manage.en.faults[code], code);
	}
});

test('an empty draft names everything that must be filled in', () => {
	const read = readDraft(emptyDraft());
	assert.ok('faults' in read);
	assert.deepEqual(Object.keys(read.faults).sort(), [
		...['closes', 'commission', 'opens', 'pots.0.budget', 'pots.0.projects.0.cost'],
		...['pots.0.projects.0.name', 'pots.0.title', 'title'],
	]);
});

test('two drafts differ in the parts that somebody changed', () => {
	const [mine, theirs] = [draftForm(DRAFT), draftForm(DRAFT)];
	assert.deepEqual(differences(mine, theirs), []);
	theirs.title = 'Інша';
	theirs.pots[1]!.projects[0]!.cost = '1';
	assert.deepEqual(differences(mine, theirs), ['title', 'pots']);
});

test('a new pot has an id of its own', () => {
	const pots = ['pot-1', 'pot-3', 'x'].map(emptyPot);
	assert.equal(nextPotId(pots), 'pot-4');
	assert.equal(nextPotId([potForm(smallPot('sum')), emptyPot('pot-2')]), 'pot-3');
});

test.run();
