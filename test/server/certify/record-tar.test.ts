/** A record in one file: what is served verifies, unpacked and packed again by others too; what is no tar is refused. */
import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { suite } from 'uvu';
import { openTar, type ReadAt } from '../../../crypto/verify/packed.ts';
import { SourceError } from '../../../crypto/verify/source.ts';
import { verifyRecord } from '../../../crypto/verify/verify-record.ts';
import { beat } from '../../../server/ballots/cadence.ts';
import { openRecord } from '../../../server/cli/record-source.ts';
import { inFolder } from '../../support/command-line.ts';
import { ENGINES, withStore } from '../../support/databases.ts';
import { certify, tally } from '../../support/finish-vote.ts';
import { cast, CLOSES, fill, good, startOpenVote, takeToken } from '../../support/open-vote.ts';

const test = suite('server/certify/record-tar');
const run = promisify(execFile);

/** The tar of a small certified vote, made once. */
let packed: Promise<{ readonly id: string; readonly bytes: Buffer }> | undefined;
const record = () => (packed ??= makeRecord());

async function makeRecord() {
	let made: { id: string; bytes: Buffer } | undefined;
	await withStore(ENGINES['SQLite in memory']!, async (store) => {
		const p = await startOpenVote(store, 'mix');
		const play = async () => {
			const url = `${p.url}/record/${p.id}.tar`;
			assert.equal((await fetch(url)).status, 404);
			for (const voter of ['v1', 'v2'])
				await good(cast(p, await fill(p, await takeToken(p, voter), [0])));
			await beat(p.services);
			p.clock.now = CLOSES;
			await good(p.call('sec', 'POST', `/votes/${p.id}/close`));
			await tally(p);
			await certify(p);
			const answer = await fetch(url);
			assert.equal(answer.headers.get('access-control-allow-origin'), '*');
			made = { id: p.id, bytes: Buffer.from(await answer.arrayBuffer()) };
			assert.equal((await fetch(`${p.url}/record/nothing.tar`)).status, 404);
		};
		await play().finally(p.close);
	});
	return made!;
}

const readIn =
	(bytes: Uint8Array): ReadAt =>
	(from, to) =>
		Promise.resolve(bytes.subarray(from, to));
const verdictOf = async (path: string): Promise<string> => {
	const input = await openRecord(path);
	assert.ok(input.kind === 'record');
	return (await verifyRecord(input)).verdict;
};

test('the tar that is served verifies as it is, and unpacked', () =>
	inFolder(async (folder) => {
		const { id, bytes } = await record();
		const path = join(folder, `${id}.tar`);
		await writeFile(path, bytes);
		assert.equal(await verdictOf(path), 'verified');
		const { stderr } = await run('tar', ['--warning=no-timestamp', '-xf', path, '-C', folder]);
		assert.equal(stderr, '');
		assert.equal(await verdictOf(join(folder, id)), 'verified');
	}));

test('what others pack anew verifies, in every format and below any folder', () =>
	inFolder(async (folder) => {
		const { id, bytes } = await record();
		await writeFile(join(folder, 'served.tar'), bytes);
		// Longer than the names of the oldest format.
		const deep = join(folder, `${'довга назва '.repeat(8)}/${'b'.repeat(60)}`);
		await run('mkdir', ['-p', deep]);
		await run('tar', ['-xf', join(folder, 'served.tar'), '-C', deep]);
		for (const format of ['gnu', 'pax', 'ustar', 'v7']) {
			const path = join(folder, `${format}.tar`);
			// The older formats have no room for such names.
			const from = format === 'gnu' || format === 'pax' ? folder : deep;
			const members = from === deep ? `./${id}` : deep.slice(folder.length + 1);
			await run('tar', [`--format=${format}`, '-cf', path, '-C', from, members]);
			assert.equal(await verdictOf(path), 'verified', format);
		}
	}));

test('a byte that was changed in the tar is found', () =>
	inFolder(async (folder) => {
		const { bytes } = await record();
		const at = bytes.indexOf('"counted":2');
		assert.ok(at > 0);
		const changed = Buffer.from(bytes);
		changed.write('"counted":3', at);
		const path = join(folder, 'changed.tar');
		await writeFile(path, changed);
		assert.equal(await verdictOf(path), 'rejected');
		assert.ok((await readFile(path)).length === bytes.length);
	}));

test('what is cut off, damaged, doubled or no tar is refused with a reason', async () => {
	const { bytes } = await record();
	const name = Buffer.from(bytes);
	name[0] = name[0]! ^ 1;
	for (const [what, bad, words] of [
		['cut', bytes.subarray(0, bytes.length - 5000), /cut off/],
		['damaged', name, /damaged/],
		['doubled', Buffer.concat([bytes, bytes]), /twice/],
		['no tar', Buffer.from('x'.repeat(2000)), /no tar/],
		['empty', Buffer.alloc(0), /no record\.json/],
		['zeros', Buffer.alloc(4096), /no record\.json/],
	] as const)
		await assert.rejects(
			() => openTar(bad.length, readIn(bad)),
			(e) => e instanceof SourceError && words.test(e.message),
			what,
		);
});

test('a path that the tar has not is a missing file', async () => {
	const { bytes } = await record();
	const open = await openTar(bytes.length, readIn(bytes));
	assert.equal(await open('nothing.json'), undefined);
	assert.equal(await open('../record.json'), undefined);
});

test.run();
