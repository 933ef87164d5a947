import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { suite } from 'uvu';
import type { Grouped, RankedBallot } from '../../../../crypto/count/votes/ballots.ts';
import type { VoteCount } from '../../../../crypto/count/votes/outcome.ts';
import type { StvExplanation } from '../../../../crypto/count/votes/stv.ts';
import { countStv } from '../../../../crypto/count/votes/stv.ts';
import { drawLot } from '../../../../crypto/count/lot.ts';
import {
	add,
	compare,
	formatRational,
	fromInteger,
	parseRational,
	sum,
} from '../../../../crypto/count/rational.ts';
import { accepted, codeOf } from '../../register/rejects.ts';
import { recount } from './stv-by-hand.ts';
import type { Vote } from './profiles.ts';
import {
	SEED,
	assertAnonymous,
	assertNeutral,
	assertPlain,
	contestOf,
	parseProfile,
	renameRanking,
	strictRankings,
	voteOf,
} from './profiles.ts';

const test = suite('crypto/count/votes/stv');

type Stv = VoteCount<StvExplanation>;
const votes = voteOf(strictRankings, 6, 12);
const exactly = (text: string) => parseRational(text)!;
const counted = (vote: Vote<RankedBallot>, decimals: number | 'exact'): Stv =>
	accepted(countStv(contestOf(vote.options, vote.seats), vote.ballots, { decimals }));
const table = (count: Stv) => count.explanation.rounds.map((round) => round.votes.join(' '));
const actions = (count: Stv) =>
	count.explanation.rounds.map(({ action, elected }) =>
		[action.kind, 'of' in action ? action.of : '', '>', ...elected].filter(Boolean).join(' '),
	);

test('shares out the food of the party (Wikipedia, "Single transferable vote")', () => {
	const options = ['orange', 'pear', 'chocolate', 'strawberry', 'hamburger'];
	const ballots = parseProfile(
		'4 orange\n2 pear>orange\n8 chocolate>strawberry\n4 chocolate>hamburger\n1 strawberry\n1 hamburger',
	);
	const count = counted({ options, seats: 3, ballots }, 'exact');
	assert.equal(count.explanation.quota, 6);
	assert.deepEqual(table(count), ['4 2 12 1 1', '4 2 6 5 3', '6 0 6 5 3', '6 0 6 5 0']);
	assert.deepEqual(actions(count), [
		'first-preferences > chocolate',
		'surplus chocolate >',
		'exclusion pear > orange',
		'exclusion hamburger > strawberry',
	]);
	assert.deepEqual(count.winners, ['chocolate', 'orange', 'strawberry']);
	assert.deepEqual(count.substitutes, ['hamburger', 'pear']);
	const last = count.explanation.rounds.at(-1)!;
	assert.deepEqual([last.exhausted, last.dropped, last.lastVacancies], ['3', '0', true]);
	assertPlain(count);
});

test('transfers thirds exactly (French Wikipedia, "Scrutin à vote unique transférable")', () => {
	const ballots = parseProfile('28 a>b>c>d\n14 a>c>d>b\n15 b>c>a>d\n17 c>a>b>d\n26 d>b>c>a');
	const vote = { options: ['a', 'b', 'c', 'd'], seats: 2, ballots };
	const exact = counted(vote, 'exact');
	assert.deepEqual(table(exact), ['42 15 17 26', '34 61/3 59/3 26', '34 112/3 0 86/3']);
	assert.deepEqual(exact.winners, ['a', 'b']);
	const rounded = counted(vote, 5);
	assert.deepEqual(table(rounded), [
		'42 15 17 26',
		'34 20.33316 19.66658 26',
		'34 37.33316 0 28.66658',
	]);
	assert.equal(rounded.explanation.rounds[1]?.dropped, '0.00026');
});

test('weighs a surplus over all papers (Wikipedia, "Schulze STV")', () => {
	const ballots = parseProfile('12 a>b>c\n38 a>c>b\n13 c>a>b\n27 b');
	const count = counted({ options: ['a', 'b', 'c'], seats: 2, ballots }, 5);
	assert.deepEqual(table(count)[1], '31 31.56 27.44');
	assert.deepEqual(count.explanation.rounds[1]?.action, {
		kind: 'surplus',
		of: 'a',
		surplus: '19',
		parcels: [{ papers: 50, value: '1', newValue: '0.38' }],
	});
	assert.deepEqual(count.winners, ['a', 'b']);
});

/** See test/fixtures/stv/README.md. */
function readBlt(name: string): Vote<RankedBallot> & { names: string[] } {
	const lines = readFileSync(new URL(`../../../fixtures/stv/${name}`, import.meta.url), 'utf8')
		.trim()
		.split('\n');
	const [candidates, seats] = lines[0]!.split(' ').map(Number);
	const end = lines.indexOf('0');
	const options = Array.from({ length: candidates! }, (_, i) => `${i + 1}`);
	const ballots = lines.slice(1, end).map((line) => {
		const [voters, ...ids] = line.split(' ');
		return { voters: Number(voters), ballot: ids.slice(0, -1).map((id) => [id]) };
	});
	return { options, seats: seats!, ballots, names: lines.slice(end + 1, end + 1 + candidates!) };
}

