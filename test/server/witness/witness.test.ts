/** A witness over HTTP: what it cosigns, and everything that it refuses. */
import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { once } from 'node:events';
import { connect } from 'node:net';
import { suite } from 'uvu';
import { sha256Text } from '../../../crypto/hash.ts';
import { encodeAddCheckpoint, MAX_REQUEST_BYTES } from '../../../crypto/register/add-checkpoint.ts';
import { encodeCheckpoint, signCheckpoint } from '../../../crypto/register/checkpoint.ts';
import {
	cosignatureTime,
	cosignatureVerifier,
	openCosignatures,
} from '../../../crypto/register/cosignature.ts';
import { EMPTY_ROOT, type Hash } from '../../../crypto/register/merkle.ts';
import { encodeNote, parseNote, signNoteText } from '../../../crypto/register/note.ts';
import { parsePolicy, openWitnessed } from '../../../crypto/register/policy.ts';
import { TileReader } from '../../../crypto/register/tile-reader.ts';
import {
	ED25519_KEY,
	encodeVerifierKey,
	parseVerifierKey,
	verifierKeyOf,
} from '../../../crypto/register/verifier-key.ts';
import { WitnessRefused, WitnessStore } from '../../../server/witness/witness-store.ts';
import { accepted } from '../../crypto/register/rejects.ts';
import { sampleLog, serve, type SampleLog } from '../../crypto/register/sample-log.ts';
import { withWitnesses, type TestWitness } from '../../support/witnesses.ts';

const test = suite('server/witness/witness');
const signer = { name: 'log.example/r', seed: sha256Text('log') };
const logKey = encodeVerifierKey(verifierKeyOf(signer, ED25519_KEY));
const SIZES = [1, 2, 255, 256, 300];
const logs = new Map(SIZES.map((size) => [size, sampleLog(size)]));
const other = sampleLog(300, 3);

const noteOf = ({ size, root }: Pick<SampleLog, 'size' | 'root'>) =>
	signCheckpoint({ size, root }, signer);

async function proofIn(log: SampleLog, oldSize: number): Promise<Hash[]> {
	if (oldSize === 0) return [];
	const reader = accepted(await TileReader.open(log, serve(log.files).fetch));
	return accepted(await reader.proveConsistency(oldSize));
}

async function submit({ url }: TestWitness, body: string | Uint8Array) {
	const answer = await fetch(`${url}/add-checkpoint`, { method: 'POST', body: Buffer.from(body) });
	return {
		status: answer.status,
		type: answer.headers.get('content-type'),
		text: await answer.text(),
	};
}

/** Submits a log honestly. */
const grow = async (witness: TestWitness, oldSize: number, log: SampleLog) =>
	submit(
		witness,
		encodeAddCheckpoint({ oldSize, proof: await proofIn(log, oldSize), note: noteOf(log) }),
	);

const conflict = (size: number) => ({
	status: 409,
	type: 'text/x.tlog.size',
	text: `${size}\n`,
});
const idOf = (origin: string) => createHash('sha256').update(origin).digest('hex');

/** Runs with a witness that knows the log and has cosigned it up to a size. */
const withWitness = (size: number, work: (witness: TestWitness) => Promise<void>) =>
	withWitnesses(1, async (witness) => {
		witness.know(logKey);
		if (size > 0) assert.equal((await grow(witness, 0, logs.get(size)!)).status, 200);
		await work(witness);
	});

test('a growing log is cosigned, and the cosignature verifies', () =>
	withWitness(0, async (witness) => {
		const verifier = cosignatureVerifier(accepted(parseVerifierKey(witness.key)));
		let old = 0;
		for (const size of SIZES) {
			const log = logs.get(size)!;
			const before = Math.floor(Date.now() / 1000);
			const { status, text } = await grow(witness, old, log);
			assert.equal(status, 200, text);
			const covered = encodeCheckpoint({ ...log, origin: signer.name });
			const [line] = accepted(openCosignatures(text, covered, verifier));
			const time = cosignatureTime(line!)!;
			assert.ok(time >= before && time <= before + 60);
			old = size;
		}
		const answer = await fetch(`${witness.url}/${idOf(signer.name)}/checkpoint`);
		assert.equal(answer.headers.get('access-control-allow-origin'), '*');
		const policy = `log ${logKey}\nwitness w ${witness.key}\nquorum w\n`;
		const opened = openWitnessed(await answer.text(), accepted(parsePolicy(policy)));
		assert.equal(accepted(opened).size, 300);
	}));

