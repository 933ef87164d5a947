import assert from 'node:assert/strict';
import fc from 'fast-check';
import { suite } from 'uvu';
import type { ArchiveEvent } from '../../../crypto/election/archive/events.ts';
import { verifyArchive } from '../../../crypto/verify/archive.ts';
import { inProcess } from '../../../crypto/verify/engine.ts';
import { leafPaths, replaceLeaf, showPath } from '../../support/election.ts';
import {
	codesOf,
	eventsOf,
	factsOf,
	inChunks,
	makeHints,
	readVectorArchive,
	writeArchive,
} from '../../support/verifying.ts';

const SMALL = ['invalid/B0-stv-good', 'invalid/C0-weights-good', 'ts-stvone'];
const small = SMALL.map(readVectorArchive);

const test = suite('crypto/verify/archive');

test('an archive with flipped bits is refused, never thrown at', async () => {
	const flips = fc.tuple(fc.constantFrom(...small), fc.nat(), fc.integer({ min: 0, max: 7 }));
	await fc.assert(
		fc.asyncProperty(flips, async ([bel, position, bit]) => {
			const changed = Uint8Array.from(bel);
			changed[position % bel.length]! ^= 1 << bit;
			const { verdict } = await verifyArchive(inChunks(changed));
			assert.equal(verdict, 'rejected');
		}),
		{ numRuns: 100, seed: 1 },
	);
});

test('a truncated archive is refused, or is what an open vote shows', async () => {
	const cuts = fc.tuple(fc.constantFrom(...small), fc.nat());
	await fc.assert(
		fc.asyncProperty(cuts, async ([bel, position]) => {
			const cut = bel.subarray(0, position % bel.length);
			const report = await verifyArchive(inChunks(cut));
			if (report.verdict === 'rejected') return;
			assert.ok(codesOf(report, 'note').some((code) => /archive\.(?:open|unfinished)/.test(code)));
		}),
		{ numRuns: 60, seed: 2 },
	);
});

/** The texts of an event that can be changed by themselves. */
const textsOf = (event: ArchiveEvent): string[] =>
	['election', 'trustees', 'credentials', 'text'].filter((name) => name in event);

const change = (leaf: unknown): unknown => {
	if (typeof leaf === 'number') return leaf + 1;
	if (typeof leaf === 'boolean') return !leaf;
	return typeof leaf === 'string' && /^[0-9]+$/.test(leaf)
		? String(BigInt(leaf) + 1n)
		: `${String(leaf)}0`;
};

test('any field changed anywhere is found, though the archive is written anew around it', async () => {
	for (const folder of ['invalid/B0-stv-good', 'invalid/C0-weights-good']) {
		const events = await eventsOf(readVectorArchive(folder));
		const places = events.flatMap((event, i) =>
			textsOf(event).flatMap((name) => {
				const text = (event as unknown as Record<string, string>)[name]!;
				return leafPaths(JSON.parse(text)).map((path) => ({ i, name, path }));
			}),
		);
		await fc.assert(
			fc.asyncProperty(fc.constantFrom(...places), async ({ i, name, path }) => {
				const event = events[i] as unknown as Record<string, string>;
				const text = JSON.stringify(replaceLeaf(JSON.parse(event[name]!) as unknown, path, change));
				const changed = events.with(i, { ...event, [name]: text } as unknown as ArchiveEvent);
				const { verdict } = await verifyArchive(inChunks(writeArchive(changed)));
				assert.equal(verdict, 'rejected', `${folder}: event ${i}, ${name} ${showPath(path)}`);
			}),
			{ numRuns: 80, seed: 3 },
		);
	}
});

test('bytes that are no archive at all are refused', async () => {
	for (const text of ['', 'x', '\0'.repeat(2048), '{}'.repeat(1000)]) {
		const report = await verifyArchive(inChunks(Buffer.from(text)));
		assert.equal(report.verdict, 'rejected');
		assert.ok(codesOf(report).includes('E1 setup.missing'));
	}
});

test('the report does not depend on chunks of bytes or of work', async () => {
	const bel = readVectorArchive('invalid/C2-weight-list-changed');
	const whole = await verifyArchive(inChunks(bel, bel.length));
	const engine = (election: Parameters<typeof inProcess>[0]) => ({
		...inProcess(election),
		parallel: 3,
	});
	const byBytes = await verifyArchive(inChunks(bel, 700), {}, { engine });
	assert.deepEqual(byBytes, whole);
});

test('damaged hints cost time, not the verdict', async () => {
	const bel = readVectorArchive('invalid/C0-weights-good');
	const hints = await makeHints(bel);
	const plain = await verifyArchive(inChunks(bel));
	const damages = [
		hints.subarray(0, 5000),
		hints.map((b, i) => (i === 100 ? b ^ 1 : b)),
		new Uint8Array(3),
		Uint8Array.of(...hints, 0),
		new Uint8Array(10).fill(255),
	];
	for (const [i, damaged] of damages.entries()) {
		const report = await verifyArchive(inChunks(bel), {}, { hints: inChunks(damaged) });
		assert.equal(report.verdict, 'consistent');
		const noted = factsOf(report).filter(({ code }) => code === 'hints.malformed');
		assert.equal(noted.length, i === 1 ? 0 : 1, `damage ${i}`);
		assert.deepEqual(
			factsOf(report).filter(({ code }) => code !== 'hints.malformed'),
			factsOf(plain),
		);
	}
});

test('an archive that changes between its two readings is refused', async () => {
	const [first, second] = [readVectorArchive('invalid/00-good'), readVectorArchive('ts-stvone')];
	let reading = 0;
	const report = await verifyArchive(() => inChunks(reading++ === 0 ? first : second)());
	assert.ok(codesOf(report).includes('E1 archive.changed-while-reading'));
	reading = 0;
	const shorter = await verifyArchive(() =>
		inChunks(reading++ === 0 ? first : first.subarray(0, first.length / 4))(),
	);
	assert.ok(codesOf(shorter).includes('E1 archive.changed-while-reading'));
});

test('an election or manifest that was not expected is an error', async () => {
	const bel = readVectorArchive('ts-stvone');
	const report = await verifyArchive(inChunks(bel), {
		election: 'A'.repeat(43),
		manifest: '0'.repeat(64),
	});
	assert.deepEqual(codesOf(report), ['E2 election.unexpected', 'E2 manifest.unexpected']);
});

test('progress tells every ballot twice: checked, and added up', async () => {
	const seen: string[] = [];
	await verifyArchive(
		inChunks(readVectorArchive('invalid/65-revote-good')),
		{},
		{ onProgress: ({ phase, done, total }) => seen.push(`${phase} ${done}/${total ?? '?'}`) },
	);
	assert.deepEqual(seen, ['ballots 6/?', 'tally 5/5']);
});

test.run();
