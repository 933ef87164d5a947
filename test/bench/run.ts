/**
 * Measurements: node test/bench/run.ts [--quick] [--json] [GROUP …]
 * Without names every group but `load`, which takes minutes and wants the machine for itself.
 * `--quick` takes small inputs and one round: it asks whether the variants agree, not how fast they are. Exits with 1 when they do not.
 */
import { parseArgs } from 'node:util';
import { arithmetic } from './arithmetic.ts';
import { ballots } from './ballots.ts';
import { browser } from './browser/browser.ts';
import { counting } from './counting.ts';
import type { Bench, Group } from './group.ts';
import type { LoadLine } from './load/drive.ts';
import { lists } from './lists/lists.ts';
import { load } from './load/load.ts';
import { DisagreementError, measure, type Measured } from './measure.ts';
import { records } from './records.ts';
import { registers } from './registers.ts';
import { shuffles } from './shuffles.ts';
import { signatures } from './signatures/signatures.ts';
import { formatLoads, formatTable } from './table.ts';
import { tokens } from './tokens.ts';

const GROUPS: readonly Group[] = [
	arithmetic,
	ballots,
	shuffles,
	tokens,
	registers,
	counting,
	records,
	browser,
	lists,
	signatures,
	load,
];
const FULL = { leastRounds: 5, mostRounds: 25, milliseconds: 15_000 };
const QUICK = { leastRounds: 1, mostRounds: 1, milliseconds: 0 };

const { values, positionals } = parseArgs({
	allowPositionals: true,
	options: {
		quick: { type: 'boolean', default: false },
		json: { type: 'boolean', default: false },
		only: { type: 'string', multiple: true, default: [] },
	},
});
const { quick, json } = values;
const only = [...values.only, ...positionals];
const isAsked = (group: Group): boolean =>
	only.length === 0 ? quick || group !== load : only.includes(group.name);
const unknown = only.filter((name) => !GROUPS.some((g) => g.name === name));

if (unknown.length > 0) {
	const known = GROUPS.map((g) => g.name).join(', ');
	process.stderr.write(`no group is called ${unknown.join(', ')}; there are ${known}\n`);
	process.exitCode = 2;
} else process.exitCode = await run(GROUPS.filter(isAsked));

type Results = {
	readonly group: string;
	readonly measured: Measured[];
	readonly loads: LoadLine[];
	readonly notes: string[];
};

function formatResults({ measured, loads, notes }: Results): string {
	return [
		measured.length > 0 ? formatTable(measured) : '',
		loads.length > 0 ? formatLoads(loads) : '',
		...notes.map((note) => `${note}\n`),
	].join('');
}

/** @returns the exit code */
async function run(groups: readonly Group[]): Promise<number> {
	const results: Results[] = [];
	let disagreements = 0;
	for (const group of groups) {
		const result: Results = { group: group.name, measured: [], loads: [], notes: [] };
		results.push(result);
		disagreements += await runGroup(group, result);
		if (!json) process.stdout.write(`\n${group.name}\n${formatResults(result)}`);
	}
	if (json) process.stdout.write(`${JSON.stringify({ quick, results }, undefined, '\t')}\n`);
	else process.stdout.write(`\n${summary(results, disagreements)}\n`);
	return disagreements === 0 ? 0 : 1;
}

/** @returns how many comparisons ended in disagreement */
async function runGroup(group: Group, { measured, loads, notes }: Results): Promise<number> {
	let disagreements = 0;
	const disagree = (e: unknown) => {
		if (!(e instanceof DisagreementError)) throw e;
		disagreements++;
		process.stderr.write(`${group.name}: ${e.message}\n`);
	};
	const bench: Bench = {
		size: (full, small) => (quick ? small : full),
		compare: async (comparison) => {
			try {
				measured.push(await measure(comparison, quick ? QUICK : FULL));
			} catch (e) {
				disagree(e);
			}
		},
		report: (line) => loads.push(line),
		note: (sentence) => notes.push(sentence),
	};
	await group.run(bench).catch(disagree);
	return disagreements;
}

function summary(results: readonly Results[], disagreements: number): string {
	const comparisons = results.flatMap((r) => [...r.measured, ...r.loads]).length;
	const agreement = `${comparisons} comparisons agree, ${disagreements} do not`;
	return quick ? `${agreement}; one round of small inputs says nothing about speed` : agreement;
}
