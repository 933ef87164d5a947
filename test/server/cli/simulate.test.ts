import assert from 'node:assert/strict';
import { mkdir, readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { suite } from 'uvu';
import type { Report } from '../../../crypto/verify/report.ts';
import type { Simulation } from '../../../server/cli/simulate/summary.ts';
import type { CountResult } from '../../../crypto/count/outcome.ts';
import { inFolder, pabulibPath, viche } from '../../support/command-line.ts';

const test = suite('server/cli/simulate');
const GREEDY = pabulibPath('Poland_Gdynia_2025_Maly_Kack__small');
const SHARES = pabulibPath('Poland_Swiecie_2023');

async function simulate(...args: readonly string[]): Promise<Simulation> {
	const { code, stdout, stderr } = await viche('simulate', ...args, '--json');
	assert.deepEqual([code, stderr], [0, '']);
	return JSON.parse(stdout) as Simulation;
}

async function verify(folder: string): Promise<Report> {
	const { code, stdout } = await viche('verify', folder, '--json');
	assert.equal(code, 0, stdout);
	return JSON.parse(stdout) as Report;
}

test('a record of ballots that were added up is verified', async () => {
	await inFolder(async (folder) => {
		const out = join(folder, 'record');
		const args = [
			'--out',
			out,
			'--voters',
			'30',
			'--revotes',
			'20',
			'--mode',
			'sum',
			'--seed',
			'a',
		];
		const simulation = await simulate(GREEDY, ...args);
		const { mode, roll, counted, cast } = simulation;
		assert.deepEqual([mode, roll, counted, cast > 30], ['sum', 30, 30, true]);
		const { verdict, summary } = await verify(out);
		assert.equal(verdict, 'verified');
		assert.deepEqual(summary.pots?.[0]?.winners, simulation.winners);
		assert.deepEqual(
			(await readdir(out)).filter((n) => n.endsWith('.pb')),
			[],
		);
	});
});

test('a record of ballots that were shuffled is verified, and recounts from its own .pb', async () => {
	await inFolder(async (folder) => {
		const out = join(folder, 'record');
		const simulation = await simulate(
			...[SHARES, '--out', out, '--voters', '25', '--trustees', '2', '--threshold', '2'],
			...['--issuers', '3', '--issuer-threshold', '2', '--tie', 'cheapest,id-ascending'],
		);
		assert.equal(simulation.mode, 'mix');
		assert.equal((await verify(out)).verdict, 'verified');
		const recount = await viche(
			...['count', join(out, 'budget.pb'), '--strict', '--tie', 'cheapest,id-ascending', '--json'],
		);
		assert.deepEqual((JSON.parse(recount.stdout) as CountResult).winners, simulation.winners);
		const described = await viche('inspect', join(out, 'budget.pb'), '--json');
		assert.equal((JSON.parse(described.stdout) as { voters: number }).voters, simulation.valid);
	});
});

test('the seed fixes what voters do, not the secrets', async () => {
	await inFolder(async (folder) => {
		const run = (out: string, seed: string) =>
			simulate(
				GREEDY,
				'--out',
				join(folder, out),
				'--voters',
				'12',
				'--revotes',
				'50',
				'--seed',
				seed,
			);
		const [a, b] = [await run('a', 's'), await run('b', 's')];
		const outcome = ({ cast, winners, cost }: Simulation) => ({ cast, winners, cost });
		assert.deepEqual(outcome(a), outcome(b));
		const totals = async (out: string) =>
			(
				JSON.parse(await readFile(join(folder, out, 'result.json'), 'utf8')) as {
					pots: { totals: unknown }[];
				}
			).pots[0]!.totals;
		assert.deepEqual(await totals('a'), await totals('b'));
		assert.notEqual(a.uuid, b.uuid);
		const key = (out: string) => readFile(join(folder, out, 'manifest.json'), 'utf8');
		assert.notEqual(await key('a'), await key('b'));
	});
});

test('what cannot be done ends with 2 and leaves nothing behind', async () => {
	await inFolder(async (folder) => {
		const out = join(folder, 'record');
		const full = join(folder, 'full');
		await mkdir(full);
		await writeFile(join(full, 'mine.txt'), 'mine');
		for (const args of [
			[GREEDY],
			[GREEDY, '--out', full],
			[GREEDY, '--out', join(full, 'mine.txt')],
			[GREEDY, '--out', out, '--threshold', '4'],
			[GREEDY, '--out', out, '--voters', '0'],
			[GREEDY, '--out', out, '--voters', '1e3'],
			[GREEDY, '--out', out, '--issuer-threshold', '2'],
			[SHARES, '--out', out, '--mode', 'sum'],
			[GREEDY, '--out', out, '--rule', 'equal-shares', '--mode', 'sum'],
			[`${GREEDY}.not`, '--out', out],
		]) {
			const { code, stdout, stderr } = await viche('simulate', ...args);
			assert.deepEqual([code, stdout], [2, ''], args.join(' '));
			assert.doesNotMatch(stderr, /\n {4}at /, args.join(' '));
		}
		assert.deepEqual((await readdir(folder)).sort(), ['full']);
		assert.deepEqual(await readdir(full), ['mine.txt']);
	});
});

test.run();
