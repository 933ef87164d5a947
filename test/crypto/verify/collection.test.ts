import assert from 'node:assert/strict';
import { suite } from 'uvu';
import { sha256Hex } from '../../../crypto/hash.ts';
import { verifyRecord } from '../../../crypto/verify/verify-record.ts';
import { collectionOf, makeCollectionRecord, type Tampering } from '../../support/collection.ts';
import { serveFiles } from '../../support/registers.ts';

const test = suite('crypto/verify/collection');

const given = [{ at: 10, name: 'О. М.' }, { at: 20, name: 'Т. Б.' }, { at: 30 }];

/** The verdict, and what was found to be false. */
async function verify(tampering?: Tampering, terms = collectionOf(), isEnded = true) {
	const files = makeCollectionRecord(terms, given, tampering, isEnded);
	const report = await verifyRecord(serveFiles(files));
	const codes = (severity: string) => [
		...new Set(
			report.findings
				.filter((found) => found.severity === severity)
				.map(({ check, code }) => `${check} ${code}`),
		),
	];
	return { report, errors: codes('error'), unproved: codes('unproved'), notes: codes('note') };
}
const found = async (tampering: Tampering, terms = collectionOf()) =>
	(await verify(tampering, terms)).errors;

test('an honest record is verified, and its checks are those of signatures', async () => {
	const { report, errors } = await verify();
	assert.deepEqual(errors, []);
	assert.equal(report.verdict, 'verified');
	assert.deepEqual(
		report.checks.map(({ id, status }) => `${id} ${status}`),
		['R4', 'R5', 'S1', 'S2', 'S3'].map((id) => `${id} passed`),
	);
	assert.equal(report.summary.voters, 3);
	assert.equal(report.summary.closed, true);
});

test('one that goes on, and one that has too few, are verified as what they are', async () => {
	const open = await verify({}, collectionOf(), false);
	assert.equal(open.report.verdict, 'verified');
	assert.ok(open.notes.includes('S3 collection.goes-on'));
	const few = await verify({}, collectionOf({ needed: 4 }));
	assert.equal(few.report.verdict, 'verified');
});

test('each field of the terms', async () => {
	const others = [
		collectionOf({ text: sha256Hex('інше') }),
		collectionOf({ needed: 3 }),
		collectionOf({ ends: 999 }),
		collectionOf({ names: 'none' }),
	];
	for (const terms of others)
		assert.deepEqual(await found({ terms }), ['S1 collection.other-terms']);
	assert.deepEqual(await found({ terms: collectionOf({ object: 'another' }) }), [
		'S1 record.uuid',
		'S1 collection.other-terms',
	]);
});

test('terms that change while people sign', async () => {
	const hash = sha256Hex('other');
	const entries: Tampering['entries'] = (e) =>
		e.push({ type: 'document', document: 'collection', version: 2, hash, at: 950 });
	assert.deepEqual(await found({ entries }), [
		'S1 collection.other-terms',
		'S1 collection.terms-changed',
	]);
});

const phase = (name: string) => ({ type: 'phase' as const, phase: name, at: 900 });
/** Enough have signed after the second; the third signs on, until the end. */
const goesOn =
	(...names: readonly [second: string, last?: string]): Tampering['entries'] =>
	(e) => {
		const [second, last] = names;
		e.pop();
		e.splice(4, 0, phase(second));
		e.push(phase(last ?? 'ended'));
	};
const shifted: Tampering['signatures'] = (s) => (s[2]!.entry += 1);

test('people sign on after the number is reached, where the terms say so', async () => {
	const terms = collectionOf({ goesOn: true });
	const honest = { entries: goesOn('reached'), signatures: shifted };
	const { report, errors } = await verify(honest, terms);
	assert.deepEqual(errors, []);
	assert.equal(report.summary.closed, true);
	assert.deepEqual(await found(honest), ['S2 collection.out-of-time']);
	const running = await verify(
		{ ...honest, entries: (e) => (goesOn('reached')!(e), e.pop()) },
		terms,
	);
	assert.deepEqual(running.errors, []);
	assert.equal(running.report.summary.closed, false);
});

test('a number said to be reached too early, twice, or never', async () => {
	const terms = collectionOf({ goesOn: true, needed: 3 });
	assert.deepEqual(await found({ entries: goesOn('reached'), signatures: shifted }, terms), [
		'S3 collection.other-outcome',
	]);
	const enough = collectionOf({ goesOn: true });
	assert.deepEqual(
		await found({ entries: goesOn('reached', 'reached'), signatures: shifted }, enough),
		['S3 collection.ended-twice'],
	);
	assert.deepEqual(
		await found({ entries: goesOn('reached', 'not-reached'), signatures: shifted }, enough),
		['S3 collection.other-outcome'],
	);
	assert.deepEqual(await found({ entries: (e) => Object.assign(e[5]!, phase('ended')) }, enough), [
		'S3 collection.other-outcome',
	]);
});

/** The first signature, at entry 2, is taken back. */
const takenBack =
	(ref = 2, at = 5): Tampering['entries'] =>
	(e) =>
		e.splice(at, 0, { type: 'withdrawal', ref });
