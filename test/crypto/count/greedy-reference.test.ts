import { suite } from 'uvu';
import type { CountOptions } from '../../../crypto/count/options.ts';
import type { TieKey } from '../../../crypto/count/ties.ts';
import { electionOf, expectedOf, names } from './elections.ts';
import { assertOutcome, count } from './reference.ts';

const test = suite('crypto/count/greedy and phragmen, reference outcomes');

const READINGS = { votes: 'approval', score: 'points', rank_points: 'rank-points' } as const;

function ruleOf(name: string): readonly [string, CountOptions] | undefined {
	if (name === 'phragmen') return ['phragmen', {}];
	const parts = /^greedy_(votes|score|rank_points)(_per_cost)?$/.exec(name);
	if (!parts) return undefined;
	const reading = READINGS[parts[1] as keyof typeof READINGS];
	return [parts[2] === undefined ? 'greedy' : 'greedy-per-cost', { reading }];
}

let compared = 0;
for (const name of names) {
	test(`${name}: every outcome is the reference outcome under each tie order`, () => {
		const instance = electionOf(name);
		for (const [key, expected] of Object.entries(expectedOf(name).rules)) {
			const rule = ruleOf(key);
			if (!rule) continue;
			compared++;
			const countBy = (tie: readonly TieKey[]) => {
				const { winners, cost, ties } = count(instance, rule[0], { ...rule[1], tie });
				return { winners, cost, tied: ties.length > 0 };
			};
			assertOutcome(expected, countBy, key);
		}
	});
}

test('all outcomes of the reference were compared', () => {
	const wanted = names.flatMap((n) => Object.keys(expectedOf(n).rules).filter(ruleOf)).length;
	if (compared !== wanted || wanted < 140) throw new Error(`${compared} of ${wanted}`);
});

test.run();
