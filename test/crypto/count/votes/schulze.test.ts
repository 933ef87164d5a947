import assert from 'node:assert/strict';
import fc from 'fast-check';
import { suite } from 'uvu';
import type { Grouped, RankedBallot } from '../../../../crypto/count/votes/ballots.ts';
import { countSchulze } from '../../../../crypto/count/votes/schulze.ts';
import type { Link } from '../../../../crypto/count/votes/strongest-paths.ts';
import { compareLinks, strongestPaths } from '../../../../crypto/count/votes/strongest-paths.ts';
import { drawLot } from '../../../../crypto/count/lot.ts';
import { accepted, codeOf } from '../../register/rejects.ts';
import type { Vote } from './profiles.ts';
import {
	SEED,
	assertAnonymous,
	assertNeutral,
	assertPlain,
	contestOf,
	parseProfile,
	rankings,
	renameRanking,
	voteOf,
} from './profiles.ts';

const test = suite('crypto/count/votes/schulze');

/** Examples of Schulze, arXiv 1804.02973, section 3: profile, strengths (support) of strongest paths, winners. */
const PAPER: { name: string; profile: string; strengths: string[]; unbeaten: string }[] = [
	{
		name: 'example 1',
		profile: '8 a>c>d>b\n2 b>a>d>c\n4 c>d>b>a\n4 d>b>a>c\n3 d>c>b>a',
		strengths: ['- 14 14 12', '13 - 13 12', '13 15 - 12', '13 19 13 -'],
		unbeaten: 'd',
	},
	{
		name: 'example 2',
		profile: '3 a>c>d>b\n9 b>a>c>d\n8 c>d>a>b\n5 d>a>b>c\n5 d>b>c>a',
		strengths: ['- 17 17 17', '18 - 19 19', '18 20 - 20', '18 21 19 -'],
		unbeaten: 'c',
	},
	{
		name: 'example 3',
		profile:
			'5 a>c>b>e>d\n5 a>d>e>c>b\n8 b>e>d>a>c\n3 c>a>b>e>d\n7 c>a>e>b>d\n2 c>b>a>d>e\n7 d>c>e>b>a\n8 e>b>a>d>c',
		strengths: [
			'- 28 28 30 24',
			'25 - 28 33 24',
			'25 29 - 29 24',
			'25 28 28 - 24',
			'25 28 28 31 -',
		],
		unbeaten: 'e',
	},
	{
		name: 'example 4',
		profile: '3 a>b>c>d\n2 c>b>d>a\n2 d>a>b>c\n2 d>b>c>a',
		strengths: ['- 5 5 5', '5 - 7 5', '5 5 - 5', '6 5 5 -'],
		unbeaten: 'bd',
	},
	{
		name: 'example 5',
		profile: '12 a>b>c>d\n6 a>d>b>c\n9 b>c>d>a\n15 c>d>a>b\n21 d>b>a>c',
		strengths: ['- 36 39 36', '36 - 48 36', '36 36 - 36', '45 42 42 -'],
		unbeaten: 'd',
	},
	{
		name: 'example 6',
		profile: '8 a>c>d>b\n2 b>c>d>a\n3 b>d>a>c\n5 c>b>d>a\n1 c>d>b>a\n3 d>a>b>c\n1 d>b>a>c',
		strengths: ['- 14 15 15', '12 - 12 12', '15 14 - 16', '15 14 15 -'],
		unbeaten: 'ac',
	},
	{
		name: 'example 8, situation 1',
		profile:
			'3 a>b>d>c\n5 a>d>b>c\n1 a>d>c>b\n2 b>a>d>c\n2 b>d>c>a\n4 c>a>b>d\n6 c>b>a>d\n2 d>b>c>a\n5 d>c>a>b',
		strengths: ['- 18 20 21', '17 - 17 17', '19 18 - 19', '19 18 20 -'],
		unbeaten: 'a',
	},
	{
		name: 'example 8, situation 2: a copy of d that all put behind d makes b win',
		profile:
			'3 a>b>d>e>c\n5 a>d>e>b>c\n1 a>d>e>c>b\n2 b>a>d>e>c\n2 b>d>e>c>a\n4 c>a>b>d>e\n6 c>b>a>d>e\n2 d>b>e>c>a\n5 d>e>c>a>b',
		strengths: [
			'- 18 20 21 21',
			'19 - 19 19 19',
			'19 18 - 19 19',
			'19 18 20 - 30',
			'19 18 20 19 -',
		],
		unbeaten: 'b',
	},
	{
		name: 'example 10, with ties and truncated ballots',
		profile:
			'6 a>b>c>d\n8 a=b\n8 a=c\n18 a=c>d\n8 a=c=d\n40 b\n4 c>b>d\n9 c>d>a\n8 c=d\n14 d>a>b\n11 d>b>c\n4 d>c>a',
		strengths: ['- 67 67 45', '45 - 79 45', '45 45 - 45', '50 72 72 -'],
		unbeaten: 'd',
	},
];

