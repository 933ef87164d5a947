import { readdirSync, readFileSync } from 'node:fs';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import fc from 'fast-check';
import { decodeText } from '../../../../crypto/codec.ts';
import type { ArchiveEvent } from '../../../../crypto/election/archive/events.ts';
import { ArchiveReader, readArchive } from '../../../../crypto/election/archive/reader.ts';
import { encodeTarRecord } from '../../../../crypto/election/archive/tar.ts';
import { ArchiveWriter } from '../../../../crypto/election/archive/writer.ts';
import { sizedTallyCodec } from '../../../../crypto/election/tally.ts';
import type { Problem } from '../../../../crypto/result.ts';
import { bytesToHex, utf8ToBytes } from '../../../../crypto/bytes.ts';
import { readJsonVector } from '../../../support/vectors.ts';

const test = suite('crypto/election/archive');
const ROOT = new URL('../../../vectors/belenios/', import.meta.url);
const folders = readdirSync(ROOT, { withFileTypes: true }).filter(
	(f) => f.isDirectory() && f.name !== 'invalid',
);
const good = folders.flatMap(({ name }) =>
	readdirSync(new URL(`${name}/`, ROOT))
		.filter((f) => f.includes('.bel'))
		.map((f) => ({
			name: `${name}/${f}`,
			bytes: new Uint8Array(readFileSync(new URL(`${name}/${f}`, ROOT))),
		})),
);

function read(bytes: Uint8Array, step = 4096) {
	const reader = new ArchiveReader();
	const items = [];
	for (let i = 0; i < bytes.length; i += step)
		items.push(...reader.push(bytes.subarray(i, i + step)));
	items.push(...reader.finish());
	return {
		events: items.flatMap((i): ArchiveEvent[] => (i.event ? [i.event] : [])),
		problems: items.flatMap((i): Problem[] => (i.problem ? [i.problem] : [])),
		state: reader.state,
	};
}

function write(writer: ArchiveWriter, event: ArchiveEvent): void {
	switch (event.type) {
		case 'Setup': {
			writer.setup(event);
			return;
		}
		case 'Ballot': {
			writer.ballot(event.text);
			return;
		}
		case 'EndBallots': {
			writer.endBallots();
			return;
		}
		case 'EndShuffles': {
			writer.endShuffles();
			return;
		}
		case 'Shuffle': {
			writer.shuffle(event.owner, event.text);
			return;
		}
		case 'PartialDecryption': {
			writer.partialDecryption(event.owner, event.text);
			return;
		}
		case 'Result': {
			writer.result(event.text);
			return;
		}
		case 'EncryptedTally': {
			const sized = decodeText(sizedTallyCodec, event.sized);
			assert.ok(sized.ok);
			writer.encryptedTally(event.text, sized.value);
			return;
		}
	}
}

function rewrite(events: readonly ArchiveEvent[], time: number): Uint8Array {
	const parts: Uint8Array[] = [];
	const writer = new ArchiveWriter(time, (bytes) => parts.push(bytes));
	for (const event of events) write(writer, event);
	return Buffer.concat(parts);
}

test('a record begins with the known header', () => {
	const { tar_header_hex } = readJsonVector('belenios/kat.json') as { tar_header_hex: string };
	const content = new Uint8Array(44);
	const record = encodeTarRecord({ name: 'BELENIOS', content, time: 1_795_440_000 });
	assert.is(bytesToHex(record.subarray(0, 512)), tar_header_hex);
});

test('good archives, whole and still open, are read without a problem and written again byte for byte', () => {
	assert.ok(good.length >= 30);
	for (const { name, bytes } of good) {
		const { events, problems, state } = read(bytes);
		assert.equal(problems, [], name);
		assert.is(state, name.includes('open.bel') ? 'Ballot' : 'Result', name);
		const time = parseInt(Buffer.from(bytes.subarray(136, 147)).toString(), 8);
		assert.ok(Buffer.from(bytes).equals(rewrite(events, time)), name);
	}
});

