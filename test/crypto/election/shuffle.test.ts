import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { decodeText, encodeText } from '../../../crypto/codec.ts';
import { parseElection, type Election } from '../../../crypto/election/definition.ts';
import {
	encryptPoint,
	NEUTRAL,
	reencrypt,
	type Ciphertext,
} from '../../../crypto/election/elgamal.ts';
import {
	makeShuffle,
	shuffleCodec,
	shuffledParts,
	verifyShuffle,
	type Mixed,
} from '../../../crypto/election/shuffle.ts';
import { encryptedTallyCodec, type EncryptedTally } from '../../../crypto/election/tally.ts';
import {
	asSecret,
	encodePoint,
	G,
	isMember,
	modOrder,
	multiplyPublic,
	parseCurvePoint,
	subtract,
} from '../../../crypto/group.ts';
import { generators, H } from '../../../crypto/proofs/generators.ts';
import { proveShuffle, verifyShuffleProof } from '../../../crypto/proofs/shuffle.ts';
import { leafPaths, makeTestElection, replaceLeaf, showPath } from '../../support/election.ts';
import { archiveEvents } from '../../support/archive-events.ts';
import { readJsonVector } from '../../support/vectors.ts';

const test = suite('crypto/election/shuffle');
const kat = readJsonVector('belenios/kat.json') as {
	generators: Record<string, string>;
	torsion: string[];
};

const QUESTION = { type: 'NonHomomorphic' as const, value: { answers: ['a', 'b'], question: 'q' } };
const { election, secret } = makeTestElection([QUESTION]);

const encrypt = (n: number): Ciphertext[] =>
	Array.from(
		{ length: n },
		(_, i) => encryptPoint(election.key, G.multiplyPublic(BigInt(i + 1))).ciphertext,
	);
const decrypt = ({ alpha, beta }: Ciphertext) =>
	encodePoint(subtract(beta, multiplyPublic(alpha, secret)));
const codes = (
	before: Mixed,
	text: string,
	e: Pick<Election, 'fingerprint' | 'key'> = election,
) => {
	const shuffle = decodeText(shuffleCodec, text);
	if (!shuffle.ok) return [shuffle.error.code];
	const result = verifyShuffle(e, before, shuffle.value);
	return result.ok ? [] : result.error.map((p) => `${p.code} ${p.place}`.trim());
};

test('the independent generators are the known ones', () => {
	const all = generators(40);
	for (const [i, text] of Object.entries(kat.generators))
		assert.is(encodePoint(i === '-1' ? H : all[Number(i)]!), text, i);
	assert.ok(all.every(isMember));
});

for (const folder of [
	'bt30-stv',
	'bt330-stv',
	'bt30-mixed',
	'bt330-mixed',
	'ts-stv',
	'ts-mixed',
	'ts-stvone',
])
	test(`the shuffles of ${folder} verify one after the other`, () => {
		const events = archiveEvents(folder);
		const parsed = parseElection(events.setup.election);
		assert.ok(parsed.ok);
		const tally = decodeText(encryptedTallyCodec, events.tally);
		assert.ok(tally.ok);
		let mixed = shuffledParts(parsed.value, tally.value as EncryptedTally);
		assert.ok(events.shuffles.length > 0);
		for (const text of events.shuffles) {
			const shuffle = decodeText(shuffleCodec, text);
			assert.ok(shuffle.ok);
			assert.is(encodeText(shuffleCodec, shuffle.value), text);
			const next = verifyShuffle(parsed.value, mixed, shuffle.value);
			assert.ok(next.ok, folder);
			mixed = next.value;
		}
	});

test('a shuffle keeps the plaintexts and hides the order', () => {
	for (const n of [0, 1, 2, 9]) {
		const before = [encrypt(n)];
		const { shuffle, after } = makeShuffle(election, before);
		assert.equal(codes(before, encodeText(shuffleCodec, shuffle)), [], String(n));
		assert.equal(after[0]!.map(decrypt).sort(), before[0]!.map(decrypt).sort());
		const old = new Set(before[0]!.map((c) => encodePoint(c.alpha)));
		assert.ok(after[0]!.every((c) => !old.has(encodePoint(c.alpha))));
	}
});

test('repeated and neutral ciphertexts, and several lists, are shuffled too', () => {
	const [one, two] = encrypt(2) as [Ciphertext, Ciphertext];
	const before = [[one, one, NEUTRAL, NEUTRAL, two], [two], []];
	const { shuffle } = makeShuffle(election, before);
	assert.equal(codes(before, encodeText(shuffleCodec, shuffle)), []);
});

