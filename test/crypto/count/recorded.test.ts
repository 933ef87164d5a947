import assert from 'node:assert/strict';
import { suite } from 'uvu';
import { formatRational } from '../../../crypto/count/rational.ts';
import { instanceOf } from '../../../crypto/count/pabulib/instance.ts';
import type { CountOptions } from '../../../crypto/count/options.ts';
import { expectedOf, fileOf, names, unwrap } from './elections.ts';
import { count } from './reference.ts';

const test = suite('crypto/count, what cities recorded');

/** City rules by the name in the file; ties in the order of the file, as the cities' lists have them. */
const RULES: Readonly<Record<string, readonly [string, CountOptions]>> = {
	greedy: ['greedy', {}],
	'greedy-threshold': ['greedy-threshold', {}],
	'greedy-no-skip': ['greedy-no-skip', {}],
	'greedy-exclusive': ['greedy', {}],
	'greedy-custom': ['greedy-top-up', {}],
	'equalshares/add1': ['equal-shares', { completion: 'add1' }],
	'equalshares/add1-comparison': [
		'equal-shares',
		{ completion: 'add1-pabulib', comparison: 'preference' },
	],
};

/** Ballots on paper are missing, so the winners do not follow from the file. */
const INCOMPLETE = new Set(['Hungary_Budapest_2025_XI_Ujbuda', 'Hungary_Veszprem_2025']);
/** Reserve money came later; the amount is not in the file, what its last project needed is. */
const RESERVES: Readonly<Record<string, string>> = {
	'Poland_Poznan_2025_2_-_Kiekrz_Krzyzowniki-Smochowice_Podolany_Strzeszyn__large': '598000',
};

let reproduced = 0;
for (const name of names) {
	const {
		recorded_selected: recorded,
		recorded_selected_values: values,
		rule_field,
	} = expectedOf(name);
	if (recorded === null || INCOMPLETE.has(name)) continue;
	test(`${name}: the ballots give what the city recorded`, () => {
		const file = fileOf(name);
		const [rule, options] = RULES[rule_field]!;
		const threshold = file.meta.get('min_project_score_threshold');
		const result = count(unwrap(instanceOf(file)), rule, {
			...options,
			tie: ['file-order'],
			...(threshold !== undefined && { threshold }),
			...(RESERVES[name] !== undefined && { reserve: RESERVES[name] }),
		});
		const beyondTheRule = rule === 'greedy-top-up' ? ['1', '2', '3'] : ['1'];
		const selected = file.projects
			.filter((p) => beyondTheRule.includes(String(p.selected)))
			.map((p) => p.id);
		assert.deepEqual([...result.winners].sort(), selected.sort());
		const byTheRule = recorded.filter((id) => (values?.[id] ?? '1') === '1');
		const funded = file.projects.filter((p) => p.selected === 1).map((p) => p.id);
		assert.deepEqual(funded.sort(), [...byTheRule].sort());
		reproduced++;
	});
}

test('add1 of Wieliczka needs the variant that goes on after exhaustion', () => {
	const name = 'Poland_Wieliczka_2023_Green_Budget';
	const instance = unwrap(instanceOf(fileOf(name)));
	const recorded = [...expectedOf(name).recorded_selected!].sort();
	const stopping = count(instance, 'equal-shares', { completion: 'add1', tie: ['file-order'] });
	assert.notDeepEqual([...stopping.winners].sort(), recorded);
});

test('projects, votes, costs and budgets are read as the reference read them', () => {
	for (const name of names) {
		const expected = expectedOf(name);
		const file = fileOf(name);
		const costs = Object.fromEntries(file.projects.map((p) => [p.id, formatRational(p.cost)]));
		assert.deepEqual(costs, expected.costs, name);
		assert.equal(file.voters, expected.num_votes);
	}
});

test('every recorded outcome was reproduced', () => {
	const recorded = names.filter((n) => expectedOf(n).recorded_selected !== null).length;
	assert.equal(reproduced, recorded - INCOMPLETE.size);
	assert.ok(reproduced >= 20);
});

test.run();
