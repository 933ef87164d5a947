/** The code says which section of crypto/SPEC.md it follows; the section must be there. */
import assert from 'node:assert/strict';
import { suite } from 'uvu';
import { listFiles, readText } from './support/source-tree.ts';

const NUMBER = String.raw`\d+(?:\.\d+)*`;
/** `SPEC §8.3`, `SPEC §8.3, §8.4`, `SPEC §8.3–8.5`. */
const REFERENCE = new RegExp(
	String.raw`SPEC §${NUMBER}(?:(?:, | and |; )§${NUMBER}|–§?${NUMBER})*`,
	'g',
);

const referencesIn = (text: string): string[] =>
	(text.match(REFERENCE) ?? []).flatMap((found) => found.match(new RegExp(NUMBER, 'g')) ?? []);

const sectionsOf = (spec: string): string[] =>
	[...spec.matchAll(new RegExp(`^#{2,4} §(${NUMBER})(?= |$)`, 'gm'))].map((found) => found[1]!);

const test = suite('spec');

test('every section that the code refers to exists', () => {
	const sections = new Set(sectionsOf(readText('crypto/SPEC.md')));
	const missing = listFiles()
		.filter((path) => /\.(?:ts|svelte|sql)$/.test(path) && path !== 'test/spec.test.ts')
		.flatMap((path) =>
			referencesIn(readText(path))
				.filter((number) => !sections.has(number))
				.map((number) => `${path}: SPEC §${number}`),
		);
	assert.deepEqual(missing, []);
});

test('no section has its number twice', () => {
	const sections = sectionsOf(readText('crypto/SPEC.md'));
	assert.deepEqual(
		sections.filter((number, i) => sections.indexOf(number) !== i),
		[],
	);
});

test('references are recognised in every spelling', () => {
	const text = 'Spec: SPEC §8.3, §8.4; RFC 9162 §2.1. SPEC §3.1–3.3, RFC 8032 and SPEC §5.';
	assert.deepEqual(referencesIn(text), ['8.3', '8.4', '3.1', '3.3', '5']);
	assert.deepEqual(sectionsOf('## §8 Register\n### §8.1\ntext §8.2\n#### §8.10.1 Deep\n'), [
		'8',
		'8.1',
		'8.10.1',
	]);
});

test.run();
