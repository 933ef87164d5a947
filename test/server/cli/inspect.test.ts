import assert from 'node:assert/strict';
import { readdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { suite } from 'uvu';
import { makeAcknowledgement } from '../../../crypto/register/acknowledgement.ts';
import { EMPTY_ROOT } from '../../../crypto/register/merkle.ts';
import { signNoteText } from '../../../crypto/register/note.ts';
import { encodeVerifierKey } from '../../../crypto/register/verifier-key.ts';
import { encodeTrust } from '../../../crypto/verify/trust.ts';
import { KINDS } from '../../../server/cli/inspect/words.ts';
import { chain, register, registerKey, samples } from '../../crypto/register/sample-entries.ts';
import { vectors } from '../../crypto/register/vectors.ts';
import { inFolder, pabulibPath, viche } from '../../support/command-line.ts';

const test = suite('server/cli/inspect');

async function inspect(...args: readonly string[]): Promise<Record<string, unknown>> {
	const { code, stdout, stderr } = await viche('inspect', ...args, '--json');
	assert.deepEqual([code, stderr], [0, ''], args.join(' '));
	return JSON.parse(stdout) as Record<string, unknown>;
}

test('names every file of a record and what is in it', async () => {
	await inFolder(async (folder) => {
		const out = join(folder, 'record');
		const simulated = await viche(
			...['simulate', pabulibPath('Poland_Swiecie_2023'), '--out', out, '--voters', '6', '--json'],
		);
		const { uuid, cast } = JSON.parse(simulated.stdout) as { uuid: string; cast: number };
		const kinds: Record<string, unknown> = {};
		for (const name of await readdir(out))
			if (!name.endsWith('.hints') && name !== 'register')
				kinds[name.replace(uuid, 'uuid')] = (await inspect(join(out, name)))['kind'];
		assert.deepEqual(kinds, {
			'analysis.json': 'analysis',
			'budget.pb': 'pabulib',
			'ceremony.json': 'ceremony',
			'decryptions.json': 'decryptions',
			'manifest.json': 'manifest',
			'openings.json': 'openings',
			'record.json': 'record',
			'result.json': 'result',
			'tokens.json': 'tokens',
			'uuid.bel': 'archive',
		});
		const archive = await inspect(join(out, `${uuid}.bel`));
		assert.deepEqual(
			[archive['uuid'], archive['ballots'], archive['credentials']],
			[uuid, cast, 6],
		);
		assert.deepEqual([archive['trustees'], archive['threshold']], [3, 2]);
		const box = await inspect(join(out, 'register/ballot'));
		assert.deepEqual(
			[box['kind'], box['size'], (box['parts'] as unknown[]).length],
			['register', cast + 1, cast + 1],
		);
		const entry = await inspect(join(out, 'register/civic'), '--entry', '0');
		assert.match(JSON.stringify(entry['parts']), /process v1/);
		assert.equal((await inspect(out))['uuid'], uuid);
		assert.equal((await inspect(join(out, 'register/civic/checkpoint')))['kind'], 'checkpoint');
		const words = await viche('inspect', join(out, 'register/ballot'), '--lang', 'uk');
		assert.equal(words.stdout.match(/подано бюлетень/g)?.length, cast);
		assert.match(words.stdout, /Нічого з цього не перевірено/);
		const none = await viche('inspect', join(out, 'register/civic'), '--entry', '9999');
		assert.deepEqual([none.code, none.stdout], [2, '']);
	});
});

test('knows entries, receipts, keys, policies and acknowledgements', async () => {
	const { note } = vectors;
	const ballot = samples.ballot[0];
	const contents = {
		entry: chain('ballot', [ballot])[0]!,
		receipt: note.proof300,
		checkpoint: note.checkpoint600,
		policy: note.policy,
		key: encodeVerifierKey(registerKey),
		acknowledgement: makeAcknowledgement(
			{ vote: 'pb-2027', ballot: ballot.ballot, size: 0, root: EMPTY_ROOT },
			register,
		),
		trust: encodeTrust({ manifest: ballot.ballot }),
		note: `something else\n\n${signNoteText('something else\n', register)}`,
	};
	await inFolder(async (folder) => {
		for (const [kind, content] of Object.entries(contents)) {
			const path = join(folder, kind);
			await writeFile(path, content);
			assert.equal((await inspect(path))['kind'], kind);
		}
	});
});

test('what is not known, or not readable, ends with 2', async () => {
	await inFolder(async (folder) => {
		const contents = [
			'',
			'hello\n',
			'{"format":"viche-manifest/v1"}',
			'[1]',
			'null',
			'\u0000\u0001',
		];
		for (const [i, content] of contents.entries()) {
			const path = join(folder, String(i));
			await writeFile(path, content);
			const { code, stdout, stderr } = await viche('inspect', path);
			assert.deepEqual([code, stdout], [2, ''], JSON.stringify(content));
			assert.doesNotMatch(stderr, /\n {4}at /, content);
		}
		for (const args of [
			['inspect', folder],
			['inspect', join(folder, 'no')],
		])
			assert.equal((await viche(...args)).code, 2);
	});
});

test('every kind has words in both languages', () => {
	for (const [kind, { uk, en }] of Object.entries(KINDS)) {
		assert.match(uk, /[а-яєіїґ]{3}/i, kind);
		assert.doesNotMatch(en, /[а-яєіїґ]/i, kind);
	}
});

test.run();