test('the same checkpoint again gets a fresh time and changes nothing', () =>
	withWitness(300, async (witness) => {
		assert.equal((await grow(witness, 300, logs.get(300)!)).status, 200);
		const hashes = await proofIn(logs.get(300)!, 2);
		const padded = encodeAddCheckpoint({
			oldSize: 300,
			proof: hashes,
			note: noteOf(logs.get(300)!),
		});
		assert.equal((await submit(witness, padded)).status, 422);
	}));

test('rollback and forgetting are refused with the size that is known', () =>
	withWitness(255, async (witness) => {
		assert.deepEqual(await grow(witness, 2, logs.get(2)!), conflict(255));
		assert.deepEqual(await grow(witness, 0, logs.get(300)!), conflict(255));
		assert.deepEqual(await grow(witness, 256, logs.get(300)!), conflict(255));
		const older = { oldSize: 255, proof: [], note: noteOf(logs.get(2)!) };
		assert.equal((await submit(witness, encodeAddCheckpoint(older))).status, 400);
		assert.equal((await grow(witness, 255, logs.get(300)!)).status, 200);
	}));

test('a split view is refused, larger or of the same size', () =>
	withWitness(256, async (witness) => {
		const fork = await grow(witness, 256, other);
		assert.equal(fork.status, 422, fork.text);
		assert.equal((await grow(witness, 256, logs.get(300)!)).status, 200);
		assert.deepEqual(await grow(witness, 300, other), conflict(300));
	}));

test('each hash of a proof counts: changed, left out, added or moved', () =>
	withWitness(255, async (witness) => {
		const log = logs.get(300)!;
		const proof = await proofIn(log, 255);
		const send = (changed: readonly Hash[]) =>
			submit(witness, encodeAddCheckpoint({ oldSize: 255, proof: changed, note: noteOf(log) }));
		for (const [i, hash] of proof.entries()) {
			const flipped = Uint8Array.from(hash);
			flipped[i % 32]! ^= 1;
			assert.equal((await send(proof.with(i, flipped))).status, 422);
			assert.equal((await send(proof.toSpliced(i, 1))).status, 422);
		}
		assert.equal((await send([...proof, proof[0]!])).status, 422);
		assert.equal((await send(proof.toReversed())).status, 422);
		assert.equal((await send(proof)).status, 200);
	}));

test('who did not sign is not heard, and an unknown log is unknown', () =>
	withWitness(2, async (witness) => {
		const log = logs.get(300)!;
		const text = encodeCheckpoint({ ...log, origin: signer.name });
		const proof = await proofIn(log, 2);
		const send = async (note: string) => {
			const { status } = await submit(witness, encodeAddCheckpoint({ oldSize: 2, proof, note }));
			return status;
		};
		const impostor = { ...signer, seed: sha256Text('another') };
		assert.equal(await send(encodeNote(text, [signNoteText(text, impostor)])), 403);
		const stranger = { name: 'stranger.example', seed: sha256Text('stranger') };
		assert.equal(await send(encodeNote(text, [signNoteText(text, stranger)])), 403);
		const wrong = text.replace('300', '301');
		assert.equal(await send(encodeNote(wrong, [signNoteText(text, signer)])), 403);
		assert.equal(await send(signCheckpoint(log, stranger)), 404);
		// A further signature, by whomever, does no harm.
		const both = [signNoteText(text, stranger), signNoteText(text, signer)];
		assert.equal(await send(encodeNote(text, both)), 200);
	}));

