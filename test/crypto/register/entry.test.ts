import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import fc from 'fast-check';
import { suite } from 'uvu';
import { utf8ToBytes } from '../../../crypto/bytes.ts';
import type { Json } from '../../../crypto/register/canonical-json.ts';
import { encodeCanonicalJson } from '../../../crypto/register/canonical-json.ts';
import {
	encodeEntry,
	genesisHash,
	hashEntry,
	parseEntry,
	verifyChain,
} from '../../../crypto/register/entry.ts';
import type { Entry, RegisterKind } from '../../../crypto/register/entry-schema.ts';
import { SCHEMAS } from '../../../crypto/register/entry-schema.ts';
import { encodeVerifierKey } from '../../../crypto/register/verifier-key.ts';
import { accepted, codeOf, flipped } from './rejects.ts';
import { chain, genesis, registerKey, samples } from './sample-entries.ts';

const test = suite('crypto/register/entry');
const kinds: RegisterKind[] = ['civic', 'ballot'];
const bytesOf = (value: unknown) => utf8ToBytes(encodeCanonicalJson(value as Json));
const text = (bytes: Uint8Array) => new TextDecoder().decode(bytes);

test('an entry of every type is written and read back', () => {
	for (const kind of kinds) {
		const types = samples[kind].map((entry) => entry.type);
		assert.deepEqual(new Set(types), new Set(Object.keys(SCHEMAS[kind])));
		for (const sample of samples[kind]) {
			const entry = { ...sample, prev: genesis.hash } as Entry;
			const bytes = encodeEntry(kind, entry);
			assert.deepEqual(accepted(parseEntry(kind, bytes)), entry);
		}
	}
});

test('every entry refuses a missing, an additional and a mistyped field', () => {
	for (const kind of kinds)
		for (const sample of samples[kind]) {
			const entry: Record<string, unknown> = { ...sample, prev: genesis.hash };
			const code = (changed: object) => codeOf(parseEntry(kind, bytesOf(changed)));
			assert.equal(code(entry), 'accepted');
			assert.equal(code({ ...entry, extra: 1 }), 'entry.unknown-field');
			assert.equal(code({ ...entry, toString: 1 }), 'entry.unknown-field');
			assert.equal(code({ ...entry, v: 2 }), 'entry.version');
			assert.equal(code({ ...entry, v: '1' }), 'entry.version');
			assert.equal(code({ ...entry, type: 'toString' }), 'entry.type');
			for (const name of Object.keys(entry)) {
				if (name === 'v' || name === 'type') continue;
				const { [name]: value, ...rest } = entry;
				assert.equal(code(rest), 'entry.missing-field', name);
				const others = typeof value === 'number' ? ['1', -1] : [1, '', `${String(value)}!`, 'A'];
				for (const other of [...others, null, [], {}, true]) {
					if (other === 'A' && (name === 'object' || name === 'document' || name === 'by'))
						continue;
					assert.equal(
						code({ ...entry, [name]: other }),
						'entry.field',
						`${name} ${JSON.stringify(other)}`,
					);
				}
			}
		}
});

test('hashes are written in lower case and full length', () => {
	const entry = { ...samples.ballot[0], prev: genesis.hash };
	const code = (ballot: string) => codeOf(parseEntry('ballot', bytesOf({ ...entry, ballot })));
	assert.equal(code(entry.ballot.toUpperCase()), 'entry.field');
	assert.equal(code(entry.ballot.slice(2)), 'entry.field');
	assert.equal(code(`${entry.ballot}\n`), 'entry.field');
	assert.equal(code(`${entry.ballot}00`), 'entry.field');
});

test('an entry of one register does not belong into the other', () => {
	for (const sample of samples.civic) {
		const bytes = bytesOf({ ...sample, prev: genesis.hash });
		const expected = sample.type === 'close' ? /unknown-field|missing-field/ : /entry\.type/;
		if (sample.type !== 'redaction') assert.match(codeOf(parseEntry('ballot', bytes)), expected);
	}
});

test('the ballot register knows no clock, and neither do the acts of residents', () => {
	const timeless = [
		...Object.values(SCHEMAS.ballot),
		SCHEMAS.civic.issuance,
		SCHEMAS.civic.signature,
	];
	for (const versions of timeless)
		for (const fields of Object.values(versions)) assert.ok(!('at' in fields));
});