test('no number or point of a shuffle can be changed', () => {
	const before = [encrypt(3)];
	const honest = encodeText(shuffleCodec, makeShuffle(election, before).shuffle);
	const other = encodePoint(G.multiplyPublic(99n));
	for (const path of leafPaths(JSON.parse(honest))) {
		const forged = replaceLeaf(JSON.parse(honest) as unknown, path, (leaf) =>
			String(leaf).length === 64 && /[a-f]/.test(String(leaf))
				? other
				: String(modOrder(BigInt(String(leaf)) + 1n)),
		);
		assert.ok(codes(before, JSON.stringify(forged)).length > 0, showPath(path));
	}
});

test('the equation at fault is named', () => {
	const before = [encrypt(3)];
	const honest = JSON.parse(
		encodeText(shuffleCodec, makeShuffle(election, before).shuffle),
	) as unknown;
	const next = (leaf: unknown) => String(modOrder(BigInt(String(leaf)) + 1n));
	const cases: [(string | number)[], string[]][] = [
		[[1, 0], ['t1']],
		[[1, 1], ['t2']],
		[[1, 2], ['t3']],
		[
			[1, 3],
			['t41', 't42'],
		],
		[[1, 4, 1], ['tHat[1]']],
		[
			[1, 5, 2],
			['t3', 't41', 't42', 'tHat[2]'],
		],
	];
	for (const [path, places] of cases)
		assert.equal(
			codes(before, JSON.stringify(replaceLeaf(honest, ['proofs', 0, ...path], next))),
			places.map((p) => `shuffle.equation proofs[0].${p}`),
		);
});

test('ciphertexts cannot be replaced, dropped, doubled or swapped afterwards', () => {
	const before = [encrypt(4)];
	const { shuffle } = makeShuffle(election, before);
	const [list, proofs] = [shuffle.ciphertexts[0]!, shuffle.proofs];
	const fresh = encrypt(1)[0]!;
	const same = reencrypt(election.key, list[0] as Ciphertext, asSecret(7n));
	for (const forged of [
		[fresh, ...list.slice(1)],
		[same, ...list.slice(1)],
		[list[1]!, list[0]!, list[2]!, list[3]!],
		[list[0]!, list[0]!, list[2]!, list[3]!],
		list.slice(1),
	])
		assert.ok(
			codes(before, encodeText(shuffleCodec, { ciphertexts: [forged], proofs })).length > 0,
		);
	assert.equal(codes(before, encodeText(shuffleCodec, { ciphertexts: [], proofs: [] })), [
		'shuffle.lists',
	]);
});

test('a proof for another election, key or beginning does not hold', () => {
	const before = [encrypt(3)];
	const text = encodeText(shuffleCodec, makeShuffle(election, before).shuffle);
	const other = makeTestElection([QUESTION]).election;
	assert.ok(codes(before, text, { fingerprint: other.fingerprint, key: election.key }).length > 0);
	assert.ok(codes(before, text, { fingerprint: election.fingerprint, key: other.key }).length > 0);
	assert.ok(codes([encrypt(3)], text).length > 0);
	assert.ok(codes([before[0]!.slice().reverse()], text).length > 0);
});

test('points outside the prime-order group are refused', () => {
	const before = [encrypt(2)];
	const { shuffle } = makeShuffle(election, before);
	const torsion = parseCurvePoint(kat.torsion[1]!)!;
	const c = shuffle.ciphertexts[0]![0]!;
	const ciphertexts = [[{ alpha: torsion, beta: c.beta }, shuffle.ciphertexts[0]![1]!]];
	const text = encodeText(shuffleCodec, { ciphertexts, proofs: shuffle.proofs });
	assert.equal(codes(before, text), ['shuffle.not-in-group ciphertexts[0]']);
	const proof = { ...shuffle.proofs[0]!, t3: torsion };
	const bad = encodeText(shuffleCodec, { ciphertexts: shuffle.ciphertexts, proofs: [proof] });
	assert.equal(codes(before, bad), ['shuffle.not-in-group proofs[0].proof']);
});

test('a prover who does not shuffle what there is cannot prove it', () => {
	const before = encrypt(3);
	const after = encrypt(3);
	const statement = { fingerprint: election.fingerprint, key: election.key, before, after };
	const proof = proveShuffle(statement, { permutation: [0, 1, 2], randomness: [1n, 2n, 3n] });
	assert.equal(
		verifyShuffleProof(statement, proof).map((p) => p.place),
		['t41', 't42'],
	);
});

test.run();
