import assert from 'node:assert/strict';
import { suite } from 'uvu';
import { utf8ToBytes } from '../../../crypto/bytes.ts';
import { sha256Hex, sha256Text } from '../../../crypto/hash.ts';
import { makeCosignature } from '../../../crypto/register/cosignature.ts';
import { signCheckpoint } from '../../../crypto/register/checkpoint.ts';
import {
	COSIGNATURE_KEY,
	encodeVerifierKey,
	verifierKeyOf,
} from '../../../crypto/register/verifier-key.ts';
import { checkEarlierCheckpoints } from '../../../crypto/verify/earlier-checkpoints.ts';
import { checkRegister } from '../../../crypto/verify/register.ts';
import type { Register } from '../../../crypto/verify/register.ts';
import type { Journal } from '../../../crypto/verify/report.ts';
import type { Trust } from '../../../crypto/verify/trust.ts';
import {
	chainEntries,
	findingsOf,
	makeRegister,
	serveFiles,
	writeRegister,
	type Files,
	type NewEntry,
} from '../../support/registers.ts';

const { signer, key, vkey } = makeRegister('ballots');
const ballots = (count: number): NewEntry<'ballot'>[] =>
	Array.from({ length: count }, (_, i) => ({
		type: 'ballot',
		ballot: sha256Hex(`ballot ${i}`),
		nullifier: sha256Hex(`token ${i}`),
		c: sha256Hex(`c ${i}`),
	}));
const entries = chainEntries('ballot', key, ballots(300));
const files: Files = new Map();
const { note, root } = writeRegister(files, 'r', signer, entries);

const read = (
	journal: Journal,
	given: ReadonlyMap<string, Uint8Array | undefined> = files,
	trust: Trust = {},
): Promise<Register<'ballot'> | undefined> =>
	checkRegister(journal, serveFiles(given), 'ballot', { path: 'r', key }, trust);

const test = suite('crypto/verify/register');

test('reads every entry and says what was taken on trust', async () => {
	const found = await findingsOf(async (journal) => {
		const register = await read(journal);
		assert.equal(register?.entries.length, 300);
		assert.equal(register.complete, true);
		assert.deepEqual(
			register.entries[299]!.entry.prev,
			sha256Hex(Buffer.from(entries[298]!).toString()),
		);
	});
	assert.deepEqual([found.errors, found.unproved], [[], []]);
	assert.deepEqual(found.notes, ['R4 register.key-unpinned', 'R4 register.no-witnesses']);
	assert.equal(found.report.checks.find((c) => c.id === 'R5')?.count, 300);
});

test('a pinned key is used, whatever the record says', async () => {
	const other = makeRegister('other').vkey;
	const good = await findingsOf((j) => read(j, files, { registers: { ballot: vkey } }));
	assert.deepEqual(good.notes, ['R4 register.no-witnesses']);
	const bad = await findingsOf((j) => read(j, files, { registers: { ballot: other } }));
	assert.deepEqual(bad.errors, ['R4 register.other-key', 'R4 note.unverified']);
	assert.deepEqual(bad.unproved, ['R5 register.unreadable']);
});

test('witnesses are demanded when the observer has a policy', async () => {
	const witness = { name: 'witness.example/w', seed: sha256Text('witness') };
	const policy = [
		`log ${vkey}`,
		`witness w ${encodeVerifierKey(verifierKeyOf(witness, COSIGNATURE_KEY))}`,
		'quorum w',
		'',
	].join('\n');
	const without = await findingsOf((j) => read(j, files, { policy }));
	assert.deepEqual(without.errors, ['R4 policy.quorum-not-met']);
	const text = note.slice(0, note.indexOf('\n\n') + 1);
	const cosigned = new Map(files).set(
		'r/checkpoint',
		utf8ToBytes(note + makeCosignature(text, witness, 1_800_000_000)),
	);
	const withIt = await findingsOf((j) => read(j, cosigned, { policy }));
	assert.deepEqual([withIt.errors, withIt.notes], [[], ['R4 register.key-unpinned']]);
});

test('every changed byte of every file is found', async () => {
	for (const [path, bytes] of files) {
		const position = Math.floor(bytes.length / 3);
		const changed = new Map(files).set(
			path,
			bytes.map((b, i) => (i === position ? b ^ 1 : b)),
		);
		const { errors } = await findingsOf((j) => read(j, changed));
		assert.ok(errors.length > 0, path);
	}
});

test('a missing file is said to be missing, and proves nothing', async () => {
	for (const path of files.keys()) {
		const less = new Map(files);
		less.delete(path);
		const { errors, unproved } = await findingsOf((j) => read(j, less));
		assert.deepEqual(errors, [], path);
		assert.match(unproved.join(), path === 'r/checkpoint' ? /record\.missing/ : /tile\.missing/);
	}
});

test('a file that cannot be read proves nothing', async () => {
	for (const path of files.keys()) {
		const broken = new Map<string, Uint8Array | undefined>(files).set(path, undefined);
		const { errors, unproved } = await findingsOf((j) => read(j, broken));
		assert.deepEqual(errors, [], path);
		assert.match(unproved.join(), /record\.unreadable/);
	}
});

test('goes on behind an entry that breaks the chain or is none', async () => {
	const alien = utf8ToBytes('{}');
	const broken = [
		...entries.slice(0, 3),
		...chainEntries('ballot', makeRegister('x').key, ballots(1)),
		alien,
		entries[3]!,
	];
	const given: Files = new Map();
	writeRegister(given, 'r', signer, broken);
	const found = await findingsOf(async (j) => {
		const register = await read(j, given);
		assert.deepEqual(
			register?.entries.map(({ index }) => index),
			[0, 1, 2, 3, 5],
		);
		assert.equal(register.complete, false);
	});
	assert.deepEqual(found.errors, ['R5 chain.prev', 'R5 entry.type', 'R5 chain.prev']);
});

test('an earlier checkpoint must be extended', async () => {
	const earlier = (size: number, of = entries) =>
		writeRegister(new Map(), 'r', signer, of.slice(0, size)).note;
	const compare = (notes: readonly string[]) =>
		findingsOf(async (journal) => {
			const register = await read(journal);
			await checkEarlierCheckpoints(journal, notes, [register!]);
		});
	const good = await compare([1, 255, 256, 257, 300].map((size) => earlier(size)));
	assert.deepEqual([good.errors, good.unproved], [[], []]);
	const other = chainEntries('ballot', key, ballots(299).reverse());
	const cases: [string, RegExp][] = [
		[earlier(100, other), /^R11 register\.fork$/],
		[signCheckpoint({ size: 301, root }, signer), /^R11 register\.rollback$/],
		[earlier(7).replace(/.{6}\n$/, 'AAAAA=\n'), /^R11 note\./],
	];
	for (const [seen, code] of cases) assert.match((await compare([seen])).errors.join(), code);
	const foreign = signCheckpoint({ size: 1, root }, makeRegister('foreign').signer);
	assert.deepEqual((await compare([foreign])).unproved, ['R11 register.checkpoint-unknown']);
});

test.run();
