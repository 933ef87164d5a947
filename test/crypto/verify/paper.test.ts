/** Paper ballots: what is published of a batch, what is counted, and each field of it that can be false. Spec: SPEC §10.10. */
import assert from 'node:assert/strict';
import { suite } from 'uvu';
import type { Marks } from '../../../crypto/budget/paper.ts';
import { sha256Hex } from '../../../crypto/hash.ts';
import { encodeCanonicalJson, type Json } from '../../../crypto/register/canonical-json.ts';
import type { Decided } from '../../../crypto/verify/decisions.ts';
import {
	checkPaper,
	encodePaperBatch,
	formsOf,
	makePaperBatch,
	parsePaperBatch,
	type PaperFiles,
} from '../../../crypto/verify/paper.ts';
import type { PlacedEntry } from '../../../crypto/verify/register.ts';
import { judge, play } from '../../support/attack.ts';
import { findingsOf, uuid } from '../../support/registers.ts';
import { smallPot } from '../../support/small-vote.ts';

const test = suite('crypto/verify/paper');

const marks = (...projects: number[]): Marks => ({ projects });
const potOf = (mode: 'sum' | 'mix') => ({
	...smallPot(mode),
	limits: { minLength: 1, maxLength: 3 },
});
/** Valid ones, a blank one, one that nobody can read, and one that lists too many. */
const FORMS: readonly (readonly Marks[])[] = [
	[marks(2, 3)],
	[marks()],
	[undefined],
	[marks(0)],
	[marks(0, 1, 2, 3)],
];
const SECOND: readonly (readonly Marks[])[] = [[marks(3)]];

const at = 1_800_000_000;
const facts = { uuid, batch: 1, sheet: sha256Hex('sheet'), salt: sha256Hex('salt') };
const batchOf = (mode: 'sum' | 'mix') => makePaperBatch(facts, [potOf(mode)], FORMS);
const entryOf = (text: string, changes: object = {}): PlacedEntry<'civic'>['entry'] => ({
	v: 1,
	object: uuid,
	prev: '',
	type: 'paper',
	batch: 1,
	ballots: 5,
	hash: sha256Hex(text),
	at,
	...changes,
});
const tally = (part: string) => entryOf('', { type: 'tally', part, hash: sha256Hex(part) });

type Told = {
	readonly mode?: 'sum' | 'mix';
	readonly texts: readonly string[];
	readonly entries: readonly PlacedEntry<'civic'>['entry'][];
	/** Whether the manifest takes paper; default it does. */
	readonly taken?: boolean;
	/** Where the decision stands, if there is one. */
	readonly complete?: number;
};

async function judgePaper({ mode = 'sum', texts, entries, taken = true, complete }: Told) {
	const decided =
		complete === undefined ? [] : [{ kind: 'paper', index: complete } as unknown as Decided];
	const manifest: PaperFiles['manifest'] = {
		uuid,
		pots: [potOf(mode)],
		...(taken ? { paper: 1 } : {}),
	};
	const placed = entries.map((entry, index) => ({ index, entry }));
	const found = await findingsOf((j) => void checkPaper(j, placed, { manifest, texts, decided }));
	return { errors: found.errors, unproved: found.unproved };
}

/** A batch that says something else, and the register with it. */
const judgeChanged = (mode: 'sum' | 'mix', change: (json: never) => unknown) => {
	const json = JSON.parse(encodePaperBatch(batchOf(mode))) as never;
	const text = encodeCanonicalJson(change(json) as Json);
	return judgePaper({ mode, texts: [text], entries: [entryOf(text)], complete: 1 });
};

test('a batch says how many forms say what, and in no order of theirs', () => {
	const [sum] = batchOf('sum').pots;
	assert.deepEqual(sum, {
		pot: 'budget',
		blank: 1,
		spoiled: ['spoiled.too-many-projects', 'spoiled.unreadable'],
		totals: [1, 0, 1, 1],
	});
	const turned = makePaperBatch(facts, [potOf('mix')], FORMS.toReversed());
	assert.deepEqual(turned, batchOf('mix'));
	assert.equal(turned.pots[0]!.ballots!.length, 2);
	assert.deepEqual(parsePaperBatch(encodePaperBatch(turned)), {
		ok: true,
		value: { format: 'viche-paper/v1', ...turned },
	});
});

test('batches that were entered after the close and before the decision are right', async () => {
	for (const mode of ['sum', 'mix'] as const) {
		const text = encodePaperBatch(batchOf(mode));
		const entries = [entryOf(text), tally('partial-decryption')];
		const found = await judgePaper({ mode, texts: [text], entries, complete: 0.5 });
		assert.deepEqual(found, { errors: [], unproved: [] });
	}
});

