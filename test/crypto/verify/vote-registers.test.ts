/** What the registers of one vote must say: order, closes, openings, issuances. */
import assert from 'node:assert/strict';
import { suite } from 'uvu';
import { bytesToHex, utf8ToBytes } from '../../../crypto/bytes.ts';
import { sha256Hex } from '../../../crypto/hash.ts';
import { makeCommitment } from '../../../crypto/register/commitment.ts';
import type { Entry, RegisterKind } from '../../../crypto/register/entry-schema.ts';
import {
	CastBallots,
	checkBallotRegister,
	nullifierOf,
} from '../../../crypto/verify/ballot-register.ts';
import { checkCivicOrder } from '../../../crypto/verify/civic-order.ts';
import { checkClose, checkTallySteps, findClose } from '../../../crypto/verify/close.ts';
import { checkIssuances } from '../../../crypto/verify/issuances.ts';
import { OpeningChecks } from '../../../crypto/verify/openings.ts';
import { checkRegister, type PlacedEntry, type Register } from '../../../crypto/verify/register.ts';
import type { Journal } from '../../../crypto/verify/report.ts';
import {
	chainEntries,
	findingsOf,
	makeRegister,
	serveFiles,
	uuid,
	writeRegister,
	type Files,
	type NewEntry,
} from '../../support/registers.ts';

const h = sha256Hex;
const at = 1_800_000_000;

const place = <K extends RegisterKind>(entries: readonly NewEntry<K>[]): PlacedEntry<K>[] =>
	entries.map((entry, index) => ({
		index,
		entry: { v: 1, object: uuid, prev: '', ...entry } as unknown as Entry<K>,
	}));

const issuance = (position: number, request = h(`request ${position}`)): NewEntry<'civic'> => ({
	type: 'issuance',
	position,
	c: h(`c ${position}`),
	request,
});
const tally = (part: string): NewEntry<'civic'> => ({ type: 'tally', part, hash: h(part), at });
const close: NewEntry<'civic'> = { type: 'close', ballots: 2, size: 4, root: h('root'), at };
const ceremony = (step: string): NewEntry<'civic'> => ({
	type: 'ceremony',
	member: 1,
	step,
	hash: h(step),
	at,
});
const civic: NewEntry<'civic'>[] = [
	{ type: 'process', hash: h('process'), at },
	{ type: 'roll', count: 3, root: h('roll'), at },
	ceremony('certificate'),
	ceremony('dealing'),
	{ type: 'manifest', hash: h('manifest'), at },
	ceremony('parameters'),
	issuance(0),
	issuance(2),
	close,
	tally('encrypted-tally'),
	tally('result'),
	{
		type: 'certificate',
		member: 1,
		result: h('result'),
		verdict: 'certified',
		signature: '00'.repeat(64),
		at,
	},
];

const test = suite('crypto/verify/vote-registers');

test('the order of the civic register is kept, with redactions anywhere', async () => {
	const redaction: NewEntry<'civic'> = { type: 'redaction', ref: 6, basis: 'request', by: 'x' };
	for (const entries of [civic, civic.toSpliced(8, 0, redaction), [...civic, redaction]]) {
		const { errors, unproved } = await findingsOf((j) => checkCivicOrder(j, place(entries), true));
		assert.deepEqual([errors, unproved], [[], []]);
	}
});

test('any two neighbours of different kinds swapped are out of order', async () => {
	for (let i = 0; i + 1 < civic.length; i++) {
		const [a, b] = [civic[i]!, civic[i + 1]!];
		if (a.type === b.type && a.type !== 'ceremony') continue;
		if (a.type === 'ceremony' && b.type === 'ceremony') continue;
		const swapped = civic.with(i, b).with(i + 1, a);
		const { errors } = await findingsOf((j) => checkCivicOrder(j, place(swapped), true));
		assert.deepEqual(errors, ['R6 civic.order'], `${i}`);
	}
});

test('what must stand once stands once; nothing else has a place', async () => {
	for (const type of ['process', 'roll', 'manifest', 'close']) {
		const at = civic.findIndex((e) => e.type === type);
		const twice = await findingsOf((j) =>
			checkCivicOrder(j, place(civic.toSpliced(at, 0, civic[at]!)), true),
		);
		assert.deepEqual(twice.errors, ['R6 civic.repeated']);
		const never = await findingsOf((j) => checkCivicOrder(j, place(civic.toSpliced(at, 1)), true));
		assert.deepEqual(never.errors, ['R6 civic.missing']);
	}
	const sealed: NewEntry<'civic'> = { type: 'sealed', c: h('bid') };
	const found = await findingsOf((j) => checkCivicOrder(j, place([...civic, sealed]), true));
	assert.deepEqual(found.errors, ['R6 civic.unexpected']);
	const open = await findingsOf((j) => checkCivicOrder(j, place(civic.slice(0, 8)), false));
	assert.deepEqual([open.errors, open.unproved], [[], ['R6 civic.missing']]);
});

