import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { G, areMembers } from '../../crypto/group.ts';
import { randomBytes } from '../../crypto/random.ts';

const test = suite('crypto/random');
/** More than the platform gives at a time. */
const MANY = 65_536 * 2 + 1;

test('there are as many bytes as were asked for, and no piece stays empty or comes twice', () => {
	for (const length of [0, 1, 65_536, MANY]) assert.is(randomBytes(length).length, length);
	const bytes = randomBytes(MANY - 1);
	const [first, second] = [bytes.subarray(0, 65_536), bytes.subarray(65_536)];
	for (const piece of [first, second]) {
		const zeros = piece.filter((b) => b === 0).length;
		// 256 are expected; twice as many come up once in 10^40 times.
		assert.ok(zeros < 512, `${zeros} zeros`);
	}
	assert.is.not(String(first.subarray(0, 64)), String(second.subarray(0, 64)));
});

test('more points than that are checked together', () => {
	assert.ok(areMembers(new Array(MANY).fill(G.point)));
});

test.run();
