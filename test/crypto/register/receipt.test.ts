import assert from 'node:assert/strict';
import { hash } from 'node:crypto';
import { hexToBytes } from '@noble/hashes/utils.js';
import fc from 'fast-check';
import { suite } from 'uvu';
import { utf8ToBytes } from '../../../crypto/bytes.ts';
import { sha256Text } from '../../../crypto/hash.ts';
import { leafHash, rootOfLeaves } from '../../../crypto/register/merkle.ts';
import { proveInclusion } from '../../../crypto/register/merkle-proof.ts';
import { makeCosignature } from '../../../crypto/register/cosignature.ts';
import { signCheckpoint } from '../../../crypto/register/checkpoint.ts';
import {
	encodePolicy,
	isQuorumMet,
	openWitnessed,
	parsePolicy,
	parseWitnesses,
} from '../../../crypto/register/policy.ts';
import { encodeReceipt, parseReceipt, verifyReceipt } from '../../../crypto/register/receipt.ts';
import {
	COSIGNATURE_KEY,
	ED25519_KEY,
	encodeVerifierKey,
	verifierKeyOf,
} from '../../../crypto/register/verifier-key.ts';
import { accepted, codeOf, flipped } from './rejects.ts';
import { entryOf, vectors } from './vectors.ts';

const test = suite('crypto/register/receipt');
const { note } = vectors;
const policy = accepted(parsePolicy(note.policy));
const receipt = note.proof300;
const entry = entryOf(300);

const witness = (n: number) => ({ name: `w${n}.example`, seed: sha256Text(`witness ${n}`) });
const witnessLine = (n: number) =>
	`witness w${n} ${encodeVerifierKey(verifierKeyOf(witness(n), COSIGNATURE_KEY))}`;
const log = { name: 'log.example/r', seed: sha256Text('log') };
const logLine = `log ${encodeVerifierKey(verifierKeyOf(log, ED25519_KEY))} https://log.example/`;
const policyOf = (...lines: string[]) => parsePolicy([logLine, ...lines].join('\n'));
const threeWitnesses = [1, 2, 3].map(witnessLine);

test('the receipt of the vectors is made and verifies', () => {
	const leaves = Array.from({ length: 600 }, (_, i) => leafHash(entryOf(i)));
	const proof = proveInclusion(300, 600, ({ level, index }) =>
		rootOfLeaves(leaves.slice(index * 2 ** level, (index + 1) * 2 ** level)),
	);
	const cosigned = note.checkpoint600 + note.cosignatureLine600;
	assert.equal(encodeReceipt({ index: 300, proof, note: cosigned }), receipt);
	const platform = (bytes: Uint8Array) => hash('sha256', bytes, 'buffer');
	for (const primitives of [{}, { sha256: platform }]) {
		const { index, checkpoint } = accepted(verifyReceipt(receipt, entry, policy, primitives));
		assert.equal(index, 300);
		assert.equal(checkpoint.size, 600);
		assert.deepEqual(checkpoint.witnesses, [{ name: 'w1', timeSeconds: note.witnessTime }]);
	}
});

test('every changed byte of a receipt is rejected', () => {
	const bytes = utf8ToBytes(receipt);
	for (let i = 0; i < bytes.length; i++)
		assert.notEqual(
			codeOf(verifyReceipt(flipped(bytes, 8 * i + (i % 8)), entry, policy)),
			'accepted',
		);
});

