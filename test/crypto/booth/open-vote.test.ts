import assert from 'node:assert/strict';
import { suite } from 'uvu';
import { readOpenVote, type VoteTexts } from '../../../crypto/booth/open-vote.ts';
import { ENGINES, withStore } from '../../support/databases.ts';
import { pageOf, startOpenVote } from '../../support/open-vote.ts';

const test = suite('crypto/booth/open-vote');

const textsOfVote = async (): Promise<VoteTexts> => {
	let texts: VoteTexts | undefined;
	await withStore(ENGINES['SQLite in memory']!, async (store) => {
		const p = await startOpenVote(store);
		const { election, manifest, trustees } = await pageOf(p);
		texts = { election: election!, manifest: manifest!, trustees: trustees! };
		await p.close();
	});
	return texts!;
};

test('a vote is read whose texts belong together, and no other', async () => {
	const [one, other] = [await textsOfVote(), await textsOfVote()];
	const read = readOpenVote(one);
	assert.ok(read.ok);
	assert.equal(read.value.manifest.uuid, read.value.election.definition.uuid);
	for (const [field, code] of [
		['election', 'manifest.not-bound'],
		['manifest', 'manifest.not-bound'],
		['trustees', 'manifest.trustees'],
	] as const) {
		const mixed = readOpenVote({ ...one, [field]: other[field] });
		assert.equal(mixed.ok ? 'read' : mixed.error.code, code, field);
	}
	const dearer = readOpenVote({ ...one, manifest: one.manifest.replace('"100"', '"101"') });
	assert.equal(dearer.ok ? 'read' : dearer.error.code, 'manifest.not-bound');
});

test.run();
