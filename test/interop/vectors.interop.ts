import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { suite } from 'uvu';
import { cutAfterSetup, payloadsOf, readRecords } from './support/archive.ts';
import {
	verifyArchive,
	verifyBallot,
	verifyElection,
	verifyUpdate,
	version,
} from './support/belenios-tool.ts';

const VECTORS = join(import.meta.dirname, '../vectors/belenios');
const INVALID = join(VECTORS, 'invalid');

const folders = (dir: string) =>
	readdirSync(dir, { withFileTypes: true })
		.filter((entry) => entry.isDirectory())
		.map((entry) => join(dir, entry.name));

function archiveIn(dir: string): Uint8Array {
	const name = readdirSync(dir).find((n) => n.endsWith('.bel'));
	assert.ok(name, `${dir} has an archive`);
	return readFileSync(join(dir, name));
}

const good = (name: string) => archiveIn(join(VECTORS, name));
const changed = (name: string) => archiveIn(join(INVALID, name));

/** Where `verifyArchive` with 3.0 is stricter than 3.3.0's own answer, and why. */
const STRICTER = new Set([
	'52-num-tallied', // the whole tally record is compared, with its numbers
	'90-second-setup-late-creds', // ballots are asked about against the first Setup
	'A3-threshold-one-bad-of-four', // 3.0 does not skip an invalid share
]);

type Entry = { variant: string; belenios_3_3_0: 'ok' | 'REJECT' };
const verdicts = JSON.parse(readFileSync(join(INVALID, 'verdicts.json'), 'utf8')) as Entry[];

const test = suite('interop/vectors');

test('the peer is the version whose behaviour these tests know', async () => {
	assert.match(await version(), /^3\.0 /);
});

for (const dir of folders(VECTORS).filter((d) => d !== INVALID))
	test(`accepts ${dir.slice(VECTORS.length + 1)} and each of its ballots`, async () => {
		const bel = archiveIn(dir);
		const verdict = await verifyArchive(bel);
		assert.ok(verdict.accepted, JSON.stringify(verdict));
		assert.ok(verdict.tally, 'the tally was compared');
		assert.equal(verdict.ballots.length, payloadsOf(bel, 'Ballot').length);
	});

for (const { variant, belenios_3_3_0: verdict } of verdicts) {
	const accepted = verdict === 'ok' && !STRICTER.has(variant);
	test(`${accepted ? 'accepts' : 'refuses'} ${variant}`, async () => {
		assert.equal((await verifyArchive(changed(variant))).accepted, accepted);
	});
}

test('every changed archive has a verdict', () => {
	const names = folders(INVALID).map((dir) => dir.slice(INVALID.length + 1));
	assert.deepEqual(names.sort(), verdicts.map((v) => v.variant).sort());
});

test('`verify` alone accepts an invalid ballot, `verify-ballot` does not', async () => {
	const bel = changed('01-tampered-proof');
	assert.deepEqual(await verifyElection(bel), { accepted: true });
	const { ballots } = await verifyArchive(bel);
	assert.deepEqual(
		ballots.map((b) => b.accepted),
		[false, true, true, true, true],
	);
});

test('`verify` alone accepts a tally that omits a ballot, the computed tally tells', async () => {
	const bel = changed('50-tally-omits-ballot');
	assert.deepEqual(await verifyElection(bel), { accepted: true });
	assert.equal((await verifyArchive(bel)).tally?.accepted, false);
});

test('a ballot is refused in another election', async () => {
	const [ballot] = payloadsOf(good('bt30-single'), 'Ballot');
	const other = cutAfterSetup(good('bt330-single'));
	assert.equal((await verifyBallot(other, ballot!)).accepted, false);
});

test('an archive is an update of its earlier state, not the other way round', async () => {
	const open = readFileSync(join(VECTORS, 'bt30-single/open.bel.txt'));
	const closed = good('bt30-single');
	assert.deepEqual(await verifyUpdate(open, closed), { accepted: true });
	assert.equal((await verifyUpdate(closed, open)).accepted, false);
});

test('an archive cut after its Setup ends with the Setup event and keeps every byte before', () => {
	const bel = good('bt30-threshold');
	const setup = cutAfterSetup(bel);
	assert.match(readRecords(setup).at(-1)!.content, /"type":"Setup"/);
	assert.deepEqual(payloadsOf(setup, 'Ballot'), []);
	assert.deepEqual(setup, bel.subarray(0, setup.length));
});

test.run();
