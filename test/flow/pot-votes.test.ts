/** Editions whose pots are voted on in every way: from the terms to the draft of the vote, whose ballots and rules count. */
import assert from 'node:assert/strict';
import { suite } from 'uvu';
import { findSpoil, potInstance, type Pot } from '../../crypto/budget/pot.ts';
import type { EditionPage } from '../../server/api/contract.ts';
import { BALLOTS, POT_RULES } from '../../server/instruments/budget/pot-vote.ts';
import { readTerms } from '../../server/instruments/budget/terms.ts';
import { ENGINES, withStore } from '../support/databases.ts';
import {
	EDITION_START,
	editionDraft,
	projectDraft,
	publishProject,
	review,
	startEdition,
	type Edition,
} from '../support/edition.ts';
import { good } from '../support/open-vote.ts';

const test = suite('flow/pot-votes');

const VOTES = [
	{ ballot: 'approval', least: '1', most: '2', points: '', rule: 'greedy' },
	{ ballot: 'knapsack', least: '0', most: '5', points: '', rule: 'greedy-per-cost' },
	{ ballot: 'points', least: '0', most: '3', points: '10', rule: 'equal-shares' },
	{ ballot: 'ranking', least: '0', most: '2', points: '', rule: 'greedy' },
] as const;

const potsOf = (votes: readonly object[]) =>
	votes.map((vote, i) => ({
		...{ id: '', title: `Вид ${i + 1}`, budget: '1 000 000', minCost: '1000', maxCost: '900 000' },
		...vote,
	}));

async function makeVote(p: Edition): Promise<Pot[]> {
	const projects: string[] = [];
	for (const [i, who] of ['ann', 'bob', 'eve'].entries())
		for (const pot of VOTES.keys())
			projects.push(
				await publishProject(
					p,
					projectDraft({ pot: `pot-${pot + 1}`, title: `Проєкт ${i} для виду ${pot}` }),
					who,
				),
			);
	for (const project of projects) await good(review(p, project));
	p.enter('admission');
	const minute = { number: '7', date: '2027-02-20', for: 5, against: 1, abstained: 0 };
	await good(
		p.call('chair', 'POST', `/editions/${p.id}/admission`, {
			...{ minute, admitted: projects, rejected: [] },
		}),
	);
	await good(p.call('sec', 'POST', `/editions/${p.id}/lot`));
	const { vote } = await good(p.call('sec', 'POST', `/editions/${p.id}/vote`));
	const { store } = p.services;
	const rows = await store.db.select().from(store.t.votes);
	return [...rows.find(({ id }) => id === vote)!.pots];
}

test('pots are voted on and counted as the terms say', () =>
	withStore(ENGINES['SQLite in memory']!, async (store) => {
		const p = await startEdition(store, { pots: potsOf(VOTES), perAuthor: '10' });
		try {
			const page = (await good(
				p.call(undefined, 'GET', `/editions/${p.id}`),
			)) as never as EditionPage;
			assert.deepEqual(
				page.terms.pots.map(({ vote }) => vote!.ballot),
				BALLOTS,
			);
			const [approval, knapsack, points, ranking] = (await makeVote(p)) as [Pot, Pot, Pot, Pot];
			assert.deepEqual(
				[approval, knapsack, points, ranking].map(({ kind, carried }) => [kind, carried === 'sum']),
				[
					['approval', true],
					['approval', false],
					['points', false],
					['ordinal', false],
				],
			);
			assert.equal(findSpoil(approval, { projects: [] }), 'spoiled.too-few-projects');
			assert.equal(findSpoil(approval, { projects: [0, 1, 2] }), 'spoiled.too-many-projects');
			// 620,200 each: two are more than the pot has.
			assert.equal(findSpoil(knapsack, { projects: [0, 1] }), 'spoiled.too-dear');
			assert.equal(findSpoil(knapsack, { projects: [2] }), undefined);
			const shared = { projects: [0, 1], points: [7, 4] };
			assert.equal(findSpoil(points, shared), 'spoiled.too-many-points');
			assert.equal(findSpoil(points, { projects: [0, 1], points: [7, 3] }), undefined);
			assert.equal(findSpoil(ranking, { projects: [2, 0] }), undefined);
			for (const pot of [approval, knapsack, points, ranking]) {
				const ballot = pot.kind === 'points' ? { projects: [1], points: [10] } : { projects: [1] };
				const instance = potInstance(pot, [ballot, ballot]);
				assert.ok(instance.ok, pot.title);
			}
		} finally {
			await p.close();
		}
	}));

test('every ballot goes with every rule that is offered; what cannot be is said at its field', () => {
	for (const ballot of BALLOTS)
		for (const rule of POT_RULES) {
			const pots = potsOf([{ ballot, rule, least: '0', most: '4', points: '9' }]);
			const [pot] = readTerms(editionDraft(EDITION_START, { pots })).pots;
			assert.equal(pot!.vote!.rule, rule);
		}
	const faultsOf = (pots: ReturnType<typeof potsOf>) => {
		try {
			readTerms(editionDraft(EDITION_START, { pots }));
			return {};
		} catch (e) {
			return (e as { fields: object }).fields;
		}
	};
	const faults = (vote: object) => faultsOf(potsOf([vote]));
	assert.deepEqual(faults({ ballot: 'guess' }), { 'pots.0.ballot': 'choose' });
	assert.deepEqual(faults({ most: '0' }), { 'pots.0.most': 'least 1' });
	assert.deepEqual(faults({ least: '4', most: '3' }), { 'pots.0.least': 'over-most-projects' });
	assert.deepEqual(faults({ ballot: 'points' }), { 'pots.0.points': 'empty' });
	const twins = potsOf([{}, {}]).map((pot) => ({ ...pot, title: 'Усі проєкти' }));
	assert.deepEqual(faultsOf(twins), { 'pots.0.title': 'twice', 'pots.1.title': 'twice' });
	const scarce = { ballot: 'points', least: '5', most: '5', points: '3' };
	assert.deepEqual(faults(scarce), { 'pots.0.points': 'least 5' });
	assert.deepEqual(faults({ rule: 'first-come' }), { 'pots.0.rule': 'choose' });
});

test('terms that say nothing of it are voted on as before', () => {
	const [pot] = readTerms(editionDraft(EDITION_START)).pots;
	assert.deepEqual(pot!.vote, { ballot: 'approval', least: 0, most: 3, rule: 'greedy' });
});

test.run();
