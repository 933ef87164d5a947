import assert from 'node:assert/strict';
import { suite } from 'uvu';
import { pictureOf } from '../../../client/result/map.ts';
import { moneyLineOf } from '../../../client/result/money-line.ts';
import { foldTail, meanOf } from '../../../client/result/voters.ts';
import type { CountOptions } from '../../../crypto/count/options.ts';
import type { Pot } from '../../../crypto/budget/pot.ts';
import { potInstance } from '../../../crypto/budget/pot.ts';
import { countBudget } from '../../../crypto/count/rules.ts';
import { unwrap } from '../../crypto/count/elections.ts';
import { SMALL_BALLOTS, smallPot } from '../../support/small-vote.ts';
import { parseModule, readText } from '../../support/source-tree.ts';

const test = suite('client/result');

/** park 30 (3 votes), road 40 (2), tree 50 (2), lamp 60 (1), of 100. */
const count = (rule: string, options: CountOptions = {}, budget = '100') =>
	unwrap(
		countBudget(unwrap(potInstance({ ...smallPot('mix'), budget }, SMALL_BALLOTS)), rule, options),
	);

test('the line stands where the ranking first met a project that did not fit', () => {
	assert.deepEqual(moneyLineOf(count('greedy')), { above: 2, at: 'tree', left: '30' });
	const skipping = count('greedy', { tie: ['dearest', 'id-ascending'] }, '75');
	assert.deepEqual(skipping.winners, ['park', 'road']);
	assert.deepEqual(moneyLineOf(skipping), { above: 1, at: 'tree', left: '45' });
});

test('where the money suffices for all there is no line', () => {
	assert.equal(moneyLineOf(count('greedy', {}, '1000')), undefined);
});

test('equal shares: the line parts what voters bought from what the rest went to', () => {
	const counted = count('equal-shares', { completion: 'none', utilitarian: true });
	const line = moneyLineOf(counted)!;
	assert.equal(counted.explanation.kind, 'equal-shares');
	const { rounds } = counted.explanation as { rounds: readonly { cost: string }[] };
	assert.equal(line.above, rounds.length);
	assert.equal(line.at, undefined);
	const spent = rounds.reduce((sum, { cost }) => sum + Number(cost), 0);
	assert.equal(Number(line.left), 100 - spent);
	assert.ok(line.above < counted.winners.length, 'the rest bought something');
});

test('phragmen stops at a project', () => {
	assert.deepEqual(moneyLineOf(count('phragmen')), { above: 2, at: 'tree', left: '30' });
});

test('long lists of numbers end in one row for all above', () => {
	assert.deepEqual(foldTail([3, 1]), [
		{ projects: 0, voters: 3, isTail: false },
		{ projects: 1, voters: 1, isTail: false },
	]);
	const long = foldTail([9, 8, 7, 6, 5, 4, 3, 2, 1]);
	assert.equal(long.length, 8);
	assert.deepEqual(long.at(-1), { projects: 7, voters: 3, isTail: true });
	assert.equal(foldTail([9, 8, 7, 6, 5, 4, 3, 2]).at(-1)!.isTail, false);
});

test('the mean of nobody is nothing', () => {
	const satisfaction = { known: 'ballots', voters: [0], votes: 7, allVotes: 9 } as const;
	assert.equal(meanOf(satisfaction, 3), 2.33);
	assert.equal(meanOf(satisfaction, 0), 0);
});

const placed = (...places: readonly (readonly [string, string])[]): Pot => ({
	...smallPot('mix'),
	projects: places.map(([lat, lon], i) => ({
		...{ id: String(i), name: '', cost: '1', categories: [], withdrawn: false },
		place: { lat, lon },
	})),
});

test('places keep their directions, and all lie in the picture', () => {
	const pot = placed(['50.45', '30.52'], ['50.40', '30.52'], ['50.45', '30.60']);
	for (const hasTiles of [false, true]) {
		const { spots, box, tiles, scale } = pictureOf(pot, hasTiles)!;
		const [, , width, height] = box;
		for (const { x, y } of spots) assert.ok(x > 0 && x < width && y > 0 && y < height);
		const [kyiv, south, east] = spots as [(typeof spots)[0], (typeof spots)[0], (typeof spots)[0]];
		assert.ok(south.y > kyiv.y && south.x === kyiv.x);
		assert.ok(east.x > kyiv.x && east.y === kyiv.y);
		// 0.08 degrees of longitude at this latitude are 5.67 km.
		const metres = ((east.x - kyiv.x) / scale.length) * scale.metres;
		assert.ok(Math.abs(metres - 5670) < 120, `${metres} m`);
		assert.equal(tiles.length > 0, hasTiles);
	}
});

test('pieces of the map cover the picture and are of one zoom', () => {
	const { tiles, box } = pictureOf(placed(['50.45', '30.52'], ['50.40', '30.60']), true)!;
	const [, , width, height] = box;
	assert.ok(Math.min(...tiles.map((t) => t.x)) <= 0 && Math.min(...tiles.map((t) => t.y)) <= 0);
	assert.ok(Math.max(...tiles.map((t) => t.x + 256)) >= width);
	assert.ok(Math.max(...tiles.map((t) => t.y + 256)) >= height);
	assert.equal(new Set(tiles.map((t) => t.path.split('/')[2])).size, 1);
});

test('one place, places at the ends of the world, and none', () => {
	assert.equal(pictureOf(placed(['50.45', '30.52']), true)!.spots.length, 1);
	const ends = pictureOf(placed(['89.9', '-180'], ['-89.9', '180']), true)!;
	assert.ok(ends.spots.every(({ x, y }) => Number.isFinite(x) && Number.isFinite(y)));
	assert.equal(pictureOf(smallPot('sum'), true), undefined);
});

test('the page of a result counts nothing: no rule is within its reach', () => {
	const reached = new Set<string>();
	const follow = (path: string) => {
		if (reached.has(path) || !/^(?:client|crypto|server)\//.test(path)) return;
		reached.add(path);
		for (const { target, typeOnly } of parseModule(path, readText(path)).imports)
			if (!typeOnly) follow(target);
	};
	for (const path of [
		'client/routes/votes/[id]/+page.svelte',
		'client/routes/votes/[id]/+page.server.ts',
	])
		follow(path);
	assert.ok(
		reached.has('client/result/PotResult.svelte') && reached.has('crypto/count/reasons.ts'),
	);
	const counting = [...reached].filter((path) =>
		/^crypto\/count\/(?:rules|greedy|phragmen|equal-shares|instance)/.test(path),
	);
	assert.deepEqual(counting, []);
});

test.run();
