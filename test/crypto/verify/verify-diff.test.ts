import assert from 'node:assert/strict';
import { suite } from 'uvu';
import { utf8ToBytes } from '../../../crypto/bytes.ts';
import { verifyArchiveDiff, verifyDiff } from '../../../crypto/verify/verify-diff.ts';
import type { Report } from '../../../crypto/verify/report.ts';
import { serveFiles, type Files } from '../../support/registers.ts';
import { rewrite, smallVote } from '../../support/small-vote.ts';
import {
	codesOf,
	eventsOf,
	inChunks,
	readVectorArchive,
	writeArchive,
} from '../../support/verifying.ts';

const test = suite('crypto/verify/verify-diff');

const vote = smallVote();
vote.prepare();
vote.open();
await vote.issue();
await vote.cast();
const registersThen = { civic: vote.civic.files(), ballot: vote.box.files() };
vote.close();
await vote.tallyUp();
await vote.shuffle();
await vote.decrypt();
vote.writeArchive();
vote.count();
vote.certify();
const whole = vote.record();
const { uuid } = vote;

/** The record as it was before the vote closed. */
async function earlierCopy(): Promise<Files> {
	const files = new Map([...whole].filter(([path]) => !path.startsWith('register/')));
	files.set(`${uuid}.bel`, writeArchive((await eventsOf(vote.archive)).slice(0, 3)));
	files.delete('result.json');
	for (const [kind, then] of Object.entries(registersThen))
		for (const [path, bytes] of then) files.set(`register/${kind}/${path}`, bytes);
	return files;
}
const compare = (earlier: Files, later: Files): Promise<Report> =>
	verifyDiff(serveFiles(earlier), serveFiles(later));
const changed = (files: Files, path: string, change: (text: string) => string): Files =>
	new Map(files).set(path, utf8ToBytes(change(new TextDecoder().decode(files.get(path)))));

test('a copy that has grown continues the earlier one', async () => {
	const report = await compare(await earlierCopy(), whole);
	assert.deepEqual([report.verdict, report.findings], ['consistent', []]);
	assert.deepEqual(
		report.checks.map(({ id, count }) => [id, count]),
		[
			['D1', 3],
			['D2', 2],
			['D3', 3],
		],
	);
	assert.equal((await compare(whole, whole)).verdict, 'consistent');
});

test('a copy that has shrunk does not', async () => {
	const report = await compare(whole, await earlierCopy());
	assert.equal(report.verdict, 'rejected');
	assert.deepEqual(codesOf(report), ['D1 diff.shorter', 'D2 register.rollback']);
});

test('another history is found in archive and registers', async () => {
	const other = smallVote();
	Object.assign(other, { uuid });
	await other.run();
	const report = await compare(await earlierCopy(), other.record());
	assert.deepEqual(codesOf(report), [
		'D3 diff.manifest',
		'D3 diff.key',
		'D1 diff.event',
		'D2 note.unverified',
	]);
});

test('a register that was rewritten under its own key forks', async () => {
	const forked = new Map(whole);
	const other = rewrite('ballot', vote.box, ([, ...entries]) => entries);
	for (const [path, bytes] of other.files()) forked.set(`register/ballot/${path}`, bytes);
	const report = await compare(await earlierCopy(), forked);
	assert.deepEqual(codesOf(report), ['D2 register.fork']);
});

test('manifest and keys may not change', async () => {
	const earlier = await earlierCopy();
	const manifest = changed(whole, 'manifest.json', (t) => t.replace('"100"', '"900"'));
	assert.deepEqual(codesOf(await compare(earlier, manifest)), ['D3 diff.manifest']);
	const key = changed(whole, 'record.json', (t) => t.replace(vote.box.key, vote.civic.key));
	assert.deepEqual(codesOf(await compare(earlier, key)), ['D3 diff.key']);
});

test('what one copy lacks is not compared', async () => {
	const without = (path: string) => new Map([...whole].filter(([p]) => p !== path));
	for (const [path, expected] of [
		[`${uuid}.bel`, 'D1 diff.nothing-to-compare'],
		['manifest.json', 'D3 diff.nothing-to-compare'],
		['register/civic/checkpoint', 'D2 record.missing'],
	] as const) {
		const report = await compare(whole, without(path));
		assert.deepEqual([report.verdict, codesOf(report, 'unproved')], ['unproved', [expected]], path);
	}
	const nothing = await compare(whole, new Map());
	assert.notEqual(nothing.verdict, 'consistent');
});

test('archives alone are compared too', async () => {
	const later = readVectorArchive('bt30-single');
	const events = await eventsOf(later);
	const earlier = writeArchive(events.slice(0, 5));
	const between = (a: Uint8Array, b: Uint8Array) => verifyArchiveDiff(inChunks(a), inChunks(b));
	assert.deepEqual(codesOf(await between(earlier, later)), []);
	assert.deepEqual(codesOf(await between(later, earlier)), ['D1 diff.shorter']);
	const swapped = writeArchive([events[0]!, events[2]!, events[1]!, ...events.slice(3)]);
	assert.deepEqual(codesOf(await between(earlier, swapped)), ['D1 diff.event']);
	assert.notDeepEqual(codesOf(await between(earlier, later.subarray(0, 3000))), []);
});

test.run();
