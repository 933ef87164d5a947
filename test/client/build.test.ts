/** The built pages: the same bytes from the same source, and not more of them than a slow line bears. */
import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { suite } from 'uvu';
import { listPages } from '../../server/http/pages-list.ts';

const test = suite('client/build');
const root = fileURLToPath(new URL('../../', import.meta.url));
const vite = join(root, 'node_modules/vite/bin/vite.js');

test('two builds of the same source are the same bytes', async () => {
	const out = await mkdtemp(join(tmpdir(), 'viche-build-'));
	const args = [vite, 'build', '--config', 'client/vite.config.ts', '--logLevel', 'error'];
	await promisify(execFile)(process.execPath, args, {
		cwd: root,
		env: { ...process.env, VICHE_BUILD_OUT: out },
	});
	assert.equal(listPages(join(out, 'client')).text, listPages().text);
	await rm(out, { recursive: true });
});

test('the list names every file once, with its hash, in the format of sha256sum', () => {
	const { text, hash } = listPages();
	const lines = text.trimEnd().split('\n');
	assert.ok(lines.length > 20);
	for (const line of lines) assert.match(line, /^[0-9a-f]{64} {2}[A-Za-z0-9_./-]+$/);
	const names = lines.map((line) => line.slice(66));
	assert.deepEqual(names, names.toSorted());
	assert.match(hash, /^[0-9a-f]{64}$/);
});

test('the verifier is one file that loads nothing, and its own policy would not let it', async () => {
	const path = fileURLToPath(new URL('../../build/client/viche-verifier.html', import.meta.url));
	const text = await readFile(path, 'utf8');
	assert.match(listPages().text, /^[0-9a-f]{64} {2}viche-verifier\.html$/m);
	const policy = /http-equiv="Content-Security-Policy" content="([^"]+)"/.exec(text)![1]!;
	assert.match(policy, /^default-src 'none'; script-src 'sha256-[^ ]+' 'wasm-unsafe-eval'; /);
	assert.doesNotMatch(policy, /connect-src|unsafe-inline|https?:|\*/);
	// What is outside of scripts and styles, where addresses are but text.
	const frame = text.replaceAll(/<(script|style)([^>]*)>.*?<\/\1>/gs, '<$1$2></$1>');
	assert.doesNotMatch(frame, /\b(?:src|href)=|@import|url\(/);
	assert.equal([...frame.matchAll(/<script/g)].length, 2);
	const style = /<style>(.*?)<\/style>/s.exec(text)![1]!;
	assert.doesNotMatch(style, /url\(|@import/);
});

test.run();
