/** `import`: a draft vote from an earlier edition, or from a table of projects. Shows what it read; keeps nothing unless it is told to. */
import { readFile } from 'node:fs/promises';
import type { Command } from 'commander';
import { parse } from 'csv-parse/sync';
import { potOf } from '../../../crypto/budget/from-pabulib.ts';
import { checkPot, countsByTotals, type Pot } from '../../../crypto/budget/pot.ts';
import { chooseEncoding } from '../../../crypto/budget/encoding.ts';
import { readProjectTable, type ProjectTable } from '../../../crypto/budget/project-table.ts';
import { formatRational, parseDecimal, sum } from '../../../crypto/count/rational.ts';
import { separatorOf } from '../../../crypto/separator.ts';
import { InputError, describe, inputError } from '../input-error.ts';
import { dataOption, refusing } from '../operating.ts';
import { jsonOption, wholeNumber } from '../options.ts';
import { readPabulibFile } from '../pabulib-file.ts';
import { addRuleOptions, chooseRule, ruleWith, type RuleFlags } from '../rule-options.ts';
import { warn } from './count.ts';

type ImportFlags = RuleFlags & {
	readonly data: string;
	readonly opens: string;
	readonly closes: string;
	readonly title?: string;
	readonly budget?: string;
	readonly currency: string;
	readonly maxLength?: number;
	readonly threshold?: number;
	readonly yes?: true;
	readonly json?: true;
};

export function addImport(program: Command): void {
	addRuleOptions(
		program
			.command('import')
			.description('make a draft vote from a Pabulib file or a table of projects')
			.argument('<file>', 'a .pb file, or a .csv with name and cost of each project'),
	)
		.addOption(dataOption())
		.requiredOption('--opens <time>', 'e.g. 2027-03-01T08:00+02:00')
		.requiredOption('--closes <time>')
		.option('--title <title>', 'of the vote (default: what the .pb file is called)')
		.option('--budget <money>', 'of the pot; a .csv does not say')
		.option('--currency <code>', 'of a .csv', 'UAH')
		.option(
			'--max-length <number>',
			'most projects on a ballot, of a .csv (default: all)',
			wholeNumber(1, 10_000),
		)
		.option('--threshold <number>', 'members who are needed to decrypt', wholeNumber(1, 100))
		.option('--yes', 'keep the draft; without it only what was read is shown')
		.addOption(jsonOption())
		.action(importFile);
}

async function importFile(path: string, flags: ImportFlags): Promise<void> {
	const { pot, left } = path.endsWith('.pb')
		? { pot: await readPb(path, flags), left: 0 }
		: await readCsv(path, flags);
	const title = flags.title ?? pot.title;
	const [opens, closes] = [timeOf('--opens', flags.opens), timeOf('--closes', flags.closes)];
	const vote = flags.yes
		? await refusing(async () => {
				const work = await import('../community.ts');
				const draft = { title, pots: [pot], opens, closes };
				return await work.importDraft(flags.data, draft, flags.threshold);
			})
		: undefined;
	const cost = formatRational(sum(pot.projects.map((p) => parseDecimal(p.cost)!)));
	const { budget, currency, rule, carried, projects } = pot;
	const read = { title, projects: projects.length, left, cost, budget, currency, rule, carried };
	process.stdout.write(
		flags.json
			? `${JSON.stringify({ ...read, ...(vote === undefined ? {} : { vote }) })}\n`
			: [
					`${title}: ${projects.length} projects for ${cost} ${currency}, of ${budget} ${currency}`,
					`counted by ${rule.name} ${JSON.stringify(rule.options)}, ballots ${carried}`,
					vote === undefined ? 'nothing was kept: say --yes to keep this draft' : `draft ${vote}`,
					'',
				].join('\n'),
	);
}

async function readPb(path: string, flags: ImportFlags): Promise<Pot> {
	const { file, warnings } = await readPabulibFile(path, { mode: 'tolerant', keepVotes: false });
	warn(path, warnings);
	const pot = potOf(file, { id: 'budget', rule: chooseRule(file, flags) });
	if (!pot.ok) throw inputError(path, pot.error);
	return flags.budget === undefined
		? pot.value
		: sound(path, { ...pot.value, budget: flags.budget });
}

/** Rows that cannot be used are told on standard error, and left out. */
async function readCsv(
	path: string,
	flags: ImportFlags,
): Promise<{ readonly pot: Pot; readonly left: number }> {
	if (flags.budget === undefined) throw new InputError('a table says no sum: give --budget');
	const table = await readTable(path);
	for (const problem of table.problems) process.stderr.write(`${path}: row ${describe(problem)}\n`);
	const left = table.problems.filter(({ code }) => code !== 'table.card').length;
	if (table.projects.length === 0) throw new InputError(`${path}: no project could be read`);
	const base = {
		...{ v: 1 as const, id: 'budget', title: flags.title ?? path, kind: 'approval' as const },
		budget: flags.budget,
		currency: flags.currency,
		projects: [...table.projects],
		limits: { minLength: 1, maxLength: flags.maxLength ?? table.projects.length },
		rule: ruleWith(flags, { name: 'greedy', options: {} }),
	};
	const carried = countsByTotals(base) ? 'sum' : chooseEncoding(base);
	if (!carried) throw new InputError(`${path}: such ballots do not fit into one ciphertext`);
	return { pot: sound(path, { ...base, carried }), left };
}

async function readTable(path: string): Promise<ProjectTable> {
	const text = await readFile(path, 'utf8').catch((e: unknown) => {
		throw new InputError(`${path}: ${(e as Error).message}`);
	});
	let rows: string[][];
	try {
		const delimiter = separatorOf(text);
		rows = parse(text, { bom: true, delimiter, relaxColumnCount: true, skipEmptyLines: true });
	} catch (e) {
		throw new InputError(`${path}: ${(e as Error).message}`);
	}
	const table = readProjectTable(rows);
	if (!table) throw new InputError(`${path}: the columns cannot be told: name and cost are needed`);
	return table;
}

/** @throws InputError */
function sound(path: string, pot: Pot): Pot {
	if (!parseDecimal(pot.budget)) throw new InputError(`--budget ${pot.budget}: not an amount`);
	const problems = checkPot(pot);
	if (problems.length > 0) throw inputError(path, problems);
	return pot;
}

/** POSIX seconds of a time with its offset. @throws InputError */
function timeOf(option: string, text: string): number {
	const at = /(?:Z|[+-]\d\d:\d\d)$/.test(text) ? Date.parse(text) : NaN;
	if (Number.isNaN(at))
		throw new InputError(
			`${option} ${text}: a time with its offset is needed, 2027-03-01T08:00+02:00`,
		);
	return Math.floor(at / 1000);
}
