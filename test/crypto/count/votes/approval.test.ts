import assert from 'node:assert/strict';
import fc from 'fast-check';
import { suite } from 'uvu';
import { countApproval, countPlurality } from '../../../../crypto/count/votes/approval.ts';
import type { ContestInput } from '../../../../crypto/count/votes/contest.ts';
import type { Majority } from '../../../../crypto/count/votes/turnout.ts';
import { ABSOLUTE_MAJORITY, SIMPLE_MAJORITY } from '../../../../crypto/count/votes/turnout.ts';
import { accepted, codeOf } from '../../register/rejects.ts';
import {
	SEED,
	assertAnonymous,
	assertNeutral,
	assertPlain,
	choices,
	renameChoices,
	voteOf,
} from './profiles.ts';

const test = suite('crypto/count/votes/approval');

const contest: ContestInput = { options: ['yes', 'no'], seats: 1, seed: SEED, electorate: 200 };
const referendum = (yes: number, no: number, blank: number, majority?: Majority) =>
	accepted(
		countPlurality(
			contest,
			[
				{ ballot: ['yes'], voters: yes },
				{ ballot: ['no'], voters: no },
				{ ballot: [], voters: blank },
			],
			majority ? { majority } : {},
		),
	);

test('most votes win; the rest with a vote are substitutes in order', () => {
	const options = ['a', 'b', 'c', 'd'];
	const ballots = [
		{ ballot: ['a', 'b'], voters: 5 },
		{ ballot: ['b', 'c'], voters: 4 },
		{ ballot: ['c', 'b', 'a'], voters: 2 },
	];
	const count = accepted(countApproval({ options, seats: 1, seed: SEED }, ballots));
	assert.deepEqual(count.winners, ['b']);
	assert.deepEqual(count.substitutes, ['a', 'c']);
	assert.deepEqual(count.ties, []);
	assert.deepEqual(
		count.explanation.votes.map(({ votes }) => votes),
		[7, 11, 6, 0],
	);
	assertPlain(count);
});

test('a simple majority is more than half of the filled ballots', () => {
	assert.deepEqual(referendum(51, 50, 90, SIMPLE_MAJORITY).winners, ['yes']);
	const tied = referendum(50, 50, 90, SIMPLE_MAJORITY);
	assert.equal(tied.explanation.needed, 51);
	assert.deepEqual([tied.winners, tied.ties], [[], []]);
	assert.equal(referendum(50, 50, 90).winners.length, 1);
});

test('an absolute majority is more than half of those who may vote', () => {
	assert.deepEqual(referendum(101, 10, 20, ABSOLUTE_MAJORITY).winners, ['yes']);
	assert.deepEqual(referendum(100, 10, 20, ABSOLUTE_MAJORITY).winners, []);
});

test('a qualified majority is at least its share, blank ballots included or not', () => {
	const twoThirds = (of: 'filled' | 'participants'): Majority => ({ atLeast: '2/3', of });
	assert.deepEqual(referendum(66, 33, 1, twoThirds('filled')).winners, ['yes']);
	assert.deepEqual(referendum(65, 34, 1, twoThirds('filled')).winners, []);
	assert.deepEqual(referendum(66, 33, 1, twoThirds('participants')).winners, []);
	assert.deepEqual(referendum(67, 32, 1, twoThirds('participants')).winners, ['yes']);
});

test('an option without a vote is not elected even by a majority of nothing', () => {
	assert.deepEqual(
		accepted(
			countApproval({ ...contest, seats: 2 }, [{ ballot: ['yes'], voters: 3 }], {
				majority: { atLeast: '0', of: 'filled' },
			}),
		).winners,
		['yes'],
	);
});

test('an impossible majority or limit is refused', () => {
	const of = (majority: unknown) =>
		codeOf(countPlurality(contest, [], { majority: majority as Majority }));
	assert.equal(of({ moreThan: '3/2', of: 'filled' }), 'count.majority');
	assert.equal(of({ atLeast: 'half', of: 'filled' }), 'count.majority');
	assert.equal(of({ atLeast: '1/2', of: 'everyone' }), 'count.majority');
	const { options, seats, seed } = contest;
	assert.equal(
		codeOf(countPlurality({ options, seats, seed }, [], { majority: ABSOLUTE_MAJORITY })),
		'count.electorate',
	);
	assert.equal(codeOf(countApproval(contest, [], { mostChoices: 0 })), 'count.choices');
});

test('a ballot may not name more options than allowed', () => {
	const cast = [{ ballot: ['yes', 'no'], voters: 1 }];
	assert.equal(codeOf(countPlurality(contest, cast)), 'count.too-many-choices');
	assert.equal(codeOf(countApproval(contest, cast, { mostChoices: 2 })), 'accepted');
});

test('needed votes are the smallest number that is a majority', () => {
	const shares = fc.record({ n: fc.bigInt(0n, 60n), d: fc.bigInt(60n, 90n) });
	fc.assert(
		// No more ballots than people who may vote, the blank one included.
		fc.property(shares, fc.nat(98), fc.nat(98), ({ n, d }, yes, no) => {
			const base = BigInt(yes + 1 + no + 1);
			const share = `${n}/${d}`;
			const needed = (majority: Majority) =>
				BigInt(referendum(yes + 1, no + 1, 1, majority).explanation.needed);
			const more = needed({ moreThan: share, of: 'filled' });
			assert.ok(more * d > n * base && (more - 1n) * d <= n * base);
			const least = needed({ atLeast: share, of: 'filled' });
			assert.ok(
				least * d >= n * base && (least === 1n || (least - 1n) * d < n * base) && least > 0n,
			);
		}),
	);
});

test('is neutral', () => assertNeutral(voteOf(choices), renameChoices, countApproval));
test('is anonymous', () => assertAnonymous(voteOf(choices), countApproval));

test('winners have at least as many votes as anyone else', () => {
	fc.assert(
		fc.property(voteOf(choices), ({ options, seats, ballots }) => {
			const count = accepted(countApproval({ options, seats, seed: SEED }, ballots));
			const votesOf = (id: string) =>
				ballots.reduce((n, { ballot, voters }) => n + (ballot.includes(id) ? voters : 0), 0);
			const order = [...count.winners, ...count.substitutes].map(votesOf);
			assert.deepEqual(
				order,
				order.toSorted((a, b) => b - a),
			);
			const voted = options.filter((id) => votesOf(id) > 0).length;
			assert.equal(order.length, voted);
			assert.equal(count.winners.length, Math.min(seats, voted));
		}),
	);
});

test.run();
