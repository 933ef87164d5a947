/** The records that we publish, judged by software that others wrote. */
import assert from 'node:assert/strict';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { suite } from 'uvu';
import { encodeReceipt } from '../../crypto/register/receipt.ts';
import { TileReader } from '../../crypto/register/tile-reader.ts';
import { hexToBytes } from '@noble/hashes/utils.js';
import { publish } from '../../server/cli/simulate/publish.ts';
import type { SimulatedVote } from '../../server/cli/simulate/vote.ts';
import { play } from '../support/attack.ts';
import { rewrite } from '../support/small-vote.ts';
import { verifyArchive } from './support/belenios-tool.ts';
import { checkFull, checkInclusion, checkProof } from './support/tlogcheck.ts';

const test = suite('interop/simulate');
const work = mkdtempSync(join(tmpdir(), 'viche-simulate-'));
test.after(() => rmSync(work, { recursive: true }));

const VOTES = {
	sum: await play('sum', {}, { revotes: 50 }),
	mix: await play('mix', {}, { revotes: 50 }),
	'all members must decrypt': await play('sum', {}, { trustees: 2 }),
};

const registersOf = (vote: SimulatedVote) => ({ civic: vote.civic, ballot: vote.box });

for (const [name, vote] of Object.entries(VOTES)) {
	test(`belenios-tool accepts the archive and each ballot: ${name}`, async () => {
		const verdict = await verifyArchive(vote.archive);
		assert.ok(verdict.accepted, JSON.stringify(verdict));
		assert.equal(verdict.ballots.length, vote.casts.length);
		assert.ok(verdict.tally?.accepted);
	});

	test(`tlogcheck accepts both registers and refuses them under another key: ${name}`, async () => {
		const folder = join(work, name);
		await publish(vote.record(), folder);
		for (const [kind, register] of Object.entries(registersOf(vote))) {
			const log = join(folder, 'register', kind);
			assert.ok((await checkFull({ vkey: register.key }, log)).verified);
			const other = kind === 'civic' ? vote.box.key : vote.civic.key;
			assert.equal((await checkFull({ vkey: other }, log)).verified, false);
		}
	});
}

test('belenios-tool refuses an archive with another result', async () => {
	const vote = await play('sum', {
		decrypt: (v) => {
			v.decrypted = [[0n, 2n, 2n, 2n, 1n]];
		},
	});
	assert.equal((await verifyArchive(vote.archive)).accepted, false);
});

test('tlogcheck refuses a register of which one byte was changed, and a fork of what it saw', async () => {
	const folder = join(work, 'tampered');
	const vote = await play('sum');
	await publish(vote.record(), folder);
	const log = join(folder, 'register/ballot');
	const state = join(work, 'seen');
	assert.ok((await checkFull({ vkey: vote.box.key }, log, state)).verified);
	const bundle = join(log, `tile/entries/000.p/${vote.box.size}`);
	const bytes = readFileSync(bundle);
	bytes[30]! ^= 1;
	writeFileSync(bundle, bytes);
	assert.equal((await checkFull({ vkey: vote.box.key }, log)).verified, false);
	const fork = rewrite('ballot', vote.box, ([, ...entries]) => entries);
	await publish(fork.files(), join(work, 'fork'));
	assert.ok((await checkFull({ vkey: vote.box.key }, join(work, 'fork'))).verified);
	assert.equal(
		(await checkFull({ vkey: vote.box.key }, join(work, 'fork'), state)).verified,
		false,
	);
});

test('tlogcheck accepts the receipt of every ballot', async () => {
	const { box } = VOTES.sum;
	const files = box.files();
	const head = { size: box.size, root: hexToBytes(box.root()) };
	const tiles = await TileReader.open(head, (path) => Promise.resolve(files.get(path)));
	assert.ok(tiles.ok);
	const note = new TextDecoder().decode(files.get('checkpoint'));
	for (const [index, entry] of box.entries.entries()) {
		const proof = await tiles.value.proveInclusion(index);
		assert.ok(proof.ok);
		const receipt = encodeReceipt({ index, proof: proof.value, note });
		assert.ok((await checkProof({ vkey: box.key }, receipt, entry)).verified);
		const { entries } = VOTES.mix.box;
		assert.equal((await checkProof({ vkey: box.key }, receipt, entries[index]!)).verified, false);
	}
	const log = join(work, 'sum/register/ballot');
	assert.ok((await checkInclusion({ vkey: box.key }, log, 0, box.entries[0]!)).verified);
});

test.run();
