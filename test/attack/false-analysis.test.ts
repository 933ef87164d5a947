/**
 * The server publishes, beside a true result, a false account of what it means: voters that were left out are hidden, another rule is
 * said to have given something else. No key is needed for that.
 */
import assert from 'node:assert/strict';
import { suite } from 'uvu';
import { utf8ToBytes } from '../../crypto/bytes.ts';
import { assertCaught, changeJson, judge, play } from '../support/attack.ts';

const test = suite('attack/false-analysis');

for (const mode of ['sum', 'mix'] as const) {
	const record = (await play(mode)).record();
	const text = new TextDecoder().decode(record.get('analysis.json'));

	test(`${mode}: the analysis of an honest record holds`, async () => {
		assert.equal((await judge(record)).verdict, 'verified');
	});

	for (const [what, pattern, replacement] of [
		['votes for winners', /"votes":\d+/, '"votes":7'],
		['another winner under another rule', /"winners":\["\w+"/, '"winners":["lamp"'],
		['another spelling', /^\{/, '{ '],
		['nothing', /^[^]*$/, ''],
	] as const)
		test(`${mode}: ${what}`, async () => {
			const changed = text.replace(pattern, replacement);
			assert.notEqual(changed, text);
			const files = new Map(record).set('analysis.json', utf8ToBytes(changed));
			assertCaught(await judge(files), 'C1 outcome.other-analysis');
		});

	test(`${mode}: a record without an analysis is a record`, async () => {
		const files = changeJson(
			record,
			'record.json',
			({ analysis: _, ...index }: { analysis: string }) => index,
		);
		assert.equal((await judge(files)).verdict, 'verified');
	});
}

test.run();
