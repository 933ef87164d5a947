import assert from 'node:assert/strict';
import { suite } from 'uvu';
import { sha256Hex } from '../../../crypto/hash.ts';
import { checkDecisions, encodeDecision, type Decision } from '../../../crypto/verify/decisions.ts';
import type { PlacedEntry } from '../../../crypto/verify/register.ts';
import { Journal } from '../../../crypto/verify/report.ts';

const test = suite('crypto/verify/decisions');
const ROLL = { count: 3, root: 'a'.repeat(64) };
const SAME = { people: ROLL.count, root: ROLL.root };

const made = (kind: Decision['kind'], more: Partial<Decision> = {}): string =>
	encodeDecision({ vote: 'v', kind, reason: 'Тому що', at: 7, ...more });

const entryOf = (text: string, index: number): PlacedEntry<'civic'> =>
	({
		index,
		entry: { type: 'decision', object: 'v', hash: sha256Hex(text), at: 7 },
	}) as unknown as PlacedEntry<'civic'>;

/** Codes that are found about decisions that stand in the register. */
function codesOf(texts: readonly string[], roll?: typeof ROLL): string[] {
	const journal = new Journal();
	checkDecisions(journal, 'v', texts.map(entryOf), texts, roll);
	return journal
		.report('record')
		.findings.filter((f) => f.check === 'R10' && f.code !== 'check.not-run')
		.map((f) => f.code);
}

test('a record without a decided roll is as good as ever', () => {
	assert.deepEqual(codesOf([], ROLL), []);
	assert.deepEqual(codesOf([made('close-early')], ROLL), ['decision.close-early']);
});

test('the roll that was decided last is the manifest’s', () => {
	const other = made('roll', { people: 2, root: 'b'.repeat(64) });
	const enrolled = made('enrol', SAME);
	assert.deepEqual(codesOf([other, enrolled], ROLL), ['decision.roll', 'decision.enrol']);
	assert.deepEqual(codesOf([enrolled, other], ROLL), [
		...['decision.enrol', 'decision.roll'],
		'decision.other-roll',
	]);
	for (const change of [{ people: 4 }, { root: 'c'.repeat(64) }])
		assert.deepEqual(codesOf([made('roll', { ...SAME, ...change })], ROLL), [
			...['decision.roll', 'decision.other-roll'],
		]);
});

test('a decision names a roll where it is about one, and only there', () => {
	const { people, root } = SAME;
	for (const text of [
		...[made('roll'), made('roll', { people }), made('enrol', { root })],
		...[made('open', SAME), made('annul', { people })],
		...[made('open').replace('open', 'unheard-of'), made('open').replace('}', ',"x":1}')],
	])
		assert.deepEqual(codesOf([text], ROLL), ['decision.malformed'], text);
});

test('the rule by which a roll was made is part of its decision', () => {
	const eligibility = { minAge: 16, on: '2027-01-15', territories: ['UA05'], bases: [] };
	const text = made('roll', { ...SAME, eligibility });
	assert.match(text, /"eligibility":\{"bases":\[\],"minAge":16,"on":"2027-01-15"/);
	assert.deepEqual(codesOf([text], ROLL), ['decision.roll']);
	assert.deepEqual(codesOf([text.replace('"minAge":16', '"minAge":-1')], ROLL), [
		'decision.malformed',
	]);
});

test.run();