test('the cut into chunks makes no difference', async () => {
	const { bytes } = good[0]!;
	const whole = read(bytes, bytes.length);
	for (const step of [1, 511, 512, 513, 100_000]) assert.equal(read(bytes, step), whole);
	const items = [];
	for await (const item of readArchive([bytes.subarray(0, 700), bytes.subarray(700)]))
		items.push(item);
	assert.is(items.length, whole.events.length);
});

const STRUCTURE: Record<string, string[]> = {
	'06-duplicate-ballot': ['archive.repeated-data', 'archive.repeated-payload'],
	'58-no-partial-decryption': ['archive.event-order'],
	'80-missing-event': ['archive.chain', 'archive.height'],
	'82-swapped-events': ['archive.chain', 'archive.height'],
	'84-data-after-event': ['archive.missing-data', 'archive.stray-data'],
	'85-orphan-data': ['archive.stray-data'],
	'86-height': ['archive.height'],
	'87-no-endballots': ['archive.event-order'],
	'88-ballots-after-end': ['archive.event-order'],
	'90-second-setup-late-creds': [
		'archive.event-order',
		'archive.repeated-data',
		'archive.repeated-payload',
	],
	'92-setup-after-ballots': ['archive.event-order'],
	'94-second-result': ['archive.event-order'],
	'95-second-tally': ['archive.event-order'],
	'96-trailing-zero-blocks': ['archive.header'],
	'97-padding': ['archive.padding'],
	'98-timestamp': ['archive.time'],
	'99-endballots-payload': ['archive.payload'],
};

test('every defect of the structure is found by its name, and none where there is none', () => {
	for (const { variant } of readJsonVector('belenios/invalid/verdicts.json') as {
		variant: string;
	}[]) {
		const folder = new URL(`invalid/${variant}/`, ROOT);
		const { problems } = read(
			new Uint8Array(readFileSync(new URL(readdirSync(folder)[0]!, folder))),
		);
		const codes = [...new Set(problems.map((p) => p.code))].sort();
		assert.equal(codes, STRUCTURE[variant] ?? [], variant);
	}
});

test('broken bytes give problems and never an exception', () => {
	const { bytes } = good[0]!;
	const cut = read(bytes.subarray(0, bytes.length - 1));
	assert.is(cut.problems[0]?.code, 'archive.truncated');
	assert.equal(
		read(new Uint8Array()).problems.map((p) => p.code),
		['archive.empty'],
	);
	assert.equal(
		read(utf8ToBytes('x'.repeat(600))).problems.map((p) => p.code),
		['archive.header'],
	);
	fc.assert(
		fc.property(fc.nat(bytes.length - 1), fc.integer({ min: 1, max: 255 }), (at, flip) => {
			const broken = Uint8Array.from(bytes);
			broken[at]! ^= flip;
			assert.ok(read(broken).problems.length > 0);
		}),
		{ numRuns: 60 },
	);
});

test('a record that claims to be huge is refused at once', () => {
	const header = encodeTarRecord({ name: 'BELENIOS', content: new Uint8Array(), time: 1 });
	const huge = Uint8Array.from(header);
	huge.set(utf8ToBytes('77777777777'), 124);
	huge.set(utf8ToBytes('        '), 148);
	const sum = huge.reduce((a, b) => a + b, 0);
	huge.set(utf8ToBytes(`${sum.toString(8).padStart(6, '0')}\0 `), 148);
	assert.equal(
		read(huge).problems.map((p) => p.code),
		['archive.record-size'],
	);
});

test('the writer refuses events out of order', () => {
	const writer = new ArchiveWriter(1, () => undefined);
	assert.throws(() => writer.ballot('{}'), /cannot follow Empty/);
	assert.throws(() => new ArchiveWriter(-1, () => undefined), /does not fit/);
});

test.run();
