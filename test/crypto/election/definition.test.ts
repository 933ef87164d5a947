import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import {
	encodeElection,
	makeUuid,
	parseElection,
	type Definition,
} from '../../../crypto/election/definition.ts';
import {
	makeCode,
	deriveCredential,
	encodeCredentials,
	isCode,
	parseCredentials,
} from '../../../crypto/election/credential.ts';
import {
	add,
	encodePoint,
	G,
	IDENTITY,
	parseCurvePoint,
	type Point,
} from '../../../crypto/group.ts';
import { readJsonVector, readVector } from '../../support/vectors.ts';

const test = suite('crypto/election/definition');

const definition: Definition = {
	version: 1,
	description: 'd',
	name: 'n',
	group: 'Ed25519',
	public_key: G.multiplyPublic(5n),
	questions: [{ answers: ['a', 'b'], min: 0, max: 1, question: 'q' }],
	uuid: makeUuid(),
};
const good = JSON.parse(encodeElection(definition)) as Record<string, unknown>;
const codeOf = (change: Record<string, unknown>) => {
	const read = parseElection(JSON.stringify({ ...good, ...change }));
	return read.ok ? 'ok' : `${read.error.code} ${read.error.place}`.trim();
};

test('elections of the peer are read, and written again byte for byte', () => {
	for (const path of [
		'bt30-mixed/PyUZ7pYBBA4Nia',
		'bt30-lists/x',
		'bt30-threshold/x',
		'bt30-stv/x',
		'bt30-weights/x',
	]) {
		const text = readVector(`belenios/${path.split('/')[0]!}/election.copy.json`).trim();
		const read = parseElection(text);
		assert.ok(read.ok);
		assert.is(encodeElection(read.value.definition), text);
	}
});

test('further fields are bound by the fingerprint and change nothing else', () => {
	const plain = parseElection(encodeElection(definition));
	const bound = parseElection(encodeElection(definition, { manifest: 'abc' }));
	assert.ok(plain.ok && bound.ok);
	assert.not.equal(plain.value.fingerprint, bound.value.fingerprint);
	assert.is(plain.value.keyText, bound.value.keyText);
	assert.match(bound.value.text, /,"manifest":"abc"\}$/);
});

test('what cannot be voted on is refused with its place', () => {
	const question = good['questions'] as unknown[];
	const q = question[0] as object;
	const cases: [Record<string, unknown>, string][] = [
		[{}, 'ok'],
		[{ version: 2 }, 'wire.value version'],
		[{ group: 'BELENIOS-2048' }, 'wire.value group'],
		[{ uuid: 'short' }, 'election.uuid uuid'],
		[{ uuid: '0OIl0OIl0OIl0OIl' }, 'election.uuid uuid'],
		[{ public_key: encodePoint(IDENTITY) }, 'election.key public_key'],
		[{ public_key: 'f'.repeat(64) }, 'wire.value public_key'],
		[{ questions: [] }, 'wire.value questions'],
		[{ questions: [{ ...q, min: 2 }] }, 'election.bounds questions[0]'],
		[{ questions: [{ ...q, max: 3 }] }, 'election.bounds questions[0]'],
		[{ questions: [{ ...q, extra: 1 }] }, 'wire.unknown-field questions[0].extra'],
		[{ questions: [{ type: 'Homomorphic', ...q }] }, 'election.question-type questions[0]'],
		[{ questions: [{ type: 'Other', value: {} }] }, 'election.question-type questions[0]'],
		[{ questions: [7] }, 'wire.value questions[0]'],
	];
	for (const [change, expected] of cases)
		assert.is(codeOf(change), expected, JSON.stringify(change));
});

test('codes have their form and derive one credential for each election', () => {
	const codes = Array.from({ length: 50 }, () => makeCode());
	assert.ok(codes.every(isCode));
	assert.is(new Set(codes).size, 50);
	assert.not.ok(isCode('abcde-fghijk-mnopq-rstuv0'));
	const [a, b] = [deriveCredential('u1', codes[0]!), deriveCredential('u2', codes[0]!)];
	assert.is.not(a.public, b.public);
	assert.is(encodePoint(G.multiply(a.secret)), a.public);
});

test('a list of credentials is read with its weights', () => {
	const keys = [1n, 2n, 3n].map((s) => encodePoint(G.multiplyPublic(s)));
	const text = encodeCredentials([
		[keys[0]!, 1n],
		[keys[1]!, 7n],
		[keys[2]!, 0n],
	]);
	const list = parseCredentials(text);
	assert.ok(list.ok);
	assert.equal([...list.value.values()], [1n, 7n, 0n]);
	assert.is(encodeCredentials(list.value), text);
});

test('wrong credentials are refused, each named', () => {
	const { torsion } = readJsonVector('belenios/kat.json') as { torsion: string[] };
	const key = encodePoint(G.multiplyPublic(9n));
	const mixed = encodePoint(add(G.multiplyPublic(9n), parseCurvePoint(torsion[1]!)! as Point));
	const codes = (lines: unknown) => {
		const read = parseCredentials(JSON.stringify(lines));
		return read.ok ? [] : read.error.map((p) => `${p.code} ${p.place}`);
	};
	assert.equal(codes([key, `${key},2`]), ['credentials.duplicate credentials[1]']);
	assert.equal(codes([key, mixed]), ['credentials.point credentials[1]']);
	assert.equal(codes([encodePoint(IDENTITY)]), ['credentials.point credentials[0]']);
	assert.equal(codes([`${key},01`, `${key},-1`, `${key},1,login`, key.toUpperCase()]), [
		'credentials.format credentials[0]',
		'credentials.format credentials[1]',
		'credentials.format credentials[2]',
		'credentials.format credentials[3]',
	]);
	assert.equal(codes({}), ['wire.value ']);
});

test.run();
