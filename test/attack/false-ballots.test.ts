/**
 * The server publishes, beside a true result, a file of ballots that gives another one to whoever recounts it with other software.
 * No key is needed for that.
 */
import assert from 'node:assert/strict';
import { suite } from 'uvu';
import { utf8ToBytes } from '../../crypto/bytes.ts';
import { assertCaught, changeJson, judge, play } from '../support/attack.ts';
import { smallPot } from '../support/small-vote.ts';

const test = suite('attack/false-ballots');
// Options in another order than that of the manifest's text.
const rule = { name: 'equal-shares', options: { utility: 'cost', completion: 'add1' } } as const;
const pots = [
	smallPot('mix'),
	{ ...smallPot('sum'), id: 'other' },
	{ ...smallPot('mix'), id: 'last', title: 'Last', rule },
];
const ballots = [[0], [0, 1], [2]].map((projects) => pots.map(() => ({ projects })));
const record = (await play('mix', {}, { pots, ballots })).record();
const file = new TextDecoder().decode(record.get('last.pb'));

const published = (text: string) => judge(new Map(record).set('last.pb', utf8ToBytes(text)));

test('a file for every pot whose ballots were shuffled', async () => {
	assert.deepEqual(
		[...record.keys()].filter((path) => path.endsWith('.pb')),
		['budget.pb', 'last.pb'],
	);
	assert.equal((await judge(record)).verdict, 'verified');
});

for (const [what, pattern, replacement] of [
	['another ballot', /^(\d);park$/m, '$1;lamp'],
	['a project that costs less', /^lamp;60;/m, 'lamp;10;'],
	['another budget', /^budget;100$/m, 'budget;1000'],
	['other totals', /^park;30;2;/m, 'park;30;1;'],
	['another winner', /;1$/m, ';0'],
	['a ballot less', /^3;.*\n/m, ''],
	['no file of ballots at all', /^[^]*$/, 'nothing'],
] as const)
	test(what, async () => {
		const changed = file.replace(pattern, replacement);
		assert.notEqual(changed, file);
		assertCaught(await published(changed), 'C1 outcome.other-ballots');
	});

test('the file of another pot', async () => {
	assertCaught(
		await published(new TextDecoder().decode(record.get('budget.pb'))),
		'C1 outcome.other-ballots',
	);
});

test('one file for two pots', async () => {
	const files = changeJson(record, 'record.json', (index: { pabulib: string[] }) => ({
		...index,
		pabulib: index.pabulib.slice(0, 1),
	}));
	assertCaught(await judge(files), 'C1 outcome.ballot-files');
});

test('a file that is not there', async () => {
	const files = new Map([...record].filter(([path]) => path !== 'last.pb'));
	assert.deepEqual(await judge(files), {
		verdict: 'unproved',
		errors: [],
		unproved: ['R1 record.missing'],
	});
});

test('where it was published is the publisher’s word', async () => {
	const changed = file.replace(/^unit;.*$/m, 'unit;elsewhere');
	assert.equal((await published(changed)).verdict, 'verified');
});

test.run();
