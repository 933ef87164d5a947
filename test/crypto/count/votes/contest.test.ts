import assert from 'node:assert/strict';
import { suite } from 'uvu';
import type { ChoiceBallot, Grouped } from '../../../../crypto/count/votes/ballots.ts';
import { countApproval } from '../../../../crypto/count/votes/approval.ts';
import type { ContestInput } from '../../../../crypto/count/votes/contest.ts';
import { countMajorityJudgment } from '../../../../crypto/count/votes/majority-judgment.ts';
import type { VoteCount } from '../../../../crypto/count/votes/outcome.ts';
import { countSchulze } from '../../../../crypto/count/votes/schulze.ts';
import { countScore } from '../../../../crypto/count/votes/score.ts';
import { countStv } from '../../../../crypto/count/votes/stv.ts';
import { parseRanks } from '../../../../crypto/count/votes/ranks.ts';
import { drawLot } from '../../../../crypto/count/lot.ts';
import { accepted, codeOf } from '../../register/rejects.ts';
import { SEED } from './profiles.ts';

const test = suite('crypto/count/votes/contest');

const ballots: Grouped<ChoiceBallot>[] = [
	{ ballot: ['a'], voters: 3 },
	{ ballot: ['b', 'c'], voters: 3 },
	{ ballot: [], voters: 4 },
];
const contest: ContestInput = { options: ['a', 'b', 'c', 'd'], seats: 2, seed: SEED };
const counted = (change: Partial<ContestInput>, cast = ballots) =>
	countApproval({ ...contest, ...change }, cast);

const rejected: [string, Partial<ContestInput>, string][] = [
	['no options', { options: [] }, 'count.options'],
	[
		'too many options',
		{ options: Array.from({ length: 1001 }, (_, i) => `${i}`) },
		'count.options',
	],
	['an id with a lone surrogate', { options: ['a', 'b', 'c', '\ud800'] }, 'count.options'],
	['an option twice', { options: ['a', 'b', 'c', 'a'] }, 'count.duplicate-option'],
	['no seat', { seats: 0 }, 'count.seats'],
	['half a seat', { seats: 1.5 }, 'count.seats'],
	['a negative electorate', { electorate: -1 }, 'count.electorate'],
	['an electorate smaller than the turnout', { electorate: 9 }, 'count.electorate'],
	['a quorum of nobody knows whom', { quorum: '1/4' }, 'count.electorate'],
	['a quorum above one', { electorate: 20, quorum: '5/4' }, 'count.quorum'],
	['a negative quorum', { electorate: 20, quorum: '-1/4' }, 'count.quorum'],
	['a quorum that is no number', { electorate: 20, quorum: '25 %' }, 'count.quorum'],
	['precedence of a stranger', { precedence: [['a'], ['x']] }, 'count.precedence'],
	['precedence of one twice', { precedence: [['a', 'b'], ['a']] }, 'count.precedence'],
];
for (const [what, change, code] of rejected)
	test(`refuses ${what}`, () => assert.equal(codeOf(counted(change)), code));

const badBallots: [string, Grouped<ChoiceBallot>, string][] = [
	['an unknown option', { ballot: ['x'], voters: 1 }, 'count.unknown-option'],
	['an option named twice', { ballot: ['a', 'a'], voters: 1 }, 'count.repeated-option'],
	['nobody', { ballot: ['a'], voters: 0 }, 'count.voters'],
	['half a voter', { ballot: ['a'], voters: 0.5 }, 'count.voters'],
	['more voters than can be', { ballot: ['a'], voters: 2 ** 40 }, 'count.voters'],
];
for (const [what, ballot, code] of badBallots)
	test(`refuses a ballot of ${what} and says which`, () => {
		const result = counted({}, [...ballots, ballot]);
		assert.equal(codeOf(result), code);
		assert.equal(result.ok ? '' : result.error.place, 'ballots[3]');
	});

