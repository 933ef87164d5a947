/** A whole vote over HTTP, from the key ceremony to a record that verifies. */
import assert from 'node:assert/strict';
import { suite } from 'uvu';
import { codeWords, HASH_DIGITS, readCodeWords } from '../../crypto/booth/code-words.ts';
import { checkReceipt } from '../../crypto/booth/seal.ts';
import { ballotHash } from '../../crypto/election/ballot.ts';
import type { ReceiptAnswer } from '../../server/api/contract.ts';
import { beat } from '../../server/ballots/cadence.ts';
import { ENGINES, withStore } from '../support/databases.ts';
import { certify, tally, verdictOf } from '../support/finish-vote.ts';
import {
	cast,
	CLOSES,
	fill,
	good,
	pageOf,
	startOpenVote,
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

/** The words of a ballot lead to it alone. */
async function findByWords(p: Playing, first: string, second: string): Promise<void> {
	const ask = (digits: string) => p.call(undefined, 'GET', `/votes/${p.id}/code-words/${digits}`);
	const hashes = [first, second].map(ballotHash);
	for (const hash of hashes) {
		const digits = readCodeWords(codeWords(hash, 'uk').join(' '));
		assert.ok(digits.ok);
		assert.deepEqual(await ask(digits.value), { status: 200, body: { ballots: [hash] } });
	}
	const begin = hashes[0]!.slice(0, HASH_DIGITS);
	const other = begin.slice(0, -1) + (begin.endsWith('0') ? '1' : '0');
	assert.deepEqual((await ask(other)).body, { ballots: [] });
	assert.equal((await ask(begin.slice(1))).status, 400);
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
				await findByWords(p, first, second);
				await beat(p.services);
				await vote(p, 'v2', [[0, 1]]);
				await vote(p, 'v3', [[2]]);
				await beat(p.services);
				for (const ballot of [first, second]) {
					const receipt = await receiptFor(p, ballot);
					assert.ok(!('pending' in receipt));
					const { verifierKey } = p.services.box;
					assert.ok(checkReceipt(verifierKey, p.id, ballotHash(ballot), receipt).ok);
					assert.ok(
						!checkReceipt(p.services.civic.verifierKey, p.id, ballotHash(ballot), receipt).ok,
					);
					assert.ok(!checkReceipt(verifierKey, p.id, ballotHash(`${ballot} `), receipt).ok);
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