test('recounts a Scottish council election as published', () => {
	// Counts of both candidates to one decimal: Wikipedia, "Cumbernauld North (ward)". It has 995.9 for 995.98943.
	const published: Record<string, number[]> = {
		"Alan O'BRIEN (CICA)": [1309],
		'Barry MCCULLOCH (Lab)': [971, 995.9, 1005.9, 1039.5, 1054.1, 1060.9, 1154.6],
		'Bob CHADHA (Lab)': [962, 985.4, 996.2, 1028.4, 1036.5],
	};
	const vote = readBlt('cumbernauld-north-2012.blt');
	const count = counted(vote, 5);
	assert.deepEqual([count.turnout.filled, count.explanation.quota], [5383, 1077]);
	for (const [name, counts] of Object.entries(published))
		for (const [round, expected] of counts.entries()) {
			const ours = Number(count.explanation.rounds[round]!.votes[vote.names.indexOf(name)]);
			assert.ok(Math.abs(ours - expected) < 0.1, `${name} in round ${round + 1}: ${ours}`);
		}
	assert.deepEqual(
		count.winners.map((id) => vote.names[Number(id) - 1]),
		["Alan O'BRIEN (CICA)", 'Alan MASTERTON (SNP)', 'Barry MCCULLOCH (Lab)', 'Bob CHADHA (Lab)'],
	);
	assert.deepEqual(actions(count), [
		'first-preferences > 6',
		'surplus 6 >',
		'exclusion 5 >',
		'exclusion 7 >',
		'exclusion 4 > 2',
		'surplus 2 >',
		'exclusion 8 > 3 1',
	]);
	assert.deepEqual(count.explanation.rounds[5]?.action, {
		kind: 'surplus',
		of: '2',
		surplus: '173.73708',
		parcels: [
			{ papers: 1216, value: '1', newValue: '0.1389' },
			{ papers: 196, value: '0.17723', newValue: '0.02461' },
		],
	});
	assert.deepEqual({ stages: table(count), elected: count.winners }, recount(vote));
});

test('agrees with a count of single papers in whole hundred-thousandths', () => {
	fc.assert(
		fc.property(votes, (vote) => {
			fc.pre(vote.ballots.some(({ ballot }) => ballot.length > 0));
			const count = counted(vote, 5);
			assert.deepEqual({ stages: table(count), elected: count.winners }, recount(vote));
		}),
		{ numRuns: 1000 },
	);
});

for (const decimals of ['exact', 5, 0] as const) {
	test(`keeps every vote in every round and fills all seats (${decimals} decimals)`, () => {
		fc.assert(
			fc.property(votes, (vote) => {
				const count = counted(vote, decimals);
				const { rounds } = count.explanation;
				for (const round of rounds) {
					const all = sum([...round.votes, round.exhausted, round.dropped].map(exactly));
					assert.equal(formatRational(all), `${count.turnout.filled}`);
					if (decimals === 'exact') assert.equal(round.dropped, '0');
					assert.ok(compare(exactly(round.dropped), fromInteger(0)) >= 0);
				}
				const filled = count.turnout.filled > 0;
				assert.equal(count.winners.length, filled ? Math.min(vote.seats, vote.options.length) : 0);
				assert.deepEqual(
					rounds.flatMap(({ elected }) => elected),
					count.winners,
				);
				const all = [...count.winners, ...count.substitutes].sort();
				assert.deepEqual(all, filled ? vote.options : []);
			}),
			{ numRuns: 400 },
		);
	});
	test(`is neutral (${decimals} decimals)`, () =>
		assertNeutral(votes, renameRanking, (c, b) => countStv(c, b, { decimals })));
}

test('elected candidates have the quota, save those of the last vacancies', () => {
	fc.assert(
		fc.property(votes, (vote) => {
			const { explanation } = counted(vote, 'exact');
			const quota = fromInteger(explanation.quota);
			for (const { votes: after, elected, lastVacancies } of explanation.rounds) {
				const reached = elected.filter(
					(id) => compare(exactly(after[vote.options.indexOf(id)]!), quota) >= 0,
				);
				assert.equal(reached.length < elected.length, lastVacancies);
			}
		}),
	);
});

test('a group with q quotas that ranks its candidates first gets q seats', () => {
	const solid = votes.chain((vote) =>
		fc.record({
			vote: fc.constant(vote),
			group: fc.subarray([...vote.options], { minLength: 1 }),
			members: fc.integer({ min: 1, max: 40 }),
			orders: fc.array(fc.infiniteStream(fc.nat(1000)), { minLength: 1, maxLength: 4 }),
		}),
	);
	fc.assert(
		fc.property(solid, ({ vote, group, members, orders }) => {
			const shuffled = orders.map((stream) => {
				const key = new Map(group.map((id) => [id, stream.next().value as number]));
				return group.toSorted((a, b) => key.get(a)! - key.get(b)!).map((id) => [id]);
			});
			const own = shuffled.map((ballot) => ({ ballot, voters: members }));
			const count = counted({ ...vote, ballots: [...vote.ballots, ...own] }, 'exact');
			const quotas = Math.floor((members * own.length) / count.explanation.quota);
			const seats = count.winners.filter((id) => group.includes(id)).length;
			assert.ok(seats >= Math.min(quotas, group.length, vote.seats));
		}),
		{ numRuns: 500 },
	);
});