test('what is not canonical JSON of an object is rejected', () => {
	const good = chain('ballot', samples.ballot)[0]!;
	assert.equal(codeOf(parseEntry('ballot', utf8ToBytes(`${text(good)}\n`))), 'json.not-canonical');
	for (const value of [null, 1, 'a', [], true])
		assert.equal(codeOf(parseEntry('ballot', bytesOf(value))), 'entry.object');
	assert.equal(codeOf(parseEntry('ballot', new Uint8Array(65_536))), 'json.too-long');
	assert.equal(codeOf(parseEntry('ballot', new Uint8Array(0))), 'json.malformed');
	const wrong = { ...samples.ballot[0], prev: 'x' };
	assert.throws(() => encodeEntry('ballot', wrong), RangeError);
});

test('every changed bit of an entry breaks it or the chain after it', () => {
	const [first, second] = chain('ballot', samples.ballot) as [Uint8Array, Uint8Array];
	for (let bit = 0; bit < 8 * first.length; bit += 3) {
		const changed = [flipped(first, bit), second];
		assert.notEqual(codeOf(verifyChain('ballot', genesis, changed)), 'accepted');
	}
});

test('the genesis binds the origin and the key, as sha256sum computes it', () => {
	const lines = `viche/register/v1\n${registerKey.name}\n${encodeVerifierKey(registerKey)}\n`;
	const expected = createHash('sha256').update(lines).digest('hex');
	assert.equal(genesisHash(registerKey), expected);
	assert.notEqual(genesisHash({ ...registerKey, name: 'x' }), expected);
	assert.notEqual(genesisHash({ ...registerKey, publicKey: new Uint8Array(32) }), expected);
});

test('a chain is checked whole or in pieces, each entry by sha256sum of the one before', () => {
	for (const kind of kinds) {
		const entries = chain(kind, samples[kind] as never);
		const whole = accepted(verifyChain(kind, genesis, entries));
		assert.equal(whole.head.size, entries.length);
		assert.equal(whole.head.hash, createHash('sha256').update(entries.at(-1)!).digest('hex'));
		const first = accepted(verifyChain(kind, genesis, entries.slice(0, 2)));
		const rest = accepted(verifyChain(kind, first.head, entries.slice(2)));
		assert.deepEqual(rest.head, whole.head);
		assert.deepEqual([...first.entries, ...rest.entries], whole.entries);
		assert.deepEqual(accepted(verifyChain(kind, genesis, [])).head, genesis);
	}
});

test('a removed, repeated, swapped or foreign entry breaks the chain where it happened', () => {
	const entries = chain('ballot', samples.ballot);
	const [a, b, c, d] = entries as [Uint8Array, Uint8Array, Uint8Array, Uint8Array];
	const place = (changed: Uint8Array[], head = genesis) => {
		const result = verifyChain('ballot', head, changed);
		return result.ok ? 'accepted' : `${result.error.code} ${result.error.place}`;
	};
	assert.equal(place(entries), 'accepted');
	assert.equal(place([a, c, d]), 'chain.prev entry 1');
	assert.equal(place([a, a, b]), 'chain.prev entry 1');
	assert.equal(place([b, a]), 'chain.prev entry 0');
	assert.equal(place([a, c, b, d]), 'chain.prev entry 1');
	assert.equal(place(entries, { size: 0, hash: hashEntry(a) }), 'chain.prev entry 0');
	assert.equal(place([a, b, utf8ToBytes('{}')]), 'entry.type entry 2: type');
	assert.equal(place([a, b, utf8ToBytes('{')]), 'json.malformed entry 2');
});

test('any bytes give a value, never a crash', () => {
	const value = fc.jsonValue().map((v) => utf8ToBytes(JSON.stringify(v)));
	const known = fc.record({ v: fc.constantFrom(1, 2), type: fc.constantFrom('ballot', 'close') });
	const near = known.chain((k) =>
		fc.dictionary(fc.string(), fc.integer()).map((d) => bytesOf({ ...d, ...k })),
	);
	fc.assert(
		fc.property(fc.oneof(fc.uint8Array(), value, near), (bytes) => {
			for (const kind of kinds)
				assert.match(codeOf(parseEntry(kind, bytes)), /^(entry|json)\.[a-z0-9-]+$/);
		}),
		{ numRuns: 500, seed: 12 },
	);
});

test.run();
