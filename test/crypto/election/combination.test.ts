import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { decodeText, encodeText } from '../../../crypto/codec.ts';
import { combineDecryptions, type VerifiedFactors } from '../../../crypto/election/combination.ts';
import { checkCount, findCounts } from '../../../crypto/election/counts.ts';
import {
	partialDecryptionCodec,
	verifyPartialDecryption,
} from '../../../crypto/election/decryption.ts';
import { encryptPoint, NEUTRAL, type Ciphertext } from '../../../crypto/election/elgamal.ts';
import { leaves, mapNest, type Nest } from '../../../crypto/election/nest.ts';
import { encryptedTallyCodec } from '../../../crypto/election/tally.ts';
import { makeTrusteeKey } from '../../../crypto/election/trustees/single.ts';
import { parseTrustees, trusteesCodec } from '../../../crypto/election/trustees/trustees.ts';
import {
	asSecret,
	add,
	encodePoint,
	FixedBase,
	G,
	multiply,
	randomScalar,
	type Point,
} from '../../../crypto/group.ts';
import { sha256Base64 } from '../../../crypto/hash.ts';
import { readBel } from '../../support/bel.ts';
import { runCeremony, unwrap } from '../../support/ceremony.ts';

const test = suite('crypto/election: combination');

/** Decrypts a recorded election with everything in its archive that holds. */
function decryptRecorded(folder: string) {
	const bel = readBel(folder);
	const trustees = unwrap(parseTrustees(bel.trustees));
	const tally = unwrap(decodeText(encryptedTallyCodec, JSON.stringify(bel.tally)));
	const decryption = { fingerprint: sha256Base64(bel.election), tally };
	const verified = new Map<number, Nest<Point>>();
	for (const { owner, payload } of bel.partials) {
		const partial = unwrap(decodeText(partialDecryptionCodec, payload));
		const factors = verifyPartialDecryption(decryption, trustees.owners[owner - 1]!.key, partial);
		if (factors.ok) verified.set(owner, factors.value);
	}
	return { combined: combineDecryptions(trustees, tally, verified), bel };
}

for (const folder of [
	'bt30-single',
	'bt330-weights',
	'bt30-threshold',
	'bt330-threshold',
	'bt330-lists',
	'dkgmix-30-ccm',
	'dkgmix-330-gcm',
	'ts-threshold',
	'invalid/A0-threshold-good',
	'invalid/A2-threshold-one-more',
	'invalid/A3-threshold-one-bad-of-four',
])
	test(`${folder}: the recorded result comes out`, () => {
		const { combined, bel } = decryptRecorded(folder);
		const counts = findCounts(leaves(unwrap(combined)), 1000n);
		assert.equal(counts, leaves(bel.result as Nest<number>).map(BigInt));
	});

test('bt330-mixed: sums come out beside shuffled ballots', () => {
	const { combined, bel } = decryptRecorded('bt330-mixed');
	const points = unwrap(combined) as Nest<Point>[];
	const isSummed = [0, 2, 3];
	for (const question of isSummed) {
		const expected = leaves(bel.result[question] as Nest<number>).map(BigInt);
		assert.equal(findCounts(leaves(points[question]!), 1000n), expected);
	}
});

for (const [folder, code, place] of [
	['A1-threshold-too-few', 'decryption.too-few-shares', 'owners 1 to 5'],
	['55-wrong-key-factor', 'decryption.missing-owner', 'owner 1'],
] as const)
	test(`${folder} is refused for the right reason`, () => {
		const { combined } = decryptRecorded(`invalid/${folder}`);
		assert.equal(!combined.ok && [combined.error.code, combined.error.place], [code, place]);
	});

// Anna alone, any two of a group of four, and Boris alone.
const group = runCeremony({ size: 4, threshold: 2 });
const [anna, boris] = [randomScalar(), randomScalar()];
const secrets = [anna, ...group.secrets, boris];
const trustees = unwrap(
	parseTrustees(
		encodeText(trusteesCodec, [
			['Single', makeTrusteeKey(anna)],
			['Pedersen', group.parameters],
			['Single', makeTrusteeKey(boris)],
		]),
	),
);
const key = new FixedBase(trustees.electionKey);
const counts = [7n, 0n, 1n];
const encrypt = (m: bigint) => encryptPoint(key, G.multiplyPublic(m)).ciphertext;
const tally: Nest<Ciphertext> = [[encrypt(7n), encrypt(0n)], [[encrypt(1n), NEUTRAL]]];
const factorsOf = (owner: number): Nest<Point> =>
	mapNest<Ciphertext, Point>(tally, ({ alpha }) => multiply(alpha, asSecret(secrets[owner - 1]!)));
const all = new Map(trustees.owners.map(({ owner }) => [owner, factorsOf(owner)]));
const only = (...owners: number[]): VerifiedFactors =>
	new Map(owners.map((owner) => [owner, all.get(owner)!]));
const combine = (verified: VerifiedFactors) => combineDecryptions(trustees, tally, verified);

test('everybody alone and any subset of the group decrypt alike', () => {
	for (const members of [
		[2, 3],
		[5, 2],
		[4, 5],
		[3, 4],
		[2, 4, 5],
		[2, 3, 4, 5],
	]) {
		const points = unwrap(combine(only(...members, 1, 6)));
		assert.equal(
			leaves(points).map(encodePoint),
			[...counts, 0n].map((r) => encodePoint(G.multiplyPublic(r))),
		);
	}
});

for (const [what, present, code, place] of [
	['a trustee who holds a key alone', [1, 2, 3], 'decryption.missing-owner', 'owner 6'],
	['members of a group', [1, 4, 6], 'decryption.too-few-shares', 'owners 2 to 5'],
	['everybody', [], 'decryption.missing-owner', 'owner 1'],
] as const)
	test(`without ${what} nothing is decrypted`, () => {
		const result = combine(only(...present));
		assert.equal(!result.ok && [result.error.code, result.error.place], [code, place]);
	});

test('a share more that is false in one ciphertext is noticed', () => {
	for (let ciphertext = 0; ciphertext < 4; ciphertext++)
		for (const [owner, named] of [
			[2, 4],
			[3, 4],
			[4, 4],
			[5, 5],
		] as const) {
			let at = 0;
			const wrong = mapNest<Point, Point>(all.get(owner)!, (f) =>
				at++ === ciphertext ? add(f, G.point) : f,
			);
			const result = combine(new Map([...all, [owner, wrong]]));
			assert.equal(!result.ok && [result.error.code, result.error.place], [
				'decryption.shares-disagree',
				`owner ${named}`,
			]);
		}
});

test('shares of two members that were exchanged disagree with a third', () => {
	const exchanged = new Map([...all, [2, all.get(3)!], [3, all.get(2)!]]);
	assert.not(combine(exchanged).ok);
});

test('factors of another shape were not verified and are a mistake of the caller', () => {
	assert.throws(() => combine(new Map([[1, []]])), /do not belong/);
});

test('a wrong share among just enough gives no count: the bound tells', () => {
	const wrong = mapNest<Point, Point>(all.get(2)!, (f) => add(f, G.multiply(randomScalar())));
	const points = leaves(unwrap(combine(new Map([...only(1, 3, 6), [2, wrong]]))));
	assert.equal(findCounts(points, 1000n), [undefined, undefined, undefined, undefined]);
	for (const [i, point] of points.entries()) assert.not(checkCount(point, counts[i] ?? 0n, 1000n));
});

test.run();
