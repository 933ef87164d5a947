/** The options that choose and set a counting rule, alike in every command. */
import { InvalidArgumentError, Option, type Command } from 'commander';
import { ruleOf } from '../../crypto/budget/from-pabulib.ts';
import {
	COMPARISONS,
	COMPLETIONS,
	UTILITIES,
	type CountOptions,
} from '../../crypto/count/options.ts';
import type { PabulibFile } from '../../crypto/count/pabulib/file.ts';
import { READINGS } from '../../crypto/count/instance.ts';
import { BUDGET_RULES } from '../../crypto/count/rules.ts';
import { TIE_KEYS, type TieKey } from '../../crypto/count/ties.ts';
import { InputError } from './input-error.ts';

export type RuleChoice = { readonly name: string; readonly options: CountOptions };

/** What commander read. */
export type RuleFlags = {
	readonly rule?: string;
	readonly completion?: string;
	readonly scoreThreshold?: string;
	readonly options?: CountOptions;
} & Pick<CountOptions, (typeof SAME_NAME)[number]>;

type Completing = Pick<CountOptions, 'completion' | 'utilitarian'>;

/** Completions by the names people use: `u` behind a name, or `utilitarian` alone, spends the rest by score. */
const COMPLETION_NAMES: Readonly<Record<string, Completing>> = {
	utilitarian: { completion: 'none', utilitarian: true },
	...Object.fromEntries<Completing>(COMPLETIONS.map((completion) => [completion, { completion }])),
	...Object.fromEntries<Completing>(
		COMPLETIONS.filter((completion) => completion !== 'none').map((completion) => [
			`${completion}u`,
			{ completion, utilitarian: true },
		]),
	),
};

/** Options that have the same name on the command line. */
const SAME_NAME = [
	'reading',
	'tie',
	'lotSeed',
	'supportFloor',
	'utility',
	'increment',
	'comparison',
] as const satisfies readonly (keyof CountOptions)[];

export const addRuleOptions = (command: Command): Command =>
	command
		.addOption(
			new Option('--rule <name>', 'counting rule (default: the one that the file names)').choices(
				Object.keys(BUDGET_RULES),
			),
		)
		.addOption(new Option('--utility <name>', 'equal shares: what a voter gets').choices(UTILITIES))
		.addOption(
			new Option('--completion <name>', 'equal shares: how what is left is spent').choices(
				Object.keys(COMPLETION_NAMES),
			),
		)
		.option('--increment <money>', 'equal shares: money per voter in each step of add1')
		.addOption(
			new Option('--comparison <name>', 'equal shares: step aside for greedy').choices(COMPARISONS),
		)
		.option('--tie <keys>', `what decides ties, in order: ${TIE_KEYS.join(', ')}`, readTieKeys)
		.option('--lot-seed <hex>', 'seed of the key lot')
		.addOption(new Option('--reading <name>', 'how ballots become scores').choices(READINGS))
		.option('--score-threshold <score>', 'least score of a winner')
		.option('--support-floor <number>', 'least support in relation to the cost')
		.option('--options <json>', 'more options of the rule, as in a manifest', readOptionsJson);

function readTieKeys(text: string): TieKey[] {
	return text.split(',').map((name) => {
		const key = TIE_KEYS.find((k) => k === name.trim());
		if (key) return key;
		throw new InvalidArgumentError(`${name} is none of ${TIE_KEYS.join(', ')}`);
	});
}

function readOptionsJson(text: string): CountOptions {
	let value: unknown;
	try {
		value = JSON.parse(text);
	} catch {
		throw new InvalidArgumentError('not JSON');
	}
	if (typeof value === 'object' && value !== null && !Array.isArray(value)) return value;
	throw new InvalidArgumentError('not a JSON object');
}

/** The rule that was asked for, or the file's own with what was asked on top. @throws InputError when there is none */
export function chooseRule(file: PabulibFile, flags: RuleFlags): RuleChoice {
	const named = ruleOf(file);
	if (named || flags.rule !== undefined) return ruleWith(flags, named!);
	const name = file.meta.get('rule') ?? '';
	throw new InputError(`the file names the rule "${name}", which is not known here: give --rule`);
}

/** The rule that was asked for, or another with what was asked on top. */
export function ruleWith(flags: RuleFlags, otherwise: RuleChoice): RuleChoice {
	const base = flags.rule === undefined ? otherwise : { name: flags.rule, options: {} };
	const sameName = Object.fromEntries(
		SAME_NAME.filter((name) => flags[name] !== undefined).map((name) => [name, flags[name]]),
	);
	const options = {
		...base.options,
		...(flags.completion === undefined ? {} : COMPLETION_NAMES[flags.completion]),
		...(flags.scoreThreshold === undefined ? {} : { threshold: flags.scoreThreshold }),
		...sameName,
		...flags.options,
	};
	return { name: base.name, options };
}
