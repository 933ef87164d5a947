import assert from 'node:assert/strict';
import { suite } from 'uvu';
import { sha256Hex } from '../../../crypto/hash.ts';
import { verifyRecord } from '../../../crypto/verify/verify-record.ts';
import { makePollRecord, pollOf, questionOf, type Tampering } from '../../support/poll.ts';
import { serveFiles } from '../../support/registers.ts';

const test = suite('crypto/verify/poll');

const poll = pollOf([
	{ ...questionOf({ name: 'plurality' }), quorum: '1/4' },
	{ ...questionOf({ name: 'schulze' }), id: 'r' },
]);
const given = [
	[
		[1, 0, 0],
		[1, 2, 3],
	],
	[
		[0, 1, 0],
		[2, 1, 0],
	],
	[
		[1, 0, 0],
		[0, 0, 0],
	],
];

/** The verdict, and what was found to be false. */
async function verify(tampering?: Tampering, terms = poll) {
	const report = await verifyRecord(serveFiles(makePollRecord(terms, given, tampering)));
	const found = report.findings.filter(({ severity }) => severity === 'error');
	return { report, codes: [...new Set(found.map(({ check, code }) => `${check} ${code}`))] };
}
const found = async (tampering: Tampering, terms = poll) => (await verify(tampering, terms)).codes;

test('an honest record is verified, and its checks are those of polls', async () => {
	const { report, codes } = await verify();
	assert.deepEqual(codes, []);
	assert.equal(report.verdict, 'verified');
	assert.deepEqual(
		report.checks.map(({ id, status }) => `${id} ${status}`),
		['R4', 'R5', 'P1', 'P2', 'P3'].map((id) => `${id} passed`),
	);
	assert.equal(report.summary.voters, 3);
});

test('other terms than those of the register are found', async () => {
	const other = { ...poll, title: 'Інше' };
	assert.deepEqual(await found({ terms: other }), ['P1 poll.other-terms']);
});

test('terms that change when people answer are found', async () => {
	const hash = sha256Hex('other');
	const entries: Tampering['entries'] = (e) =>
		e.splice(4, 0, { type: 'document', document: 'terms', version: 2, hash, at: 1 });
	const answers: Tampering['answers'] = (a) => a.slice(1).forEach((answer) => answer.entry++);
	assert.deepEqual(await found({ entries, answers }), [
		'P1 poll.other-terms',
		'P1 poll.terms-changed',
	]);
});

test('a quick poll has no record', async () => {
	assert.deepEqual(await found({}, { ...poll, kind: 'quick' }), ['P1 poll.not-open']);
});

test('an answer of one who has answered is found', async () => {
	const entries: Tampering['entries'] = (e) => Object.assign(e[4]!, { nullifier: sha256Hex('0') });
	assert.deepEqual(await found({ entries }), ['P2 poll.answered-twice']);
});

test('answers before the beginning and after the end are found', async () => {
	const early: Tampering['entries'] = (e) => e.splice(5, 0, e.splice(2, 1)[0]!);
	const shifted: Tampering['answers'] = (a) => a.forEach((answer) => answer.entry--);
	assert.deepEqual(await found({ entries: early, answers: shifted }), ['P2 poll.out-of-time']);
	const late: Tampering['entries'] = (e) => e.splice(5, 0, e.splice(6, 1)[0]!);
	const last: Tampering['answers'] = (a) => a[2]!.entry++;
	assert.deepEqual(await found({ entries: late, answers: last }), ['P2 poll.out-of-time']);
});

test('an answer that is left out, added, changed, moved or listed twice is found', async () => {
	assert.deepEqual(await found({ answers: (a) => a.splice(1, 1) }), [
		'P2 poll.left-out',
		'P3 poll.other-result',
	]);
	assert.deepEqual(await found({ answers: (a) => a.push({ ...a[0]!, entry: 2 }) }), [
		'P2 poll.answer-added',
		'P3 poll.other-result',
	]);
	assert.deepEqual(await found({ answers: (a) => a.push({ ...a[0]! }) }), [
		'P2 poll.opened-twice',
		'P3 poll.other-result',
	]);
	const changed: Tampering['answers'] = (a) => (a[0]!.answer = [[0, 1, 0], [...given[0]![1]!]]);
	assert.deepEqual(await found({ answers: changed }), [
		'P2 poll.other-answer',
		'P3 poll.other-result',
	]);
	const opening: Tampering['answers'] = (a) => (a[0]!.r = sha256Hex('another'));
	assert.deepEqual(await found({ answers: opening }), ['P2 poll.other-answer']);
});

test('an answer that no question allows is found', async () => {
	const spoiled: Tampering['answers'] = (a) => (a[0]!.answer = [[1, 1, 0], [...given[0]![1]!]]);
	assert.deepEqual(await found({ answers: spoiled }), [
		'P2 poll.other-answer',
		'P2 poll.spoiled',
		'P3 poll.spoiled',
	]);
});

test('more answers than people, and a roll that changes, are found', async () => {
	const few: Tampering['entries'] = (e) => Object.assign(e[1]!, { count: 2 });
	assert.deepEqual(await found({ entries: few }), [
		'P2 poll.more-than-roll',
		'P3 count.electorate',
	]);
	const late: Tampering['entries'] = (e) => e.splice(5, 0, e.splice(1, 1)[0]!);
	const shifted: Tampering['answers'] = (a) => a.forEach((answer) => answer.entry--);
	assert.deepEqual(await found({ entries: late, answers: shifted }), ['P2 poll.roll-changed']);
});

test('another outcome, in the file or in the register, is found', async () => {
	const result = (text: string) => text.replace('"winners":["a"]', '"winners":["b"]');
	assert.deepEqual(await found({ result }), ['P3 poll.other-result', 'P3 poll.other-published']);
	const entries: Tampering['entries'] = (e) => e.splice(6, 1);
	assert.deepEqual(await found({ entries }), ['P3 poll.not-closed']);
});

test('terms that cannot be counted are found', async () => {
	const shared = { ...poll, questions: [poll.questions[0]!, poll.questions[0]!] };
	const report = await verifyRecord(
		serveFiles(makePollRecord(shared, [[given[0]![0]!, given[0]![0]!]])),
	);
	assert.ok(report.findings.some(({ code }) => code === 'poll.repeated-id'));
	assert.equal(report.verdict, 'rejected');
});

test('a record without its files, or of other terms, is not verified', async () => {
	for (const name of ['terms.json', 'answers.json', 'result.json', 'register/civic/checkpoint']) {
		const files = makePollRecord(poll, given);
		files.delete(name);
		const { verdict, findings } = await verifyRecord(serveFiles(files));
		assert.equal(verdict, 'unproved', name);
		assert.ok(findings.length > 0);
	}
});

test.run();
