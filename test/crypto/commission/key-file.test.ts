import assert from 'node:assert/strict';
import { suite } from 'uvu';
import { openKeyFile, sealKeyFile } from '../../../crypto/commission/key-file.ts';

const test = suite('crypto/commission/key-file');
const OWNER = { vote: 'abc', member: 2 };
const SECRET = { seed: 'seed', dealing: '{"a":1}', share: '123' };
const PASSPHRASE = 'чотири слова для ключа';
const sealed = sealKeyFile(OWNER, SECRET, PASSPHRASE);

const codeOf = async (owner: typeof OWNER, text: string, passphrase: string) => {
	const opened = await openKeyFile(owner, text, passphrase);
	return opened.ok ? 'opened' : opened.error.code;
};

test('opens under its passphrase, however its letters are composed', async () => {
	for (const passphrase of [PASSPHRASE, PASSPHRASE.normalize('NFD')])
		assert.deepEqual(await openKeyFile(OWNER, `${await sealed}\n`, passphrase), {
			ok: true,
			value: SECRET,
		});
	assert.equal(await codeOf(OWNER, await sealed, `${PASSPHRASE} `), 'key-file.passphrase');
});

test('shows nothing of the secret', async () => {
	assert.ok(!(await sealed).includes('seed'));
	assert.notEqual(await sealKeyFile(OWNER, SECRET, PASSPHRASE), await sealed);
});

test('is refused where any single field is changed', async () => {
	const text = await sealed;
	const file = JSON.parse(text) as Record<string, string | number>;
	for (const [field, value] of Object.entries(file)) {
		const other = typeof value === 'number' ? value + 1 : changed(value);
		const code = await codeOf(OWNER, JSON.stringify({ ...file, [field]: other }), PASSPHRASE);
		const expected = { format: 'wire.value', vote: 'other-owner', member: 'other-owner' }[field];
		assert.match(code, new RegExp(expected ?? 'passphrase'), field);
	}
	assert.equal(await codeOf({ ...OWNER, member: 1 }, text, PASSPHRASE), 'key-file.other-owner');
	assert.equal(await codeOf(OWNER, 'no file', PASSPHRASE), 'wire.not-json');
});

test('a file renamed to another owner does not open for them', async () => {
	const file = JSON.parse(await sealed) as object;
	const text = JSON.stringify({ ...file, member: 1 });
	assert.equal(await codeOf({ ...OWNER, member: 1 }, text, PASSPHRASE), 'key-file.passphrase');
});

/** The same length and alphabet with another last character. */
const changed = (value: string): string => value.slice(0, -1) + (value.endsWith('0') ? '1' : '0');

test.run();
