/** The repository says nothing about the machine it was made on, and its documents lead somewhere. */
import assert from 'node:assert/strict';
import { existsSync } from 'node:fs';
import { join, posix } from 'node:path';
import { suite } from 'uvu';
import { listFiles, readText, ROOT } from './support/source-tree.ts';

const TEXT = /\.(?:css|go|html|js|json|md|mjs|sh|sql|svelte|svg|ts|txt|yaml|yml)$|(?:^|\/)[^.]+$/;
const DATA = /^test\/(?:vectors|fixtures)\//;

const files = listFiles();
const texts = files.filter((path) => TEXT.test(path) && !DATA.test(path));
const documents = files.filter((path) => path.endsWith('.md') && !DATA.test(path));

const MACHINE_PATH = /(?<![\w.)}*"'$~-])\/(?:home|root|work|Users)\/[\w.-]/;
/** Written in parts, so that this file does not name them. */
const REGISTRIES = [
	['registry', 'npmjs', 'org'],
	['registry', 'yarnpkg', 'com'],
	['registry', 'npmmirror', 'com'],
	['deb', 'debian', 'org'],
	['proxy', 'golang', 'org'],
	['pypi', 'org'],
	['files', 'pythonhosted', 'org'],
].map((parts) => parts.join('.'));

/** The lines of a text that name a path of one machine or a package registry. */
function traces(text: string): string[] {
	return text
		.split('\n')
		.filter((line) => MACHINE_PATH.test(line) || REGISTRIES.some((host) => line.includes(host)));
}

/** The relative targets of a document's links, without their fragments. */
const linksOf = (markdown: string): string[] =>
	[...withoutCode(markdown).matchAll(/\]\(<?([^)\s>]+)>?[^)]*\)/g)]
		.map((found) => found[1]!.replace(/#.*$/, ''))
		.filter((target) => target !== '' && !/^[a-z]+:/i.test(target));

const withoutCode = (markdown: string): string =>
	markdown.replace(/^```.*?^```/gms, '').replace(/`[^`\n]*`/g, '');

/** The npm scripts that a document tells the reader to run. */
const scriptsIn = (markdown: string): string[] =>
	[...markdown.matchAll(/\bnpm (?:run (?:-s |--silent )?([\w:-]+)|(test|start)\b)/g)].map(
		(found) => found[1] ?? found[2]!,
	);

const test = suite('repository');

test('no text names a path of one machine or a package registry', () => {
	assert.ok(texts.includes('package-lock.json') && texts.includes('.ci/run'));
	const found = texts.flatMap((path) => traces(readText(path)).map((line) => `${path}: ${line}`));
	assert.deepEqual(found, []);
});

test('such traces are seen', () => {
	const home = ['', 'home', 'user', 'viche'].join('/');
	for (const line of [`cd ${home}`, `"${home}"`.slice(1), `https://${REGISTRIES[0]!}/uvu`])
		assert.equal(traces(`a\n${line}\nb`).length, 1, line);
	assert.deepEqual(traces('$dir/root/usr, ./work/a, client/home/b'), []);
});

test('the lockfile says which packages, not where they came from', () => {
	assert.doesNotMatch(readText('package-lock.json'), /"resolved": "(?!file:)/);
});

test('the licence is the complete AGPL 3.0', () => {
	const licence = readText('LICENSE');
	assert.match(licence, /^ +GNU AFFERO GENERAL PUBLIC LICENSE\n +Version 3, 19 November 2007\n/);
	assert.match(licence, /END OF TERMS AND CONDITIONS/);
	assert.equal(licence.split('\n').length, 662);
});

test('every relative link of a document leads to a file', () => {
	const broken = documents.flatMap((path) =>
		linksOf(readText(path))
			.filter((target) => !existsSync(join(ROOT, posix.dirname(path), target)))
			.map((target) => `${path}: ${target}`),
	);
	assert.deepEqual(broken, []);
});

test('a link is told from code and from an address', () => {
	const text = '[a](b.md#c) ![d](e/f.png "g") [h](https://example.org) [i](#j) `[k](l)`';
	assert.deepEqual(linksOf(text), ['b.md', 'e/f.png']);
});

test('every npm script that a document names exists', () => {
	const { scripts } = JSON.parse(readText('package.json')) as { scripts: Record<string, string> };
	const missing = documents.flatMap((path) =>
		scriptsIn(readText(path))
			.filter((name) => !Object.hasOwn(scripts, name))
			.map((name) => `${path}: npm run ${name}`),
	);
	assert.deepEqual(missing, []);
});

test('an npm script is recognised in every spelling', () => {
	assert.deepEqual(scriptsIn('npm test, `npm run test:interop`, npm run -s lint; npm ci'), [
		'test',
		'test:interop',
		'lint',
	]);
});

test.run();