const idsOf = (profile: string) => [...new Set(profile.match(/[a-z]/g))].sort();
const counted = (profile: string, seats = 1) =>
	accepted(countSchulze(contestOf(idsOf(profile), seats), parseProfile(profile)));

for (const { name, profile, strengths, unbeaten } of PAPER)
	test(`has the strongest paths and the winners of the paper: ${name}`, () => {
		const { winners, ties, explanation } = counted(profile);
		const supports = explanation.strongest.map((row) =>
			row.map((link) => (link === null ? '-' : link[0])).join(' '),
		);
		assert.deepEqual(supports, strengths);
		assert.deepEqual(winners, [unbeaten[0]]);
		assert.equal(ties.find(({ at }) => at === 'place 1')?.between.join('') ?? winners[0], unbeaten);
	});

test('ranks the 45 voters of the paper e, a, c, b, d and explains each defeat', () => {
	const profile = PAPER[2]!.profile;
	const { winners, substitutes, ties, explanation } = counted(profile);
	assert.deepEqual([...winners, ...substitutes], ['e', 'a', 'c', 'b', 'd']);
	assert.deepEqual(ties, []);
	assert.deepEqual(explanation.pairwise[0], [0, 20, 26, 30, 22]);
	assert.deepEqual(explanation.defeats, [
		{ id: 'a', by: 'e', path: ['e', 'b', 'a'], strength: [25, 20], back: [24, 21] },
		{ id: 'c', by: 'e', path: ['e', 'd', 'c'], strength: [28, 17], back: [24, 21] },
		{ id: 'b', by: 'e', path: ['e', 'd', 'c', 'b'], strength: [28, 17], back: [24, 21] },
		{ id: 'd', by: 'e', path: ['e', 'd'], strength: [31, 14], back: [24, 21] },
	]);
	assertPlain(counted(profile));
});

test('adding two ballots that put a first makes a lose (paper, example 7)', () => {
	const before =
		'3 a>d>e>b>c>f\n3 b>f>e>c>d>a\n4 c>a>b>f>d>e\n1 d>b>c>e>f>a\n4 d>e>f>a>b>c\n2 e>c>b>d>f>a\n2 f>a>c>d>b>e';
	assert.deepEqual(counted(before).winners, ['a']);
	assert.deepEqual(counted(`${before}\n2 a>e>f>c>b>d`).winners, ['d']);
});

/** The six cases of the paper's definition of strength by winning votes, literally. */
function isStronger([ef, fe]: Link, [gh, hg]: Link): boolean {
	return (
		(ef > fe && gh <= hg) ||
		(ef >= fe && gh < hg) ||
		(ef > fe && gh > hg && ef > gh) ||
		(ef > fe && gh > hg && ef === gh && fe < hg) ||
		(ef < fe && gh < hg && fe < hg) ||
		(ef < fe && gh < hg && fe === hg && ef > gh)
	);
}

