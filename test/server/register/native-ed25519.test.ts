import assert from 'node:assert/strict';
import { randomBytes } from 'node:crypto';
import { suite } from 'uvu';
import { signEd25519 } from '../../../crypto/register/verifier-key.ts';
import { nativeSign } from '../../../server/register/native-ed25519.ts';

const test = suite('server/register/native-ed25519');

test('signs as noble does, bit for bit', () => {
	for (let i = 0; i < 20; i++) {
		const [seed, message] = [randomBytes(32), randomBytes(7 * i)];
		const expected = Buffer.from(signEd25519(message, seed));
		assert.deepEqual(Buffer.from(nativeSign(message, seed)), expected);
		assert.deepEqual(Buffer.from(nativeSign(message, seed)), expected);
	}
});

test.run();
