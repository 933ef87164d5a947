import assert from 'node:assert/strict';
import { suite } from 'uvu';
import { checkProject, projectCodec, type PotProject } from '../../../crypto/budget/project.ts';
import { decodeText, encodeText } from '../../../crypto/codec.ts';

const test = suite('crypto/budget/project');

const bare: PotProject = {
	id: 'p1',
	name: 'Парк',
	cost: '1000',
	categories: ['зелень'],
	withdrawn: false,
};
const full: PotProject = {
	...bare,
	summary: 'Дерева, лавки\nй доріжки.',
	place: { label: 'вул. Паркова', lat: '49.98739190', lon: '-20.0835982' },
	url: 'https://example.org/projects/1?lang=uk#plan',
};

const codeOf = (value: unknown): string => {
	const read = decodeText(projectCodec, JSON.stringify(value));
	return read.ok ? (checkProject(read.value)[0]?.code ?? 'ok') : read.error.code;
};

test('a project without a card is written as it was before there were cards', () => {
	const text = '{"id":"p1","name":"Парк","cost":"1000","categories":["зелень"],"withdrawn":false}';
	assert.equal(encodeText(projectCodec, bare), text);
	assert.deepEqual(decodeText(projectCodec, text), { ok: true, value: bare });
});

test('a card is written and read again to the letter, whole and in part', () => {
	const { label } = full.place!;
	const parts: PotProject[] = [
		full,
		{ ...bare, summary: 'Дерева' },
		{ ...bare, place: { label: label! } },
	];
	for (const project of parts) {
		assert.equal(codeOf(project), 'ok');
		const read = decodeText(projectCodec, encodeText(projectCodec, project));
		assert.deepEqual(read, { ok: true, value: project });
	}
});

const corruptions: readonly (readonly [string, object, string])[] = [
	['an empty summary', { summary: '' }, 'wire.value'],
	['a summary with white space around it', { summary: ' Дерева' }, 'wire.value'],
	['a summary with a control character', { summary: 'Дерева\u0007' }, 'wire.value'],
	['a summary that is too long', { summary: 'я'.repeat(2001) }, 'wire.value'],
	['a summary that is no text', { summary: 7 }, 'wire.value'],
	['a summary that is null', { summary: null }, 'wire.value'],
	['an empty label', { place: { label: '' } }, 'wire.value'],
	['a label that is too long', { place: { label: 'я'.repeat(201) } }, 'wire.value'],
	['a place with an unknown field', { place: { ...full.place, zoom: 3 } }, 'wire.unknown-field'],
	['a place that says nothing', { place: {} }, 'pot.place'],
	['a latitude alone', { place: { label: 'тут', lat: '49.9' } }, 'pot.place'],
	['a longitude alone', { place: { lon: '20.1' } }, 'pot.place'],
	['a latitude beyond the pole', { place: { lat: '90.1', lon: '0' } }, 'pot.place'],
	['a longitude beyond the date line', { place: { lat: '0', lon: '-180.01' } }, 'pot.place'],
	['a number for a latitude', { place: { lat: 49.9, lon: '20.1' } }, 'wire.value'],
	['an exponent', { place: { lat: '4e1', lon: '20.1' } }, 'wire.value'],
	['a decimal comma', { place: { lat: '49,9', lon: '20.1' } }, 'wire.value'],
	['a point without decimals', { place: { lat: '49.', lon: '20.1' } }, 'wire.value'],
	['too many decimals', { place: { lat: `0.${'1'.repeat(21)}`, lon: '20.1' } }, 'wire.value'],
	['a script for an address', { url: 'javascript:alert(1)' }, 'wire.value'],
	['an address without TLS', { url: 'http://example.org/' }, 'wire.value'],
	['an address with a user', { url: 'https://a@example.org/' }, 'wire.value'],
	['an address with white space', { url: 'https://example.org/a b' }, 'wire.value'],
	['an address that is too long', { url: `https://e.org/${'a'.repeat(500)}` }, 'wire.value'],
];

for (const [what, change, code] of corruptions)
	test(`refuses ${what}`, () => {
		assert.equal(codeOf({ ...full, ...change }), code);
	});

test.run();
