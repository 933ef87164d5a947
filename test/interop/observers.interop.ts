/** The guide for observers, command by command as it is written, against a demo that is served. */
import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { delimiter, dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { suite } from 'uvu';
import { prepareDemo } from '../../server/demo/prepare.ts';
import { workHere } from '../../server/work/jobs.ts';
import { startServer } from '../support/server-process.ts';

const test = suite('interop/observers');
const run = promisify(execFile);
const ROOT = fileURLToPath(new URL('../../', import.meta.url));
const VOTERS = 5;
/** Where the guide says that the demo is. */
const WRITTEN = 'http://localhost:8080';

const commandsIn = async (page: string): Promise<string[]> => {
	const text = await readFile(join(ROOT, 'docs', page), 'utf8');
	return [...text.matchAll(/^```sh\n(.*?)^```$/gms)].map((block) => block[1]!);
};

const countIn = (text: string, pattern: RegExp): number => [...text.matchAll(pattern)].length;

test('every command of the guide does what the guide says', async () => {
	await run(process.execPath, ['server/ensure-build.ts'], { cwd: ROOT });
	const folder = await mkdtemp(join(tmpdir(), 'viche-guide-'));
	await prepareDemo(folder, join(folder, 'viche.sqlite'), workHere, VOTERS);
	const { url, stop } = await startServer(folder, { VICHE_DEMO: 'true' });
	try {
		const script = (await commandsIn('observers.md')).join('');
		assert.ok(script.includes(WRITTEN));
		const env = {
			...process.env,
			HOME: folder,
			LANG: 'C.UTF-8',
			LC_ALL: 'C.UTF-8',
			PATH: [dirname(process.execPath), process.env['PATH']].join(delimiter),
		};
		const args = ['-euo', 'pipefail', '-c', `exec 2>&1\n${script.replaceAll(WRITTEN, url)}`];
		const { stdout } = await run('bash', args, { cwd: ROOT, env, maxBuffer: 64 * 1024 * 1024 });
		for (const [pattern, count] of [
			[/^VERIFIED: the record proves its result\.$/gm, 3],
			[/^viche-verifier\.html: OK$/gm, 1],
			[/^(?:result\.json|manifest\.json|\w+\.bel): OK$/gm, 3],
			[/all checks passed/g, 1],
			[/ballot is valid/g, VOTERS],
			[/^the tally is the same$/gm, 1],
			[/^OK full /gm, 3],
			[/^CONSISTENT/gm, 1],
			[/^OK consistency /gm, 2],
		] as const)
			assert.equal(countIn(stdout, pattern), count, `${pattern.source}\n${stdout}`);
	} finally {
		await stop();
		await rm(folder, { recursive: true });
	}
});

test('the Ukrainian guide has the same commands', async () => {
	assert.deepEqual(await commandsIn('observers.uk.md'), await commandsIn('observers.md'));
});

test.run();
