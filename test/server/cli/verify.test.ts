import assert from 'node:assert/strict';
import { once } from 'node:events';
import { readFile, rm, truncate, writeFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join, normalize } from 'node:path';
import { suite } from 'uvu';
import type { Report } from '../../../crypto/verify/report.ts';
import type { Simulation } from '../../../server/cli/simulate/summary.ts';
import { sha256Hex } from '../../../crypto/hash.ts';
import { inFolder, pabulibPath, viche } from '../../support/command-line.ts';
import { readVectorArchive } from '../../support/verifying.ts';

const test = suite('server/cli/verify');

/** A small record in a folder of its own. */
async function withRecord(
	work: (out: string, simulation: Simulation) => Promise<void>,
): Promise<void> {
	await inFolder(async (folder) => {
		const out = join(folder, 'record');
		const { stdout } = await viche(
			...['simulate', pabulibPath('Poland_Gdynia_2025_Maly_Kack__small'), '--out', out],
			...['--voters', '8', '--json'],
		);
		await work(out, JSON.parse(stdout) as Simulation);
	});
}

/** Serves a folder as a web server does. */
async function serving(folder: string, work: (url: string) => Promise<void>): Promise<void> {
	const server = createServer((request, response) => {
		void readFile(join(folder, normalize(new URL(request.url!, 'http://x').pathname))).then(
			(bytes) => response.end(bytes),
			() => response.writeHead(404).end(),
		);
	});
	await once(server.listen(0, '127.0.0.1'), 'listening');
	try {
		await work(`http://127.0.0.1:${(server.address() as AddressInfo).port}`);
	} finally {
		server.closeAllConnections();
		server.close();
	}
}

test('a record is verified from a folder and from a URL; trust is compared', async () => {
	await withRecord(async (out) => {
		const local = await viche('verify', out, '--json');
		assert.equal(local.code, 0);
		const report = JSON.parse(local.stdout) as Report;
		assert.equal(report.verdict, 'verified');
		assert.ok(report.findings.some((f) => f.code === 'manifest.unpinned'));
		await serving(out, async (url) => {
			const remote = await viche('verify', url, '--json', '--threads', '1');
			assert.deepEqual(JSON.parse(remote.stdout), report);
		});
		const manifest = sha256Hex(await readFile(join(out, 'manifest.json'), 'utf8'));
		const trust = join(out, '..', 'trust.json');
		await writeFile(trust, JSON.stringify({ format: 'viche-trust/v1', manifest }));
		const pinned = JSON.parse(
			(await viche('verify', out, '--json', '--trust', trust)).stdout,
		) as Report;
		assert.ok(!pinned.findings.some((f) => f.code === 'manifest.unpinned'));
		await writeFile(trust, JSON.stringify({ format: 'viche-trust/v1', manifest: '0'.repeat(64) }));
		const other = await viche('verify', out, '--trust', trust, '--lang', 'uk');
		assert.equal(other.code, 1);
		assert.match(other.stdout, /ПОМИЛКА: R2 [^]*ВІДХИЛЕНО/);
	});
});

test('what is missing, damaged or cut is found', async () => {
	await withRecord(async (out, { archive }) => {
		const result = join(out, 'result.json');
		const good = await readFile(result, 'utf8');
		await writeFile(result, good.replace('"counted":8', '"counted":9'));
		const changed = await viche('verify', out, '--plain', '--lang', 'en');
		assert.equal(changed.code, 1);
		assert.match(changed.stdout, /ERROR: C1 [^]*REJECTED/);
		await rm(result);
		const missing = await viche('verify', out, '--json');
		assert.equal(missing.code, 1);
		assert.notEqual((JSON.parse(missing.stdout) as Report).verdict, 'verified');
		await writeFile(result, good);
		await truncate(archive, 2000);
		const cut = JSON.parse((await viche('verify', out, '--json')).stdout) as Report;
		assert.equal(cut.verdict, 'rejected');
		assert.equal(cut.checks.find((c) => c.id === 'E1')?.status, 'failed');
	});
});

test('an archive alone is consistent, never verified; --strict asks for more', async () => {
	await inFolder(async (folder) => {
		const path = join(folder, 'election.bel');
		await writeFile(path, readVectorArchive('bt30-threshold'));
		const plain = await viche('verify', path, '--json');
		assert.deepEqual([plain.code, (JSON.parse(plain.stdout) as Report).verdict], [0, 'consistent']);
		assert.equal((await viche('verify', path, '--strict')).code, 1);
	});
});

test('verify-diff says whether a copy is continued', async () => {
	await withRecord(async (out, { archive }) => {
		const same = await viche('verify-diff', out, out, '--json');
		assert.deepEqual([same.code, (JSON.parse(same.stdout) as Report).verdict], [0, 'consistent']);
		const copy = join(out, '..', 'copy.bel');
		const bytes = await readFile(archive);
		await writeFile(copy, bytes.subarray(0, Math.floor(bytes.length / 1024) * 512));
		assert.equal((await viche('verify-diff', archive, copy)).code, 1);
		const mixed = await viche('verify-diff', out, archive);
		assert.deepEqual([mixed.code, mixed.stdout], [2, '']);
	});
});

test('what cannot be read ends with 2', async () => {
	await inFolder(async (folder) => {
		const trust = join(folder, 'trust.json');
		await writeFile(trust, '{"format":"viche-trust/v1","manifest":7}');
		for (const args of [
			['verify'],
			['verify', join(folder, 'nothing')],
			['verify', folder],
			['verify', folder, '--threads', '0'],
			['verify', folder, '--trust', trust],
			['verify', folder, '--trust', join(folder, 'no-trust')],
			['verify', folder, '--lang', 'tlh'],
			['verify', 'http://127.0.0.1:9/record/'],
		]) {
			const { code, stdout, stderr } = await viche(...args);
			assert.deepEqual([code, stdout], [2, ''], `${args.join(' ')}: ${stderr}`);
			assert.doesNotMatch(stderr, /\n {4}at /, args.join(' '));
		}
	});
});

test.run();