test('is anonymous', () => {
	assertAnonymous(
		votes.map((vote) => ({ ...vote, seats: Math.min(vote.seats, 4) })),
		(c, b) => countStv(c, b),
	);
});

test('who had fewer votes in the latest round that differed is excluded; then the lot', () => {
	// c and d have 3 votes each in round 2; c had fewer in round 1 and is excluded.
	const earlier = counted(
		{
			options: ['a', 'b', 'c', 'd', 'e'],
			seats: 1,
			ballots: parseProfile('5 a\n4 b\n2 c>b\n3 d>a\n1 e>c'),
		},
		5,
	);
	assert.deepEqual(earlier.ties[0], {
		at: 'round 3: exclusion',
		between: ['d', 'c'],
		by: ['earlier-rounds'],
	});
	assert.deepEqual(actions(earlier).slice(1, 3), ['exclusion e >', 'exclusion c >']);
	const lot = drawLot(SEED, ['b', 'c']);
	const contest = { options: ['a', 'b', 'c'], seats: 1, seed: SEED };
	const drawn = accepted(countStv(contest, parseProfile('3 a\n2 b\n2 c')));
	assert.deepEqual(drawn.ties[0], { at: 'round 2: exclusion', between: lot, by: ['lot'] });
	assert.deepEqual(actions(drawn)[1], `exclusion ${lot[1]} >`);
});

test('the larger surplus goes first, equal ones in the order of preference', () => {
	const options = ['a', 'b', 'c', 'd', 'e'];
	const larger = counted(
		{ options, seats: 3, ballots: parseProfile('9 b>c\n8 a>d\n2 c\n2 d\n1 e') },
		5,
	);
	const expected = ['first-preferences > b a', 'surplus b >', 'surplus a >'];
	assert.deepEqual(actions(larger).slice(0, 3), expected);
	const equal = counted(
		{ options, seats: 3, ballots: parseProfile('9 b>c\n9 a>d\n2 c\n2 d\n1 e') },
		5,
	);
	assert.deepEqual(actions(equal)[1], 'surplus a >');
	assert.deepEqual(equal.ties.slice(0, 2), [
		{ at: 'round 1: election', between: ['a', 'b'], by: ['precedence'] },
		{ at: 'round 2: surplus', between: ['a', 'b'], by: ['precedence'] },
	]);
});

test('with one seat and full rankings it is the alternative vote', () => {
	const ballots = parseProfile('42 m>n>c>k\n26 n>c>k>m\n15 c>k>n>m\n17 k>c>n>m');
	const count = counted({ options: ['m', 'n', 'c', 'k'], seats: 1, ballots }, 5);
	assert.deepEqual(table(count), ['42 26 15 17', '42 26 0 32', '42 0 0 58']);
	assert.deepEqual([count.winners, count.substitutes], [['k'], ['m', 'n', 'c']]);
});

test('refuses equal ranks, and precision that is none or has no end', () => {
	const contest = contestOf(['a', 'b', 'c']);
	const cast = (ballot: RankedBallot) => codeOf(countStv(contest, [{ ballot, voters: 1 }]));
	assert.equal(cast([['a'], ['b', 'c']]), 'count.equal-rank');
	assert.equal(cast([['a'], ['x']]), 'count.unknown-option');
	assert.equal(cast([['a'], ['a']]), 'count.repeated-option');
	for (const decimals of [-1, 0.5, 21, NaN])
		assert.equal(codeOf(countStv(contest, [], { decimals })), 'count.decimals');
	const exact = (seats: number) =>
		codeOf(countStv({ ...contest, seats }, [], { decimals: 'exact' }));
	assert.deepEqual([exact(8), exact(9)], ['accepted', 'count.decimals']);
});

test('eight seats of exact fractions stay fast', () => {
	const options = Array.from({ length: 20 }, (_, i) => `${i}`);
	const ballots: Grouped<RankedBallot>[] = Array.from({ length: 3000 }, (_, i) => ({
		ballot: drawLot(Uint8Array.of(i & 255, i >> 8), options)
			.toSorted((a, b) => Math.floor(Number(a) / 9) - Math.floor(Number(b) / 9))
			.map((id) => [id]),
		voters: 1 + (i % 11),
	}));
	const count = counted({ options, seats: 8, ballots }, 'exact');
	assert.equal(count.winners.length, 8);
	const { votes: last, exhausted } = count.explanation.rounds.at(-1)!;
	assert.equal(
		formatRational(add(sum(last.map(exactly)), exactly(exhausted))),
		`${count.turnout.filled}`,
	);
});

test.run();
