/** A record that grows between the reading of two of its files is judged by a reading in which it stood still. */
import assert from 'node:assert/strict';
import { suite } from 'uvu';
import { verifyLiveRecord } from '../../../crypto/verify/live.ts';
import type { RecordSource } from '../../../crypto/verify/source.ts';
import { serveFiles, type Files } from '../../support/registers.ts';
import { smallVote } from '../../support/small-vote.ts';

const test = suite('crypto/verify/live');

const vote = smallVote();
vote.prepare();
vote.open();
await vote.issue();
await vote.cast();
vote.close();
await vote.tallyUp();
await vote.shuffle();
const civicBefore = vote.civic.files();
await vote.decrypt();
vote.writeArchive();
vote.count();
vote.certify();
const whole = vote.record();

/** Files of the end beside a register that does not know of it yet. */
const torn: Files = new Map([
	...[...whole].filter(([path]) => !path.startsWith('register/civic/')),
	...[...civicBefore].map(([path, bytes]) => [`register/civic/${path}`, bytes] as const),
]);

/** Sources in turn, the last of them for ever; counts how often one was asked for. */
function inTurn(...states: readonly Files[]) {
	let asked = 0;
	const openAnew = (): RecordSource => serveFiles(states[Math.min(asked++, states.length - 1)]!);
	return { openAnew, asked: () => asked };
}

test('what stands still is read once', async () => {
	const still = inTurn(whole);
	const { report } = await verifyLiveRecord(still.openAnew);
	assert.deepEqual([report.verdict, still.asked()], ['verified', 1]);
});

test('a record that grew while it was read is read again, and the report is of that reading', async () => {
	const growing = inTurn(torn, whole);
	const { report, source } = await verifyLiveRecord(growing.openAnew);
	assert.equal(report.verdict, 'verified');
	assert.deepEqual(await Array.fromAsync((await source.open('register/civic/checkpoint'))!), [
		whole.get('register/civic/checkpoint'),
	]);
});

test('what contradicts itself and stands still is rejected at the first reading', async () => {
	const false_ = inTurn(torn);
	const { report } = await verifyLiveRecord(false_.openAnew);
	assert.deepEqual([report.verdict, false_.asked()], ['rejected', 2]);
});

test('a record that never stands still is judged at last', async () => {
	const restless = inTurn(torn, whole, torn, whole, torn, whole, torn, whole);
	const { report } = await verifyLiveRecord(restless.openAnew);
	assert.deepEqual([report.verdict, restless.asked()], ['rejected', 7]);
});

test.run();
