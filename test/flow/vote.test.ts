/** A whole vote over HTTP, from the key ceremony to a record that verifies. */
import assert from 'node:assert/strict';
import { suite } from 'uvu';
import { checkReceipt } from '../../crypto/booth/seal.ts';
import { decrypt, shuffle, sign } from '../../crypto/commission/work.ts';
import { ballotHash } from '../../crypto/election/ballot.ts';
import { encodeResult } from '../../crypto/verify/record.ts';
import { verifyRecord } from '../../crypto/verify/verify-record.ts';
import type { ReceiptAnswer } from '../../server/api/contract.ts';
import { beat } from '../../server/ballots/cadence.ts';
import { openInput } from '../../server/cli/record-source.ts';
import { ENGINES, withStore } from '../support/databases.ts';
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

const test = suite('flow/vote');
async function vote(p: Playing, voter: string, choices: readonly number[][]): Promise<string[]> {
	const booth = await takeToken(p, voter);
	const ballots: string[] = [];
	for (const projects of choices) {
		const filled = await fill(p, booth, projects);
		const first = await good(cast(p, filled));
		assert.equal(first['ballot'], ballotHash(filled.ballot));
		ballots.push(filled.ballot);
	}
	return ballots;
}

async function receiptFor(p: Playing, ballot: string) {
	const answer = await good(
		p.call(undefined, 'GET', `/votes/${p.id}/ballots/${ballotHash(ballot)}`),
	);
	return answer as unknown as ReceiptAnswer;
}

async function tally(p: Playing): Promise<void> {
	const election = await electionFor(p);
	for (const member of MEMBERS) {
		const state = await stateFor(p, member);
		if (state.shuffler !== state.member) continue;
		const text = shuffle(state, election);
		const statement = sign(state, p.secrets.get(member)!, election, 'shuffle', text);
		await good(p.call(member, 'POST', `/votes/${p.id}/shuffles`, { shuffle: text, statement }));
	}
	for (const member of MEMBERS.slice(0, 2)) {
		const state = await stateFor(p, member);
		const { text, strong } = decrypt(state, p.secrets.get(member)!, election);
		const statement = sign(state, p.secrets.get(member)!, election, 'partial-decryption', text);
		await good(p.call(member, 'POST', `/votes/${p.id}/decryptions`, { text, strong, statement }));
	}
}

async function certify(p: Playing): Promise<void> {
	const election = await electionFor(p);
	const { result } = await pageOf(p);
	for (const member of MEMBERS) {
		const statement = sign(
			await stateFor(p, member),
			p.secrets.get(member)!,
			election,
			'certified',
			encodeResult(result!),
		);
		await good(
			p.call(member, 'POST', `/votes/${p.id}/certificates`, { verdict: 'certified', statement }),
		);
	}
}

async function verdictOf(p: Playing) {
	const input = await openInput(`${p.url}/record/${p.id}/`);
	assert.ok(input.kind === 'record');
	const report = await verifyRecord(input);
	return {
		verdict: report.verdict,
		findings: report.findings.filter((f) => f.severity !== 'note'),
	};
}

async function playing(
	engine: string,
	mode: 'sum' | 'mix',
	work: (p: Playing) => Promise<void>,
): Promise<void> {
	await withStore(ENGINES[engine]!, async (store) => {
		const p = await startOpenVote(store, mode);
		await work(p).finally(p.close);
	});
}

for (const engine of Object.keys(ENGINES))
	for (const mode of ['sum', 'mix'] as const)
		test(`from the key ceremony to a verified record: ${engine}, ${mode}`, () =>
			playing(engine, mode, async (p) => {
				const [first, second] = (await vote(p, 'v1', [[1], [0]])) as [string, string];
				assert.deepEqual(await receiptFor(p, first), { pending: true });
				await beat(p.services);
				await vote(p, 'v2', [[0, 1]]);
				await vote(p, 'v3', [[2]]);
				await beat(p.services);
				for (const ballot of [first, second]) {
					const receipt = await receiptFor(p, ballot);
					assert.ok(!('pending' in receipt));
					const { verifierKey } = p.services.box;
					assert.ok(checkReceipt(verifierKey, p.id, ballot, receipt).ok);
					assert.ok(!checkReceipt(p.services.civic.verifierKey, p.id, ballot, receipt).ok);
					assert.ok(!checkReceipt(verifierKey, p.id, `${ballot} `, receipt).ok);
				}
				p.clock.now = CLOSES;
				await beat(p.services);
				await tally(p);
				const page = await pageOf(p);
				assert.equal(page.phase, 'tallied');
				const { totals, valid } = page.result!.pots[0]!;
				assert.deepEqual([valid, totals], [3, { park: 2, road: 1, tree: 1, lamp: 0 }]);
				await certify(p);
				assert.equal((await pageOf(p)).phase, 'certified');
				assert.deepEqual(await verdictOf(p), { verdict: 'verified', findings: [] });
			}));

test.run();