test('each part of a receipt has its own rejection', () => {
	const lines = receipt.split('\n');
	const without = (i: number) => lines.toSpliced(i, 1).join('\n');
	const insert = (i: number, line: string) => lines.toSpliced(i, 0, line).join('\n');
	const hashLine = lines[2]!;
	const cases: [string, string][] = [
		['receipt.malformed', ''],
		['receipt.malformed', receipt.replace('@v1', '@v2')],
		['receipt.malformed', lines.join('\r\n')],
		['receipt.index', without(1)],
		['receipt.index', receipt.replace('index 300', 'index 0300')],
		['receipt.index', receipt.replace('index 300', 'index 9007199254740992')],
		['receipt.index', 'c2sp.org/tlog-proof@v1\n\n'],
		['receipt.extra', insert(1, 'extra !')],
		['receipt.extra', insert(1, 'extra AB==')],
		['receipt.index', insert(2, 'index 300').replace('index 300', 'Index 300')],
		['receipt.proof', insert(2, 'index 300')],
		['receipt.proof', receipt.replace(hashLine, hashLine.slice(4))],
		['receipt.proof', receipt.replace(hashLine, `${hashLine.slice(0, -2)}R=`)],
		['receipt.proof', receipt.replace(hashLine, Array(60).fill(hashLine).join('\n'))],
		['receipt.too-long', receipt + 'x'.repeat(2 ** 19)],
		['receipt.utf8', receipt + '\udc00'],
		['merkle.root', receipt.replace('index 300', 'index 301')],
		['merkle.index', receipt.replace('index 300', 'index 600')],
		['merkle.proof-length', without(2)],
		['merkle.proof-length', insert(2, hashLine)],
		['note.bad-signature', receipt.replace('\n600\n', '\n601\n')],
		['policy.quorum-not-met', receipt.slice(0, receipt.lastIndexOf('—'))],
		['note.malformed', receipt.slice(0, receipt.indexOf('—'))],
	];
	for (const [code, text] of cases)
		assert.equal(codeOf(verifyReceipt(text, entry, policy)), code, `${code}: ${text.slice(0, 60)}`);
	assert.equal(codeOf(verifyReceipt(receipt, entryOf(301), policy)), 'merkle.root');
});

test('extra bytes are carried, not trusted', () => {
	const parsed = accepted(parseReceipt(receipt));
	const extra = utf8ToBytes('salt');
	const text = encodeReceipt({ ...parsed, extra });
	assert.deepEqual(accepted(parseReceipt(utf8ToBytes(text))), { ...parsed, extra });
	assert.ok(verifyReceipt(text, entry, policy).ok);
	assert.throws(() => encodeReceipt({ ...parsed, extra: new Uint8Array(2 ** 17) }), RangeError);
	assert.throws(() => encodeReceipt({ ...parsed, index: -1 }), RangeError);
});

test('a quorum counts members of groups within groups', () => {
	const p = accepted(
		policyOf(
			...threeWitnesses,
			witnessLine(4),
			'group home 2 w1 w2 w3',
			'group both all home w4',
			'quorum both',
		),
	);
	const met = (...names: string[]) => isQuorumMet(p, new Set(names));
	assert.ok(met('w1', 'w3', 'w4'));
	assert.ok(!met('w1', 'w2', 'w3'));
	assert.ok(!met('w1', 'w4'));
	assert.ok(!met('home', 'w4'));
	assert.ok(isQuorumMet(accepted(policyOf('quorum none')), new Set()));
	const any = accepted(policyOf(...threeWitnesses, 'group g any w1 w2 w3', 'quorum g'));
	assert.ok(isQuorumMet(any, new Set(['w2'])));
	assert.ok(!isQuorumMet(any, new Set()));
});

test('a checkpoint is accepted with two cosignatures of three, not with one twice', () => {
	const p = accepted(policyOf(...threeWitnesses, 'group g 2 w1 w2 w3', 'quorum g'));
	const signed = signCheckpoint({ size: 1, root: leafHash(entry) }, log);
	const text = signed.slice(0, signed.indexOf('\n\n') + 1);
	const [w1, w1Later, w3] = [
		makeCosignature(text, witness(1), 5),
		makeCosignature(text, witness(1), 6),
		makeCosignature(text, witness(3), 7),
	];
	assert.deepEqual(accepted(openWitnessed(signed + w1 + w3, p)).witnesses, [
		{ name: 'w1', timeSeconds: 5 },
		{ name: 'w3', timeSeconds: 7 },
	]);
	assert.equal(codeOf(openWitnessed(signed + w1 + w1Later, p)), 'policy.quorum-not-met');
	const stranger = makeCosignature(text, witness(9), 5);
	assert.equal(codeOf(openWitnessed(signed + w1 + stranger, p)), 'policy.quorum-not-met');
	const unsigned = `${text}\n${w1}${w3}`;
	assert.equal(codeOf(openWitnessed(unsigned, p)), 'note.unverified');
});

