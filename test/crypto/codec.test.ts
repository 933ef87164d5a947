import fc from 'fast-check';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import {
	array,
	boolean,
	curvePoint,
	decodeLooseText,
	decodeText,
	encodeText,
	hash256,
	hash256Base64,
	hexBytes,
	integer,
	literal,
	natural,
	object,
	optional,
	point,
	scalar,
	string,
	tuple,
	type Codec,
} from '../../crypto/codec.ts';
import { encodePoint, G, ORDER } from '../../crypto/group.ts';
import { readJsonVector } from '../support/vectors.ts';

const test = suite('crypto/codec');

const person = object({
	name: string,
	age: optional(integer(0, 150)),
	marks: array(tuple(literal('mark'), scalar), 0, 3),
});

const codeOf = (codec: Codec<unknown>, text: string): string => {
	const result = decodeText(codec, text);
	return result.ok ? 'ok' : `${result.error.code} ${result.error.place}`.trim();
};

test('what was encoded is decoded again, and only in that spelling', () => {
	const value = { name: 'Віче "1"', age: 3, marks: [['mark', 5n]] as [['mark', bigint]] };
	const text = encodeText(person, value);
	assert.is(text, '{"name":"Віче \\"1\\"","age":3,"marks":[["mark","5"]]}');
	assert.equal(decodeText(person, text), { ok: true, value });
	assert.is(codeOf(person, '{"name":"a","marks":[]}'), 'ok');
});

test('every other spelling is refused, and the place is named', () => {
	const cases: [string, string][] = [
		['{"name":"a", "marks":[]}', 'wire.not-canonical'],
		['{"name":"a","marks":[]} ', 'wire.not-canonical'],
		['{"name":"\\u0061","marks":[]}', 'wire.not-canonical'],
		['{"name":"a","name":"a","marks":[]}', 'wire.duplicate-field'],
		['{"marks":[],"name":"a"}', 'wire.field-order marks'],
		['{"name":"a"}', 'wire.missing-field marks'],
		['{"name":"a","marks":[],"x":1}', 'wire.unknown-field x'],
		['{"name":1,"marks":[]}', 'wire.value name'],
		['{"name":"a","age":1.5,"marks":[]}', 'wire.value age'],
		['{"name":"a","age":151,"marks":[]}', 'wire.value age'],
		['{"name":"a","age":null,"marks":[]}', 'wire.value age'],
		['{"name":"a","marks":[["mark","01"]]}', 'wire.value marks[0][1]'],
		['{"name":"a","marks":[["mark",1]]}', 'wire.value marks[0][1]'],
		['{"name":"a","marks":[["Mark","1"]]}', 'wire.value marks[0][0]'],
		['{"name":"a","marks":[["mark"]]}', 'wire.value marks[0]'],
		['{"name":"a","marks":[[],[],[],[]]}', 'wire.value marks'],
		['{"name":"a","marks":{}}', 'wire.value marks'],
		['[]', 'wire.value'],
		['null', 'wire.value'],
		['NaN', 'wire.not-json'],
		['{"name":"a","marks":[', 'wire.not-json'],
		['', 'wire.not-json'],
		['"\\ud800"', 'wire.value'],
	];
	for (const [text, expected] of cases) assert.is(codeOf(person, text), expected, text);
	assert.is(codeOf(string, '"\\ud800"'), 'wire.value');
});

test('a laid-out text may have further fields anywhere, but none twice', () => {
	const open = object({ a: integer(1), b: optional(string) }, 'open');
	const decoded = decodeLooseText(
		open,
		'{ "z": [1, {"a": 2}],\n "a": 7, "__proto__": {"b": "x"} }',
	);
	assert.equal(decoded, { ok: true, value: { a: 7 } });
	const twice = decodeLooseText(open, '{"a":1,"z":{"q":1,"q":2}}');
	assert.is(twice.ok ? '' : twice.error.code, 'wire.duplicate-field');
	const colons = decodeLooseText(open, '{"a":1,"b":"x:y\\":z"}');
	assert.ok(colons.ok);
});

test('texts that are too long or too deep are refused before they are parsed', () => {
	const deep = '['.repeat(100_000) + ']'.repeat(100_000);
	assert.is(codeOf(array(integer(1)), deep), 'wire.too-deep');
	const long = decodeText(string, `"${'x'.repeat(50)}"`, { bytes: 51, depth: 3 });
	assert.is(long.ok ? '' : long.error.code, 'wire.too-long');
});

test('numbers are written as the protocol wants them', () => {
	for (const [value, text] of [
		[0n, '0'],
		[(1n << 30n) - 1n, '1073741823'],
		[1n << 30n, '"1073741824"'],
		[1n << 80n, `"${1n << 80n}"`],
	] as const) {
		assert.is(encodeText(natural, value), text);
		assert.equal(decodeText(natural, text), { ok: true, value });
	}
	for (const wrong of ['"5"', '1073741824', '-1', '1.5', '"01073741824"', '"x"', 'true'])
		assert.is(codeOf(natural, wrong), 'wire.value', wrong);
	assert.is(codeOf(scalar, `"${ORDER}"`), 'wire.value');
});

test('hashes, hex, booleans and points have one spelling', () => {
	const base64 = 'eDTALr8vdgvHCY2UoiZKsYIeo4jFl8X6EYWr16Ew1Fs';
	assert.is(codeOf(hash256Base64, `"${base64}"`), 'ok');
	for (const wrong of [`${base64}=`, base64.slice(1), `${base64.slice(0, -1)}t`])
		assert.is(codeOf(hash256Base64, `"${wrong}"`), 'wire.value', wrong);
	assert.is(codeOf(hash256, `"${'a'.repeat(64)}"`), 'ok');
	assert.is(codeOf(hash256, `"${'A'.repeat(64)}"`), 'wire.value');
	assert.is(codeOf(hexBytes, '"abc"'), 'wire.value');
	assert.is(codeOf(boolean, 'true'), 'ok');
	assert.is(codeOf(boolean, '0'), 'wire.value');
	const text = encodePoint(G.multiplyPublic(3n));
	assert.is(encodeText(point, G.multiplyPublic(3n)), `"${text}"`);
	assert.is(codeOf(point, `"${text}"`), 'ok');
	const { torsion } = readJsonVector('belenios/kat.json') as { torsion: string[] };
	assert.is(codeOf(point, `"${torsion[1]!}"`), 'wire.value');
	assert.is(codeOf(curvePoint, `"${torsion[1]!}"`), 'ok');
});

test('no text makes a codec throw', () => {
	const text = fc.oneof(
		fc.string({ unit: 'binary' }),
		fc.json(),
		fc.json().map((t) => t.slice(0, -1)),
	);
	fc.assert(
		fc.property(text, (t) => {
			decodeText(person, t);
			decodeLooseText(person, t);
		}),
	);
});

test.run();