test('issuances: one a person, no more than the roll, no fewer than tokens', async () => {
	const check = (entries: NewEntry<'civic'>[], roll: number, tokens: number, forms = 0) =>
		findingsOf((j) => checkIssuances(j, place(entries), roll, tokens, forms));
	assert.deepEqual((await check(civic, 3, 2)).errors, []);
	assert.deepEqual((await check([issuance(1), issuance(1, h('x'))], 3, 2)).errors, [
		'T2 issuance.position-twice',
	]);
	assert.deepEqual((await check([issuance(1), issuance(2, h('request 1'))], 3, 2)).errors, [
		'T2 issuance.request-twice',
	]);
	assert.deepEqual((await check([issuance(0), issuance(2)], 2, 2)).errors, [
		'T2 issuance.position-outside',
	]);
	assert.deepEqual((await check(civic, 1, 1)).errors, [
		'T2 issuance.position-outside',
		'T2 issuance.more-than-roll',
	]);
	assert.deepEqual((await check(civic, 3, 3)).errors, ['T2 issuance.fewer-than-used']);
});

const texts = ['ballot a', 'ballot b'];
const commitments = texts.map((text) => makeCommitment('ballot', utf8ToBytes(text)));
const cast = (i: number): NewEntry<'ballot'> => ({
	type: 'ballot',
	ballot: h(texts[i]!),
	nullifier: nullifierOf(uuid, `key ${i}`),
	c: commitments[i]!.c,
});
const audited: NewEntry<'ballot'> = { type: 'audited', ballot: h('audited'), c: h('c') };
const end = (ballots = 2, audits = 1): NewEntry<'ballot'> => ({
	type: 'close',
	ballots,
	audited: audits,
});
const cases: [NewEntry<'ballot'>[], string[]][] = [
	[[cast(0), audited, cast(1), end()], []],
	[[cast(0), audited, cast(1), end(3)], ['R7 ballot-register.close-numbers']],
	[[cast(0), audited, cast(1), end(2, 0)], ['R7 ballot-register.close-numbers']],
	[[cast(0), audited, end(1), cast(1)], ['R7 ballot-register.after-close']],
	[[cast(0), audited, cast(1), end(), end()], ['R7 ballot-register.after-close']],
	[[cast(0), audited, cast(0), end()], ['R7 ballot-register.repeated']],
	[
		[cast(0), { ...audited, ballot: h(texts[0]!) }, cast(1), end()],
		['R7 ballot-register.audited-cast'],
	],
	[[cast(0), audited, cast(1)], ['R7 ballot-register.not-closed']],
];
for (const [i, [entries, codes]] of cases.entries())
	test(`the ballot register, case ${i}: ${codes.join() || 'in order'}`, async () => {
		const { errors } = await findingsOf((j) => checkBallotRegister(j, place(entries), true));
		assert.deepEqual(errors, codes);
	});

test('ballots of the archive are those of the register, in order', async () => {
	const run = (archive: [number, string?][]) =>
		findingsOf((j) => {
			const entries = place<'ballot'>([cast(0), cast(1), end(2, 0)]);
			const compare = new CastBallots(j, uuid, checkBallotRegister(j, entries, true));
			for (const [i, key] of archive) compare.take(h(texts[i] ?? 'new'), key ?? `key ${i}`);
			compare.end();
		});
	assert.deepEqual((await run([[0], [1]])).errors, []);
	assert.deepEqual((await run([[1], [0]])).errors, ['R8 ballot-register.order']);
	assert.deepEqual((await run([[1]])).errors, ['R8 ballot-register.not-in-archive']);
	assert.deepEqual((await run([[0], [2], [1]])).errors, ['R8 ballot-register.not-in-register']);
	assert.deepEqual((await run([[0], [1, 'other']])).errors, ['R8 ballot-register.nullifier']);
});