test('links compare by the six cases of the paper', () => {
	const link = fc.tuple(fc.nat(4), fc.nat(4));
	fc.assert(
		fc.property(link, link, (a, b) => {
			assert.equal(compareLinks(a, b) < 0, isStronger(a, b));
			assert.equal(compareLinks(a, b) > 0, isStronger(b, a));
		}),
		{ numRuns: 2000 },
	);
});

const pairwiseOf = ({ options, ballots }: Vote<RankedBallot>): number[][] =>
	options.map((x) =>
		options.map((y) => {
			const level = (ballot: RankedBallot, id: string) => {
				const l = ballot.findIndex((ids) => ids.includes(id));
				return l < 0 ? Infinity : l;
			};
			return ballots
				.filter(({ ballot }) => level(ballot, x) < level(ballot, y))
				.reduce((n, { voters }) => n + voters, 0);
		}),
	);

/** The strongest of all paths without repetition, tried one by one. */
function strongestOf(pairwise: readonly number[][], from: number, to: number): Link {
	const linkOf = (i: number, j: number): Link => [pairwise[i]![j]!, pairwise[j]![i]!];
	const weaker = (a: Link, b: Link) => (compareLinks(a, b) > 0 ? a : b);
	const stronger = (a: Link, b: Link) => (compareLinks(a, b) < 0 ? a : b);
	const from_ = (at: number, seen: readonly number[]): Link =>
		[...pairwise.keys()]
			.filter((next) => !seen.includes(next))
			.map((next) =>
				next === to ? linkOf(at, to) : weaker(linkOf(at, next), from_(next, [...seen, next])),
			)
			.reduce(stronger);
	return from_(from, [from]);
}

test('strongest paths, the order and the reported paths are those found by trying all paths', () => {
	fc.assert(
		fc.property(voteOf(rankings), (vote) => {
			const pairwise = pairwiseOf(vote);
			const paths = strongestPaths(pairwise);
			const options = [...pairwise.keys()];
			const best = options.map((i) =>
				options.map((j) => (i === j ? undefined : strongestOf(pairwise, i, j))),
			);
			const beats = (i: number, j: number) => isStronger(best[i]![j]!, best[j]![i]!);
			for (const i of options)
				for (const j of options) {
					if (i === j) continue;
					assert.equal(compareLinks(paths.strength(i, j), best[i]![j]!), 0);
					assert.equal(paths.beats(i, j), beats(i, j));
					const path = paths.path(i, j);
					assert.deepEqual([path[0], path.at(-1), new Set(path).size], [i, j, path.length]);
					for (const [k, next] of path.slice(1).entries()) {
						const link: Link = [pairwise[path[k]!]![next]!, pairwise[next]![path[k]!]!];
						assert.ok(compareLinks(link, best[i]![j]!) <= 0);
					}
				}
			const { winners, substitutes, explanation } = accepted(
				countSchulze(contestOf(vote.options, vote.seats), vote.ballots),
			);
			assert.deepEqual(explanation.pairwise, pairwise);
			const order = [...winners, ...substitutes].map((id) => vote.options.indexOf(id));
			for (const [place, i] of order.entries())
				for (const j of order.slice(place + 1)) assert.ok(!beats(j, i));
		}),
		{ numRuns: 300 },
	);
});

const winnerOf = (options: readonly string[], ballots: readonly Grouped<RankedBallot>[]) =>
	accepted(countSchulze(contestOf(options), ballots)).winners[0]!;

test('elects the Condorcet winner when there is one', () => {
	let met = 0;
	fc.assert(
		fc.property(voteOf(rankings), (vote) => {
			const pairwise = pairwiseOf(vote);
			const best = vote.options.filter((_, i) =>
				pairwise.every((row, j) => i === j || pairwise[i]![j]! > row[i]!),
			);
			fc.pre(best.length === 1);
			met++;
			assert.equal(winnerOf(vote.options, vote.ballots), best[0]);
		}),
		{ numRuns: 300 },
	);
	assert.ok(met >= 300);
});

