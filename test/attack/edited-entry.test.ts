/** The server edits an entry of a register that is already signed. */
import { suite } from 'uvu';
import { assertCaught, judge, play, replaceRegister } from '../support/attack.ts';
import { rewrite } from '../support/small-vote.ts';

const test = suite('attack/edited-entry');
const vote = await play('sum');
const record = vote.record();
const BUNDLE = /^register\/ballot\/tile\/entries\//;

test('in the bundle: the entry is not the leaf of its tile', async () => {
	const path = [...record.keys()].find((p) => BUNDLE.test(p))!;
	const text = Buffer.from(record.get(path)!).toString('latin1');
	const edited = text.replace(
		/"nullifier":"(.)/,
		(_, c: string) => `"nullifier":"${c === '0' ? '1' : '0'}`,
	);
	const bytes = Uint8Array.from(edited, (c) => c.charCodeAt(0));
	const judged = await judge(new Map(record).set(path, bytes));
	assertCaught(judged, 'R5 bundle.leaf');
});

test('and signed anew: it contradicts the archive and what the close names', async () => {
	const register = rewrite('ballot', vote.box, ([first, ...entries]) => [
		{ ...first!, nullifier: '0'.repeat(64) } as typeof first & object,
		...entries,
	]);
	const judged = await judge(replaceRegister(record, 'ballot', register));
	assertCaught(judged, 'R8 ballot-register.nullifier', 'R10 close.other-register');
});

test.run();
