/**
 * Runs every test file in a process of its own and adds the results up.
 *   node test/run.ts [--interop] [--no-kernel] [PART OF A PATH …]
 * `*.test.ts` is the suite; `*.interop.ts` are the tests against software of others, run with --interop. With --no-kernel all
 * arithmetic is BigInt's and noble's, as where WebAssembly is missing.
 * Fails on a non-zero exit, on a file without uvu's summary, and on a file with no test: uvu itself passes a file that
 * forgot `.run()`.
 */
import { spawn } from 'node:child_process';
import { glob } from 'node:fs/promises';
import { availableParallelism } from 'node:os';
import { sep } from 'node:path';
import { fileURLToPath } from 'node:url';

const TIMEOUT_MS = 20 * 60_000;
const args = process.argv.slice(2);
const interop = args.includes('--interop');
const preload = args.includes('--no-kernel')
	? ['--import', fileURLToPath(new URL('support/no-kernel.ts', import.meta.url))]
	: [];
const filters = args.filter((a) => !a.startsWith('--'));

type Outcome = {
	file: string;
	passed: number;
	total: number;
	skipped: number;
	failure?: string;
	ms: number;
};

function number(output: string, label: string): number | undefined {
	const found = new RegExp(`^ *${label}: +(\\d+)`, 'm').exec(output);
	return found ? Number(found[1]) : undefined;
}

function run(file: string): Promise<Outcome> {
	return new Promise((resolve) => {
		const start = performance.now();
		const child = spawn(process.execPath, [...preload, file], {
			stdio: ['ignore', 'pipe', 'pipe'],
			timeout: TIMEOUT_MS,
			env: { ...process.env, FORCE_COLOR: '0' },
		});
		let output = '';
		child.stdout.on('data', (d: Buffer) => (output += d.toString()));
		child.stderr.on('data', (d: Buffer) => (output += d.toString()));
		child.on('close', (code, signal) => {
			const total = number(output, 'Total') ?? 0;
			const passed = number(output, 'Passed') ?? 0;
			const skipped = number(output, 'Skipped') ?? 0;
			const wrong =
				code !== 0
					? `exit ${code ?? signal ?? '?'}`
					: total + skipped === 0
						? 'ran no test'
						: passed !== total
							? 'did not run all its tests'
							: undefined;
			resolve({
				file,
				passed,
				total,
				skipped,
				ms: performance.now() - start,
				...(wrong === undefined ? {} : { failure: `${wrong}\n${output}` }),
			});
		});
	});
}

const pattern = interop ? 'test/**/*.interop.ts' : 'test/**/*.test.ts';
const files: string[] = [];
for await (const file of glob(pattern)) {
	const path = file.split(sep).join('/');
	if (filters.length === 0 || filters.some((f) => path.includes(f))) files.push(path);
}
files.sort();

const outcomes: Outcome[] = [];
const queue = [...files];
const print = (line: string) => process.stdout.write(line + '\n');
await Promise.all(
	Array.from({ length: availableParallelism() }, async () => {
		for (let file = queue.shift(); file !== undefined; file = queue.shift()) {
			const o = await run(file);
			outcomes.push(o);
			print(
				`${o.failure ? 'FAIL' : 'ok  '} ${o.passed}/${o.total} ${o.file} ${(o.ms / 1000).toFixed(1)} s`,
			);
			if (o.failure) print(o.failure);
		}
	}),
);

const sum = (of: (o: Outcome) => number) => outcomes.reduce((n, o) => n + of(o), 0);
const failed = outcomes.filter((o) => o.failure);
const failedTests = Math.max(
	failed.length,
	sum((o) => o.total - o.passed),
);
const skipped = sum((o) => o.skipped);
for (const o of failed) print(`failed: ${o.file}`);
print(
	`${sum((o) => o.passed)} passed, ${failed.length ? failedTests : 0} failed, ${skipped} skipped`,
);
process.exitCode = failed.length > 0 || outcomes.length === 0 ? 1 : 0;