test('comments, tabs and addresses are read', () => {
	const p = accepted(
		parsePolicy(`# who\n\n\t${logLine}\n  ${witnessLine(1)}\thttps://w1.example \nquorum w1\n`),
	);
	assert.equal(p.logs[0]!.url, 'https://log.example/');
	assert.equal(p.witnesses[0]!.url, 'https://w1.example');
	assert.equal(p.quorum, 'w1');
});

test('policies that say nothing clear are rejected', () => {
	const [w1, w2] = threeWitnesses as [string, string];
	const w1Key = w1.split(' ')[2]!;
	const cases: [string, string[]][] = [
		['policy.quorum', []],
		['policy.quorum', ['quorum none', 'quorum none']],
		['policy.unknown-name', ['quorum w1']],
		['policy.unknown-name', ['quorum w1', w1]],
		['policy.malformed', ['quorum']],
		['policy.malformed', ['witness w1']],
		['policy.malformed', ['group g 1', 'quorum none']],
		['policy.malformed', ['Quorum none']],
		['policy.duplicate-name', [w1, w2.replace('w2', 'w1')]],
		['policy.duplicate-name', [w1.replace('w1', 'none')]],
		['policy.duplicate-name', [w1, 'group w1 1 w1']],
		['policy.duplicate-key', [w1, w1.replace('w1', 'w2')]],
		['policy.duplicate-key', [logLine]],
		['policy.key-type', [`log ${w1Key}`]],
		['policy.key-type', [`witness w1 ${logLine.split(' ')[1]!}`]],
		['policy.threshold', [w1, 'group g 0 w1']],
		['policy.threshold', [w1, 'group g 2 w1']],
		['policy.threshold', [w1, 'group g x w1']],
		['policy.unknown-name', [w1, 'group g 1 w2']],
		['policy.unknown-name', [w1, 'group g 1 none']],
		['policy.unknown-name', [w1, 'group g 1 g']],
		['policy.regrouped', [w1, w2, 'group g any w1 w2', 'group h any w1']],
		['policy.regrouped', [w1, w2, 'group g 2 w1 w1']],
		['vkey.malformed', ['witness w1 x']],
		['vkey.key-id', [w1.replace('w1.example', 'w2.example')]],
	];
	for (const [code, lines] of cases)
		assert.equal(codeOf(policyOf(...lines)), code, lines.join('; '));
	assert.equal(codeOf(parsePolicy('quorum none')), 'policy.no-log');
	assert.equal(codeOf(parsePolicy('#'.repeat(2 ** 17))), 'policy.too-long');
	assert.equal(codeOf(parsePolicy(hexToBytes('ff'))), 'policy.utf8');
});

test('any input gives a value, never a crash', () => {
	const words = fc.constantFrom(
		'log',
		'witness',
		'group',
		'quorum',
		'none',
		' ',
		'\n',
		'w1',
		'1',
		note.logVkey,
	);
	fc.assert(
		fc.property(fc.array(fc.oneof(words, fc.string())), (parts) => {
			assert.match(codeOf(parsePolicy(parts.join(' '))), /^(accepted|(policy|vkey)\.[a-z0-9-]+)$/);
			const text = `c2sp.org/tlog-proof@v1\n${parts.join('\n')}`;
			assert.match(codeOf(verifyReceipt(text, entry, policy)), /^(receipt|note)\.[a-z0-9-]+$/);
		}),
		{ numRuns: 300, seed: 6 },
	);
});

test('a policy is written so that it reads the same, and only its readers of logs demand logs', () => {
	const lines = [
		...threeWitnesses.slice(0, 2),
		`${threeWitnesses[2]!} https://w3.example/`,
		'group near 1 w1 w2',
		'group all 2 near w3',
		'quorum all',
	];
	const whole = accepted(policyOf(...lines));
	assert.equal(encodePolicy(whole), `${[logLine, ...lines].join('\n')}\n`);
	assert.deepEqual(accepted(parsePolicy(encodePolicy(whole))), whole);
	const none = accepted(policyOf('quorum none'));
	assert.deepEqual(accepted(parsePolicy(encodePolicy(none))), none);
	const text = lines.join('\n');
	assert.equal(codeOf(parsePolicy(text)), 'policy.no-log');
	assert.deepEqual(accepted(parseWitnesses(text)), { ...whole, logs: [] });
	assert.equal(codeOf(parseWitnesses('quorum any')), 'policy.unknown-name');
});

test.run();
