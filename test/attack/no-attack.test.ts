/** Nobody cheats: what the attacks are compared with. */
import assert from 'node:assert/strict';
import { suite } from 'uvu';
import { judge, play } from '../support/attack.ts';

const test = suite('attack/no-attack');

for (const mode of ['sum', 'mix'] as const)
	for (const changes of [{}, { revotes: 100 }, { trustees: 2, issuers: 3, issuerThreshold: 2 }])
		test(`an honest vote is verified: ${mode} ${JSON.stringify(changes)}`, async () => {
			const vote = await play(mode, {}, changes);
			assert.deepEqual(await judge(vote.record()), {
				verdict: 'verified',
				errors: [],
				unproved: [],
			});
		});

test.run();
