import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { equalPoints, G, modOrder, sumOfProductsPublic } from '../../../crypto/group.ts';

const test = suite('crypto/curve: multiply');

test('sums of products with scalars of any number of bits are right', () => {
	for (const bits of [1, 2, 3, 4, 5, 8, 16, 64, 128, 253])
		for (const count of [1, 2, 3, 9]) {
			const largest = (1n << BigInt(bits)) - 1n;
			const scalars = Array.from({ length: count }, (_, i) => largest >> BigInt(i % bits));
			const points = scalars.map((_, i) => G.multiplyPublic(BigInt(i + 2)));
			const sum = scalars.reduce((s, n, i) => s + n * BigInt(i + 2), 0n);
			const computed = sumOfProductsPublic(points, scalars, bits);
			assert.ok(equalPoints(computed, G.multiplyPublic(modOrder(sum))), `${count} of ${bits} bits`);
		}
});

test.run();
