import { ed25519 } from '@noble/curves/ed25519.js';
import fc from 'fast-check';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { bigIntToBytesLE } from '../../crypto/bytes.ts';
import {
	asSecret,
	add,
	areMembers,
	asMember,
	clearCofactor,
	decompressNumber,
	encodePoint,
	encodePoints,
	equalPoints,
	FixedBase,
	G,
	IDENTITY,
	INVERSE_OF_EIGHT,
	invertScalar,
	isDouble,
	isIdentity,
	isMember,
	modOrder,
	multiply,
	multiplyManyIfMember,
	multiplyManyPublic,
	multiplyPublic,
	negate,
	normalize,
	ORDER,
	parseCurvePoint,
	parsePoint,
	parseScalar,
	pointsFromEighths,
	randomScalar,
	subtract,
	sumOfProductsPublic,
	sumPoints,
	toAffine,
	type CurvePoint,
	type Point,
} from '../../crypto/group.ts';
import { hashToScalar } from '../../crypto/transcript.ts';
import { readJsonVector } from '../support/vectors.ts';

type Kat = {
	group: { generator: string; identity: string; order: string; multiples: Record<string, string> };
	torsion: string[];
	hash: { prefix: string; points: string[]; value: string }[];
};
const kat = readJsonVector('belenios/kat.json') as Kat;
const test = suite('crypto/group');

/** Scalars at the edges of every algorithm's digits and carries, and uniform ones. */
const EDGES = [
	0n,
	1n,
	2n,
	7n,
	8n,
	15n,
	16n,
	127n,
	128n,
	255n,
	256n,
	1n << 128n,
	ORDER - 2n,
	ORDER - 1n,
];
const scalars = fc.oneof(fc.constantFrom(...EDGES), fc.bigInt(0n, ORDER - 1n));
const point = scalars.map((s) => G.multiplyPublic(s));
const reference = (p: CurvePoint) => ed25519.Point.fromAffine(toAffine([p])[0]!);
const same = (ours: CurvePoint, noble: InstanceType<typeof ed25519.Point>) =>
	reference(ours).equals(noble);

test('the generator, the identity and known multiples have their texts', () => {
	assert.is(encodePoint(G.point), kat.group.generator);
	assert.is(encodePoint(IDENTITY), kat.group.identity);
	assert.is(ORDER.toString(), kat.group.order);
	for (const [s, text] of Object.entries(kat.group.multiples)) {
		assert.is(encodePoint(G.multiply(asSecret(BigInt(s)))), text);
		assert.is(encodePoint(G.multiplyPublic(BigInt(s))), text);
	}
});

test('known hashes to scalars', () => {
	for (const { prefix, points, value } of kat.hash) {
		const multiples = points.map((s) => parsePoint(s) ?? G.multiply(asSecret(BigInt(s))));
		assert.is(hashToScalar(prefix, multiples).toString(), value);
	}
});

test('of the points of small order only the identity is a member, and only its canonical text is read', () => {
	for (const text of kat.torsion) {
		const read = parseCurvePoint(text);
		if (text === kat.group.identity) assert.ok(read && isMember(read));
		else assert.not.ok(read && isMember(read), text);
		assert.is(parsePoint(text) !== undefined, text === kat.group.identity);
	}
});

test('doubles are told from other points: of the eight with the same member, four', () => {
	const torsion = kat.torsion.map((text) => parseCurvePoint(text)! as Point);
	const doubled = new Set(torsion.map((t) => encodePoint(add(t, t))));
	assert.is(doubled.size, 4);
	for (const member of [IDENTITY, ...[1n, 2n, 5n, 77n].map((s) => G.multiplyPublic(s))])
		for (const small of torsion)
			assert.is(isDouble(add(member, small)), doubled.has(encodePoint(small)));
});

test('other spellings of a point are refused', () => {
	const text = encodePoint(G.multiplyPublic(5n));
	const p = (1n << 255n) - 19n;
	const tooLarge = (p + 1n).toString(16).padStart(64, '0');
	const signedIdentity = '8' + kat.group.identity.slice(1);
	for (const wrong of [
		text.toUpperCase(),
		text.slice(1),
		'0' + text,
		` ${text}`,
		'',
		tooLarge,
		signedIdentity,
	])
		assert.is(parseCurvePoint(wrong), undefined, wrong);
});

test('scalars are read in canonical decimal below the order only', () => {
	assert.is(parseScalar('0'), 0n);
	assert.is(parseScalar((ORDER - 1n).toString()), ORDER - 1n);
	for (const wrong of [
		ORDER.toString(),
		'01',
		'-1',
		'+1',
		'0x1',
		'1e3',
		'',
		' 1',
		'1.0',
		'9'.repeat(77),
	])
		assert.is(parseScalar(wrong), undefined, wrong);
});

test('every multiplication agrees with the reference', () => {
	const base = new FixedBase(G.multiplyPublic(987654321n));
	fc.assert(
		fc.property(point, scalars, scalars, (p, s, t) => {
			const expected = reference(p).multiplyUnsafe(s);
			assert.ok(same(multiplyPublic(p, s), expected));
			const many = multiplyManyPublic(p, [s, t, s]);
			assert.ok(same(many[0]!, expected) && same(many[2]!, expected));
			assert.ok(same(many[1]!, reference(p).multiplyUnsafe(t)));
			assert.ok(same(base.multiplyPublic(s), reference(base.point).multiplyUnsafe(s)));
			assert.ok(equalPoints(base.addMultiplePublic(p, s), add(p, base.multiplyPublic(s))));
			if (s !== 0n) {
				assert.ok(same(multiply(p, asSecret(s)), expected));
				assert.ok(equalPoints(base.multiply(asSecret(s)), base.multiplyPublic(s)));
			}
		}),
		{ numRuns: 60 },
	);
});

