/** A vote whose registers are watched: what the public sees is what two of three witnesses have cosigned, in every phase. */
import assert from 'node:assert/strict';
import { suite } from 'uvu';
import { checkReceipt } from '../../crypto/booth/seal.ts';
import { shuffle, sign } from '../../crypto/commission/work.ts';
import { openAcknowledgement } from '../../crypto/register/acknowledgement.ts';
import { parsePolicy } from '../../crypto/register/policy.ts';
import { verifyReceipt } from '../../crypto/register/receipt.ts';
import { verifyRecord } from '../../crypto/verify/verify-record.ts';
import type { ReceiptAnswer } from '../../server/api/contract.ts';
import { beat } from '../../server/ballots/cadence.ts';
import { openInput } from '../../server/cli/record-source.ts';
import { viewRegister } from '../../server/register/browse.ts';
import { ENGINES, withStore } from '../support/databases.ts';
import { certify, tally } from '../support/finish-vote.ts';
import {
	cast,
	CLOSES,
	electionFor,
	fill,
	good,
	MEMBERS,
	pageOf,
	startOpenVote,
	stateFor,
	takeToken,
	type Playing,
} from '../support/open-vote.ts';
import { policyOver, withWitnesses, type TestWitness } from '../support/witnesses.ts';

const test = suite('flow/witnessed');

const get = async (p: Playing, path: string) => {
	const answer = await fetch(p.url + path);
	return { status: answer.status, text: await answer.text() };
};

/** More rounds than a witness is left alone after it failed. */
const feed = async (p: Playing, rounds = 40) => {
	for (let i = 0; i < rounds; i++) await p.feeder!.feed();
};

/** What an observer says who demands the witnesses of the policy. */
async function reportOf(p: Playing) {
	const input = await openInput(`${p.url}/record/${p.id}/`);
	assert.ok(input.kind === 'record');
	const policy = (await get(p, '/register/policy')).text;
	const { verdict, findings, summary } = await verifyRecord(input, { policy });
	const errors = findings.filter((f) => f.severity === 'error').map((f) => f.code);
	return { verdict, errors, shuffledBy: summary.shuffledBy ?? [] };
}

async function receiptOf(p: Playing, ballot: string): Promise<ReceiptAnswer> {
	const answer = await good(p.call(undefined, 'GET', `/votes/${p.id}/ballots/${ballot}`));
	return answer as unknown as ReceiptAnswer;
}

async function castOne(p: Playing, voter: string, projects: readonly number[]) {
	const answer = await good(cast(p, await fill(p, await takeToken(p, voter), projects)));
	return answer as { ballot: string; acknowledgement: string };
}

const promisedSize = (p: Playing, acknowledgement: string) => {
	const opened = openAcknowledgement(acknowledgement, p.services.box.key);
	assert.ok(opened.ok);
	return opened.value.size;
};

