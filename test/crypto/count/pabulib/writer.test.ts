import assert from 'node:assert/strict';
import fc from 'fast-check';
import { suite } from 'uvu';
import { parsePabulib } from '../../../../crypto/count/pabulib/reader.ts';
import { encodePabulib } from '../../../../crypto/count/pabulib/writer.ts';
import { names, textOf, unwrap } from '../elections.ts';
import { APPROVAL, CUMULATIVE, ORDINAL } from './sample.ts';

const test = suite('crypto/count/pabulib/writer');
const read = (text: string) => unwrap(parsePabulib(text, { mode: 'tolerant' })).file;

/** Its line breaks are mixed, which the writer makes alike. */
const NOT_CANONICAL = 'Poland_Wieliczka_2023_Green_Budget';

test('real files come back byte for byte', () => {
	for (const name of names) {
		const text = textOf(name);
		const written = encodePabulib(read(text));
		const wanted = name === NOT_CANONICAL ? text.replaceAll(/\r?\n/g, '\n') : text;
		assert.equal(
			written.replaceAll(/\r?\n/g, '\n') === text.replaceAll(/\r?\n/g, '\n'),
			true,
			name,
		);
		if (name !== NOT_CANONICAL) assert.ok(written === wanted, name);
		assert.deepEqual(read(written), read(text), name);
	}
});

test('samples come back byte for byte, with either line break and without the last', () => {
	for (const text of [APPROVAL, CUMULATIVE, ORDINAL])
		for (const variant of [text, text.replaceAll('\n', '\r\n'), text.slice(0, -1)])
			assert.equal(encodePabulib(read(variant)), variant);
});

test('any text survives as a name', () => {
	fc.assert(
		fc.property(
			fc.array(fc.constantFrom('"', ';', '\n', '\r\n', ',', 'a', ' ', 'ї', '\ud83c\udf33')),
			(parts) => {
				const name = parts.join('');
				const field = `"${name.replaceAll('"', '""')}"`;
				const file = read(APPROVAL.replace('Benches', () => field));
				assert.equal(file.projects[1]!.name, name);
				assert.deepEqual(read(encodePabulib(file)), file);
			},
		),
		{ seed: 3, numRuns: 300 },
	);
});

test('a file whose ballots were not kept cannot be written', () => {
	const { file } = unwrap(parsePabulib(APPROVAL, { keepVotes: false }));
	assert.throws(() => encodePabulib(file), RangeError);
});

test.run();