const withoutFirst: Tampering['signatures'] = (s) => s.shift();

test('a signature that was taken back counts no more', async () => {
	const terms = collectionOf({ withdrawal: true });
	const { report, errors } = await verify(
		{ entries: takenBack(), signatures: withoutFirst },
		terms,
	);
	assert.deepEqual(errors, []);
	assert.equal(report.summary.voters, 2);
	assert.deepEqual(
		await found(
			{ entries: takenBack(), signatures: withoutFirst },
			collectionOf({ withdrawal: true, needed: 3 }),
		),
		['S3 collection.other-outcome'],
	);
});

test('each way to take a signature back wrongly', async () => {
	const wrong = ['S2 collection.other-withdrawal'];
	const terms = collectionOf({ withdrawal: true });
	const tampered = (entries: Tampering['entries'], more = terms) =>
		found({ entries, signatures: withoutFirst }, more);
	assert.deepEqual(await tampered(takenBack(), collectionOf()), wrong);
	assert.deepEqual(await tampered(takenBack(2, 6)), wrong);
	assert.deepEqual(await found({ entries: takenBack(1) }, terms), wrong);
	assert.deepEqual(await found({ entries: takenBack(5) }, terms), wrong);
	const twice = await tampered((e) => [takenBack()!(e), takenBack()!(e)], terms);
	assert.ok(twice.includes(wrong[0]!));
});

test('one person who signs twice, and one who is made up', async () => {
	assert.deepEqual(
		await found({ entries: (e) => Object.assign(e[3]!, { nullifier: sha256Hex('0') }) }),
		['S2 collection.signed-twice'],
	);
	const added = { entry: 77, r: sha256Hex('r'), at: 5 };
	assert.deepEqual(await found({ signatures: (s) => s.push(added) }), ['S2 collection.added']);
	assert.deepEqual(await found({ signatures: (s) => s.push({ ...s[0]! }) }), [
		'S2 collection.opened-twice',
	]);
});

test('a signature before the beginning, after the end, or late by its own word', async () => {
	const swap =
		(from: number, to: number): Tampering['entries'] =>
		(e) => {
			const [moved] = e.splice(from, 1);
			e.splice(to, 0, moved!);
		};
	const shift =
		(by: (entry: number) => number): Tampering['signatures'] =>
		(s) =>
			s.forEach((signature) => (signature.entry = by(signature.entry)));
	assert.deepEqual(
		await found({ entries: swap(2, 1), signatures: shift((e) => (e === 2 ? 1 : e)) }),
		['S2 collection.out-of-time'],
	);
	assert.deepEqual(
		await found({ entries: swap(4, 5), signatures: shift((e) => (e === 4 ? 5 : e)) }),
		['S2 collection.out-of-time'],
	);
	assert.deepEqual(await found({}, collectionOf({ ends: 30 })), ['S2 collection.late']);
});

test('each field of a signature', async () => {
	const changes: readonly object[] = [{ r: sha256Hex('r') }, { at: 11 }, { name: 'Х. Х.' }];
	for (const change of changes)
		assert.deepEqual(await found({ signatures: (s) => Object.assign(s[0]!, change) }), [
			'S2 collection.other-signature',
		]);
	assert.deepEqual(await found({ signatures: (s) => delete s[0]!.name }), [
		'S2 collection.other-signature',
	]);
	assert.deepEqual(await found({ entries: (e) => Object.assign(e[2]!, { c: sha256Hex('c') }) }), [
		'S2 collection.other-signature',
	]);
});

test('one that is left out is missed, unless an entry says that it was erased', async () => {
	const signatures: Tampering['signatures'] = (s) => s.shift();
	assert.deepEqual(await found({ signatures }), ['S2 collection.left-out']);
	const entries: Tampering['entries'] = (e) =>
		e.push({ type: 'redaction', ref: 2, basis: 'request', by: 'secretary' });
	const { report, errors } = await verify({ signatures, entries });
	assert.deepEqual([report.verdict, errors], ['verified', []]);
});

test('an outcome that does not follow', async () => {
	const say =
		(phase: string): Tampering['entries'] =>
		(e) =>
			Object.assign(e.at(-1)!, { phase });
	assert.deepEqual(await found({ entries: say('not-reached') }), ['S3 collection.other-outcome']);
	assert.deepEqual(await found({ entries: say('reached') }, collectionOf({ needed: 4 })), [
		'S3 collection.other-outcome',
	]);
	const twice: Tampering['entries'] = (e) => e.push({ type: 'phase', phase: 'reached', at: 901 });
	assert.deepEqual(await found({ entries: twice }), ['S3 collection.ended-twice']);
});

test('a file that is missing or malformed is said to be', async () => {
	for (const [file, text, code] of [
		['terms.json', '{}', 'error'],
		['signatures.json', '{}', 'error'],
	] as const) {
		const gone = await verify({ files: (f) => f.delete(file) });
		assert.equal(gone.report.verdict, 'unproved');
		assert.deepEqual(gone.unproved[0], 'S1 record.missing');
		const broken = await verify({ files: (f) => f.set(file, new TextEncoder().encode(text)) });
		assert.equal(broken.report.verdict, 'rejected', code);
	}
});

test.run();
