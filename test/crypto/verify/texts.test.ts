import assert from 'node:assert/strict';
import { suite } from 'uvu';
import { CHECKS } from '../../../crypto/verify/checks.ts';
import { hasSentences, sentences, TEXTS, titleOf } from '../../../crypto/verify/texts.ts';
import { listFiles, readText } from '../../support/source-tree.ts';

/** What the verifier never meets: other people’s files, secrets, words that people type, what witnesses are asked, and what is only written. */
const ELSEWHERE =
	/^(?:ack|receipt|channel|cosignature|add-checkpoint|words|paper-line|pabulib|table|signature\.(?:hash|proof)|majority\.of)|\.json$/;

/** Every `word.word` in quotes, and the families of codes that are put together: `count.${…}`. */
function codesIn(text: string): string[] {
	const whole = [...text.matchAll(/'([a-z]+(?:-[a-z]+)*\.[a-z]+(?:-[a-z0-9]+)*)'/g)];
	const families = [...text.matchAll(/`([a-z]+(?:-[a-z]+)*)\.\$\{/g)];
	return [...whole.map((m) => m[1]!), ...families.map((m) => `${m[1]!}.x`)];
}

const sources = listFiles('crypto')
	.filter((path) => path.endsWith('.ts') && !path.startsWith('crypto/verify/texts/'))
	.map(readText);
const codes = new Set(sources.flatMap(codesIn).filter((code) => !ELSEWHERE.test(code)));

const test = suite('crypto/verify/texts');

test('every code that can be found has sentences', () => {
	assert.ok(codes.has('ballot.signature') && codes.has('count.x') && codes.has('tally.other'));
	assert.deepEqual(
		[...codes].filter((code) => !hasSentences(code)),
		[],
	);
});

test('every sentence belongs to a code that can be found', () => {
	const families = new Set([...codes].map((code) => `${code.split('.')[0]!}.*`));
	const unused = Object.keys(TEXTS).filter((code) => !codes.has(code) && !families.has(code));
	assert.deepEqual(unused, []);
});

const placeholders = (text: string): string[] =>
	[...text.matchAll(/\{\w+\}/g)].map((m) => m[0]).sort();

test('both languages say it, with the same values', () => {
	const all = [...Object.entries(TEXTS), ...CHECKS.map(({ id }) => [id, titleOf(id)] as const)];
	for (const [code, { uk, en }] of all) {
		assert.match(uk, /[а-яєіїґ]{3}/i, code);
		assert.match(en, /[a-z]{3}/i, code);
		assert.doesNotMatch(en, /[а-яєіїґ]/i, code);
		assert.deepEqual(placeholders(uk), placeholders(en), code);
	}
});

test('fills in values, and leaves alone what has none', () => {
	assert.match(sentences('result.out-of-bounds', { number: 7, weight: '5' }).en, /^7 .* 5 votes/);
	assert.match(sentences('result.out-of-bounds', {}).en, /^\{number\}/);
	assert.match(sentences('nobody.knows').en, /no explanation/);
	assert.equal(hasSentences('nobody.knows'), false);
	assert.equal(hasSentences('constructor.x'), false);
});

test.run();
