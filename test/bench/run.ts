/**
 * Measurements: node test/bench/run.ts [--quick] [--json] [--only GROUP …]
 * `--quick` takes small inputs and one round: it asks whether the variants agree, not how fast they are. Exits with 1 when they do not.
 */
import { parseArgs } from 'node:util';
import { arithmetic } from './arithmetic.ts';
import { ballots } from './ballots.ts';
import { counting } from './counting.ts';
import type { Bench, Group } from './group.ts';
import { DisagreementError, measure, type Measured } from './measure.ts';
import { records } from './records.ts';
import { registers } from './registers.ts';
import { shuffles } from './shuffles.ts';
import { formatTable } from './table.ts';
import { tokens } from './tokens.ts';

const GROUPS: readonly Group[] = [
	arithmetic,
	ballots,
	shuffles,
	tokens,
	registers,
	counting,
	records,
];
const FULL = { leastRounds: 5, mostRounds: 25, milliseconds: 15_000 };
const QUICK = { leastRounds: 1, mostRounds: 1, milliseconds: 0 };

const { values } = parseArgs({
	options: {
		quick: { type: 'boolean', default: false },
		json: { type: 'boolean', default: false },
		only: { type: 'string', multiple: true, default: [] },
	},
});
const { quick, json, only } = values;
const unknown = only.filter((name) => !GROUPS.some((g) => g.name === name));

if (unknown.length > 0) {
	const known = GROUPS.map((g) => g.name).join(', ');
	process.stderr.write(`no group is called ${unknown.join(', ')}; there are ${known}\n`);
	process.exitCode = 2;
} else
	process.exitCode = await run(GROUPS.filter((g) => only.length === 0 || only.includes(g.name)));

/** @returns the exit code */
async function run(groups: readonly Group[]): Promise<number> {
	const results: { group: string; measured: Measured[] }[] = [];
	let disagreements = 0;
	for (const group of groups) {
		const measured: Measured[] = [];
		results.push({ group: group.name, measured });
		disagreements += await runGroup(group, measured);
		if (!json) process.stdout.write(`\n${group.name}\n${formatTable(measured)}`);
	}
	if (json) process.stdout.write(`${JSON.stringify({ quick, results }, undefined, '\t')}\n`);
	else process.stdout.write(`\n${summary(results, disagreements)}\n`);
	return disagreements === 0 ? 0 : 1;
}

/** @returns how many comparisons ended in disagreement */
async function runGroup(group: Group, measured: Measured[]): Promise<number> {
	let disagreements = 0;
	const bench: Bench = {
		size: (full, small) => (quick ? small : full),
		compare: async (comparison) => {
			try {
				measured.push(await measure(comparison, quick ? QUICK : FULL));
			} catch (e) {
				if (!(e instanceof DisagreementError)) throw e;
				disagreements++;
				process.stderr.write(`${group.name}: ${e.message}\n`);
			}
		},
	};
	await group.run(bench);
	return disagreements;
}

function summary(results: readonly { measured: Measured[] }[], disagreements: number): string {
	const comparisons = results.flatMap((r) => r.measured).length;
	const agreement = `${comparisons} comparisons agree, ${disagreements} do not`;
	return quick ? `${agreement}; one round of small inputs says nothing about speed` : agreement;
}
