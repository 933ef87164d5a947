import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { decodeText, encodeText } from '../../../crypto/codec.ts';
import {
	decryptPartially,
	partialDecryptionCodec,
	verifyPartialDecryption,
} from '../../../crypto/election/decryption.ts';
import { encryptPoint, NEUTRAL, type Ciphertext } from '../../../crypto/election/elgamal.ts';
import { fillNest, leaves, type Nest } from '../../../crypto/election/nest.ts';
import { encryptedTallyCodec } from '../../../crypto/election/tally.ts';
import { parseTrusteeSecret } from '../../../crypto/election/trustees/single.ts';
import { openKeyShare } from '../../../crypto/election/trustees/member.ts';
import { parseTrustees } from '../../../crypto/election/trustees/trustees.ts';
import {
	asSecret,
	add,
	encodePoint,
	equalPoints,
	FixedBase,
	G,
	multiplyPublic,
	parseCurvePoint,
	randomScalar,
	type Point,
	type Scalar,
} from '../../../crypto/group.ts';
import { sha256Base64 } from '../../../crypto/hash.ts';
import { readBel } from '../../support/bel.ts';
import { alterLeaf, readCeremony, unwrap } from '../../support/ceremony.ts';
import { leafPaths, replaceLeaf, showPath } from '../../support/election.ts';
import { readJsonVector, readVector, recordedScalars } from '../../support/vectors.ts';

const test = suite('crypto/election: decryption');

const readTally = (json: unknown): Nest<Ciphertext> =>
	unwrap(decodeText(encryptedTallyCodec, JSON.stringify(json)));

test('the known answer is reproduced', () => {
	type Recorded = { random: string[]; result: string };
	const { election, trustee, tally } = readJsonVector('belenios/kat.json') as {
		election: { fingerprint: string };
		trustee: { private_key: string };
		tally: { encrypted_tally: string; partial_decryption: Recorded };
	};
	const secret = BigInt(trustee.private_key);
	const decryption = {
		fingerprint: election.fingerprint,
		tally: readTally(JSON.parse(tally.encrypted_tally)),
	};
	const rng = recordedScalars(tally.partial_decryption.random);
	const made = decryptPartially(decryption, G.multiply(asSecret(secret)), asSecret(secret), rng);
	assert.is(encodeText(partialDecryptionCodec, made), tally.partial_decryption.result);
	assert.is(rng.left(), 0);
	assert.ok(
		verifyPartialDecryption(decryption, new FixedBase(G.multiply(asSecret(secret))), made).ok,
	);
});

const five = { size: 5, threshold: 3 };
const three = { size: 3, threshold: 2 };
const shares = (folder: string, ceremony: typeof five): Scalar[] => {
	const { keys, outputs } = readCeremony(folder, ceremony);
	return outputs.map((o, i) => unwrap(openKeyShare(keys[i]!, o.private_key)));
};
const single = (folder: string, id: string): Scalar =>
	unwrap(parseTrusteeSecret(readVector(`belenios/${folder}/${id}.privkey`).trimEnd()));

/** Elections with the secrets of all owners. */
const RECORDED: [string, () => Scalar[]][] = [
	['bt330-single', () => [single('bt330-single', 'D2916B07')]],
	['bt30-lists', () => [single('bt30-lists', 'DFF975BE')]],
	['bt330-threshold', () => shares('bt330-threshold', five)],
	['bt30-threshold', () => shares('bt30-threshold', five)],
	['dkgmix-30-ccm', () => shares('dkgmix-30-ccm', five)],
	['dkgmix-330-gcm', () => shares('dkgmix-330-gcm', five)],
	['bt330-mixed', () => [single('bt330-mixed', '107BF70D'), ...shares('bt330-mixed', three)]],
];

for (const [folder, secretsOf] of RECORDED)
	test(`${folder}: recorded partial decryptions hold, and the keys give the same factors`, () => {
		const bel = readBel(folder);
		const { owners } = unwrap(parseTrustees(bel.trustees));
		const decryption = { fingerprint: sha256Base64(bel.election), tally: readTally(bel.tally) };
		const secrets = secretsOf();
		assert.ok(bel.partials.length > 0);
		for (const { owner, payload } of bel.partials) {
			const { key } = owners[owner - 1]!;
			const recorded = unwrap(decodeText(partialDecryptionCodec, payload));
			const factors = unwrap(verifyPartialDecryption(decryption, key, recorded));
			assert.is(encodeText(partialDecryptionCodec, recorded), payload);
			const secret = secrets[owner - 1]!;
			leaves(decryption.tally).forEach(({ alpha }, i) =>
				assert.ok(equalPoints(multiplyPublic(alpha, secret), leaves(factors)[i]!)),
			);
		}
	});

