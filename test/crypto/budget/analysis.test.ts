import assert from 'node:assert/strict';
import { suite } from 'uvu';
import { analyzePot, type PotAnalysis } from '../../../crypto/budget/analysis.ts';
import { ballotsOf, potOf } from '../../../crypto/budget/from-pabulib.ts';
import { countPot, readOutcome, type PotOutcome } from '../../../crypto/budget/outcome.ts';
import { potInstance, type Pot } from '../../../crypto/budget/pot.ts';
import { votesOf } from '../../../crypto/count/instance.ts';
import { fileOf, names, unwrap } from '../count/elections.ts';
import { SMALL_BALLOTS, smallPot } from '../../support/small-vote.ts';

const test = suite('crypto/budget/analysis');
const LOT = '00'.repeat(32);

/** As if every ballot had been decrypted. */
function outcomeOf(pot: Pot, ballots: Parameters<typeof potInstance>[1]): PotOutcome {
	const instance = unwrap(potInstance(pot, ballots));
	return { valid: instance.voters, blank: 0, spoiled: [], totals: votesOf(instance), instance };
}

function analysisOf(pot: Pot, outcome: PotOutcome): PotAnalysis {
	return analyzePot(pot, outcome, unwrap(countPot(pot, outcome, LOT)));
}

test('whole ballots tell how many voters got how many of their projects', () => {
	const pot = smallPot('mix');
	const analysis = analysisOf(pot, outcomeOf(pot, SMALL_BALLOTS));
	// park and road win: one voter listed both, who listed the tree alone got nothing.
	assert.deepEqual(analysis.satisfaction, {
		known: 'ballots',
		voters: [1, 3, 1],
		votes: 5,
		allVotes: 8,
	});
	assert.deepEqual(
		analysis.alternatives.map(({ count }) => [count.rule, count.winners]),
		[
			['greedy', ['park', 'road']],
			['phragmen', ['park', 'road']],
		],
	);
});

test('totals tell only between what the number lies, and the truth lies there', () => {
	const pot = smallPot('sum');
	const counts = [0n, 3n, 2n, 2n, 1n];
	const { satisfaction, alternatives } = analysisOf(pot, unwrap(readOutcome(pot, { counts }, 5)));
	assert.deepEqual(satisfaction, {
		known: 'totals',
		without: { least: 0, most: 2 },
		votes: 5,
		allVotes: 8,
	});
	assert.deepEqual(
		alternatives.map(({ count }) => count.rule),
		['greedy-no-skip', 'greedy-per-cost'],
	);
});

test('bounds from totals hold the number that the ballots give, in real elections', () => {
	const rule = { name: 'greedy', options: {} };
	let compared = 0;
	for (const name of names) {
		const file = fileOf(name);
		const added = potOf(file, { id: 'pot', mode: 'sum', rule });
		const shuffled = potOf(file, { id: 'pot', mode: 'mix', rule });
		if (!added.ok || !shuffled.ok || file.voters > 1500) continue;
		compared++;
		const [sum, mix] = [added.value, shuffled.value];
		const outcome = outcomeOf(mix, unwrap(ballotsOf(file, mix)));
		const whole = analysisOf(mix, outcome).satisfaction;
		const counts = [0n, ...outcome.totals.map(BigInt)];
		const totals = analysisOf(
			sum,
			unwrap(readOutcome(sum, { counts }, outcome.valid)),
		).satisfaction;
		assert.ok(whole.known === 'ballots' && totals.known === 'totals');
		const { least, most } = totals.without;
		assert.ok(least <= whole.voters[0]! && whole.voters[0]! <= most, name);
		assert.equal(whole.votes, totals.votes);
		assert.equal(
			whole.voters.reduce((n, voters) => n + voters, 0),
			outcome.valid,
		);
		assert.equal(
			whole.voters.reduce((n, voters, k) => n + voters * k, 0),
			whole.votes,
		);
	}
	assert.ok(compared >= 10, `only ${compared} elections were compared`);
});

test('other rules keep the terms of the pot', () => {
	const pot: Pot = {
		...smallPot('mix'),
		rule: { name: 'greedy-threshold', options: { threshold: '2', tie: ['lot'] } },
	};
	const { alternatives } = analysisOf(pot, outcomeOf(pot, SMALL_BALLOTS));
	assert.deepEqual(
		alternatives.map(({ count }) => [count.rule, count.options]),
		[
			['greedy', { tie: ['lot'], lotSeed: LOT, threshold: '2' }],
			[
				'equal-shares',
				{ completion: 'add1', utilitarian: true, tie: ['lot'], lotSeed: LOT, threshold: '2' },
			],
			['phragmen', { tie: ['lot'], lotSeed: LOT }],
		],
	);
	for (const { count } of alternatives.slice(0, 2)) assert.ok(!count.winners.includes('lamp'));
});

test('nobody voted: what cannot be counted is left out', () => {
	const pot: Pot = { ...smallPot('mix'), rule: { name: 'greedy', options: {} } };
	const analysis = analysisOf(pot, outcomeOf(pot, []));
	assert.deepEqual(
		analysis.alternatives.map(({ count }) => count.rule),
		['phragmen'],
	);
	assert.deepEqual(analysis.satisfaction, { known: 'ballots', voters: [0], votes: 0, allVotes: 0 });
});

test.run();