const { signer, key } = makeRegister('ballots');
async function open(journal: Journal, entries: NewEntry<'ballot'>[]): Promise<Register<'ballot'>> {
	const files: Files = new Map();
	writeRegister(files, 'r', signer, chainEntries('ballot', key, entries));
	return (await checkRegister(journal, serveFiles(files), 'ballot', { path: 'r', key }, {}))!;
}

test('openings: opened, redacted, missing, wrong, unerased', async () => {
	const redaction: NewEntry<'ballot'> = { type: 'redaction', ref: 1, basis: 'court', by: 'judge' };
	const r = commitments.map((c) => bytesToHex(c.opening.r));
	const run = (openings: (string | null)[], ...more: NewEntry<'ballot'>[]) =>
		findingsOf(async (j) => {
			const register = await open(j, [cast(0), cast(1), end(2, 0), ...more]);
			const checks = new OpeningChecks(j, openings);
			const { cast: entries } = checkBallotRegister(j, register.entries, true);
			entries.forEach((entry, i) => checks.take(entry, texts[i]!));
			checks.end(register, uuid);
		});
	const r9 = (codes: string[]) => codes.filter((code) => code.startsWith('R9'));
	const good = await run([r[0]!, r[1]!, null]);
	assert.deepEqual([good.errors, good.unproved], [[], []]);
	assert.deepEqual((await run([r[0]!, null, null])).unproved, ['R9 opening.missing']);
	assert.deepEqual((await run([r[0]!, r[0]!, null])).errors, ['R9 opening.wrong']);
	assert.deepEqual((await run([r[0]!, r[1]!, null, null])).errors, ['R9 opening.count']);
	assert.deepEqual((await run([r[0]!, r[1]!])).errors, []);
	const redacted = await run([r[0]!, null, null, null], redaction);
	assert.deepEqual([redacted.errors, redacted.unproved], [[], []]);
	assert.deepEqual(r9(redacted.notes), ['R9 opening.redacted']);
	assert.equal(redacted.report.summary.redacted, 1);
	const unerased = await run([r[0]!, r[1]!, null, null], redaction);
	assert.deepEqual(unerased.errors, ['R9 opening.unerased']);
	const stray = await run([r[0]!, r[1]!, null, null], { ...redaction, ref: 2 });
	assert.deepEqual(r9(stray.errors), ['R9 opening.stray-redaction']);
});

test('the close names the ballot register as it was closed', async () => {
	const ballots = [cast(0), audited, cast(1), end()];
	const run = (change: Partial<{ ballots: number; size: number; root: string; at: number }>) =>
		findingsOf(async (j) => {
			const register = await open(j, ballots);
			const root = bytesToHex(register.checkpoint.root);
			const entry = findClose(place([{ ...close, root, ...change }]))!;
			const checked = checkBallotRegister(j, register.entries, true);
			await checkClose(j, entry, register, checked, at);
		});
	assert.deepEqual((await run({})).errors, []);
	assert.deepEqual((await run({ at: at - 1 })).errors, ['R10 close.before-the-date']);
	for (const change of [{ ballots: 3 }, { size: 3 }, { size: 5 }, { root: h('other') }])
		assert.match((await run(change)).errors.join(), /^(?:R10 close\.other-register,?)+$/);
});

test('steps of the tally stand in the register, after the close', async () => {
	const steps = [
		{ part: 'encrypted-tally', hash: h('encrypted-tally') },
		{ part: 'result', hash: h('result') },
	];
	const run = (entries: NewEntry<'civic'>[], expected = steps) =>
		findingsOf((j) => checkTallySteps(j, place(entries), findClose(place(entries)), expected));
	assert.deepEqual((await run(civic)).errors, []);
	const other = [{ part: 'encrypted-tally', hash: h('other') }, ...steps];
	assert.deepEqual((await run(civic, other.toSpliced(1, 1))).errors, [
		'R10 tally.stray-entry',
		'R10 tally.unregistered',
	]);
	const held = await run(civic, steps.slice(1));
	assert.deepEqual([held.errors, held.unproved], [[], ['R10 tally.document-missing']]);
	assert.deepEqual((await run(civic.toSpliced(9, 1))).errors, ['R10 tally.unregistered']);
	const early = [...civic.slice(0, 8), civic[9]!, civic[8]!, ...civic.slice(10)];
	assert.deepEqual((await run(early)).errors, ['R10 tally.before-close']);
	const backdated = civic.with(9, { ...tally('encrypted-tally'), at: at - 1 } as NewEntry<'civic'>);
	assert.deepEqual((await run(backdated)).errors, ['R10 tally.before-close']);
});

test.run();
