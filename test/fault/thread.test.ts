/** A thread dies under a job: whoever waits for the job hears of it, and others do theirs. */
import assert from 'node:assert/strict';
import { suite } from 'uvu';
import { JobPool } from '../../server/work/job-pool.ts';

const test = suite('fault/thread');
const UUID = 'PyUZ7pYBBA4Nia';

test('a job that fills the memory ends its thread, not the process, and the next job finds a new thread', async () => {
	const pool = new JobPool(1, 24);
	const few = { uuid: UUID, count: 1 };
	assert.equal((await pool.work('openBooths', few)).length, 1);
	const [large, beside] = await Promise.allSettled([
		pool.work('shuffle', { election: '{}', mixed: Array.from({ length: 2_000_000 }, () => []) }),
		pool.work('openBooths', few),
	]);
	for (const ended of [large, beside]) {
		assert.ok(ended.status === 'rejected');
		assert.match(String(ended.reason), /memory|thread/i);
	}
	assert.equal((await pool.work('openBooths', few)).length, 1);
	await pool.close();
});

test('a job that cannot be done fails alone', async () => {
	const pool = new JobPool(1);
	await assert.rejects(pool.work('shuffle', { election: '{', mixed: [] }), /election/);
	// What cannot be sent to a thread never begins, and leaves no trace.
	const bad = { uuid: (() => UUID) as unknown as string, count: 1 };
	await assert.rejects(pool.work('openBooths', bad), /could not be cloned/);
	assert.equal((await pool.work('openBooths', { uuid: UUID, count: 1 })).length, 1);
	await pool.close();
});

test.run();