test('where and when they stand', async () => {
	const text = encodePaperBatch(batchOf('sum'));
	const texts = [text];
	const one = entryOf(text);
	const cases: readonly (readonly [string, Told])[] = [
		['not-in-manifest', { texts, entries: [one], taken: false, complete: 1 }],
		['after-complete', { texts, entries: [one], complete: -1 }],
		['not-complete', { texts, entries: [one, tally('partial-decryption')] }],
		['not-complete', { texts, entries: [one, tally('partial-decryption')], complete: 2 }],
		['number', { texts, entries: [entryOf(text, { batch: 2 })], complete: 1 }],
		['other-text', { texts, entries: [entryOf(text, { ballots: 4 })], complete: 1 }],
		['unregistered', { texts: [text, 'another'], entries: [one], complete: 1 }],
		['malformed', { texts: ['{}'], entries: [entryOf('{}')], complete: 1 }],
	];
	for (const [code, told] of cases)
		assert.deepEqual((await judgePaper(told)).errors, [
			...(code === 'number' ? ['R12 paper.number', 'R12 paper.other-text'] : [`R12 paper.${code}`]),
		]);
	const missing = await judgePaper({ texts: [], entries: [one], complete: 1 });
	assert.deepEqual(missing, { errors: [], unproved: ['R12 paper.not-published'] });
	const sums = await judgePaper({ texts, entries: [one, tally('encrypted-tally')] });
	assert.deepEqual(sums.errors, []);
	assert.equal(formsOf([{ index: 0, entry: one }]), 5);
});

type Json1 = Record<string, unknown> & { pots: [Record<string, unknown>] };
const part = (change: Record<string, unknown>) => (json: Json1) => ({
	...json,
	pots: [{ ...json.pots[0], ...change }],
});

const SUM: readonly (readonly [string, (json: Json1) => unknown])[] = [
	['malformed', (json) => ({ ...json, format: 'viche-paper/v2' })],
	['other-text', (json) => ({ ...json, uuid: 'another' })],
	['other-text', (json) => ({ ...json, batch: 2 })],
	['malformed', (json) => ({ ...json, sheet: 'ab' })],
	['malformed', (json) => ({ ...json, salt: 'ab' })],
	['malformed', (json) => ({ ...json, also: 1 })],
	['malformed', (json) => ({ ...json, forms: 0 })],
	['malformed', (json) => ({ ...json, pots: [] })],
	['pots', (json) => ({ ...json, pots: [json.pots[0], json.pots[0]] })],
	['pot', part({ pot: 'other' })],
	['malformed', part({ blank: -1 })],
	['forms', part({ blank: 4 })],
	['order', part({ spoiled: ['spoiled.unreadable', 'spoiled.too-many-projects'] })],
	['malformed', part({ spoiled: ['a name'] })],
	['shape', part({ ballots: [] })],
	['shape', part({ totals: [1, 0, 1] })],
	// Two valid forms: nothing has three marks, all together at most eight, and each form at least one.
	['totals', part({ totals: [3, 0, 0, 0] })],
	['totals', part({ totals: [1, 0, 0, 0] })],
];

test('each field of a batch whose votes are added up', async () => {
	for (const [i, [code, change]] of SUM.entries()) {
		const { errors } = await judgeChanged('sum', change);
		assert.deepEqual(errors, [`R12 paper.${code}`], `case ${i}`);
	}
	const more = await judgeChanged('sum', (json: Json1) => ({ ...json, forms: 6 }));
	assert.deepEqual(more.errors, ['R12 paper.other-text']);
});

test('each field of a batch whose ballots are shuffled', async () => {
	const [first, second] = batchOf('mix').pots[0]!.ballots!;
	const cases: readonly (readonly [string, (json: Json1) => unknown])[] = [
		['shape', part({ totals: [1, 0, 1, 1] })],
		['shape', ({ pots: [{ ballots: _, ...rest }], ...json }) => ({ ...json, pots: [rest] })],
		['forms', part({ ballots: [first] })],
		['order', part({ ballots: [second, first] })],
		['ballot', part({ ballots: [first, 'ff'] })],
		['ballot', part({ ballots: ['', second] })],
		['malformed', part({ ballots: [first, 'zz'] })],
	];
	for (const [i, [code, change]] of cases.entries()) {
		const { errors } = await judgeChanged('mix', change);
		assert.deepEqual(errors, [`R12 paper.${code}`], `case ${i}`);
	}
});

test('a whole record with paper is verified, and its result has both', async () => {
	for (const mode of ['sum', 'mix'] as const) {
		const vote = await play(mode, {}, { pots: [potOf(mode)], paper: [FORMS, SECOND], absent: 1 });
		const judged = await judge(vote.record());
		assert.deepEqual(judged, { verdict: 'verified', errors: [], unproved: [] });
		const { result } = vote;
		assert.deepEqual(result.paper, { batches: 2, forms: 6 });
		assert.equal(result.issued, 11);
		const [pot] = result.pots;
		// Five under encryption and three on paper.
		assert.deepEqual([pot!.valid, pot!.blank, pot!.spoiled.length], [8, 1, 2]);
		assert.deepEqual(pot!.totals, { park: 4, road: 2, tree: 3, lamp: 3 });
	}
});

test.run();
