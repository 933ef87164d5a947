import assert from 'node:assert/strict';
import { suite } from 'uvu';
import { dryRun, type DryOutcome } from '../../../client/manage/dry-run/tasks.ts';
import { ruleIn, NO_OPTIONS } from '../../../client/manage/pot-form.ts';
import { textOf } from '../../crypto/count/elections.ts';

const test = suite('client/manage/dry-run');
const WIELICZKA = textOf('Poland_Wieliczka_2023_Green_Budget');

function must(outcome: DryOutcome) {
	assert.ok('pot' in outcome, JSON.stringify(outcome));
	return outcome;
}

test('by its own rule an edition gives what the city recorded', () => {
	const { result, recorded, analysis } = must(dryRun({ text: WIELICZKA }));
	assert.deepEqual(result.count.winners.toSorted(), recorded?.toSorted());
	assert.equal(result.valid, 6586);
	// What the city itself told of both rules: 18 and 28 of a hundred voters were left with nothing.
	const shares = [analysis.satisfaction, analysis.alternatives[0]!.satisfaction].map((s) => {
		assert.ok(s.known === 'ballots');
		return Math.round((100 * s.voters[0]!) / 6586);
	});
	assert.equal(analysis.alternatives[0]!.count.rule, 'greedy');
	assert.deepEqual(shares, [18, 28]);
});

test('by another rule it gives another outcome, explained', () => {
	const options = { ...NO_OPTIONS, threshold: '300' };
	const rule = ruleIn({ rule: 'greedy-threshold', options, kept: {} });
	const { pot, result, recorded } = must(dryRun({ text: WIELICZKA, rule }));
	assert.deepEqual(pot.rule, {
		name: 'greedy-threshold',
		options: { tie: ['file-order'], threshold: '300' },
	});
	assert.notDeepEqual(result.count.winners.toSorted(), recorded?.toSorted());
	assert.ok(result.count.winners.every((id) => result.totals[id]! >= 300));
});

test('what cannot be counted says why', () => {
	const rule = (name: string) => ({ name, options: {} });
	for (const [input, code] of [
		[{ text: 'not a file' }, /^pabulib\./],
		[{ text: WIELICZKA, rule: rule('greedy-threshold') }, /^count\.option$/],
		[{ text: WIELICZKA, rule: rule('no such') }, /^count\.unknown-rule$/],
	] as const) {
		const outcome = dryRun(input);
		assert.ok('problems' in outcome);
		assert.match(outcome.problems[0]!.code, code);
	}
});

test.run();
