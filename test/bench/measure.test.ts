import assert from 'node:assert/strict';
import { setTimeout as sleep } from 'node:timers/promises';
import { suite } from 'uvu';
import { DisagreementError, measure, type Comparison, type Variant } from './measure.ts';
import { formatTable } from './table.ts';

const test = suite('bench/measure');

const ROUNDS = { leastRounds: 3, mostRounds: 3, milliseconds: 0 };
const doubling: Variant<number, number[]> = { name: 'a', run: (ns) => ns.map((n) => 2 * n) };
const adding: Variant<number, number[]> = { name: 'b', run: (ns) => ns.map((n) => n + n) };
const comparison = (...variants: Variant<number, number[]>[]): Comparison<number, number[]> => ({
	title: 'doubles',
	unit: 'number',
	items: [1, 2, 3, 4],
	trials: [[0], [5, 6]],
	variants,
});

test('variants that differ in one trial are refused, with their names', async () => {
	const squaring = { name: 'c', run: (ns: readonly number[]) => ns.map((n) => n * n) };
	await assert.rejects(measure(comparison(doubling, adding, squaring), ROUNDS), (e) => {
		assert.ok(e instanceof DisagreementError);
		assert.match(e.message, /^doubles: c and a differ\n/);
		return true;
	});
});

test('only the facts have to agree', async () => {
	const shifted = { name: 'c', run: (ns: readonly number[]) => ns.map((n) => 2 * n + 10) };
	const parity = (ns: readonly number[]) => ns.map((n) => n % 2);
	const measured = await measure({ ...comparison(doubling, shifted), factsOf: parity }, ROUNDS);
	assert.equal(measured.timings.length, 2);
});

test('variants take turns, each round begun by another', async () => {
	const turns: string[] = [];
	const noting = (name: string, items?: number[]): Variant<number, null> => ({
		name,
		run: (ns) => {
			turns.push(`${name}${ns.length}`);
			return null;
		},
		before: () => turns.push('('),
		after: () => turns.push(')'),
		...(items && { items }),
	});
	const { title, unit, items } = comparison();
	const variants = [noting('a'), noting('b', [1, 2])];
	await measure({ title, unit, items, trials: [], variants }, ROUNDS);
	assert.equal(turns.join(''), '(a4)(b2)(b2)(a4)(a4)(b2)');
});

test('the overhead is taken off, and times are those of a unit', async () => {
	const slow: Variant<number, undefined> = {
		name: 'slow',
		run: () => sleep(60, undefined),
		overhead: () => sleep(20),
	};
	const { title, unit, items } = comparison();
	const { timings } = await measure({ title, unit, items, trials: [], variants: [slow] }, ROUNDS);
	const { microseconds, units } = timings[0]!;
	assert.equal(units, 4);
	assert.ok(microseconds > 5_000 && microseconds < 40_000, `${microseconds}`);
});

test('the table compares with every baseline and names what is missing', () => {
	const timing = { spread: 0.125, units: 1 };
	const table = formatTable([
		{
			title: 'verify',
			unit: 'ballot',
			parts: { unit: 'choice', count: 20 },
			rounds: 3,
			timings: [
				{ ...timing, variant: 'plain', microseconds: 100_000, baseline: true },
				{ ...timing, variant: 'tuned', microseconds: 8_000, baseline: false },
			],
			missing: ['peer'],
		},
	]);
	assert.match(table, /^verify +plain +100 ms\/ballot +5\.00 ms\/choice +13 %$/m);
	assert.match(table, /^ +tuned +8\.00 ms\/ballot +400 µs\/choice +13 % +12\.5 × plain$/m);
	assert.match(table, /^ +peer +not installed$/m);
});

test.run();
