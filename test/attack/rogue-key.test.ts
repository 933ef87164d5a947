/** The last trustee chooses its key so that the others’ cancel out, and could then decrypt alone. */
import { encodeText } from '../../crypto/codec.ts';
import { encodeElection } from '../../crypto/election/definition.ts';
import { makeTrusteeKey } from '../../crypto/election/trustees/single.ts';
import { trusteesCodec } from '../../crypto/election/trustees/trustees.ts';
import { G, randomScalar, subtract } from '../../crypto/group.ts';
import { verifyArchive } from '../../crypto/verify/archive.ts';
import { play } from '../support/attack.ts';
import { codesOf, eventsOf, inChunks, writeArchive } from '../support/verifying.ts';
import assert from 'node:assert/strict';
import { suite } from 'uvu';

const test = suite('attack/rogue-key');

test('nobody can prove to know the secret of such a key', async () => {
	const vote = await play('sum');
	const honest = makeTrusteeKey(randomScalar());
	const own = randomScalar();
	const rogue = {
		...makeTrusteeKey(own),
		public_key: subtract(G.multiply(own), honest.public_key),
	};
	const trustees = encodeText(trusteesCodec, [
		['Single', honest],
		['Single', rogue],
	]);
	const { definition } = vote.election;
	const election = encodeElection({ ...definition, public_key: G.multiply(own) }, {});
	const [setup] = await eventsOf(vote.archive);
	const archive = writeArchive([
		{ ...setup!, type: 'Setup', election, trustees } as typeof setup & object,
	]);
	const report = await verifyArchive(inChunks(archive));
	assert.equal(report.verdict, 'rejected');
	assert.deepEqual(codesOf(report), ['E3 trustee.possession']);
});

test.run();
