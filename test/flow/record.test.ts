/** The record of a vote before and after its count, and members who do not sign the result. */
import assert from 'node:assert/strict';
import { suite } from 'uvu';
import { shuffle, sign } from '../../crypto/commission/work.ts';
import { encodeResult } from '../../crypto/verify/record.ts';
import { beat } from '../../server/ballots/cadence.ts';
import { ENGINES, withStore } from '../support/databases.ts';
import { reportOf, tally } from '../support/finish-vote.ts';
import {
	cast,
	CLOSES,
	electionFor,
	fill,
	good,
	pageOf,
	startOpenVote,
	stateFor,
	takeToken,
	type Playing,
} from '../support/open-vote.ts';

const test = suite('flow/record');

async function closedVote(store: Parameters<typeof startOpenVote>[0]): Promise<Playing> {
	const p = await startOpenVote(store, 'mix');
	for (const [voter, projects] of [
		['v1', [0]],
		['v2', [0, 1]],
		['v3', []],
	] as const)
		await good(cast(p, await fill(p, await takeToken(p, voter), projects)));
	await beat(p.services);
	p.clock.now = CLOSES;
	await good(p.call('sec', 'POST', `/votes/${p.id}/close`));
	return p;
}

for (const [name, makeDatabase] of Object.entries(ENGINES)) {
	const withVote = (work: (p: Playing) => Promise<void>): Promise<void> =>
		withStore(makeDatabase, async (store) => {
			const p = await closedVote(store);
			await work(p).finally(p.close);
		});

	test(`${name}: before the count the record shows what is to be decrypted, and grows with each shuffle`, () =>
		withVote(async (p) => {
			const election = await electionFor(p);
			for (const [shuffles, member] of ['ann', 'bob', 'eve'].entries()) {
				const { verdict, findings, checks, summary } = await reportOf(p);
				assert.equal(verdict, 'unproved');
				assert.deepEqual(
					findings.filter((f) => f.severity === 'error'),
					[],
				);
				assert.equal(checks.find((c) => c.id === 'E7')!.status, 'passed');
				assert.deepEqual([summary.ballots, summary.shuffledBy?.length ?? 0], [3, shuffles]);
				assert.deepEqual((await pageOf(p)).waiting, { what: 'shuffle', members: [shuffles + 1] });
				const state = await stateFor(p, member);
				const text = shuffle(state, election);
				const statement = sign(state, p.secrets.get(member)!, election, 'shuffle', text);
				await good(p.call(member, 'POST', `/votes/${p.id}/shuffles`, { shuffle: text, statement }));
			}
			assert.deepEqual((await pageOf(p)).waiting, { what: 'decryption', members: [1, 2, 3] });
			const { findings, summary } = await reportOf(p);
			assert.deepEqual(
				findings.filter((f) => f.severity === 'error'),
				[],
			);
			assert.deepEqual(summary.shuffledBy, [1, 2, 3]);
		}));

	test(`${name}: a member who dissents says why, in the register and in the record`, () =>
		withVote(async (p) => {
			await tally(p);
			const election = await electionFor(p);
			const text = encodeResult((await pageOf(p)).result!);
			const path = `/votes/${p.id}/certificates`;
			const reason = 'Скаргу на дільницю ще не розглянуто.';
			const say = async (member: string, verdict: 'certified' | 'dissent', why?: string) => {
				const state = await stateFor(p, member);
				const statement = sign(state, p.secrets.get(member)!, election, verdict, text);
				return p.call(member, 'POST', path, { verdict, statement, ...(why && { reason: why }) });
			};
			for (const bad of [say('ann', 'dissent'), say('ann', 'certified', reason)]) {
				const { status, body } = await bad;
				assert.deepEqual([status, body['code']], [400, 'member.reason']);
			}
			await good(say('ann', 'dissent', reason));
			await good(say('bob', 'certified'));
			assert.equal((await pageOf(p)).phase, 'tallied');
			await good(say('eve', 'certified'));
			const { verdict, findings, summary } = await reportOf(p);
			assert.equal(verdict, 'verified');
			assert.deepEqual([summary.certifiedBy, summary.dissentBy], [['bob', 'eve'], ['ann']]);
			assert.deepEqual(
				findings.filter((f) => f.code === 'decision.dissent').map((f) => [f.code, f.detail]),
				[['decision.dissent', reason]],
			);
			const published = (await pageOf(p)).decisions.at(-1);
			assert.deepEqual([published?.kind, published?.member], ['dissent', 1]);
		}));
}

test.run();
