import type { Result } from '../result.ts';
import { ok, problem } from '../result.ts';
import { countEqualShares } from './equal-shares/rule.ts';
import type { AtTheEnd, Counted } from './greedy.ts';
import { countGreedy } from './greedy.ts';
import type { Instance } from './instance.ts';
import { costOf, votesOf } from './instance.ts';
import type { CountOptions, OptionName, Settings } from './options.ts';
import { readOptions } from './options.ts';
import type { CountResult, Explanation } from './outcome.ts';
import { countPhragmen } from './phragmen.ts';
import { formatRational } from './rational.ts';
import type { TieOrder } from './ties.ts';
import { makeTieOrder } from './ties.ts';

type Rule = {
	readonly title: string;
	readonly options: readonly OptionName[];
	readonly required?: readonly OptionName[];
	readonly count: (
		instance: Instance,
		settings: Settings,
		tieOrder: TieOrder,
	) => Result<Counted<Explanation>>;
};

const COMMON: readonly OptionName[] = ['tie', 'lotSeed', 'supportFloor'];
const GREEDY: readonly OptionName[] = [
	...COMMON,
	'reading',
	'threshold',
	'exclusive',
	'caps',
	'leftover',
];

const greedy =
	(atTheEnd: AtTheEnd, byCost = false): Rule['count'] =>
	(instance, settings, tieOrder) =>
		ok(countGreedy(instance, settings, tieOrder, atTheEnd, byCost));

/** The rules by name. Spec: SPEC §9.4. */
export const BUDGET_RULES = {
	greedy: {
		title: 'Highest score first; what does not fit is skipped',
		options: GREEDY,
		count: greedy('skip'),
	},
	'greedy-no-skip': {
		title: 'Highest score first, until one does not fit',
		options: GREEDY,
		count: greedy('stop'),
	},
	'greedy-threshold': {
		title:
			'Highest score first among projects that reach a threshold; what does not fit is skipped',
		options: GREEDY,
		required: ['threshold'],
		count: greedy('skip'),
	},
	'greedy-top-up': {
		title:
			'Highest score first; the first that does not fit is completed from the reserve if most of its cost is left',
		options: [...COMMON, 'reading', 'threshold', 'exclusive', 'share', 'reserve'],
		count: greedy('top-up'),
	},
	'greedy-per-cost': {
		title: 'Highest score per unit of money first; what does not fit is skipped',
		options: GREEDY,
		count: greedy('skip', true),
	},
	phragmen: {
		title: 'Sequential Phragmén',
		options: COMMON,
		count: (...given) => ok(countPhragmen(...given)),
	},
	'equal-shares': {
		title: 'Method of Equal Shares',
		options: [
			...COMMON,
			'reading',
			'threshold',
			'utility',
			'completion',
			'utilitarian',
			'increment',
			'comparison',
		],
		count: countEqualShares,
	},
} as const satisfies Record<string, Rule>;

export type BudgetRuleName = keyof typeof BUDGET_RULES;

const isRule = (name: string): name is BudgetRuleName => Object.hasOwn(BUDGET_RULES, name);

/** A rule with its options read and the order for ties made. Errors as {@link countBudget}. */
export function prepareRule(
	instance: Instance,
	ruleName: string,
	options: CountOptions,
): Result<{ readonly rule: Rule; readonly settings: Settings; readonly tieOrder: TieOrder }> {
	if (!isRule(ruleName))
		return problem('count.unknown-rule', 'rule', `no rule is called ${ruleName}`);
	const rule: Rule = BUDGET_RULES[ruleName];
	const missing = rule.required?.find((name) => options[name] === undefined);
	if (missing !== undefined)
		return problem('count.option', missing, 'this rule cannot do without it');
	const settings = readOptions(instance, options, rule.options);
	if (!settings.ok) return settings;
	const votes = votesOf(instance);
	const subjects = instance.projects.map(({ id, cost }, p) => ({ id, cost, votes: votes[p]! }));
	const tieOrder = makeTieOrder(settings.value.tie, subjects, settings.value.lotSeed);
	if (!tieOrder.ok) return tieOrder;
	return ok({ rule, settings: settings.value, tieOrder: tieOrder.value });
}

/**
 * Counts a participatory budget by a rule of {@link BUDGET_RULES}. Spec: SPEC §9.4.
 * Errors: `count.unknown-rule`, `count.option`, `count.tie-order`; equal shares also `count.no-voters`,
 * `count.points-too-large` and `count.too-many-runs`.
 */
export function countBudget(
	instance: Instance,
	ruleName: string,
	options: CountOptions = {},
): Result<CountResult> {
	const prepared = prepareRule(instance, ruleName, options);
	if (!prepared.ok) return prepared;
	const { rule, settings, tieOrder } = prepared.value;
	const counted = rule.count(instance, settings, tieOrder);
	if (!counted.ok) return counted;
	const { winners, ties, explanation } = counted.value;
	return ok({
		rule: ruleName,
		options,
		winners: winners.map((p) => instance.projects[p]!.id),
		cost: formatRational(costOf(instance, winners)),
		budget: formatRational(instance.budget),
		ties,
		explanation,
	});
}