test('an empty log is never cosigned', () =>
	withWitness(0, async (witness) => {
		const note = signCheckpoint({ size: 0, root: EMPTY_ROOT }, signer);
		const { status, text } = await submit(
			witness,
			encodeAddCheckpoint({ oldSize: 0, proof: [], note }),
		);
		assert.equal(status, 400);
		assert.match(text, /empty log/);
		const none = await fetch(`${witness.url}/${idOf(signer.name)}/checkpoint`);
		assert.equal(none.status, 404);
	}));

test('what is malformed or too large is refused and changes nothing', () =>
	withWitness(2, async (witness) => {
		const log = logs.get(300)!;
		const good = encodeAddCheckpoint({
			oldSize: 2,
			proof: await proofIn(log, 2),
			note: noteOf(log),
		});
		const hash = good.split('\n')[1]!;
		const cases: [number, string | Uint8Array][] = [
			[400, ''],
			[400, 'hi\n'],
			[400, good.replace('old 2', 'old two')],
			[400, good.replace('old 2', 'old 301')],
			[400, good.replace(hash, 'x')],
			[400, good.replace(hash, `${hash}\n`.repeat(63) + hash)],
			[400, good.replace('\n300\n', '\n0300\n')],
			[400, good.replace('— ', '- ')],
			[400, good.slice(0, -1)],
			[400, Uint8Array.of(0xff, 0xfe)],
			[413, good + 'x'.repeat(MAX_REQUEST_BYTES)],
		];
		for (const [status, body] of cases)
			assert.equal((await submit(witness, body)).status, status, body.slice(0, 60).toString());
		assert.equal((await fetch(`${witness.url}/add-checkpoint`)).status, 404);
		assert.equal((await fetch(`${witness.url}/../../etc/checkpoint`)).status, 404);
		assert.equal((await fetch(`${witness.url}/%ff/checkpoint`)).status, 400);
		assert.equal((await submit(witness, good)).status, 200);
	}));

test('of submissions at once one wins, and the others learn its size', () =>
	withWitness(2, async (witness) => {
		const answers = await Promise.all(
			[255, 256, 300, 255, 256, 300].map((size) => grow(witness, 2, logs.get(size)!)),
		);
		const [won, ...more] = answers.filter(({ status }) => status === 200);
		assert.ok(won && more.length === 0);
		assert.equal(answers.filter(({ status }) => status === 409).length, 5);
	}));

test('what was cosigned is remembered by the next process, and only its own key opens a log', () =>
	withWitness(256, async (witness) => {
		await witness.stop();
		await witness.start();
		assert.deepEqual(await grow(witness, 0, logs.get(256)!), conflict(256));
		const store = new WitnessStore(witness.folder);
		const another = encodeVerifierKey(
			verifierKeyOf({ ...signer, seed: sha256Text('another') }, ED25519_KEY),
		);
		assert.throws(() => store.addLog(another), WitnessRefused);
		assert.throws(() => store.addLog(witness.key), WitnessRefused);
		assert.equal(store.addLog(logKey), signer.name);
		assert.equal(store.find(signer.name)!.size, 256);
		store.close();
	}));

test('extension lines of other logs are covered by the cosignature', () =>
	withWitness(0, async (witness) => {
		const text = `${encodeCheckpoint({ ...logs.get(2)!, origin: signer.name })}an extension\n`;
		const note = encodeNote(text, [signNoteText(text, signer)]);
		const answer = await submit(witness, encodeAddCheckpoint({ oldSize: 0, proof: [], note }));
		const verifier = cosignatureVerifier(accepted(parseVerifierKey(witness.key)));
		assert.ok(openCosignatures(answer.text, accepted(parseNote(note)).text, verifier).ok);
	}));

test('a client that sends nothing does not hold up the others', () =>
	withWitness(0, async (witness) => {
		const idle = connect(Number(new URL(witness.url).port), '127.0.0.1');
		await once(idle, 'connect');
		idle.write('POST /add-checkpoint HTTP/1.1\r\nHost: w\r\nContent-Length: 1000\r\n\r\nold');
		assert.equal((await grow(witness, 0, logs.get(1)!)).status, 200);
		idle.destroy();
	}));

test.run();