test('is monotonic: the winner raised on some ballots stays the winner', () => {
	const raised = fc.tuple(voteOf(rankings), fc.nat(7), fc.nat(4));
	fc.assert(
		fc.property(raised, ([{ options, ballots }, which, steps]) => {
			fc.pre(ballots.some(({ ballot }) => ballot.length > 0));
			const winner = winnerOf(options, ballots);
			const better = ballots.map((group, i) =>
				i === which % ballots.length
					? { ...group, ballot: raise(group.ballot, winner, steps) }
					: group,
			);
			assert.equal(winnerOf(options, better), winner);
		}),
		{ numRuns: 1000 },
	);
});

/** Moves an option up by so many levels, to a level of its own. */
function raise(ballot: RankedBallot, id: string, steps: number): RankedBallot {
	const at = ballot.findIndex((level) => level.includes(id));
	const from = at < 0 ? ballot.length : at;
	const to = Math.max(0, from - steps);
	const others = ballot.map((level) => level.filter((other) => other !== id));
	return others.toSpliced(to, 0, [id]).filter((level) => level.length > 0);
}

test('a tied strength is shown by the tied link with most support', () => {
	const { explanation } = counted('1 a>b=c\n1 b>a=c\n2 c>a=b');
	assert.deepEqual(explanation.pairwise, [
		[0, 1, 1],
		[1, 0, 1],
		[2, 2, 0],
	]);
	assert.deepEqual(explanation.strongest[0], [null, [1, 1], [1, 2]]);
	const both = counted('2 a>b>c=d\n2 b>a>c=d\n1 c>d\n1 d>c').explanation.strongest;
	assert.deepEqual(
		[both[0]![1], both[2]![3]],
		[
			[2, 2],
			[2, 2],
		],
	);
});

test('pairs that the method leaves open go to the lot', () => {
	const lot = drawLot(SEED, ['a', 'b', 'c']);
	const contest = { options: ['a', 'b', 'c'], seats: 1, seed: SEED };
	const cycle = parseProfile('1 a>b>c\n1 b>c>a\n1 c>a>b');
	const { winners, substitutes, ties } = accepted(countSchulze(contest, cycle));
	assert.deepEqual([...winners, ...substitutes], lot);
	assert.deepEqual(ties, [{ at: 'place 1', between: lot, by: ['lot'] }]);
});

test('is neutral', () => assertNeutral(voteOf(rankings), renameRanking, countSchulze));
test('is anonymous', () => assertAnonymous(voteOf(rankings), countSchulze));

test('refuses unknown and repeated options; a ballot of empty levels is blank', () => {
	const cast = (ballot: RankedBallot) =>
		countSchulze(contestOf(['a', 'b']), [{ ballot, voters: 1 }]);
	assert.equal(codeOf(cast([['a'], ['x']])), 'count.unknown-option');
	assert.equal(codeOf(cast([['a'], ['b', 'a']])), 'count.repeated-option');
	assert.equal(accepted(cast([[], []])).turnout.blank, 1);
	assert.deepEqual(accepted(cast([[], ['b'], []])).winners, ['b']);
});

test('a hundred options and a thousand different ballots take seconds', () => {
	const options = Array.from({ length: 100 }, (_, i) => `${i}`);
	const ballots = Array.from({ length: 1000 }, (_, i) => ({
		ballot: drawLot(Uint8Array.of(i & 255, i >> 8), options).map((id) => [id]),
		voters: 1 + (i % 7),
	}));
	const { winners, substitutes } = accepted(countSchulze(contestOf(options, 10), ballots));
	assert.deepEqual([winners.length, substitutes.length], [10, 90]);
});

test.run();