for (const [engine, make] of Object.entries(ENGINES)) {
	const playing = (work: (p: Playing, ...witnesses: TestWitness[]) => Promise<void>) =>
		withWitnesses(3, (...witnesses) =>
			withStore(make, async (store) => {
				const p = await startOpenVote(store, 'mix', { witnessPolicy: policyOver(witnesses, 2) });
				for (const witness of witnesses)
					witness.know(p.services.civic.verifierKey, p.services.box.verifierKey);
				await work(p, ...witnesses).finally(p.close);
			}),
		);

	test(`${engine}: a ballot counts for the public when a quorum has cosigned it, not before`, () =>
		playing(async (p, w1, w2, w3) => {
			assert.equal((await get(p, '/register/civic/checkpoint')).status, 503);
			const { ballot, acknowledgement } = await castOne(p, 'v1', [0]);
			assert.equal(promisedSize(p, acknowledgement), 0);
			await beat(p.services);
			assert.deepEqual(await receiptOf(p, ballot), { pending: true });
			assert.equal((await viewRegister(p.services, 'ballot')).size, 0);

			await w3.stop();
			await feed(p);
			const policy = (await get(p, '/register/policy')).text;
			const receipt = await receiptOf(p, ballot);
			assert.ok(!('pending' in receipt));
			const { verifierKey } = p.services.box;
			const checked = checkReceipt(verifierKey, p.id, ballot, receipt, policy);
			assert.ok(checked.ok);
			assert.deepEqual(checked.value.witnesses, ['w1', 'w2']);
			const cut = receipt.receipt.slice(0, receipt.receipt.lastIndexOf('—'));
			const without = checkReceipt(verifierKey, p.id, ballot, { ...receipt, receipt: cut }, policy);
			assert.ok(!without.ok && without.error.code === 'policy.quorum-not-met');
			const { witnesses, size } = await viewRegister(p.services, 'ballot');
			assert.deepEqual(
				[size, witnesses!.isQuorumMet, witnesses!.waiting, witnesses!.witnesses.length],
				[1, true, 0, 3],
			);
			assert.deepEqual(
				witnesses!.witnesses.filter(({ at }) => at === undefined),
				[{ name: 'w3' }],
			);

			// Two are dead: nothing new is public, what was public stays, and what is promised is what was public.
			await w2.stop();
			const second = await castOne(p, 'v2', [1]);
			await beat(p.services);
			await feed(p, 3);
			assert.deepEqual(await receiptOf(p, second.ballot), { pending: true });
			assert.equal(promisedSize(p, (await castOne(p, 'v3', [])).acknowledgement), 1);
			const old = await receiptOf(p, ballot);
			assert.ok(!('pending' in old) && old.receipt === receipt.receipt);
			assert.equal((await viewRegister(p.services, 'ballot')).witnesses!.waiting, 1);

			await w3.start();
			await feed(p);
			const late = await receiptOf(p, second.ballot);
			assert.ok(!('pending' in late));
			const both = parsePolicy(policy);
			assert.ok(both.ok);
			const verified = verifyReceipt(late.receipt, Buffer.from(late.entry, 'base64'), both.value);
			assert.ok(verified.ok);
			assert.deepEqual(
				verified.value.checkpoint.witnesses.map(({ name }) => name),
				['w1', 'w3'],
			);
			await w1.stop();
		}));

	test(`${engine}: the record fits the published checkpoint in every phase, however far that lags`, () =>
		playing(async (p, ...witnesses) => {
			const [w1, w2] = witnesses as [TestWitness, TestWitness];
			await castOne(p, 'v1', [0]);
			await castOne(p, 'v2', [0, 1]);
			await feed(p);
			p.clock.now = CLOSES;
			await beat(p.services);
			const closed = await pageOf(p);
			assert.deepEqual([closed.record, closed.isRecordPending], [undefined, true]);
			assert.equal((await get(p, `/record/${p.id}/record.json`)).status, 503);
			await feed(p, 1);
			const open = await pageOf(p);
			assert.deepEqual([open.record, open.isRecordPending], [`/record/${p.id}/`, undefined]);
			assert.deepEqual(await reportOf(p), { verdict: 'unproved', errors: [], shuffledBy: [] });

			await w1.stop();
			await w2.stop();
			const election = await electionFor(p);
			const state = await stateFor(p, MEMBERS[0]!);
			const text = shuffle(state, election);
			const statement = sign(state, p.secrets.get(MEMBERS[0]!)!, election, 'shuffle', text);
			await good(
				p.call(MEMBERS[0], 'POST', `/votes/${p.id}/shuffles`, { shuffle: text, statement }),
			);
			await feed(p, 1);
			assert.deepEqual(await reportOf(p), { verdict: 'unproved', errors: [], shuffledBy: [] });
			assert.equal((await pageOf(p)).isRecordPending, true);
			await tally(p);
			assert.equal((await pageOf(p)).phase, 'tallied');
			assert.deepEqual(await reportOf(p), { verdict: 'unproved', errors: [], shuffledBy: [] });

			await w1.start();
			await w2.start();
			await feed(p);
			const tallied = await reportOf(p);
			assert.deepEqual([tallied.errors, tallied.shuffledBy], [[], [1, 2, 3]]);
			await certify(p);
			const lagging = await reportOf(p);
			assert.deepEqual([lagging.verdict, lagging.errors], ['unproved', []]);
			await feed(p);
			assert.deepEqual(await reportOf(p), {
				verdict: 'verified',
				errors: [],
				shuffledBy: [1, 2, 3],
			});
			assert.equal((await pageOf(p)).isRecordPending, undefined);
		}));
}

test.run();
