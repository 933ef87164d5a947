/** What the environment says of sign-in: whole or not at all. */
import assert from 'node:assert/strict';
import { suite } from 'uvu';
import { ConfigError, readConfig } from '../../../server/config.ts';

const test = suite('server/identity/settings');
const read = (more: NodeJS.ProcessEnv) => readConfig({ VICHE_DEMO: 'true', ...more });

test('letters need a server and a sender, and neither is used without the other', () => {
	const [url, from] = ['smtps://name:word@mail.example.org', 'viche@example.org'];
	assert.equal(read({}).mail, undefined);
	assert.deepEqual(read({ VICHE_SMTP: url, VICHE_MAIL_FROM: from }).mail, { url, from });
	for (const more of [
		{ VICHE_SMTP: url },
		{ VICHE_MAIL_FROM: from },
		{ VICHE_SMTP: 'https://mail.example.org', VICHE_MAIL_FROM: from },
		{ VICHE_SMTP: url, VICHE_MAIL_FROM: 'a@example.org\r\nBcc: b@example.org' },
	])
		assert.throws(() => read(more), ConfigError, JSON.stringify(more));
});

test('passkeys are asked of staff where it is said so', () => {
	assert.equal(read({}).staffPasskey, 'optional');
	assert.equal(read({ VICHE_STAFF_PASSKEY: 'required' }).staffPasskey, 'required');
	assert.throws(() => read({ VICHE_STAFF_PASSKEY: 'yes' }), ConfigError);
});

test.run();
