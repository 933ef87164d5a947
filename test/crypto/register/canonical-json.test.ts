import assert from 'node:assert/strict';
import fc from 'fast-check';
import { suite } from 'uvu';
import { utf8ToBytes } from '../../../crypto/bytes.ts';
import type { Json } from '../../../crypto/register/canonical-json.ts';
import {
	MAX_JSON_DEPTH,
	encodeCanonicalJson,
	parseCanonicalJson,
} from '../../../crypto/register/canonical-json.ts';
import { accepted, codeOf } from './rejects.ts';

const test = suite('crypto/register/canonical-json');
const parse = (input: Uint8Array | string) => parseCanonicalJson(input, 65_535);

const { value: anyJson } = fc.letrec<{ value: Json }>((tie) => ({
	value: fc.oneof(
		{ maxDepth: 5, withCrossShrink: true },
		fc.string({ unit: 'binary' }),
		fc.maxSafeInteger(),
		fc.boolean(),
		fc.constant(null),
		fc.array(tie('value'), { maxLength: 5 }),
		fc.dictionary(fc.string({ unit: 'binary' }), tie('value'), { maxKeys: 5 }),
	),
}));

test('every value is read back as it was, from text and from bytes', () => {
	fc.assert(
		fc.property(anyJson, (value) => {
			const text = encodeCanonicalJson(value);
			assert.equal(JSON.stringify(accepted(parse(text))), JSON.stringify(JSON.parse(text)));
			assert.deepEqual(accepted(parse(utf8ToBytes(text))), accepted(parse(text)));
		}),
		{ numRuns: 300, seed: 9 },
	);
});

test('members in another order give the same text', () => {
	fc.assert(
		fc.property(fc.dictionary(fc.string({ unit: 'binary' }), fc.maxSafeInteger()), (value) => {
			const reversed = Object.fromEntries(Object.entries(value).reverse());
			assert.equal(encodeCanonicalJson(reversed), encodeCanonicalJson(value));
		}),
		{ numRuns: 200, seed: 10 },
	);
});

test('the sorting and string examples of RFC 8785 come out as printed there', () => {
	const sorting = {
		'\u20ac': 'Euro Sign',
		'\r': 'Carriage Return',
		'\ufb33': 'Hebrew Letter Dalet With Dagesh',
		'1': 'One',
		'\ud83d\ude00': 'Emoji: Grinning Face',
		'\u0080': 'Control',
		'\u00f6': 'Latin Small Letter O With Diaeresis',
	};
	const names = encodeCanonicalJson(sorting).matchAll(/:"([^"]*)"/g);
	assert.deepEqual(
		Array.from(names, ([, name]) => name),
		[
			'Carriage Return',
			'One',
			'Control',
			'Latin Small Letter O With Diaeresis',
			'Euro Sign',
			'Emoji: Grinning Face',
			'Hebrew Letter Dalet With Dagesh',
		],
	);
	const string = '\u20ac$\u000F\u000aA\'\u0042\u0022\u005c\\"/';
	assert.equal(
		encodeCanonicalJson({ string, literals: [null, true, false] }),
		'{"literals":[null,true,false],"string":"€$\\u000f\\nA\'B\\"\\\\\\\\\\"/"}',
	);
});

test('each other spelling is rejected', () => {
	const cases: [string, string][] = [
		['json.not-canonical', ' {}'],
		['json.not-canonical', '{}\n'],
		['json.not-canonical', '{"a":1, "b":2}'],
		['json.not-canonical', '{"b":1,"a":2}'],
		['json.not-canonical', '{"a":1,"a":1}'],
		['json.not-canonical', '{"a":2,"a":1}'],
		['json.not-canonical', '"\\u0061"'],
		['json.not-canonical', '"\\/"'],
		['json.not-canonical', '"\\u000A"'],
		['json.not-canonical', '"\\u001F"'],
		['json.not-canonical', '-0'],
		['json.not-canonical', '1.0'],
		['json.not-canonical', '1e3'],
		['json.number', '0.5'],
		['json.number', '9007199254740992'],
		['json.number', '[-9007199254740993]'],
		['json.number', '1e400'],
		['json.surrogate', '"\\ud800"'],
		['json.surrogate', '{"\\udc00":1}'],
		['json.utf8', '"\ud800"'],
		['json.malformed', ''],
		['json.malformed', '{'],
		['json.malformed', '01'],
		['json.malformed', '[1,]'],
		['json.malformed', 'NaN'],
		['json.malformed', '{}{}'],
		['json.malformed', '\ufeff{}'],
		['json.malformed', '"\u0001"'],
	];
	for (const [code, text] of cases) assert.equal(codeOf(parse(text)), code, text);
	assert.equal(codeOf(parse(Uint8Array.of(0x22, 0xff, 0x22))), 'json.utf8');
	assert.equal(codeOf(parseCanonicalJson('"abc"', 4)), 'json.too-long');
	const found = parse('{"a":[1,{"b":0.5}]}');
	assert.ok(!found.ok && found.error.place === 'a[1].b');
});

test('depth is limited before parsing, brackets in strings do not count', () => {
	const nested = (depth: number) => '['.repeat(depth) + ']'.repeat(depth);
	assert.ok(parse(nested(MAX_JSON_DEPTH)).ok);
	assert.equal(codeOf(parse(nested(MAX_JSON_DEPTH + 1))), 'json.depth');
	assert.equal(codeOf(parse('{"a":'.repeat(9000))), 'json.depth');
	assert.ok(parse(JSON.stringify('[{"\\'.repeat(50))).ok);
	assert.ok(parse(`[${Array(50).fill('[]').join(',')}]`).ok);
});

test('a member named __proto__ is a member like others', () => {
	const text = '{"__proto__":{"a":1}}';
	assert.equal(encodeCanonicalJson(accepted(parse(text))), text);
});

test('what JSON cannot say canonically is not written', () => {
	const cycle: Record<string, unknown> = {};
	cycle['self'] = cycle;
	for (const value of [
		0.5,
		NaN,
		2 ** 53,
		'\ud800',
		undefined,
		[undefined],
		{ a: undefined },
		1n,
		new Date(0),
		new Map(),
		cycle,
		{ '\udfff': 1 },
		Array(1),
	])
		assert.throws(() => encodeCanonicalJson(value as Json), TypeError);
});

test('any text gives a value, never a crash', () => {
	const piece = fc.oneof(
		fc.constantFrom('{', '}', '[', ']', '"', ':', ',', '\\', '\\u', 'd800', '1', '-', 'e9', 'true'),
		fc.string(),
	);
	fc.assert(
		fc.property(fc.array(piece), (pieces) => {
			const text = pieces.join('');
			const result = parse(text);
			if (result.ok) assert.equal(encodeCanonicalJson(result.value), text);
			else assert.match(result.error.code, /^json\.[a-z0-9-]+$/);
		}),
		{ numRuns: 1000, seed: 11 },
	);
});

test.run();
