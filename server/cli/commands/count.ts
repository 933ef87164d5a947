/** `count`: counts a Pabulib file by a rule and says why each project won or lost. */
import type { Command } from 'commander';
import { countBudget } from '../../../crypto/count/rules.ts';
import { instanceOf } from '../../../crypto/count/pabulib/instance.ts';
import type { Problem } from '../../../crypto/result.ts';
import type { Language } from '../../../crypto/sentences.ts';
import { formatCount } from '../count-text.ts';
import { describe, inputError } from '../input-error.ts';
import { jsonOption, languageOption } from '../options.ts';
import { readPabulibFile } from '../pabulib-file.ts';
import { addRuleOptions, chooseRule, type RuleFlags } from '../rule-options.ts';

type CountFlags = RuleFlags & {
	readonly strict?: true;
	readonly json?: true;
	readonly lang: Language;
};

export function addCount(program: Command): void {
	addRuleOptions(
		program
			.command('count')
			.description('count a Pabulib file by a rule and explain the outcome')
			.argument('<file>', 'a .pb file'),
	)
		.option('--strict', 'refuse files that deviate from the format in any way')
		.addOption(languageOption())
		.addOption(jsonOption())
		.action(count);
}

async function count(path: string, flags: CountFlags): Promise<void> {
	const mode = flags.strict ? 'strict' : 'tolerant';
	const { file, warnings } = await readPabulibFile(path, { mode, keepVotes: false });
	warn(path, warnings);
	const instance = instanceOf(file);
	if (!instance.ok) throw inputError(path, [instance.error]);
	const { name, options } = chooseRule(file, flags);
	const counted = countBudget(instance.value, name, options);
	if (!counted.ok) throw inputError(path, [counted.error]);
	process.stdout.write(
		flags.json
			? `${JSON.stringify(counted.value)}\n`
			: formatCount(file, counted.value, flags.lang),
	);
}

/** Says on stderr how a file deviates from its format. */
export function warn(path: string, warnings: readonly Problem[]): void {
	for (const warning of warnings.slice(0, 10))
		process.stderr.write(`${path}: ${describe(warning)}\n`);
	if (warnings.length > 10) process.stderr.write(`${path}: … and ${warnings.length - 10} more\n`);
}
