import assert from 'node:assert/strict';
import { appendFile, copyFile, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { suite } from 'uvu';
import type { CountResult } from '../../../crypto/count/outcome.ts';
import { inFolder, pabulibPath, viche } from '../../support/command-line.ts';
import { expectedOf, type ExpectedRule } from '../../crypto/count/elections.ts';

const test = suite('server/cli/count');
const NAME = 'Poland_Swiecie_2023';
const file = pabulibPath(NAME);

/** What the reference implementation calls a rule, and how it is asked for here. */
const RULES: Readonly<Record<string, readonly string[]>> = {
	greedy_votes: ['--rule', 'greedy'],
	greedy_votes_per_cost: ['--rule', 'greedy-per-cost'],
	mes_cost: ['--rule', 'equal-shares', '--completion', 'none'],
	mes_cardinality: ['--rule', 'equal-shares', '--utility', 'cardinality', '--completion', 'none'],
	mes_cost_util: ['--rule', 'equal-shares', '--completion', 'utilitarian'],
	mes_cost_add1: ['--rule', 'equal-shares', '--completion', 'add1'],
	mes_cost_add1u: ['--rule', 'equal-shares', '--completion', 'add1u'],
	phragmen: ['--rule', 'phragmen'],
};

test('gives the expected outcome of every rule, as one JSON document', async () => {
	const expected = expectedOf(NAME).rules;
	for (const [name, args] of Object.entries(RULES)) {
		const { code, stdout, stderr } = await viche(
			'count',
			file,
			...args,
			'--tie',
			'id-ascending',
			'--json',
		);
		assert.deepEqual({ code, stderr }, { code: 0, stderr: '' });
		const { winners, cost, budget } = JSON.parse(stdout) as CountResult;
		const { A, order_meaningful, cost: expectedCost }: ExpectedRule = expected[name]!;
		assert.deepEqual(
			order_meaningful ? winners : winners.toSorted(),
			order_meaningful ? A : A.toSorted(),
			name,
		);
		assert.deepEqual([cost, budget], [expectedCost, '1070000'], name);
	}
});

test('says why each project won or lost, in both languages', async () => {
	const english = await viche('count', file, '--lang', 'en');
	assert.match(
		english.stdout,
		/Winners \(17\):\n {2}1\. c12 .*\n {6}Its 1030 supporters bought it for 150000/,
	);
	assert.match(english.stdout, /The city recorded the same winners/);
	assert.equal(english.stdout.match(/^ {6}\S/gm)?.length, 22);
	const ukrainian = await viche('count', file, '--rule', 'greedy-no-skip', '--lang', 'uk');
	assert.match(ukrainian.stdout, /Гроші закінчилися на проєкті перед ним/);
});

test('options reach the rule', async () => {
	const { stdout } = await viche(
		'count',
		file,
		'--rule',
		'greedy',
		'--score-threshold',
		'600',
		'--json',
	);
	assert.deepEqual((JSON.parse(stdout) as CountResult).winners, ['c12', 'c8', 'c10']);
	const more = await viche(
		'count',
		file,
		'--rule',
		'greedy',
		'--options',
		'{"exclusive":[["c12","c8"]]}',
		'--json',
	);
	assert.ok(!(JSON.parse(more.stdout) as CountResult).winners.includes('c8'));
});

test('a call that cannot be understood ends with 2 and nothing on stdout', async () => {
	for (const args of [
		['count'],
		['count', file, '--rule', 'lottery'],
		['count', file, '--tie', 'alphabet'],
		['count', file, '--options', '[]'],
		['count', file, '--options', '{"completion":"none"}', '--rule', 'greedy'],
		['count', file, '--rule', 'greedy', '--score-threshold', 'NaN'],
		['count', `${file}.not`],
		['count', join(file, '..')],
		['recount', file],
	]) {
		const { code, stdout, stderr } = await viche(...args);
		assert.deepEqual([code, stdout], [2, ''], args.join(' '));
		assert.doesNotMatch(stderr, /\n {4}at /, args.join(' '));
		assert.match(stderr, /\S/, args.join(' '));
	}
});

test('a damaged file is refused with file, line and field', async () => {
	await inFolder(async (folder) => {
		const text = await readFile(file, 'utf8');
		const damaged = {
			'line 5: has 1 fields': text.replace('unit;', 'unit'),
			'expected a decimal number': text.replace('budget;1070000', 'budget;NaN'),
			'expected PROJECTS': text.replace('PROJECTS', 'VOTES'),
			'a quoted field does not end': `${text}1;"c1`,
		};
		for (const [message, content] of Object.entries(damaged)) {
			const path = join(folder, 'damaged.pb');
			await writeFile(path, content);
			const { code, stdout, stderr } = await viche('count', path);
			assert.deepEqual([code, stdout], [2, ''], message);
			assert.ok(stderr.startsWith(`${path}: `) && stderr.includes(message), stderr);
		}
		const binary = join(folder, 'binary.pb');
		await copyFile(file, binary);
		await appendFile(binary, Uint8Array.of(0xff, 0xfe));
		assert.match((await viche('count', binary)).stderr, /binary\.pb: not UTF-8 text/);
	});
});

test('quirks are told and repaired, or refused when strict', async () => {
	await inFolder(async (folder) => {
		const path = join(folder, 'quirks.pb');
		await writeFile(path, `\ufeff${(await readFile(file, 'utf8')).replaceAll('\r\n', '\n')}`);
		const tolerant = await viche('count', path, '--json');
		assert.equal(tolerant.code, 0);
		assert.match(tolerant.stderr, /quirks\.pb: line 1: .* \[pabulib\.byte-order-mark\]/);
		assert.deepEqual(tolerant.stdout, (await viche('count', file, '--json')).stdout);
		const strict = await viche('count', path, '--strict');
		assert.deepEqual([strict.code, strict.stdout], [2, '']);
	});
});

test.run();
