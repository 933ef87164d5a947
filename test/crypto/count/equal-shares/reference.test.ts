import assert from 'node:assert/strict';
import { suite } from 'uvu';
import type { Completion, CountOptions } from '../../../../crypto/count/options.ts';
import type { CountResult, SharesExplanation } from '../../../../crypto/count/outcome.ts';
import type { TieKey } from '../../../../crypto/count/ties.ts';
import type { ExpectedRule } from '../elections.ts';
import { electionOf, expectedOf, names } from '../elections.ts';
import { UTILITIES, assertExact, assertOutcome, count } from '../reference.ts';

const test = suite('crypto/count/equal-shares, reference outcomes');

const COMPLETIONS: Readonly<Record<string, readonly [Completion, boolean]>> = {
	'': ['none', false],
	_util: ['none', true],
	_add1: ['add1', false],
	_add1u: ['add1', true],
	_add1_nonexhaustive: ['add1-nonexhaustive', false],
};

function optionsOf(key: string): CountOptions | undefined {
	const parts = /^mes_(.+?)(|_util|_add1|_add1u|_add1_nonexhaustive)$/.exec(key);
	if (!parts) return undefined;
	const [reading, utility] = UTILITIES[parts[1]!]!;
	const [completion, utilitarian] = COMPLETIONS[parts[2]!]!;
	return { reading, utility, completion, utilitarian };
}

const explanationOf = ({ explanation }: CountResult): SharesExplanation => {
	assert.ok(explanation.kind === 'equal-shares');
	return explanation;
};

/**
 * The reference calls an outcome with utilitarian completion tied when any two projects have equal scores, funded before or
 * not; here a tie is one that was met. So `tied` is compared where the two mean the same.
 */
const isTied = (result: CountResult, expected: ExpectedRule): boolean => {
	const { completion, utilitarian } = explanationOf(result);
	if (!utilitarian) return completion.tiesMet > 0;
	const inRanking = result.ties.some((t) => t.at === 'ranking');
	assert.ok(expected.tied || !inRanking);
	return expected.tied;
};

function assertSteps(result: CountResult, expected: ExpectedRule): void {
	const { rounds, unspent, votersWithoutMoney } = explanationOf(result);
	assert.equal(rounds.length, expected.steps!.length);
	for (const [i, step] of expected.steps!.entries()) {
		const round = rounds[i]!;
		assert.equal(round.id, step.id);
		assertExact(round.rho, step.rho, `${step.id}, rho`);
		assertExact(round.maxPayment, step.max_payment, `${step.id}, max payment`);
		assert.equal(round.payersInFull + round.payersOfAllLeft + round.withoutMoney, round.votes);
	}
	assert.equal(votersWithoutMoney, expected.voters_with_zero_budget);
	assertExact(unspent, expected.leftover_total!, 'unspent');
}

let compared = 0;
let withSteps = 0;
for (const name of names) {
	test(`${name}: outcomes, steps and money left are those of the reference`, () => {
		const instance = electionOf(name);
		for (const [key, expected] of Object.entries(expectedOf(name).rules)) {
			const options = optionsOf(key);
			if (!options || expected.status !== 'ok') continue;
			compared++;
			const countBy = (tie: readonly TieKey[]) => {
				const result = count(instance, 'equal-shares', { ...options, tie });
				if (expected.steps && tie[0] === 'id-ascending') {
					withSteps++;
					assertSteps(result, expected);
				}
				return { winners: result.winners, cost: result.cost, tied: isTied(result, expected) };
			};
			assertOutcome(expected, countBy, key);
		}
	});
}

test('all outcomes of the reference were compared', () => {
	const wanted = names.flatMap((name) =>
		Object.entries(expectedOf(name).rules).filter(
			([key, { status }]) => optionsOf(key) !== undefined && status === 'ok',
		),
	);
	assert.equal(compared, wanted.length);
	assert.equal(withSteps, wanted.filter(([, { steps }]) => steps).length);
	assert.ok(compared > 400 && withSteps > 100);
});

test('add1 meets as many ties on its way as the reference counted', () => {
	for (const [name, key] of [
		['Netherlands_Assen_2024', 'mes_cost_add1'],
		['Switzerland_Zurich_S5', 'mes_cost_add1'],
	] as const) {
		const expected = expectedOf(name).rules[key]!;
		const options = { ...optionsOf(key)!, tie: ['id-ascending'] as const };
		const { completion } = explanationOf(count(electionOf(name), 'equal-shares', options));
		assert.equal(completion.tiesMet, expected.tie_events, name);
	}
});

test.run();
