import assert from 'node:assert/strict';
import { suite } from 'uvu';
import { CHECKS, checksOf } from '../../../crypto/verify/checks.ts';
import { readText } from '../../support/source-tree.ts';

const spec = readText('crypto/SPEC.md');
const catalogue = spec.slice(spec.indexOf('### §10.5'), spec.indexOf('### §10.6'));

const test = suite('crypto/verify/checks');

test('SPEC §10.5 and the catalogue have the same checks with the same sections', () => {
	const rows = [...catalogue.matchAll(/^\| ([ERTCPSD]\d+) \|.*\| (§[\d.]+) \|$/gm)];
	assert.deepEqual(
		rows.map((row) => `${row[1]!} ${row[2]!}`),
		CHECKS.map(({ id, spec }) => `${id} ${spec}`),
	);
});

test('the sections exist', () => {
	for (const { id, spec: section } of CHECKS)
		assert.ok(new RegExp(`^##+ ${section} `, 'm').test(spec), `${id}: ${section}`);
});

test('a report on a record has no check of copies, and a comparison no other', () => {
	assert.deepEqual(checksOf('diff'), ['D1', 'D2', 'D3']);
	assert.equal(checksOf('record').length + 9, CHECKS.length);
	assert.deepEqual(checksOf('poll'), ['R4', 'R5', 'P1', 'P2', 'P3']);
	assert.deepEqual(checksOf('collection'), ['R4', 'R5', 'S1', 'S2', 'S3']);
	assert.deepEqual(checksOf('archive'), checksOf('record'));
});

test.run();