test('blank ballots take part but are counted apart', () => {
	const { turnout } = accepted(counted({ electorate: 30 }));
	assert.deepEqual(turnout, { participants: 10, filled: 6, blank: 4, electorate: 30 });
});

test('a quorum is met by exactly its share of the electorate, rounded up', () => {
	const met = (electorate: number, quorum: string) =>
		accepted(counted({ electorate, quorum })).turnout.quorum;
	assert.deepEqual(met(40, '0.25'), { share: '0.25', needed: 10, met: true });
	assert.deepEqual(met(41, '1/4'), { share: '0.25', needed: 11, met: false });
	assert.deepEqual(met(30, '1/3'), { share: '1/3', needed: 10, met: true });
	assert.deepEqual(met(10, '1'), { share: '1', needed: 10, met: true });
	assert.deepEqual(met(10, '0'), { share: '0', needed: 0, met: true });
});

test('without its quorum a vote elects nobody and still shows the votes', () => {
	const missed = accepted(counted({ electorate: 41, quorum: '1/4' }));
	assert.deepEqual([missed.winners, missed.substitutes, missed.ties], [[], [], []]);
	assert.equal(missed.explanation.votes[0]?.votes, 3);
});

test('blank ballots alone elect nobody, whatever the rule', () => {
	const blank = { ballot: [], voters: 4 };
	const unmarked = { ballot: [null, null, null, null], voters: 4 };
	for (const result of [
		countApproval(contest, [blank]),
		countScore(contest, [unmarked], { lowest: 0, highest: 5, by: 'sum' }),
		countMajorityJudgment(contest, [unmarked], ['bad', 'good']),
		countSchulze(contest, [blank]),
		countStv(contest, [blank]),
	]) {
		const { winners, substitutes, ties, turnout } = accepted<VoteCount<unknown>>(result);
		assert.deepEqual([winners, substitutes, ties, turnout.blank], [[], [], [], 4]);
	}
});

test('a tie goes to the precedence, level by level, unlisted options last', () => {
	const { winners, ties } = accepted(counted({ precedence: [['c'], ['a']] }));
	assert.deepEqual(winners, ['c', 'a']);
	assert.deepEqual(ties, [{ at: 'place 1', between: ['c', 'a', 'b'], by: ['precedence'] }]);
});

test('a tie that precedence leaves goes to the lot', () => {
	const lot = drawLot(SEED, ['b', 'c']);
	const { winners, ties } = accepted(counted({ precedence: [['a']] }));
	assert.deepEqual(winners, ['a', lot[0]]);
	assert.deepEqual(ties, [{ at: 'place 1', between: ['a', ...lot], by: ['precedence', 'lot'] }]);
});

test('without precedence the lot alone decides, by the seed', () => {
	for (let i = 0; i < 8; i++) {
		const seed = Uint8Array.of(i);
		const lot = drawLot(seed, ['a', 'b', 'c']);
		const { winners, substitutes, ties } = accepted(counted({ seed }));
		assert.deepEqual([...winners, ...substitutes], lot);
		assert.deepEqual(ties, [{ at: 'place 1', between: lot, by: ['lot'] }]);
	}
});

test('ranks become levels; zero is unranked and gaps do not matter', () => {
	const options = ['a', 'b', 'c', 'd', 'e'];
	assert.deepEqual(accepted(parseRanks(options, [7, 0, 1, 7, 2])), [['c'], ['e'], ['a', 'd']]);
	assert.deepEqual(accepted(parseRanks(options, [0, 0, 0, 0, 0])), []);
	assert.equal(codeOf(parseRanks(options, [1, 2, 3, 4])), 'count.ballot-length');
	assert.equal(codeOf(parseRanks(options, [1, 2, 3, 4, -1])), 'count.rank');
	assert.equal(codeOf(parseRanks(options, [1, 2, 3, 4, 0.5])), 'count.rank');
});

test.run();
