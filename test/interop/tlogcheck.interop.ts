import assert from 'node:assert/strict';
import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { suite } from 'uvu';
import { peer, run } from './support/run-peer.ts';
import {
	checkCheckpoint,
	checkConsistency,
	checkFull,
	checkInclusion,
	checkProof,
	compareCheckpoints,
	dumpEntries,
} from './support/tlogcheck.ts';

const OWN = join(import.meta.dirname, 'tlogcheck');
const ORIGIN = 'demo.example/register';
const work = mkdtempSync(join(tmpdir(), 'viche-tlogcheck-'));
const path = (name: string) => join(work, name);
const text = (name: string) => readFileSync(path(name), 'utf8');

async function makeLog(name: string, ...args: string[]) {
	const maker = [join(OWN, 'mklog.mjs'), name, ORIGIN, ...args];
	const { code, stderr } = await run(process.execPath, maker, { cwd: work });
	assert.equal(code, 0, stderr);
}

const test = suite('interop/tlogcheck');

test.before(async () => {
	await makeLog('log', '0,1,255,256,600', '--proof', '1,511');
	await makeLog('fork', '600', '--mutate', '300', '--proof', '300');
});
test.after(() => rmSync(work, { recursive: true }));

const trust = () => ({ vkey: text('log/vkey').trim() });
const entry = (i: number) => readFileSync(path(`log/entries/${i}`));

test('its own tests pass: every tampered log is refused for the right reason', async () => {
	const env = {
		TLOGCHECK: peer('tlogcheck'),
		PATH: `${dirname(process.execPath)}:${process.env.PATH ?? ''}`,
	};
	const selftest = [join(OWN, 'selftest.sh'), path('selftest')];
	const { code, stdout, stderr } = await run('bash', selftest, { cwd: work, env });
	assert.equal(code, 0, stdout + stderr);
	assert.match(stdout, /^passed 94, failed 0$/m);
});

test('a whole log verifies, and not after one bit of an entry changed', async () => {
	assert.ok((await checkCheckpoint(trust(), path('log/log'))).verified);
	assert.ok((await checkFull(trust(), path('log/log'))).verified);
	cpSync(path('log/log'), path('bad'), { recursive: true });
	const bundle = readFileSync(path('bad/tile/entries/001'));
	bundle[9]! ^= 1;
	writeFileSync(path('bad/tile/entries/001'), bundle);
	assert.equal((await checkFull(trust(), path('bad'))).verified, false);
	await assert.rejects(dumpEntries(trust(), path('bad'), 256, 257));
});

test('a continuation is told from a fork of the log seen before', async () => {
	const state = path('state');
	assert.ok((await checkFull(trust(), path('log/log'), state)).verified);
	assert.ok((await checkFull(trust(), path('log/log'), state)).verified);
	const fork = await checkFull(trust(), path('fork/log'), state);
	assert.match(fork.output, /SPLIT VIEW/);
	assert.ok((await checkConsistency(trust(), path('log/log'), text('log/cp/255'))).verified);
	const rollback = checkConsistency(
		trust(),
		path('log/log'),
		text('log/cp/600'),
		text('log/cp/255'),
	);
	assert.equal((await rollback).verified, false);
});

test('an entry is included at its index only', async () => {
	assert.ok((await checkInclusion(trust(), path('log/log'), 511, entry(511))).verified);
	assert.equal((await checkInclusion(trust(), path('log/log'), 510, entry(511))).verified, false);
});

test('a receipt verifies offline for its entry only', async () => {
	const proof = text('log/proof/511.tlog-proof');
	assert.ok((await checkProof(trust(), proof, entry(511))).verified);
	assert.equal((await checkProof(trust(), proof, entry(1))).verified, false);
	assert.ok(
		(await checkProof({ policy: `log ${trust().vkey}\nquorum none\n` }, proof, entry(511)))
			.verified,
	);
});

test('two roots for one size are a split view', async () => {
	const [ours, theirs] = [text('log/cp/600'), text('fork/cp/600')];
	assert.ok((await compareCheckpoints(trust(), [ours, text('log/cp/255')])).verified);
	assert.match((await compareCheckpoints(trust(), [ours, theirs])).output, /SPLIT VIEW/);
});

test('verified entries come out as they went in', async () => {
	const [dumped, ...more] = await dumpEntries(trust(), path('log/log'), 511, 512);
	assert.deepEqual(more, []);
	assert.equal(dumped!.index, 511);
	assert.deepEqual(Buffer.from(dumped!.entry), entry(511));
});

test('a trust that cannot be read is no verdict', async () => {
	await assert.rejects(checkFull({ vkey: 'nonsense' }, path('log/log')));
});

test.run();
