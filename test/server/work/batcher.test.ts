import assert from 'node:assert/strict';
import { setTimeout as sleep } from 'node:timers/promises';
import { suite } from 'uvu';
import { err, ok, type Result } from '../../../crypto/result.ts';
import { ApiError } from '../../../server/http/api-error.ts';
import { answerByGroup, Batcher } from '../../../server/work/batcher.ts';

const test = suite('server/work/batcher');

/** A batcher of numbers that remembers its batches; odd numbers are refused. */
function makeBatcher(plan: { full?: number; most?: number; parallel?: number; workMs?: number }) {
	const { full = 10, most = 1000, parallel = 1, workMs = 5 } = plan;
	const batches: (readonly number[])[] = [];
	let running = 0;
	let mostRunning = 0;
	const batcher = new Batcher<number, string>(
		{ weightOf: (n) => (n > 100 ? 5 : 1), full, most, waitMs: 2, parallel },
		async (items) => {
			batches.push(items);
			mostRunning = Math.max(mostRunning, ++running);
			await sleep(workMs);
			running--;
			if (items.includes(13)) throw new Error('all fail');
			return items.map((n): Result<string, unknown> =>
				n % 2 === 0 ? ok(`answer ${n}`) : err(new Error(`refused ${n}`)),
			);
		},
	);
	return { batcher, batches, mostRunning: () => mostRunning };
}

const outcomeOf = (answer: Promise<string>): Promise<string> =>
	answer.catch((e: unknown) => (e as Error).message);

test('what arrives together is done together, and each gets its own answer', async () => {
	const { batcher, batches } = makeBatcher({});
	const answers = await Promise.all([2, 3, 4, 5].map((n) => outcomeOf(batcher.add(n))));
	assert.deepEqual(answers, ['answer 2', 'refused 3', 'answer 4', 'refused 5']);
	assert.deepEqual(batches, [[2, 3, 4, 5]]);
});

test('a batch is closed when it is heavy enough, and no more are under way than may be', async () => {
	const { batcher, batches, mostRunning } = makeBatcher({ full: 10, parallel: 2 });
	const items = [...Array.from({ length: 25 }, (_, i) => 2 * i), 102, 104, 106];
	const answers = await Promise.all(items.map((n) => batcher.add(n)));
	assert.deepEqual(
		answers,
		items.map((n) => `answer ${n}`),
	);
	assert.deepEqual(batches.flat(), items);
	assert.deepEqual(
		batches.map((b) => b.length),
		[10, 10, 6, 2],
	);
	assert.equal(mostRunning(), 2);
});

test('who comes when too much waits is asked to come again, and later is welcome', async () => {
	const { batcher } = makeBatcher({ full: 2, most: 4 });
	const answers = [2, 4, 6, 8, 10, 12].map((n) => batcher.add(n));
	await assert.rejects(batcher.add(14), (e: unknown) => {
		assert.ok(e instanceof ApiError);
		return e.status === 503 && Number(e.fields?.['retryAfter']) > 0;
	});
	await Promise.all(answers);
	assert.equal(await batcher.add(14), 'answer 14');
});

test('a batch that fails as a whole takes no other with it', async () => {
	const { batcher } = makeBatcher({ full: 2 });
	const answers = await Promise.all([2, 13, 4, 6].map((n) => outcomeOf(batcher.add(n))));
	assert.deepEqual(answers, ['all fail', 'all fail', 'answer 4', 'answer 6']);
});

test('groups are answered apart: what is thrown for one is the answer of its items alone', async () => {
	const answers = await answerByGroup(
		['a1', 'b1', 'a2', 'c1', 'b2'],
		(item) => item[0]!,
		async (group, items) => {
			await sleep(0);
			if (group === 'b') throw new Error('no b');
			return items.map((item) => ok(`${group} has ${item}`));
		},
	);
	assert.deepEqual(
		answers.map((a) => (a.ok ? a.value : (a.error as Error).message)),
		['a has a1', 'no b', 'a has a2', 'c has c1', 'no b'],
	);
});

test.run();