test('a sum of products agrees with the reference, with repeated points, the identity and edge scalars', () => {
	const terms = fc.array(fc.tuple(fc.oneof(point, fc.constant(IDENTITY)), scalars), {
		maxLength: 40,
	});
	fc.assert(
		fc.property(terms, (list) => {
			const doubled = [...list, ...list.slice(0, 3)];
			const expected = sumPoints(doubled.map(([p, s]) => multiplyPublic(p, s)));
			const sum = sumOfProductsPublic(
				doubled.map(([p]) => p),
				doubled.map(([, s]) => s),
			);
			assert.ok(equalPoints(sum, expected));
		}),
		{ numRuns: 30 },
	);
});

test('a sum of products with short scalars agrees for any number of points', () => {
	for (const n of [0, 1, 2, 33, 300]) {
		const points = Array.from({ length: n }, (_, i) => G.multiplyPublic(BigInt(i * i + 1)));
		const factors = points.map((_, i) => (1n << 128n) - BigInt(i + 1));
		const total = factors.reduce((sum, f, i) => sum + f * BigInt(i * i + 1), 0n);
		const sum = sumOfProductsPublic(points, factors, 128);
		assert.ok(equalPoints(sum, G.multiplyPublic(modOrder(total))), String(n));
	}
});

test('the group laws hold', () => {
	fc.assert(
		fc.property(point, point, (p, q) => {
			assert.ok(equalPoints(add(p, q), add(q, p)));
			assert.ok(equalPoints(subtract(add(p, q), q), p));
			assert.ok(isIdentity(add(p, negate(p))));
			assert.ok(equalPoints(add(p, IDENTITY), p));
			assert.is(encodePoint(p), encodePoints([q, p])[1]);
			assert.ok(equalPoints(parsePoint(encodePoint(p))!, p));
		}),
		{ numRuns: 30 },
	);
});

test('membership is seen for one point, many points, and together with multiplications', () => {
	const members = Array.from({ length: 200 }, (_, i) => G.multiplyPublic(BigInt(i + 1)));
	const torsion = parseCurvePoint(kat.torsion[1]!)!;
	const outsider = add(members[3]!, torsion as Point) as CurvePoint;
	assert.ok(areMembers(members));
	assert.ok(areMembers(members.slice(0, 5)));
	for (const at of [0, 100, 199]) {
		const mixed: CurvePoint[] = [...members];
		mixed[at] = outsider;
		assert.not.ok(areMembers(mixed));
		assert.not.ok(areMembers(mixed.slice(at, at + 2)));
	}
	assert.is(asMember(outsider), undefined);
	assert.is(multiplyManyIfMember(outsider, [5n]), undefined);
	assert.ok(equalPoints(multiplyManyIfMember(members[3]!, [5n])![0]!, G.multiplyPublic(20n)));
});

const coordinates = (x: bigint, y: bigint) =>
	new Uint8Array([...bigIntToBytesLE(x, 32), ...bigIntToBytesLE(y, 32)]);

test('a point is recovered from its eighth, and nothing outside the group ever is', () => {
	fc.assert(
		fc.property(point, (p) => {
			const [e] = toAffine([multiplyPublic(p, INVERSE_OF_EIGHT)]);
			assert.ok(equalPoints(pointsFromEighths(coordinates(e!.x, e!.y))![0]!, p));
		}),
		{ numRuns: 10 },
	);
	const [t] = toAffine([parseCurvePoint(kat.torsion[1]!)!]);
	assert.ok(isIdentity(pointsFromEighths(coordinates(t!.x, t!.y))![0]!));
	assert.is(pointsFromEighths(coordinates(1n, 1n)), undefined);
	const p = (1n << 255n) - 19n;
	assert.is(pointsFromEighths(coordinates(0n, 1n + p)), undefined);
	assert.is(pointsFromEighths(coordinates(p, 1n)), undefined);
	assert.is(pointsFromEighths(coordinates(0n, (1n << 255n) + 1n)), undefined);
});

test('a number stands for a point by its low 255 bits and its sign bit', () => {
	const text = encodePoint(G.multiplyPublic(3n));
	assert.is(encodePoint(decompressNumber(BigInt('0x' + text))!), text);
	assert.ok(isMember(clearCofactor(parseCurvePoint(kat.torsion[1]!)!)));
});

test('secret multiplications refuse zero and the order; random scalars are never zero', () => {
	for (const wrong of [0n, -1n, ORDER]) {
		assert.throws(() => G.multiply(asSecret(wrong)), /secret scalar/);
		assert.throws(() => multiply(G.point, asSecret(wrong)), /secret scalar/);
	}
	assert.throws(() => invertScalar(0n), /no inverse/);
	assert.is(modOrder(invertScalar(7n) * 7n), 1n);
	let zeros = 0;
	const s = randomScalar((length) =>
		zeros++ === 0 ? new Uint8Array(length) : new Uint8Array(length).fill(1),
	);
	assert.ok(s > 0n && zeros === 2);
	assert.ok(equalPoints(normalize([G.multiplyPublic(9n)])[0]!, G.multiplyPublic(9n)));
});

test.run();
