import fc from 'fast-check';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import {
	bigIntToBytesLE,
	bytesToBase64,
	bytesToBase64Unpadded,
	bytesToBigIntBE,
	bytesToBigIntLE,
	bytesToHex,
	compareBytes,
	equalBytes,
	parseBase64,
	parseHex,
	parseUtf8,
	utf8ToBytes,
} from '../../crypto/bytes.ts';
import { attempt, ProblemError } from '../../crypto/result.ts';

const test = suite('crypto/bytes');
const bytes = fc.uint8Array({ minLength: 1, maxLength: 80 });

test('every encoding gives the bytes back', () => {
	fc.assert(
		fc.property(bytes, (b) => {
			assert.equal(parseHex(bytesToHex(b)), b);
			assert.equal(parseBase64(bytesToBase64(b)), b);
			assert.is(bytesToBase64(b), Buffer.from(b).toString('base64'));
			assert.is(bytesToBase64Unpadded(b), Buffer.from(b).toString('base64').replaceAll('=', ''));
			assert.equal(bigIntToBytesLE(bytesToBigIntLE(b), b.length), b);
			assert.is(bytesToBigIntBE(b), bytesToBigIntLE(Uint8Array.from(b).reverse()));
		}),
	);
	assert.is(bytesToBase64(new Uint8Array(100_000)).length, 133_336);
});

test('other spellings of the same bytes are refused', () => {
	for (const wrong of ['AA', 'abc', '0g', ' aa']) assert.is(parseHex(wrong), undefined, wrong);
	for (const wrong of ['QQ', 'QR==', 'QQ==\n', ' QQ==', 'Q===', '%', 'QQ=', '-_8='])
		assert.is(parseBase64(wrong), undefined, wrong);
	assert.is(parseUtf8(Uint8Array.of(0xc3, 0x28)), undefined);
	assert.is(parseUtf8(utf8ToBytes('\ufeffВіче')), '\ufeffВіче');
});

test('comparison is that of sorted byte strings', () => {
	fc.assert(
		fc.property(bytes, bytes, (a, b) => {
			assert.is(Math.sign(compareBytes(a, b)), Buffer.compare(a, b));
			assert.is(equalBytes(a, b), Buffer.compare(a, b) === 0);
		}),
	);
});

test('a number that does not fit throws', () => {
	assert.throws(() => bigIntToBytesLE(256n, 1), /does not fit/);
	assert.throws(() => bigIntToBytesLE(-1n, 1), /does not fit/);
});

test('a parser that throws a problem gives it as a value; a bug goes on', () => {
	const failed = attempt(() => {
		throw new ProblemError('a.b', 'here', 'why');
	});
	assert.equal(failed, { ok: false, error: { code: 'a.b', place: 'here', message: 'why' } });
	assert.throws(
		() =>
			attempt(() => {
				throw new TypeError('bug');
			}),
		/bug/,
	);
});

test.run();