for (const [folder, places] of [
	['invalid/54-wrong-factor', ['decryption_proofs[0][0]']],
	['invalid/A3-threshold-one-bad-of-four', undefined],
	['invalid/55-wrong-key-factor', undefined],
] as const)
	test(`${folder}: the false partial decryption is refused`, () => {
		const bel = readBel(folder);
		const { owners } = unwrap(parseTrustees(bel.trustees));
		const decryption = { fingerprint: sha256Base64(bel.election), tally: readTally(bel.tally) };
		const verdicts = bel.partials.map(({ owner, payload }) =>
			verifyPartialDecryption(
				decryption,
				owners[owner - 1]!.key,
				unwrap(decodeText(partialDecryptionCodec, payload)),
			),
		);
		const problems = verdicts.flatMap((v) => (v.ok ? [] : [v.error]));
		assert.is(problems.length, 1);
		assert.ok(problems[0]!.every((p) => p.code === 'decryption.proof'));
		if (places)
			assert.equal(
				problems[0]!.map((p) => p.place),
				places,
			);
	});

const secret = randomScalar();
const key = new FixedBase(G.multiply(secret));
const encrypt = (m: bigint) => encryptPoint(key, G.multiplyPublic(m)).ciphertext;
const tally = [
	[encrypt(3n), encrypt(0n)],
	[[encrypt(1n)], [NEUTRAL, encrypt(2n)]],
];
const decryption = { fingerprint: sha256Base64('election'), tally };
const partial = decryptPartially(decryption, key.point, secret);
const text = encodeText(partialDecryptionCodec, partial);
const json: unknown = JSON.parse(text);
const problemsOf = (value: unknown, of = decryption): [string, string][] => {
	const read = unwrap(decodeText(partialDecryptionCodec, JSON.stringify(value)));
	const verified = verifyPartialDecryption(of, key, read);
	return verified.ok ? [] : verified.error.map((p) => [p.code, p.place]);
};

test('factors are the secret times alpha, in the shape of the tally', () => {
	const factors = unwrap(verifyPartialDecryption(decryption, key, partial));
	const expected = leaves<Ciphertext>(tally).map((c) =>
		encodePoint(multiplyPublic(c.alpha, BigInt(secret))),
	);
	assert.equal(leaves(factors).map(encodePoint), expected);
	assert.equal(factors, fillNest<Ciphertext, unknown>(tally, leaves(factors)));
});

for (const path of leafPaths(json))
	test(`a changed ${showPath(path)} is refused at its place`, () => {
		assert.equal(problemsOf(json), []);
		const place = showPath(path.filter((k) => k !== 'challenge' && k !== 'response'));
		const expected = place.replace('decryption_factors', 'decryption_proofs');
		assert.equal(problemsOf(replaceLeaf(json, path, alterLeaf)), [['decryption.proof', expected]]);
	});

test('proofs hold for one election and one key', () => {
	assert.is(problemsOf(json, { ...decryption, fingerprint: sha256Base64('other') }).length, 5);
	const other = new FixedBase(G.multiply(randomScalar()));
	assert.not(verifyPartialDecryption(decryption, other, partial).ok);
});

test('factors of another shape are refused', () => {
	const shapes = json as { decryption_factors: unknown[]; decryption_proofs: unknown[] };
	for (const field of ['decryption_factors', 'decryption_proofs'] as const)
		for (const wrong of [shapes[field].slice(1), [...shapes[field], []], shapes[field].flat(), []])
			assert.equal(problemsOf({ ...shapes, [field]: wrong }), [['decryption.shape', field]]);
});

test('a factor with a component of small order is refused', () => {
	const { torsion } = readJsonVector('belenios/kat.json') as { torsion: string[] };
	const path = ['decryption_factors', 1, 1, 1];
	const factor = multiplyPublic(leaves<Ciphertext>(tally)[4]!.alpha, BigInt(secret));
	for (const small of torsion.slice(1)) {
		const shifted = encodePoint(add(factor, parseCurvePoint(small) as Point));
		assert.equal(problemsOf(replaceLeaf(json, path, () => shifted)), [
			['decryption.not-in-group', 'decryption_factors[1][1][1]'],
		]);
	}
});

test.run();
