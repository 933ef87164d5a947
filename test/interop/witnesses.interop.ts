/** Our witnesses and a feeder of others; our feeder's checkpoints and receipts and a checker of others. */
import assert from 'node:assert/strict';
import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { suite } from 'uvu';
import { sha256Hex } from '../../crypto/hash.ts';
import { decide } from '../../server/services.ts';
import { ENGINES, withStore } from '../support/databases.ts';
import { startPlatform } from '../support/platform.ts';
import { policyOver, withWitnesses } from '../support/witnesses.ts';
import { run } from './support/run-peer.ts';
import { checkCheckpoint, checkFull, checkProof, feedWitnesses } from './support/tlogcheck.ts';

const test = suite('interop/witnesses');
const MAKER = join(import.meta.dirname, 'tlogcheck/mklog.mjs');
const work = mkdtempSync(join(tmpdir(), 'viche-witnesses-'));
const path = (name: string) => join(work, name);

async function makeLog(name: string, ...args: string[]) {
	const maker = [MAKER, name, 'demo.example/register', ...args];
	const { code, stderr } = await run(process.execPath, maker, { cwd: work });
	assert.equal(code, 0, stderr);
}

test.before(async () => {
	await makeLog('log', '0,1,255,256,600');
	await makeLog('fork', '600,700', '--mutate', '300');
});
test.after(() => rmSync(work, { recursive: true }));

test('a feeder of others gets cosignatures of our witnesses for a growing log, and none for a fork or a rollback', () =>
	withWitnesses(3, async (...witnesses) => {
		const vkey = readFileSync(path('log/vkey'), 'utf8').trim();
		for (const witness of witnesses) witness.know(vkey);
		const trust = { policy: `log ${vkey}\n${policyOver(witnesses, 2)}` };
		const cosigned = path('cosigned');
		const stage = (size: number) => {
			rmSync(path('staged'), { recursive: true, force: true });
			cpSync(path('log/log'), path('staged'), { recursive: true });
			writeFileSync(path('staged/checkpoint'), readFileSync(path(`log/cp/${size}`)));
			return path('staged');
		};
		for (const size of [1, 255, 256, 600]) {
			const { verified, output } = await feedWitnesses(trust, stage(size), cosigned);
			assert.ok(verified, output);
		}
		writeFileSync(path('staged/checkpoint'), readFileSync(cosigned));
		assert.ok((await checkFull(trust, path('staged'))).verified);
		const again = await feedWitnesses(trust, stage(600), cosigned);
		assert.ok(again.verified, again.output);
		for (const [log, why] of [
			[stage(256), /ROLLBACK/],
			[path('fork/log'), /HTTP 422/],
		] as const) {
			const { verified, output } = await feedWitnesses(trust, log, path('never'));
			assert.ok(!verified);
			assert.match(output, why);
		}
		await witnesses[0]!.stop();
		assert.ok((await feedWitnesses(trust, stage(600), cosigned)).verified);
		await witnesses[1]!.stop();
		assert.ok(!(await feedWitnesses(trust, stage(600), cosigned)).verified);
	}));

test('a checker of others accepts our published checkpoint and receipts under our policy, and not without the quorum', () =>
	withWitnesses(3, (...witnesses) =>
		withStore(ENGINES['SQLite in memory']!, async (store) => {
			const p = await startPlatform(store, { now: 1 }, true, undefined, policyOver(witnesses, 2));
			const { civic } = p.services;
			for (const witness of witnesses) witness.know(civic.verifierKey);
			await witnesses[2]!.stop();
			const entry = (n: number) => ({
				type: 'document' as const,
				object: 'PyUZ7pYBBA4Nia',
				document: 'pages',
				version: n,
				hash: sha256Hex(String(n)),
				at: n,
			});
			for (const [from, count] of [
				[0, 3],
				[3, 300],
			] as const) {
				await decide(p.services, ({ db }) =>
					civic.append(
						db,
						Array.from({ length: count }, (_, i) => entry(from + i)),
					),
				);
				await p.feeder!.feed();
			}
			const policy = await (await fetch(`${p.url}/register/policy`)).text();
			const log = `${p.url}/register/civic`;
			const full = await checkFull({ policy }, log);
			assert.ok(full.verified, full.output);
			assert.match(full.output, /cosigned by w1 .*\n.*cosigned by w2 /);
			const receipt = (await civic.receipt(256))!;
			const proved = await checkProof({ policy }, receipt, await civic.entry(256));
			assert.ok(proved.verified, proved.output);
			assert.ok(!(await checkProof({ policy }, receipt, await civic.entry(255))).verified);
			const strict = { policy: policy.replace('group all 2', 'group all 3') };
			assert.match((await checkCheckpoint(strict, log)).output, /quorum/);
			assert.ok(!(await checkProof(strict, receipt, await civic.entry(256))).verified);
			await p.close();
		}),
	));

test.run();
