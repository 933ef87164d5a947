import assert from 'node:assert/strict';
import fc from 'fast-check';
import { suite } from 'uvu';
import {
	MAX_REQUEST_BYTES,
	encodeAddCheckpoint,
	encodeTreeSize,
	parseAddCheckpoint,
	parseTreeSize,
} from '../../../crypto/register/add-checkpoint.ts';
import { EMPTY_ROOT, leafHash, rootOfLeaves } from '../../../crypto/register/merkle.ts';
import { proveConsistency } from '../../../crypto/register/merkle-proof.ts';
import { accepted, codeOf } from './rejects.ts';
import { entryOf, vectors } from './vectors.ts';

const test = suite('crypto/register/add-checkpoint');
const { note } = vectors;
const body = note.addCheckpointBody;
const leaves = Array.from({ length: 600 }, (_, i) => leafHash(entryOf(i)));
const proof = proveConsistency(257, 600, ({ level, index }) =>
	rootOfLeaves(leaves.slice(index * 2 ** level, (index + 1) * 2 ** level)),
);

test('the request to a witness is that of the vectors, and is read again', () => {
	const request = { oldSize: 257, proof, note: note.checkpoint600 };
	assert.equal(encodeAddCheckpoint(request), body);
	const read = accepted(parseAddCheckpoint(body));
	assert.deepEqual([read.oldSize, read.note], [257, note.checkpoint600]);
	assert.equal(encodeAddCheckpoint(read), body);
	const first = encodeAddCheckpoint({ oldSize: 0, proof: [], note: note.checkpoint257 });
	assert.equal(first, `old 0\n\n${note.checkpoint257}`);
	assert.deepEqual(accepted(parseAddCheckpoint(first)).proof, []);
});

test('an impossible request is not written', () => {
	const request = { oldSize: 1, proof: [], note: '' };
	assert.throws(() => encodeAddCheckpoint({ ...request, oldSize: -1 }), RangeError);
	const tooMany = { ...request, proof: Array<Uint8Array>(64).fill(EMPTY_ROOT) };
	assert.throws(() => encodeAddCheckpoint(tooMany), RangeError);
});

test('each part of a request that is not as it must be has its rejection', () => {
	const [first, hash] = body.split('\n') as [string, string];
	const cases: [string, string | Uint8Array][] = [
		['add-checkpoint.malformed', ''],
		['add-checkpoint.malformed', body.replaceAll('\n\n', '\n')],
		['add-checkpoint.old-size', `\n\n${body}`],
		['add-checkpoint.old-size', body.replace(first, 'old')],
		['add-checkpoint.old-size', body.replace(first, 'new 257')],
		['add-checkpoint.old-size', body.replace(first, 'old  257')],
		['add-checkpoint.old-size', body.replace(first, 'old 0257')],
		['add-checkpoint.old-size', body.replace(first, 'old -1')],
		['add-checkpoint.old-size', body.replace(first, 'old 9007199254740992')],
		['add-checkpoint.old-size', body.replace(first, `${first}\r`)],
		['add-checkpoint.proof', body.replace(hash, hash.slice(4))],
		['add-checkpoint.proof', body.replace(hash, ` ${hash}`)],
		['add-checkpoint.proof', body.replace(hash, 'x')],
		['add-checkpoint.proof', body.replace(hash, `${hash}\n`.repeat(64 - proof.length + 1) + hash)],
		['add-checkpoint.utf8', Uint8Array.of(0xff)],
		['add-checkpoint.too-long', body + 'x'.repeat(MAX_REQUEST_BYTES)],
	];
	for (const [code, text] of cases)
		assert.equal(codeOf(parseAddCheckpoint(text)), code, text.slice(0, 80).toString());
	const most = `old 1\n${`${hash}\n`.repeat(63)}\n${note.checkpoint600}`;
	assert.equal(accepted(parseAddCheckpoint(most)).proof.length, 63);
});

test('the size in an answer is read as it was written, and nothing else is', () => {
	for (const size of [0, 1, 2 ** 53 - 1]) assert.equal(parseTreeSize(encodeTreeSize(size)), size);
	for (const text of ['', '\n', '5', '05\n', '5\n\n', '-1\n', '1e3\n', '9007199254740992\n', 'x\n'])
		assert.equal(parseTreeSize(text), undefined, text);
});

test('any text gives a value, never a crash', () => {
	const line = fc.oneof(fc.constantFrom('', 'old 1', body.split('\n')[1]!, 'x'), fc.string());
	fc.assert(
		fc.property(fc.array(line), (lines) => {
			const code = codeOf(parseAddCheckpoint(lines.join('\n')));
			assert.match(code, /^(accepted|add-checkpoint\.[a-z0-9-]+)$/);
		}),
		{ numRuns: 500, seed: 5 },
	);
});

test.run();
