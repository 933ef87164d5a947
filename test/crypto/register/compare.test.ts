import assert from 'node:assert/strict';
import { suite } from 'uvu';
import { sha256Text } from '../../../crypto/hash.ts';
import { openCheckpoint, signCheckpoint } from '../../../crypto/register/checkpoint.ts';
import {
	compareCheckpoints,
	isRollback,
	verifyForkEvidence,
} from '../../../crypto/register/compare.ts';
import { EMPTY_ROOT } from '../../../crypto/register/merkle.ts';
import type { Hash } from '../../../crypto/register/merkle.ts';
import { ed25519Verifier, encodeNote, signNoteText } from '../../../crypto/register/note.ts';
import { TileReader } from '../../../crypto/register/tile-reader.ts';
import { accepted, codeOf, flipped } from './rejects.ts';
import { register, registerKey } from './sample-entries.ts';
import type { SampleLog } from './sample-log.ts';
import { sampleLog, serve } from './sample-log.ts';

const test = suite('crypto/register/compare');
const log = ed25519Verifier(registerKey);
const [small, large] = [sampleLog(300), sampleLog(700)];
const pow2 = sampleLog(256);
/** The same log, but for its entry 100. */
const [otherSmall, otherLarge, otherPow2] = [300, 700, 256].map((n) => sampleLog(n, 100)) as [
	SampleLog,
	SampleLog,
	SampleLog,
];
const note = (head: SampleLog) => signCheckpoint(head, register);
const checkpoint = (head: SampleLog) => accepted(openCheckpoint(note(head), log));
const path = async (larger: SampleLog, size: number): Promise<Hash[]> => {
	const reader = accepted(await TileReader.open(larger, serve(larger.files).fetch));
	return accepted(await reader.readPrefixPath(size));
};
const relation = (a: SampleLog, b: SampleLog, p?: Hash[]) =>
	accepted(compareCheckpoints(checkpoint(a), checkpoint(b), p));

test('two checkpoints of one history are consistent, in either order', async () => {
	for (const smaller of [small, pow2]) {
		const p = await path(large, smaller.size);
		assert.equal(relation(smaller, large, p), 'consistent');
		assert.equal(relation(large, smaller, p), 'consistent');
	}
	assert.equal(relation(small, small), 'same');
	const empty = { files: new Map(), size: 0, root: EMPTY_ROOT };
	assert.equal(relation(empty, large), 'consistent');
});

test('two histories are a fork, at one size and across sizes', async () => {
	assert.equal(relation(small, otherSmall), 'fork');
	assert.equal(relation(small, otherLarge, await path(otherLarge, 300)), 'fork');
	assert.equal(relation(pow2, otherLarge, await path(otherLarge, 256)), 'fork');
	assert.equal(relation(otherPow2, large, await path(large, 256)), 'fork');
});

test('a path that does not belong to the larger checkpoint proves nothing', async () => {
	const p = await path(large, 300);
	assert.equal(relation(small, large), 'unproven');
	assert.equal(relation(small, large, p.slice(1)), 'unproven');
	assert.equal(relation(small, large, [...p, EMPTY_ROOT]), 'unproven');
	assert.equal(relation(small, otherLarge, p), 'unproven');
	assert.equal(relation(small, large, p.with(0, new Uint8Array(31))), 'unproven');
	assert.equal(relation(small, large, Array<Hash>(99).fill(EMPTY_ROOT)), 'unproven');
	for (const [i, hash] of p.entries())
		assert.equal(relation(small, large, p.with(i, flipped(hash, 11 * i))), 'unproven');
});

test('a smaller log than was seen is a rollback', () => {
	assert.ok(isRollback(checkpoint(large), checkpoint(small)));
	assert.ok(!isRollback(checkpoint(small), checkpoint(large)));
	assert.ok(!isRollback(checkpoint(small), checkpoint(otherSmall)));
});

test('checkpoints of two logs are not compared', () => {
	const other = { ...checkpoint(small), origin: 'other.example' };
	assert.equal(codeOf(compareCheckpoints(checkpoint(small), other)), 'compare.origin');
});

test('evidence of a fork convinces who has only the key of the log', async () => {
	const sameSize = { notes: [note(small), note(otherSmall)], path: [] } as const;
	assert.ok(verifyForkEvidence(sameSize, log).ok);
	const across = {
		notes: [note(otherLarge), note(small)],
		path: await path(otherLarge, 300),
	} as const;
	assert.ok(verifyForkEvidence(across, log).ok);
	const stretched = signNoteText(`${checkpoint(otherSmall).text}more\n`, register);
	const extended = encodeNote(`${checkpoint(otherSmall).text}more\n`, [stretched]);
	assert.ok(verifyForkEvidence({ notes: [note(small), extended], path: [] }, log).ok);
});

test('no evidence is made of consistent, foreign or unsigned checkpoints', async () => {
	const code = (first: string, second: string, p: Hash[] = []) =>
		codeOf(verifyForkEvidence({ notes: [first, second], path: p }, log));
	assert.equal(code(note(small), note(small)), 'compare.no-fork');
	assert.equal(code(note(small), note(large), await path(large, 300)), 'compare.no-fork');
	assert.equal(code(note(small), note(otherLarge)), 'compare.no-fork');
	const foreign = signCheckpoint(otherSmall, { ...register, seed: sha256Text('other') });
	assert.equal(code(note(small), foreign), 'note.unverified');
	const changed = note(small).replace('300\n', '301\n');
	assert.equal(code(note(small), changed), 'note.bad-signature');
	const text = checkpoint(otherSmall).text.replace('demo', 'other');
	assert.equal(
		code(note(small), encodeNote(text, [signNoteText(text, register)])),
		'compare.origin',
	);
	const elsewhere = [small, otherSmall].map((head) => {
		const other = checkpoint(head).text.replace('demo', 'other');
		return encodeNote(other, [signNoteText(other, register)]);
	}) as [string, string];
	assert.equal(code(...elsewhere), 'compare.origin');
	const prose = encodeNote('hello\n', [signNoteText('hello\n', register)]);
	assert.equal(code(note(small), prose), 'checkpoint.malformed');
});

test.run();
