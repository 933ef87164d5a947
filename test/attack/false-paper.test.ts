/** Whoever holds the server's keys makes up paper ballots, or takes some away. */
import { suite } from 'uvu';
import type { Marks } from '../../crypto/budget/paper.ts';
import { encodePaperBatch } from '../../crypto/verify/paper.ts';
import type { SimulatedVote } from '../../server/cli/simulate/vote.ts';
import { assertCaught, changeJson, judge, play, replaceRegister } from '../support/attack.ts';
import { rewrite } from '../support/small-vote.ts';

const test = suite('attack/false-paper');

const marks = (...projects: number[]): Marks => ({ projects });
const PAPER = [[[marks(3)], [marks(1)]], [[marks(3)]]];
const played = (cheat: Parameters<typeof play>[1] = {}) =>
	play('sum', cheat, { paper: PAPER, absent: 1 });

const textsOf = (vote: SimulatedVote): string[] => vote.paper.map(encodePaperBatch);

test('more forms than were handed out', async () => {
	const vote = await played({
		close: (v) => {
			const extra = Array.from({ length: 3 }, () => [marks(3)]);
			(v.setup as { paper: unknown }).paper = [...PAPER, extra];
		},
	});
	assertCaught(await judge(vote.record()), 'T2 issuance.fewer-than-used');
});

test('a batch that nobody counts', async () => {
	const vote = await played({
		decrypt: (v) => {
			v.paper.pop();
		},
	});
	const judged = await judge(vote.record());
	if (!judged.unproved.includes('R12 paper.not-published')) throw new Error('not seen');
});

test('another text than the registered one', async () => {
	const vote = await played();
	const files = vote.record();
	const other = textsOf(vote)[0]!.replace('"totals":[0,1,0,1]', '"totals":[1,0,0,1]');
	const changed = changeJson(files, 'paper.json', (json: { batches: string[] }) => ({
		...json,
		batches: [other, json.batches[1]],
	}));
	const { errors, unproved } = await judge(changed);
	assertCaught({ verdict: 'rejected', errors, unproved }, 'R12 paper.unregistered');
});

test('a batch that was entered when the result was known', async () => {
	const vote = await played();
	const late = rewrite('civic', vote.civic, (entries) => {
		const last = entries.findLast(({ type }) => type === 'paper')!;
		return [...entries.filter((entry) => entry !== last), last];
	});
	assertCaught(
		await judge(replaceRegister(vote.record(), 'civic', late)),
		'R12 paper.after-complete',
		'R6 civic.order',
	);
});

test('nobody decided that they were complete', async () => {
	const vote = await played();
	const without = rewrite('civic', vote.civic, (entries) =>
		entries.filter(({ type }) => type !== 'decision'),
	);
	assertCaught(
		await judge(replaceRegister(vote.record(), 'civic', without)),
		'R12 paper.not-complete',
		'R10 decision.unregistered',
	);
});

test('the counted numbers are not those of the batches', async () => {
	const vote = await played({
		shuffle: (v) => {
			const [first] = v.paper;
			const [part] = first!.pots;
			(v as unknown as { honest: unknown }).honest = part;
			(first!.pots as unknown[])[0] = { ...part!, totals: [1, 0, 0, 1] };
		},
		count: (v) => {
			(v.paper[0]!.pots as unknown[])[0] = (v as unknown as { honest: unknown }).honest;
		},
	});
	const { errors } = await judge(vote.record());
	if (!errors.some((e) => e.startsWith('C1'))) throw new Error(errors.join());
});

test.run();
